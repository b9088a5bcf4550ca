/* The people of the regions: a row each, the groups next to each other. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/book.h"
#include "report/words.h"

enum { GROUPS_MAX = 60, FIXED_COLUMNS = 4, COLUMNS_MAX = FIXED_COLUMNS + GROUPS_MAX + 1 };
/* Columns of report/book_regions. */
enum { REGION, NAME, LEVEL, CLASS, AREA, PEOPLE, CODE };

static const lc_book_column first_columns[FIXED_COLUMNS] = {
    {LC_N("Name"), LC_BOOK_STRONG, 20, NULL, NULL},
    {LC_N("Level"), LC_BOOK_TEXT, 10, lc_word_level, NULL},
    {LC_N("Area class"), LC_BOOK_TEXT, 14, lc_word_class, NULL},
    {LC_N("Area, km²"), LC_BOOK_HUNDREDTH, 10, NULL, NULL},
};
static const lc_book_column code_column = {LC_N("Code"), LC_BOOK_SOFT, 15, NULL, NULL};
static const lc_book_column people_column = {LC_N("People"), LC_BOOK_WHOLE, 12, NULL, NULL};

typedef struct groups {
    lc_book *book;
    char *names[GROUPS_MAX]; /* with their year: "Residents (2025)" */
    int count;
} groups;

static lc_status take_group(void *user, lc_stmt *stmt)
{
    groups *g = user;
    lc_book *book = g->book;
    if (g->count == GROUPS_MAX)
        return LC_OK;
    lc_page_data(&book->page, lc_stmt_text(stmt, 0));
    if (!lc_stmt_is_null(stmt, 1))
        lc_page_fill(&book->page, LC_N(" ({year})"), "year", lc_stmt_text(stmt, 1), NULL);
    g->names[g->count] = lc_book_words(book);
    return g->names[g->count++] != NULL ? LC_OK : LC_MEMORY;
}

static lc_status read_groups(groups *g)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query(&g->book->page, "report/book_groups", true, &stmt);
    return lc_store_rows(status, stmt, take_group, g);
}

static int list_columns(const groups *g, lc_book_column *columns)
{
    int count = FIXED_COLUMNS;
    memcpy(columns, first_columns, sizeof first_columns);
    for (int i = 0; i < g->count; i++) {
        columns[count] = people_column;
        columns[count++].title = g->names[i];
    }
    columns[count++] = code_column;
    return count;
}

/* The statement gives a row for each region and group; a region's first one begins its row. */
static lc_status write_rows(lc_book *book, lxw_worksheet *sheet, lc_stmt *stmt, int count,
                            int64_t *row)
{
    lc_status status = LC_OK;
    int64_t region = 0;
    int column = 0;
    for (bool more = true; status == LC_OK && more; column++) {
        status = lc_stmt_step(stmt, &more);
        if (status != LC_OK || !more)
            break;
        if (lc_stmt_int(stmt, REGION) != region) {
            region = lc_stmt_int(stmt, REGION);
            column = FIXED_COLUMNS;
            ++*row;
            for (int i = 0; i < FIXED_COLUMNS; i++)
                lc_book_value(book, sheet, *row, i, &first_columns[i], stmt, NAME + i, NULL);
            lc_book_value(book, sheet, *row, count - 1, &code_column, stmt, CODE, NULL);
        }
        if (column < count - 1)
            lc_book_value(book, sheet, *row, column, &people_column, stmt, PEOPLE, NULL);
    }
    return status;
}

static lc_status write_regions(lc_book *book, const groups *g, lc_stmt *stmt)
{
    lc_book_column columns[COLUMNS_MAX];
    int count = list_columns(g, columns);
    int64_t heading = 0;
    lxw_worksheet *sheet;
    lc_status status = lc_book_add(book, LC_N("Regions and people"), true, &sheet);
    if (status != LC_OK)
        return status;
    lc_page_tr(&book->page, LC_N("Who lives where, group by group. The year of the figures stands "
                                 "beside each group; groups overlap and do not add up."));
    char *about = lc_book_words(book);
    lc_book_head(book, sheet, LC_N("Regions and people"), about, columns, count, &heading);
    lc_book_headings(book, sheet, columns, count, 1, heading);
    int64_t row = heading;
    status = write_rows(book, sheet, stmt, count, &row);
    lc_book_dress(book, sheet, columns, count, heading + 1, row);
    lc_status entered = lc_book_enter(book, LC_N("Regions and people"), about, row - heading);
    return status == LC_OK ? entered : status;
}

lc_status lc_book_regions(lc_book *book)
{
    groups g = {.book = book};
    lc_stmt *stmt = NULL;
    lc_status status = read_groups(&g);
    if (status == LC_OK && g.count > 0)
        status = lc_page_query(&book->page, "report/book_regions", false, &stmt);
    if (status == LC_OK && stmt != NULL) {
        lc_stmt_bind_text(stmt, ":level", book->page.level);
        status = write_regions(book, &g, stmt);
    }
    lc_stmt_free(stmt);
    for (int i = 0; i < g.count; i++)
        free(g.names[i]);
    return status;
}
