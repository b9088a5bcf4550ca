/* The regions of the level that is compared, side by side: a row each, the sets of facility types
 * next to each other. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "report/book.h"

enum { FIGURES = 4, FACTS = 4 }; /* of a set; of a region whatever the set */
/* Columns of report/book_towns. */
enum { NAME, CODE, FIRST_FACT, FIRST_FIGURE = FIRST_FACT + FACTS };

typedef struct town {
    char *name, *code;
    double facts[FACTS];
    double figures[LC_PAGE_LAYERS_MAX][FIGURES]; /* by circle, on foot, between them, floor area */
} town;

static const lc_book_column fact_columns[] = {
    {LC_N("Name"), LC_BOOK_STRONG, 18, NULL, NULL},
    {LC_N("People"), LC_BOOK_WHOLE, 11, NULL, NULL},
    {LC_N("Number of targets"), LC_BOOK_WHOLE, 8, NULL, NULL},
    {LC_N("Targets met"), LC_BOOK_WHOLE, 8, NULL, NULL},
    {LC_N("Targets missed"), LC_BOOK_WHOLE, 8, NULL, NULL},
};
static const lc_book_column figure_columns[] = {
    {LC_N("By circle"), LC_BOOK_BAR, 11, NULL, NULL},
    {LC_N("On foot"), LC_BOOK_BAR, 11, NULL, NULL},
    {LC_N("In the circle but not on foot"), LC_BOOK_WHOLE, 10, NULL, NULL},
    {LC_N("Floor area per 1,000"), LC_BOOK_TENTH, 9, NULL, NULL},
};
static const lc_book_column code_column = {LC_N("Code"), LC_BOOK_SOFT, 15, NULL, NULL};

enum {
    FACT_COLUMNS = 1 + FACTS,
    SETS_OF_A_PAGE = 2,
    COLUMNS_MAX = FACT_COLUMNS + LC_PAGE_LAYERS_MAX * FIGURES + 1
};

static void clear_towns(lc_array *towns)
{
    town *items = towns->items;
    for (size_t i = 0; i < towns->count; i++) {
        free(items[i].name);
        free(items[i].code);
    }
    lc_array_clear(towns);
}

/* --- reading --- */

static lc_status take_town(lc_book *book, lc_array *towns, lc_stmt *stmt)
{
    town *one = lc_array_push(book->page.ctx, towns);
    if (one == NULL)
        return LC_MEMORY;
    *one = (town){.name = lc_strdup(book->page.ctx, lc_stmt_text(stmt, NAME)),
                  .code = lc_strdup(book->page.ctx, lc_stmt_text(stmt, CODE))};
    for (int i = 0; i < FACTS; i++)
        one->facts[i] = lc_stmt_double(stmt, FIRST_FACT + i);
    return one->name != NULL && one->code != NULL ? LC_OK : LC_MEMORY;
}

/* The regions come in the same order for every set; the first makes them. */
static lc_status read_set(lc_book *book, lc_array *towns, size_t set)
{
    const lc_page_layer *layer = &book->page.layers[set];
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(book->page.store, "report/book_towns", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, ":types", layer->types);
        lc_stmt_bind_text(stmt, ":group", layer->group);
        lc_stmt_bind_double(stmt, ":limit_min", book->page.limit_min);
        lc_stmt_bind_text(stmt, ":level", book->page.level);
    }
    bool row = status == LC_OK;
    for (size_t i = 0; status == LC_OK && row; i++) {
        status = lc_stmt_step(stmt, &row);
        if (status == LC_OK && row && set == 0)
            status = take_town(book, towns, stmt);
        for (int k = 0; status == LC_OK && row && k < FIGURES; k++)
            ((town *)towns->items)[i].figures[set][k] = lc_stmt_double(stmt, FIRST_FIGURE + k);
    }
    lc_stmt_free(stmt);
    return status;
}

/* Walk of the first set, else its circle; those without a figure last. */
static double rank_of(const town *one)
{
    double circle = one->figures[0][0], walk = one->figures[0][1];
    return isfinite(walk) ? walk : isfinite(circle) ? circle : INFINITY;
}

static int least_first(const void *a, const void *b)
{
    double x = rank_of(a), y = rank_of(b);
    if (x != y)
        return x < y ? -1 : 1;
    return strcmp(((const town *)a)->code, ((const town *)b)->code);
}

/* --- writing --- */

static int list_columns(const lc_book *book, lc_book_column *columns)
{
    int count = FACT_COLUMNS;
    memcpy(columns, fact_columns, sizeof fact_columns);
    for (size_t i = 0; i < book->page.layer_count; i++, count += FIGURES)
        memcpy(columns + count, figure_columns, sizeof figure_columns);
    columns[count++] = code_column;
    return count;
}

/* Above the headings: which set and group the next columns are about. */
static void write_sets(lc_book *book, lxw_worksheet *sheet, int64_t row)
{
    lxw_format *format = book->looks[LC_BOOK_HEADING];
    (void)worksheet_set_row(sheet, (lxw_row_t)row, 34, NULL);
    for (int i = 0; i < FACT_COLUMNS; i++)
        lc_book_text(book, sheet, row, i, "", format);
    for (size_t i = 0; i < book->page.layer_count; i++) {
        const lc_page_layer *layer = &book->page.layers[i];
        lxw_col_t first = (lxw_col_t)(FACT_COLUMNS + i * FIGURES);
        lc_page_data(&book->page, layer->name);
        lc_page_raw(&book->page, " · ");
        lc_page_data(&book->page, layer->group_name);
        char *words = lc_book_words(book);
        (void)worksheet_merge_range(sheet, (lxw_row_t)row, first, (lxw_row_t)row,
                                    (lxw_col_t)(first + FIGURES - 1), "", format);
        lc_book_text(book, sheet, row, first, words, format);
        free(words);
    }
}

static void write_town(lc_book *book, lxw_worksheet *sheet, int64_t row, const town *one)
{
    int column = 0;
    lc_book_text(book, sheet, row, column++, one->name, book->kinds[LC_BOOK_STRONG]);
    for (int i = 0; i < FACTS; i++)
        lc_book_number(book, sheet, row, column++, one->facts[i], book->kinds[LC_BOOK_WHOLE]);
    for (size_t set = 0; set < book->page.layer_count; set++)
        for (int i = 0; i < FIGURES; i++) {
            lc_book_kind kind = lc_book_share(one->figures[set][i], figure_columns[i].kind);
            lc_book_number(book, sheet, row, column++, one->figures[set][i], book->kinds[kind]);
        }
    lc_book_text(book, sheet, row, column, one->code, book->kinds[LC_BOOK_SOFT]);
}

static lc_status write_towns(lc_book *book, const lc_array *towns)
{
    static const int turns[] = {FACT_COLUMNS + SETS_OF_A_PAGE * FIGURES,
                                FACT_COLUMNS + 2 * SETS_OF_A_PAGE * FIGURES};
    lc_book_column columns[COLUMNS_MAX];
    int count = list_columns(book, columns);
    int64_t row = 0;
    lxw_worksheet *sheet;
    lc_status status = lc_book_add(book, LC_N("Towns compared"), true, &sheet);
    if (status != LC_OK)
        return status;
    lc_page_fill(&book->page,
                 LC_N("Within {limit} minutes, the least served first by the first set. In the "
                      "circle but not on foot: people whom a river, a railway or a long way round "
                      "keeps from what looks near."),
                 "limit", lc_figure_whole(book->page.limit_min).s, NULL);
    char *about = lc_book_words(book);
    lc_book_head(book, sheet, LC_N("Towns compared"), about, columns, count, &row);
    write_sets(book, sheet, row++);
    lc_book_headings(book, sheet, columns, count, 1, row++);
    (void)worksheet_repeat_rows(sheet, (lxw_row_t)row - 2, (lxw_row_t)row - 1);
    lc_book_turn(sheet, turns, (int)(book->page.layer_count - 1) / SETS_OF_A_PAGE, 1);
    book->town_first = row;
    for (size_t i = 0; i < towns->count; i++)
        write_town(book, sheet, row++, (const town *)towns->items + i);
    book->town_last = row - 1;
    lc_book_dress(book, sheet, columns, count, book->town_first, book->town_last);
    (void)worksheet_print_area(sheet, 0, 0, (lxw_row_t)row - 1, (lxw_col_t)(count - 2));
    return lc_book_enter(book, LC_N("Towns compared"), about, (int64_t)towns->count);
}

lc_status lc_book_towns(lc_book *book)
{
    lc_array towns;
    lc_status status = LC_OK;
    lc_array_init(&towns, sizeof(town));
    for (size_t set = 0; status == LC_OK && set < book->page.layer_count; set++)
        status = read_set(book, &towns, set);
    if (status == LC_OK && towns.count > 0) {
        qsort(towns.items, towns.count, sizeof(town), least_first);
        status = write_towns(book, &towns);
    }
    clear_towns(&towns);
    return status;
}
