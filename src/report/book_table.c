/* A sheet: title, what it holds, headings, rows; filters, colours and paper. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/book.h"
#include "report/words.h"

enum {
    ROWS_MAX = 1000000, /* Excel has 1,048,576 */
    TICK_ROWS = 256,
    ABOUT_WIDTH = 110, /* what is told of a sheet stays within a screen */
    MOST_OF_A_SET = 300,
    FOOTER_BYTES = 120 /* of 255 characters, & doubled */
};
static const double FILTER_WIDTH = 2.5; /* the button on a heading */

/* --- the sheet --- */

/* Title left, page right; an & of the title is doubled, or it would steer the footer. */
static void set_footer(lc_book *book, lxw_worksheet *sheet)
{
    char footer[512] = "&L&8";
    size_t size = strlen(footer);
    const char *at = book->page.title;
    for (; *at != '\0' && (size < FOOTER_BYTES || ((unsigned char)*at & 0xC0) == 0x80); at++) {
        if (*at == '&')
            footer[size++] = '&';
        footer[size++] = *at;
    }
    footer[size] = '\0';
    (void)strncat(footer, *at != '\0' ? "…" : "", sizeof footer - size - 1);
    (void)strncat(footer, "&R&8&A  &P / &N", sizeof footer - strlen(footer) - 1);
    (void)worksheet_set_footer(sheet, footer);
}

lc_status lc_book_add(lc_book *book, const char *name, bool landscape, lxw_worksheet **out)
{
    enum { A4 = 9 };
    *out = workbook_add_worksheet(book->file, lc_tr(book->page.ctx, name));
    if (*out == NULL)
        return lc_fail_memory(book->page.ctx);
    if (landscape)
        worksheet_set_landscape(*out);
    worksheet_set_paper(*out, A4);
    worksheet_fit_to_pages(*out, 1, 0);
    worksheet_set_margins(*out, 0.5, 0.5, 0.6, 0.7);
    worksheet_gridlines(*out, LXW_HIDE_ALL_GRIDLINES);
    set_footer(book, *out);
    return LC_OK;
}

void lc_book_wrap(lc_book *book, lxw_worksheet *sheet, int64_t row, int first, int last,
                  double width, double points, const char *text, lc_book_look look)
{
    lxw_format *format = book->looks[look];
    lxw_error error = LXW_NO_ERROR;
    (void)worksheet_set_row(
        sheet, (lxw_row_t)row,
        lc_book_height(book, lc_book_lines(text, width * 10 / points)) * points / 10, NULL);
    if (last > first)
        error = worksheet_merge_range(sheet, (lxw_row_t)row, (lxw_col_t)first, (lxw_row_t)row,
                                      (lxw_col_t)last, "", format);
    lc_book_note(book, error);
    lc_book_text(book, sheet, row, first, text, format);
}

void lc_book_head(lc_book *book, lxw_worksheet *sheet, const char *title, const char *about,
                  const lc_book_column *columns, int count, int64_t *row)
{
    double width = 0;
    int last = 0;
    for (int i = 0; i < count && width < ABOUT_WIDTH; i++) {
        width += columns[i].width;
        last = i;
    }
    (void)worksheet_set_row(sheet, 0, 26, NULL);
    lc_book_text(book, sheet, 0, 0, lc_tr(book->page.ctx, title), book->looks[LC_BOOK_TITLE]);
    lc_book_wrap(book, sheet, 1, 0, last, width, 10, about, LC_BOOK_ABOUT);
    *row = 2;
}

lc_book_look lc_book_heading(lc_book_kind kind)
{
    return kind >= LC_BOOK_DATE ? LC_BOOK_HEADING_NUMBER : LC_BOOK_HEADING;
}

void lc_book_headings(lc_book *book, lxw_worksheet *sheet, const lc_book_column *columns, int count,
                      int fixed, int64_t row)
{
    int lines = 1;
    for (int i = 0; i < count; i++) {
        const char *title = lc_tr(book->page.ctx, columns[i].title);
        int needed = lc_book_lines(title, columns[i].width - FILTER_WIDTH);
        lines = needed > lines ? needed : lines;
        (void)worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL);
    }
    (void)worksheet_set_row(sheet, (lxw_row_t)row, lc_book_height(book, lines) + 3, NULL);
    for (int i = 0; i < count; i++)
        lc_book_text(book, sheet, row, i, lc_tr(book->page.ctx, columns[i].title),
                     book->looks[lc_book_heading(columns[i].kind)]);
    worksheet_freeze_panes(sheet, (lxw_row_t)row + 1, (lxw_col_t)fixed);
    (void)worksheet_repeat_rows(sheet, (lxw_row_t)row, (lxw_row_t)row);
}

/* --- colours that follow the cells --- */

/* A status is known by its sign: the rule holds in either language and after edits. */
static void dress_status(lc_book *book, lxw_worksheet *sheet, int column, int64_t first,
                         int64_t last)
{
    static const struct {
        const char *status;
        lc_book_look look;
    } rules[] = {{"met", LC_BOOK_MET},
                 {"short", LC_BOOK_SHORT},
                 {"no data", LC_BOOK_OPEN},
                 {"not yet due", LC_BOOK_OPEN},
                 {"awaiting", LC_BOOK_OPEN}};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        char mark[8];
        (void)lc_print(mark, sizeof mark, "%s", lc_word_status(rules[i].status)->mark);
        lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_TEXT,
                                       .criteria = LXW_CONDITIONAL_CRITERIA_TEXT_BEGINS_WITH,
                                       .value_string = mark,
                                       .format = book->looks[rules[i].look]};
        (void)worksheet_conditional_format_range(sheet, (lxw_row_t)first, (lxw_col_t)column,
                                                 (lxw_row_t)last, (lxw_col_t)column, &rule);
    }
}

static void dress_bar(lxw_worksheet *sheet, int column, int64_t first, int64_t last)
{
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_DATA_BAR,
                                   .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .min_value = 0,
                                   .max_value = 1,
                                   .bar_color = 0xCFE2EA,
                                   .data_bar_2010 = LXW_TRUE,
                                   .bar_solid = LXW_TRUE,
                                   .bar_no_border = LXW_TRUE};
    (void)worksheet_conditional_format_range(sheet, (lxw_row_t)first, (lxw_col_t)column,
                                             (lxw_row_t)last, (lxw_col_t)column, &rule);
}

void lc_book_turn(lxw_worksheet *sheet, const int *turns, int count, int fixed)
{
    enum { SCALE_PERCENT = 88, TURNS_MAX = 8 };
    lxw_col_t breaks[TURNS_MAX + 1] = {0};
    for (int i = 0; i < count && i < TURNS_MAX; i++)
        breaks[i] = (lxw_col_t)turns[i];
    (void)worksheet_set_v_pagebreaks(sheet, breaks); /* up to the 0 */
    worksheet_set_print_scale(sheet, SCALE_PERCENT);
    (void)worksheet_repeat_columns(sheet, 0, (lxw_col_t)(fixed - 1));
}

void lc_book_dress(lc_book *book, lxw_worksheet *sheet, const lc_book_column *columns, int count,
                   int64_t first, int64_t last)
{
    for (int i = 0; i < count; i++) {
        if (columns[i].kind == LC_BOOK_STATUS)
            dress_status(book, sheet, i, first, last);
        if (columns[i].kind == LC_BOOK_BAR)
            dress_bar(sheet, i, first, last);
    }
    (void)worksheet_autofilter(sheet, (lxw_row_t)first - 1, 0, (lxw_row_t)last,
                               (lxw_col_t)(count - 1));
}

/* --- the list of sheets --- */

lc_status lc_book_enter(lc_book *book, const char *name, char *about, int64_t rows)
{
    char *told = lc_strdup(book->page.ctx, lc_tr(book->page.ctx, name));
    if (told == NULL || about == NULL || book->entry_count == LC_BOOK_SHEETS_MAX) {
        free(told);
        free(about);
        return LC_MEMORY;
    }
    book->entries[book->entry_count++] = (lc_book_entry){told, about, rows};
    return LC_OK;
}

/* --- a whole sheet from a query --- */

static void bind(lc_book *book, const lc_book_sheet *of, lc_stmt *stmt)
{
    const lc_page *page = &book->page;
    if (of->binds & LC_BOOK_BINDS_ZH)
        lc_stmt_bind_int(stmt, ":zh", page->zh);
    if (of->binds & LC_BOOK_BINDS_LEVEL)
        lc_stmt_bind_text(stmt, ":level", page->level);
    if (of->binds & LC_BOOK_BINDS_LIMIT)
        lc_stmt_bind_double(stmt, ":limit_min", page->limit_min);
    if (of->binds & LC_BOOK_BINDS_MODE)
        lc_stmt_bind_text(stmt, ":mode", page->has_network ? "network" : "circle");
    if (of->binds & LC_BOOK_BINDS_MOST)
        lc_stmt_bind_int(stmt, ":most", MOST_OF_A_SET);
}

static char *about_of(lc_book *book, const lc_book_sheet *of)
{
    lc_page_fill(&book->page, of->about, "limit", lc_figure_whole(book->page.limit_min).s, "most",
                 lc_figure_whole(MOST_OF_A_SET).s, NULL);
    return lc_book_words(book);
}

static lc_status write_row(lc_book *book, lxw_worksheet *sheet, const lc_book_sheet *of,
                           lc_stmt *stmt, int64_t row)
{
    const char *unit = of->unit >= 0 ? lc_stmt_text(stmt, of->unit) : NULL;
    int from = of->hidden;
    book->lines = 1;
    for (int i = 0; i < of->count; i++) {
        const lc_book_column *column = &of->columns[i];
        if (column->make == NULL) {
            lc_book_value(book, sheet, row, i, column, stmt, from++, unit);
            continue;
        }
        char *made = column->make(book->page.store, stmt);
        if (made == NULL)
            return LC_MEMORY;
        lc_book_cell(book, sheet, row, i, column, made);
        free(made);
    }
    lc_book_fit_row(book, sheet, row);
    return LC_OK;
}

/* From the first row, which the statement stands at. *row is the next free one. */
static lc_status write_rows(lc_book *book, lxw_worksheet *sheet, const lc_book_sheet *of,
                            lc_stmt *stmt, int64_t *row)
{
    lc_status status = LC_OK;
    bool more = true;
    for (int64_t i = 0; status == LC_OK && more; i++) {
        if (i == ROWS_MAX) {
            lc_book_text(book, sheet, (*row)++, 0,
                         lc_tr(book->page.ctx, LC_N("More rows than a sheet holds: the CSV tables "
                                                    "have them all.")),
                         book->looks[LC_BOOK_WARNING]);
            break;
        }
        status = write_row(book, sheet, of, stmt, (*row)++);
        if (status == LC_OK && i % TICK_ROWS == 0)
            status = lc_tick(book->page.ctx, 0, 0);
        if (status == LC_OK)
            status = lc_stmt_step(stmt, &more);
    }
    return status;
}

static lc_status write_sheet(lc_book *book, const lc_book_sheet *of, lc_stmt *stmt)
{
    int64_t heading = 0, row;
    lxw_worksheet *sheet;
    lc_status status = lc_book_add(book, of->name, true, &sheet);
    char *about = status == LC_OK ? about_of(book, of) : NULL;
    if (about == NULL)
        return LC_MEMORY;
    lc_book_head(book, sheet, of->name, about, of->columns, of->count, &heading);
    lc_book_headings(book, sheet, of->columns, of->count, of->fixed, heading);
    row = heading + 1;
    status = write_rows(book, sheet, of, stmt, &row);
    lc_book_dress(book, sheet, of->columns, of->count, heading + 1, row - 1);
    if (of->turn > 0)
        lc_book_turn(sheet, &of->turn, 1, of->fixed);
    (void)worksheet_print_area(sheet, 0, 0, (lxw_row_t)row - 1, (lxw_col_t)(of->printed - 1));
    lc_status entered = lc_book_enter(book, of->name, about, row - heading - 1);
    return status == LC_OK ? entered : status;
}

lc_status lc_book_write(lc_book *book, const lc_book_sheet *of)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(book->page.store, of->query, &stmt);
    if (status == LC_OK) {
        bind(book, of, stmt);
        status = lc_stmt_step(stmt, &row);
    }
    if (status == LC_OK && row)
        status = write_sheet(book, of, stmt);
    lc_stmt_free(stmt);
    return status;
}
