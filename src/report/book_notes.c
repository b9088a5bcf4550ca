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
    {LC_N("Format"), LC_BOOK_TEXT, 14, NULL, NULL},
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
    lc_trace trace;
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

static void write_words(notes *n)
{
    const char *meaning, *word;
    section(n, LC_N("What the words mean"));
    for (size_t i = 0; (word = lc_word_explained(i, &meaning)) != NULL; i++) {
        lc_page_tr(&n->book->page, meaning);
        pair(n, lc_tr(n->book->page.ctx, word));
    }
}

/* What it is, how it is worked out, where it is defined in full. */
static void write_figure(notes *n, const lc_trace_figure *f)
{
    lc_page *page = &n->book->page;
    lc_page_fill(page, LC_N("In {unit}."), "unit", f->unit, NULL);
    if (f->says != NULL) {
        lc_page_gap(page);
        lc_page_data(page, f->says);
    }
    if (f->formula != NULL) {
        lc_page_gap(page);
        lc_page_fill(page, LC_N("Formula: {formula}."), "formula", f->formula, NULL);
    }
    lc_page_gap(page);
    if (f->made_by != NULL)
        lc_page_fill(page, LC_N("The study's own, defined in {file}."), "file", f->made_by, NULL);
    else
        lc_page_fill(page, LC_N("Defined in docs/indicators/{id}.md."), "id", f->id, NULL);
    pair(n, f->name);
}

static void write_sets(notes *n)
{
    if (n->trace.set_count > 0)
        section(n, LC_N("What is counted together"));
    for (size_t i = 0; i < n->trace.set_count; i++) {
        const lc_trace_set *set = &n->trace.sets[i];
        if (set->centre != NULL)
            lc_page_fill(&n->book->page, LC_N("Centre {centre}; functions {items}"), "centre",
                         set->centre, "items", set->holds, NULL);
        else
            lc_page_data(&n->book->page, set->holds);
        pair(n, set->name);
    }
}

static void write_settings(notes *n, const char *title, const lc_trace_setting *settings,
                           size_t count)
{
    section(n, title);
    for (size_t i = 0; i < count; i++) {
        lc_page_data(&n->book->page, settings[i].value);
        pair(n, settings[i].name);
    }
}

/* --- inputs --- */

static lc_status write_input(void *user, lc_stmt *stmt)
{
    notes *n = user;
    n->book->lines = 1;
    for (int i = 0; i < INPUT_COLUMNS; i++)
        lc_book_value(n->book, n->sheet, n->row, i, &inputs[i], stmt, i, NULL);
    lc_book_fit_row(n->book, n->sheet, n->row++);
    return LC_OK;
}

static lc_status write_inputs(notes *n)
{
    lc_stmt *stmt = NULL;
    section(n, LC_N("Inputs"));
    for (int i = 0; i < INPUT_COLUMNS; i++)
        lc_book_text(n->book, n->sheet, n->row, i, lc_tr(n->book->page.ctx, inputs[i].title),
                     n->book->looks[lc_book_heading(inputs[i].kind)]);
    n->row++;
    lc_status status = lc_page_query(&n->book->page, "report/inputs", false, &stmt);
    return lc_store_rows(status, stmt, write_input, n);
}

static void set_columns(lxw_worksheet *sheet)
{
    for (int i = 0; i < INPUT_COLUMNS; i++)
        (void)worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, inputs[i].width, NULL);
}

static lc_status write_lists(notes *n)
{
    const lc_trace *t = &n->trace;
    write_words(n);
    section(n, LC_N("Indicators"));
    for (size_t i = 0; i < t->figure_count; i++)
        write_figure(n, &t->figures[i]);
    write_sets(n);
    lc_status status = write_inputs(n);
    write_settings(n, LC_N("Parameters"), t->parameters, t->parameter_count);
    write_settings(n, LC_N("Who walks, and how"), t->profiles, t->profile_count);
    write_settings(n, LC_N("Made with"), t->versions, t->version_count);
    return status;
}

lc_status lc_book_notes(lc_book *book)
{
    notes n = {.book = book};
    lc_status status = lc_book_add(book, LC_N("Notes"), true, &n.sheet);
    if (status == LC_OK)
        status = lc_trace_read(book->page.store, lc_scope_whole(), true, &n.trace);
    if (status != LC_OK)
        goto done;
    set_columns(n.sheet);
    lc_page_tr(&book->page, LC_N("What was read, with what, and what the words mean. The same "
                                 "files, parameters and versions give the same workbook."));
    char *about = lc_book_words(book);
    lc_book_head(book, n.sheet, LC_N("Notes"), about, inputs, INPUT_COLUMNS, &n.row);
    status = write_lists(&n);
    lc_status entered = lc_book_enter(book, LC_N("Notes"), about, 0);
    if (status == LC_OK)
        status = entered;
done:
    lc_trace_clear(&n.trace);
    return status;
}
