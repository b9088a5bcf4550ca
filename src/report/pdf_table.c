#include "report/pdf_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 16, MANY_ROWS = 12 };
static const double GUTTER_PT = 9, BAR_LEAST_PT = 90, BAR_HEIGHT_PT = 9, THIN_BAR_PT = 4,
                    INDENT_PT = 10, PAD_PT = 3.4, DENSE_PT = 2.1, TEXT_LEAST = 4.6,
                    HEAD_LEAST = 3.1, FIGURE_MOST = 6, PIECE_MOST = 12,
                    SLACK = 1.06; /* sizes; guesses are guesses */

lc_pdf_table *lc_pdf_table_new(lc_ctx *ctx, lc_pdf_table *outer)
{
    lc_pdf_table *table = lc_alloc(ctx, 1, sizeof *table);
    if (table == NULL)
        return NULL;
    *table = (lc_pdf_table){.ctx = ctx, .outer = outer};
    lc_array_init(&table->rows, sizeof(lc_pdf_tr));
    return table;
}

void lc_pdf_table_free(lc_pdf_table *table)
{
    if (table == NULL)
        return;
    for (size_t i = 0; i < table->rows.count; i++) {
        lc_pdf_tr *row = lc_array_at(&table->rows, i);
        for (size_t k = 0; k < row->cells.count; k++) {
            lc_pdf_cell *cell = lc_array_at(&row->cells, k);
            lc_pdf_flow_clear(&cell->flow);
            free(cell->id);
        }
        lc_array_clear(&row->cells);
        lc_pdf_table_free(row->inner);
    }
    lc_array_clear(&table->rows);
    free(table);
}

lc_pdf_tr *lc_pdf_table_row(lc_pdf_table *table)
{
    lc_pdf_tr *row = lc_array_push(table->ctx, &table->rows);
    if (row != NULL)
        lc_array_init(&row->cells, sizeof(lc_pdf_cell));
    return row;
}

static lc_pdf_tr *row_of(const lc_pdf_table *table, size_t i)
{
    return lc_array_at(&table->rows, i);
}

lc_pdf_cell *lc_pdf_table_cell(lc_pdf_table *table)
{
    if (table->rows.count == 0)
        return NULL;
    lc_pdf_tr *row = row_of(table, table->rows.count - 1);
    lc_pdf_cell *cell = lc_array_push(table->ctx, &row->cells);
    if (cell != NULL)
        lc_pdf_flow_init(&cell->flow, table->ctx);
    return cell;
}

/* --- how wide the columns are --- */

typedef struct column {
    double least, most; /* its longest piece, its longest line */
    double all; /* how much stands in its cells; full ones count more, they make rows high */
    double width_pt;
    int figures, cells;
    bool bars;
} column;

/* Figures stand in a line; words are parted, but not after each or second character. */
static double least_piece(const lc_pdf_cell *cell, const lc_pdf_guess *guess, bool head)
{
    if (cell->figure && guess->line <= FIGURE_MOST)
        return guess->line;
    return fmax(guess->piece, fmin(guess->line, cell->figure || head ? HEAD_LEAST : TEXT_LEAST));
}

static void look_at(column *c, const lc_pdf_cell *cell, bool head, double size_pt)
{
    lc_pdf_guess guess = lc_pdf_flow_guess(&cell->flow);
    double piece = least_piece(cell, &guess, head);
    c->least = fmax(c->least, fmin(piece, PIECE_MOST) * size_pt);
    c->most = fmax(c->most, guess.line * size_pt * SLACK);
    c->all += guess.all * guess.all;
    c->figures += cell->figure;
    c->cells++;
    c->bars |= cell->drawing != NULL && cell->flow.text.size == 0;
}

static size_t look_at_all(const lc_pdf_table *table, column *columns)
{
    size_t count = 0;
    for (size_t i = 0; i < table->rows.count; i++) {
        const lc_pdf_tr *row = row_of(table, i);
        double size_pt = lc_pdf_look_of(row->head ? LC_PDF_HEAD : LC_PDF_CELL)->size_pt;
        for (size_t k = 0; k < row->cells.count && k < COLUMNS_MAX; k++) {
            const lc_pdf_cell *cell = lc_array_at(&row->cells, k);
            if (cell->wide)
                continue;
            look_at(&columns[k], cell, row->head, size_pt);
            count = k + 1 > count ? k + 1 : count;
        }
    }
    return count;
}

static double least_of(const column *c)
{
    return c->bars ? fmax(BAR_LEAST_PT, c->least) : c->least * SLACK;
}

/* One share of what is left for each column that still has lines to fill, by how much stands in it;
 * what is left then. */
static double hand_out(column *columns, size_t count, double rest)
{
    double weight = 0, left = rest;
    for (size_t i = 0; i < count; i++)
        if (columns[i].width_pt < columns[i].most)
            weight += columns[i].all;
    for (size_t i = 0; i < count && weight > 0; i++) {
        column *c = &columns[i];
        if (c->width_pt >= c->most)
            continue;
        double more = fmin(rest * c->all / weight, c->most - c->width_pt);
        c->width_pt += more;
        left -= more;
    }
    return left;
}

/* At least its longest piece each, the rest by what stands in them, as long as lines get longer by
 * it; what nobody needs is shared alike. */
static void divide(column *columns, size_t count, double width_pt)
{
    double least = 0, room = width_pt - GUTTER_PT * (double)(count - 1);
    for (size_t i = 0; i < count; i++)
        least += least_of(&columns[i]);
    double squeeze = least > room ? room / least : 1, rest = fmax(room - least, 0);
    for (size_t i = 0; i < count; i++)
        columns[i].width_pt = least_of(&columns[i]) * squeeze;
    for (size_t round = 0; round < count && rest > 1; round++)
        rest = hand_out(columns, count, rest);
    for (size_t i = 0; i < count; i++)
        columns[i].width_pt += rest / (double)count;
}

/* --- rows --- */

typedef struct grid {
    lc_sheet *sheet;
    column columns[COLUMNS_MAX];
    size_t count;
    double x_pt, width_pt, pad_pt;
} grid;

static lc_status add_cell(grid *g, lc_sheet_row *to, const lc_pdf_cell *cell, double x_pt,
                          double width_pt, bool head, bool figure)
{
    lc_status status = LC_OK;
    bool text = cell->flow.text.size > 0;
    if (text || cell->drawing == NULL)
        status = lc_sheet_add_flow(g->sheet, to, &cell->flow, head ? LC_PDF_HEAD : LC_PDF_CELL,
                                   x_pt, width_pt, figure ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    if (status == LC_OK && cell->drawing != NULL)
        status = lc_sheet_add_drawing(g->sheet, to, cell->drawing, cell->drawing_size, x_pt,
                                      width_pt, text ? THIN_BAR_PT : BAR_HEIGHT_PT);
    if (status == LC_OK && cell->id != NULL)
        status = lc_sheet_name(g->sheet, to, cell->id);
    return status;
}

static lc_status fill(grid *g, const lc_pdf_tr *row, lc_sheet_row *to)
{
    lc_status status = LC_OK;
    double x_pt = 0;
    for (size_t i = 0; status == LC_OK && i < row->cells.count && i < COLUMNS_MAX; i++) {
        const lc_pdf_cell *cell = lc_array_at(&row->cells, i);
        const column *c = &g->columns[i];
        bool figure = row->head ? 2 * c->figures >= c->cells - 1 && c->figures > 0 : cell->figure;
        status =
            add_cell(g, to, cell, x_pt, cell->wide ? g->width_pt : c->width_pt, row->head, figure);
        x_pt += c->width_pt + GUTTER_PT;
    }
    return status;
}

static lc_sheet_row *new_row(grid *g)
{
    lc_sheet_row *row = lc_sheet_row_new(g->sheet, "TR");
    if (row != NULL) {
        row->x_pt = g->x_pt;
        row->width_pt = g->width_pt;
        row->pad_pt = g->pad_pt;
    }
    return row;
}

static bool says_nothing(const lc_pdf_tr *row)
{
    for (size_t i = 0; i < row->cells.count; i++) {
        const lc_pdf_cell *cell = lc_array_at(&row->cells, i);
        if (cell->flow.text.size > 0 || cell->drawing != NULL)
            return false;
    }
    return true;
}

static lc_status place_row(grid *g, const lc_pdf_tr *row)
{
    lc_status status = LC_OK;
    if (!says_nothing(row)) {
        lc_sheet_row *to = new_row(g);
        if (to == NULL)
            return LC_MEMORY;
        bool opens = row->inner != NULL;
        to->flags = opens || row->joined ? LC_ROW_KEEP : LC_ROW_RULE;
        status = fill(g, row, to);
        if (status != LC_OK)
            lc_sheet_row_free(to);
        else
            status = lc_sheet_place(g->sheet, to);
    }
    if (status == LC_OK && row->inner != NULL)
        status = lc_pdf_table_place(g->sheet, row->inner, g->x_pt - LC_SHEET_LEFT_PT + INDENT_PT);
    return status;
}

static lc_status place_head(grid *g, const lc_pdf_tr *row)
{
    lc_sheet_row *to = new_row(g);
    if (to == NULL)
        return LC_MEMORY;
    to->flags = LC_ROW_INK;
    lc_status status = fill(g, row, to);
    if (status == LC_OK)
        return lc_sheet_table_begin(g->sheet, to);
    lc_sheet_row_free(to);
    return status;
}

/* Many rows, rows of rows and bars stand closely. */
static double pad_of(const lc_pdf_table *table, const grid *g)
{
    bool dense = table->outer != NULL || table->rows.count > MANY_ROWS;
    for (size_t i = 0; i < g->count; i++)
        dense |= g->columns[i].bars;
    return dense ? DENSE_PT : PAD_PT;
}

lc_status lc_pdf_table_place(lc_sheet *sheet, const lc_pdf_table *table, double indent_pt)
{
    grid g = {.sheet = sheet,
              .x_pt = LC_SHEET_LEFT_PT + indent_pt,
              .width_pt = LC_SHEET_BODY_PT - indent_pt};
    lc_status status = LC_OK;
    bool headed = false;
    g.count = look_at_all(table, g.columns);
    g.pad_pt = pad_of(table, &g);
    if (g.count > 0)
        divide(g.columns, g.count, g.width_pt);
    for (size_t i = 0; status == LC_OK && i < table->rows.count; i++) {
        const lc_pdf_tr *row = row_of(table, i);
        if (!row->head) {
            status = place_row(&g, row);
        } else if (!headed) {
            status = place_head(&g, row);
            headed = status == LC_OK;
        }
    }
    if (headed)
        lc_sheet_table_end(sheet);
    return status;
}
