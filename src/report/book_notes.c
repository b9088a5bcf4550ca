/* The last sheet: what the words mean, and what the figures rest on. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/book.h"
#include "report/words.h"

/* The table of inputs; its first two columns are also those of the lists: a word and what is told
 * of it. */
static const lc_book_column inputs[] = {
    {LC_N("Input"), LC_BOOK_STRONG, 25, lc_word_role, NULL},
    {LC_N("File"), LC_BOOK_LONG, 52, NULL, NULL},
    {LC_N("Layer"), LC_BOOK_LONG, 14, NULL, NULL},
    {LC_N("Format"), LC_BOOK_TEXT, 12, NULL, NULL},
    {LC_N("Size, bytes"), LC_BOOK_WHOLE, 12, NULL, NULL},
    {"SHA-256", LC_BOOK_LONG, 36, NULL, NULL},
    {LC_N("Coordinates"), LC_BOOK_TEXT, 12, NULL, NULL},
    {LC_N("Encoding"), LC_BOOK_TEXT, 10, NULL, NULL},
    {LC_N("Year"), LC_BOOK_TEXT, 8, NULL, NULL},
    {LC_N("Rows read"), LC_BOOK_WHOLE, 10, NULL, NULL},
    {LC_N("Used"), LC_BOOK_WHOLE, 10, NULL, NULL},
    {LC_N("With findings"), LC_BOOK_WHOLE, 10, NULL, NULL},
};

enum { INPUT_COLUMNS = sizeof inputs / sizeof *inputs };

typedef struct notes {
    lc_book *book;
    lxw_worksheet *sheet;
    int64_t row;
} notes;

static void section(notes *n, const char *title)
{
    n->row++;
    (void)worksheet_set_row(n->sheet, (lxw_row_t)n->row, 22, NULL);
    lc_book_text(n->book, n->sheet, n->row++, 0, lc_tr(n->book->page.ctx, title),
                 n->book->looks[LC_BOOK_SECTION]);
}

/* A word and what is told of it: the text that was added to the page. */
static void pair(notes *n, const char *left)
{
    char *right = lc_book_words(n->book);
    n->book->lines = 1;
    lc_book_cell(n->book, n->sheet, n->row, 0, &inputs[0], left);
    lc_book_cell(n->book, n->sheet, n->row, 1, &inputs[1], right);
    lc_book_fit_row(n->book, n->sheet, n->row++);
    free(right);
}

static lc_status each(notes *n, const char *query, bool named,
                      void (*write)(notes *n, lc_stmt *stmt))
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query(&n->book->page, query, named, &stmt);
    for (bool row = status == LC_OK; status == LC_OK && row;) {
        status = lc_stmt_step(stmt, &row);
        if (status == LC_OK && row)
            write(n, stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

static void write_words(notes *n)
{
    const char *meaning, *word;
    section(n, LC_N("What the words mean"));
    for (size_t i = 0; (word = lc_word_explained(i, &meaning)) != NULL; i++) {
        lc_page_tr(&n->book->page, meaning);
        pair(n, lc_tr(n->book->page.ctx, word));
    }
}

static void write_indicator(notes *n, lc_stmt *stmt)
{
    lc_page *page = &n->book->page;
    lc_text unit;
    lc_text_init(&unit, page->ctx);
    lc_book_unit(page->ctx, &unit, lc_stmt_text(stmt, 3));
    lc_page_fill(page, LC_N("In {unit}."), "unit", unit.size > 0 ? lc_text_trim(unit.bytes) : "",
                 NULL);
    lc_page_gap(page);
    page->out.text.failed |= unit.failed;
    lc_text_clear(&unit);
    if (lc_stmt_is_null(stmt, 2))
        lc_page_fill(page, LC_N("Defined in docs/indicators/{id}.md."), "id", lc_stmt_text(stmt, 0),
                     NULL);
    else
        lc_page_fill(page, LC_N("The study's own, defined in {file}."), "file",
                     lc_stmt_text(stmt, 2), NULL);
    pair(n, lc_stmt_text(stmt, 1));
}

static void write_parameter(notes *n, lc_stmt *stmt)
{
    const char *name = lc_stmt_text(stmt, 0);
    if (strncmp(name, "title", 5) == 0)
        return;
    lc_page_parameter(&n->book->page, name, lc_stmt_text(stmt, 1));
    pair(n, lc_tr(n->book->page.ctx, lc_word_parameter(name)));
}

static void write_profile(notes *n, lc_stmt *stmt)
{
    lc_page_profile(&n->book->page, stmt);
    pair(n, lc_stmt_text(stmt, 0));
}

static void write_version(notes *n, lc_stmt *stmt)
{
    lc_page_data(&n->book->page, lc_stmt_text(stmt, 1));
    pair(n, lc_stmt_text(stmt, 0));
}

/* --- inputs --- */

static void write_input(notes *n, lc_stmt *stmt)
{
    n->book->lines = 1;
    for (int i = 0; i < INPUT_COLUMNS; i++)
        lc_book_value(n->book, n->sheet, n->row, i, &inputs[i], stmt, i, NULL);
    lc_book_fit_row(n->book, n->sheet, n->row++);
}

static lc_status write_inputs(notes *n)
{
    section(n, LC_N("Inputs"));
    for (int i = 0; i < INPUT_COLUMNS; i++)
        lc_book_text(n->book, n->sheet, n->row, i, lc_tr(n->book->page.ctx, inputs[i].title),
                     n->book->looks[lc_book_heading(inputs[i].kind)]);
    n->row++;
    return each(n, "report/inputs", false, write_input);
}

static void set_columns(lxw_worksheet *sheet)
{
    for (int i = 0; i < INPUT_COLUMNS; i++)
        (void)worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, inputs[i].width, NULL);
}

static lc_status write_lists(notes *n)
{
    lc_status status = LC_OK;
    write_words(n);
    section(n, LC_N("Indicators"));
    status = each(n, "report/book_indicators", true, write_indicator);
    if (status == LC_OK)
        status = write_inputs(n);
    section(n, LC_N("Parameters"));
    if (status == LC_OK)
        status = each(n, "report/parameters", false, write_parameter);
    section(n, LC_N("Who walks, and how"));
    if (status == LC_OK)
        status = each(n, "report/page_profiles", true, write_profile);
    section(n, LC_N("Made with"));
    if (status == LC_OK)
        status = each(n, "report/versions", false, write_version);
    return status;
}

lc_status lc_book_notes(lc_book *book)
{
    notes n = {.book = book};
    lc_status status = lc_book_add(book, LC_N("Notes"), true, &n.sheet);
    if (status != LC_OK)
        return status;
    set_columns(n.sheet);
    lc_page_tr(&book->page, LC_N("What was read, with what, and what the words mean. The same "
                                 "files, parameters and versions give the same workbook."));
    char *about = lc_book_words(book);
    lc_book_head(book, n.sheet, LC_N("Notes"), about, inputs, INPUT_COLUMNS, &n.row);
    status = write_lists(&n);
    lc_status entered = lc_book_enter(book, LC_N("Notes"), about, 0);
    return status == LC_OK ? entered : status;
}
