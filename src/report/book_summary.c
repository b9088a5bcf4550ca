/* The first sheet: the one message, how the plans stand, who reaches what, and where the rest is.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/book.h"
#include "report/words.h"

enum { COLUMNS = 9, LAST = COLUMNS - 1, CHART_ROWS = 19, CHART_TOWNS = 15, PAGE_ROWS = 80 };
static const double WIDTHS[COLUMNS] = {34, 24, 11, 11, 11, 11, 11, 11, 11};
static const double WIDTH = 135;

typedef struct summary {
    lc_book *book;
    lxw_worksheet *sheet;
    int64_t row;
    int64_t plan_first, plan_last; /* rows of the plans; none: last < first */
    double plan_most;              /* targets of the largest plan */
} summary;

static void section(summary *s, const char *title)
{
    s->row++;
    (void)worksheet_set_row(s->sheet, (lxw_row_t)s->row, 22, NULL);
    lc_book_text(s->book, s->sheet, s->row++, 0, lc_tr(s->book->page.ctx, title),
                 s->book->looks[LC_BOOK_SECTION]);
}

/* The first two stand above texts, the others above figures. */
static void headings(summary *s, const char *const *titles, int count)
{
    (void)worksheet_set_row(s->sheet, (lxw_row_t)s->row, 34, NULL);
    for (int i = 0; i < count; i++)
        lc_book_text(s->book, s->sheet, s->row, i, lc_tr(s->book->page.ctx, titles[i]),
                     s->book->looks[i < 2 ? LC_BOOK_HEADING : LC_BOOK_HEADING_NUMBER]);
    s->row++;
}

/* A text over all columns: what was added to the page. */
static void wide(summary *s, double points, lc_book_look look)
{
    char *words = lc_book_words(s->book);
    if (words != NULL && *words != '\0')
        lc_book_wrap(s->book, s->sheet, s->row++, 0, LAST, WIDTH, points, words, look);
    free(words);
}

static lc_status each(summary *s, const char *query, bool named, lc_row_fn *write)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query_here(&s->book->page, query, named, &stmt);
    return lc_store_rows(status, stmt, write, s);
}

/* --- head --- */

static void warn(summary *s, const char *msgid, int64_t count)
{
    if (count > 0)
        lc_page_fill(&s->book->page, msgid, "n", lc_figure_whole((double)count).s, NULL);
    wide(s, 10, LC_BOOK_WARNING);
}

static lc_status warn_grave(void *user, const lc_grave *grave)
{
    summary *s = user;
    char *words = lc_grave_words(s->book->page.ctx, grave);
    if (words == NULL)
        return LC_MEMORY;
    lc_page_tr(&s->book->page, LC_N("Makes the figures doubtful: "));
    lc_page_data(&s->book->page, words);
    wide(s, 10, LC_BOOK_WARNING);
    free(words);
    return LC_OK;
}

static lc_status write_head(summary *s)
{
    lc_page *page = &s->book->page;
    (void)worksheet_set_row(s->sheet, 0, 30, NULL);
    lc_book_text(s->book, s->sheet, s->row++, 0, page->title, s->book->looks[LC_BOOK_TITLE]);
    lc_page_fill(page, LC_N("As of {date}"), "date", lc_date_words(page->ctx, page->as_of).s, NULL);
    wide(s, 10, LC_BOOK_ABOUT);
    lc_status status = lc_page_lead(page);
    wide(s, 13, LC_BOOK_LEAD);
    size_t kinds = 0;
    if (status == LC_OK)
        status = lc_store_each_grave(page->store, LC_PAGE_GRAVE_MAX, warn_grave, s, &kinds);
    warn(s, LC_N("Further findings that make the figures doubtful: {n}."),
         kinds > LC_PAGE_GRAVE_MAX ? (int64_t)(kinds - LC_PAGE_GRAVE_MAX) : 0);
    warn(s, LC_N("Targets that could not be read and are missing below: {n}."),
         page->targets_not_read);
    warn(s,
         LC_N("Rows of the facility register that were left out, for want of coordinates, a "
              "known type or the like: {n}. They count in no figure below."),
         page->facilities_left_out);
    return status;
}

/* --- plans --- */

/* Columns of report/page_plans. */
enum {
    FIRST,
    PLAN,
    PLAN_EN,
    ALL,
    BINDING,
    MET = 6,
    FALLS_SHORT = 8,
    DUE = 10,
    LACKS = 12,
    AWAITS = 14
};

static lc_status write_plan(void *user, lc_stmt *stmt)
{
    summary *s = user;
    static const int columns[] = {ALL, BINDING, MET, FALLS_SHORT, DUE, LACKS, AWAITS};
    lc_book *book = s->book;
    bool english = !book->page.zh && !lc_text_blank(lc_stmt_text(stmt, PLAN_EN));
    const char *name = lc_stmt_text(stmt, english ? PLAN_EN : PLAN);
    if (lc_text_blank(name))
        name = lc_tr(book->page.ctx, LC_N("Targets without a plan's name"));
    (void)worksheet_set_row(s->sheet, (lxw_row_t)s->row,
                            lc_book_height(s->book, lc_book_lines(name, WIDTHS[0] + WIDTHS[1])),
                            NULL);
    (void)worksheet_merge_range(s->sheet, (lxw_row_t)s->row, 0, (lxw_row_t)s->row, 1, "",
                                book->kinds[LC_BOOK_STRONG]);
    lc_book_text(book, s->sheet, s->row, 0, name, book->kinds[LC_BOOK_STRONG]);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        lc_book_number(book, s->sheet, s->row, 2 + (int)i, lc_stmt_double(stmt, columns[i]),
                       book->kinds[LC_BOOK_WHOLE]);
    s->plan_most = fmax(s->plan_most, lc_stmt_double(stmt, ALL));
    s->row++;
    return LC_OK;
}

static lc_status write_plans(summary *s)
{
    static const char *const titles[] = {LC_N("Plan"),
                                         "",
                                         LC_N("Number of targets"),
                                         LC_N("of them binding"),
                                         LC_N("Met"),
                                         LC_N("Falls short"),
                                         LC_N("Not yet due"),
                                         LC_N("Not decidable"),
                                         LC_N("Awaits its figure")};
    if (!s->book->page.has_targets)
        return LC_OK;
    section(s, LC_N("How the plans stand"));
    headings(s, titles, COLUMNS);
    s->plan_first = s->row;
    lc_status status = each(s, "report/page_plans", false, write_plan);
    s->plan_last = s->row - 1;
    return status;
}

/* --- reach --- */

static void write_layer(summary *s, const lc_page_layer *layer)
{
    static const lc_book_column columns[] = {{"", LC_BOOK_STRONG, 34, NULL, NULL},
                                             {"", LC_BOOK_LONG, 24, NULL, NULL}};
    lc_book *book = s->book;
    bool walked = isfinite(layer->network);
    const double figures[] = {layer->facilities, layer->people, layer->circle / layer->people,
                              layer->network / layer->people,
                              layer->people - (walked ? layer->network : layer->circle)};
    static const lc_book_kind kinds[] = {LC_BOOK_WHOLE, LC_BOOK_WHOLE, LC_BOOK_SHARE, LC_BOOK_SHARE,
                                         LC_BOOK_WHOLE};
    book->lines = 1;
    lc_book_cell(book, s->sheet, s->row, 0, &columns[0], layer->name);
    lc_book_cell(book, s->sheet, s->row, 1, &columns[1], layer->group_name);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        lc_book_number(book, s->sheet, s->row, 2 + (int)i, figures[i],
                       book->kinds[lc_book_share(figures[i], kinds[i])]);
    lc_book_fit_row(book, s->sheet, s->row++);
}

static void write_layers(summary *s)
{
    static const char *const titles[] = {
        LC_N("Facility types"), LC_N("Group of people"), LC_N("Facilities in use"), LC_N("People"),
        LC_N("By circle"),      LC_N("On foot"),         LC_N("People beyond")};
    lc_page *page = &s->book->page;
    if (page->layer_count == 0)
        return;
    lc_page_fill(page, LC_N("Who reaches what within {limit} minutes, the whole study"), "limit",
                 lc_figure_whole(page->limit_min).s, NULL);
    char *title = lc_book_words(s->book);
    section(s, title != NULL ? title : "");
    free(title);
    headings(s, titles, sizeof titles / sizeof *titles);
    for (size_t i = 0; i < page->layer_count; i++)
        write_layer(s, &page->layers[i]);
}

/* --- people --- */

static lc_status write_group(void *user, lc_stmt *stmt)
{
    summary *s = user;
    lc_book *book = s->book;
    lc_book_text(book, s->sheet, s->row, 0, lc_stmt_text(stmt, 1), book->kinds[LC_BOOK_STRONG]);
    lc_book_text(book, s->sheet, s->row, 1, lc_stmt_text(stmt, 2), book->kinds[LC_BOOK_TEXT]);
    lc_book_number(book, s->sheet, s->row++, 2, lc_stmt_double(stmt, 3),
                   book->kinds[LC_BOOK_WHOLE]);
    return LC_OK;
}

static lc_status write_people(summary *s)
{
    static const char *const titles[] = {LC_N("Group of people"), LC_N("Their year"),
                                         LC_N("People")};
    section(s, LC_N("Who lives here"));
    headings(s, titles, sizeof titles / sizeof *titles);
    return each(s, "report/page_people", true, write_group);
}

/* --- charts --- */

static void set_fonts(lc_book *book, lxw_chart *chart)
{
    char name[] = "Microsoft YaHei", latin[] = "Calibri";
    lxw_chart_font title = {.name = book->page.zh ? name : latin, .size = 11, .bold = LXW_TRUE};
    lxw_chart_font small = {.name = book->page.zh ? name : latin, .size = 9};
    chart_title_set_name_font(chart, &title);
    chart_axis_set_num_font(chart->x_axis, &small);
    chart_axis_set_num_font(chart->y_axis, &small);
    chart_legend_set_font(chart, &small);
    lxw_chart_line grid = {.color = 0xD8DFE3, .width = 0.5};
    chart_axis_major_gridlines_set_line(chart->x_axis, &grid);
    chart_axis_major_gridlines_set_line(chart->y_axis, &grid);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
}

static void add_series(summary *s, lxw_chart *chart, const char *sheet, int names, int column,
                       int64_t first, int64_t last, int64_t heading, uint32_t colour)
{
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    if (series == NULL) {
        lc_book_note(s->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    chart_series_set_categories(series, sheet, (lxw_row_t)first, (lxw_col_t)names, (lxw_row_t)last,
                                (lxw_col_t)names);
    chart_series_set_values(series, sheet, (lxw_row_t)first, (lxw_col_t)column, (lxw_row_t)last,
                            (lxw_col_t)column);
    chart_series_set_name_range(series, sheet, (lxw_row_t)heading, (lxw_col_t)column);
    lxw_chart_fill fill = {.color = colour};
    lxw_chart_line line = {.color = 0xFFFFFF, .width = 0.5};
    chart_series_set_fill(series, &fill);
    chart_series_set_line(series, &line);
}

static void place(summary *s, lxw_chart *chart, int column, int width)
{
    lxw_chart_options options = {.x_offset = 4,
                                 .y_offset = 6,
                                 .x_scale = width / 480.0,
                                 .y_scale = (CHART_ROWS * 20 - 12) / 288.0,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE};
    (void)worksheet_insert_chart_opt(s->sheet, (lxw_row_t)s->row, (lxw_col_t)column, chart,
                                     &options);
}

/* 1, 2, 5, 10, 20 ...: at most five steps to the largest. */
static double axis_step(double most)
{
    double step = 1;
    for (int i = 0; step * 5 < most; i++)
        step *= i % 3 == 1 ? 2.5 : 2;
    return step;
}

/* The statuses of each plan; the colours differ in grey, too. */
static void chart_plans(summary *s, int column, int width)
{
    static const uint32_t colours[] = {0x0E5C7A, 0xD1560A, 0x8FB8C6, 0xC9D1D6, 0xEAEEF0};
    lxw_chart *chart = workbook_add_chart(s->book->file, LXW_CHART_BAR_STACKED);
    const char *sheet = s->sheet->name;
    if (chart == NULL)
        return;
    chart_title_set_name(chart, lc_tr(s->book->page.ctx, LC_N("Targets by status")));
    set_fonts(s->book, chart);
    for (int i = 0; i < 5; i++)
        add_series(s, chart, sheet, 0, 4 + i, s->plan_first, s->plan_last, s->plan_first - 1,
                   colours[i]);
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_num_format(chart->x_axis, "0");
    chart_axis_set_major_unit(chart->x_axis, axis_step(s->plan_most));
    chart_set_series_gap(chart, 60);
    place(s, chart, column, width);
}

/* The least served towns by the first set, circle against walk. */
static void chart_towns(summary *s, int column, int width)
{
    lc_book *book = s->book;
    lc_page *page = &book->page;
    lxw_chart *chart = workbook_add_chart(book->file, LXW_CHART_BAR);
    const char *sheet = lc_tr(page->ctx, LC_N("Towns compared"));
    int64_t last = book->town_first + CHART_TOWNS - 1;
    last = last < book->town_last ? last : book->town_last;
    if (chart == NULL)
        return;
    lc_page_data(page, page->layers[0].name);
    lc_page_tr(page, last < book->town_last ? LC_N(": the least served, circle and walk")
                                            : LC_N(": circle and walk"));
    char *title = lc_book_words(book);
    if (title != NULL)
        chart_title_set_name(chart, title);
    free(title);
    set_fonts(book, chart);
    add_series(s, chart, sheet, 0, LC_BOOK_TOWN_CIRCLE, book->town_first, last,
               book->town_first - 1, 0xA9CAD6);
    add_series(s, chart, sheet, 0, LC_BOOK_TOWN_CIRCLE + 1, book->town_first, last,
               book->town_first - 1, 0x0E5C7A);
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_num_format(chart->x_axis, "0%");
    chart_axis_set_min(chart->x_axis, 0);
    chart_axis_set_max(chart->x_axis, 1);
    chart_set_series_gap(chart, 60);
    place(s, chart, column, width);
}

static void write_charts(summary *s)
{
    bool plans = s->plan_last >= s->plan_first && s->plan_first > 0;
    bool towns = s->book->town_last > s->book->town_first;
    if (!plans && !towns)
        return;
    s->row++;
    if (plans)
        chart_plans(s, 0, towns ? 408 : 900);
    if (towns)
        chart_towns(s, plans ? 2 : 0, plans ? 560 : 900);
    s->row += CHART_ROWS;
}

/* --- the other sheets --- */

static void write_entry(summary *s, const lc_book_entry *entry)
{
    char link[160];
    lc_book *book = s->book;
    int lines = lc_book_lines(entry->about, WIDTH - WIDTHS[0] - WIDTHS[LAST] - 2);
    (void)worksheet_set_row(s->sheet, (lxw_row_t)s->row, lc_book_height(s->book, lines) + 2, NULL);
    (void)snprintf(link, sizeof link, "internal:'%s'!A1", entry->name);
    (void)worksheet_write_url_opt(s->sheet, (lxw_row_t)s->row, 0, link, book->looks[LC_BOOK_LINK],
                                  entry->name, NULL);
    (void)worksheet_merge_range(s->sheet, (lxw_row_t)s->row, 1, (lxw_row_t)s->row, LAST - 1, "",
                                book->kinds[LC_BOOK_LONG]);
    lc_book_text(book, s->sheet, s->row, 1, entry->about, book->kinds[LC_BOOK_LONG]);
    lc_book_number(book, s->sheet, s->row, LAST, entry->rows > 0 ? (double)entry->rows : NAN,
                   book->kinds[LC_BOOK_WHOLE]);
    s->row++;
}

static void write_entries(summary *s)
{
    static const char *const titles[] = {
        LC_N("Sheet"), LC_N("What it holds"), "", "", "", "", "", "", LC_N("Rows")};
    section(s, LC_N("The sheets of this workbook"));
    headings(s, titles, COLUMNS);
    for (size_t i = 0; i < s->book->entry_count; i++)
        write_entry(s, &s->book->entries[i]);
}

lc_status lc_book_summary(lc_book *book, lxw_worksheet *sheet)
{
    summary s = {.book = book, .sheet = sheet};
    for (int i = 0; i < COLUMNS; i++)
        (void)worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, WIDTHS[i], NULL);
    lc_status status = write_head(&s);
    if (status == LC_OK)
        status = write_plans(&s);
    write_charts(&s);
    write_layers(&s);
    if (status == LC_OK)
        status = write_people(&s);
    write_entries(&s);
    worksheet_fit_to_pages(sheet, 1, s.row <= PAGE_ROWS ? 1 : 0);
    worksheet_activate(sheet);
    return status;
}
