#include "report/pdf_sheet.h"

#include <stdlib.h>
#include <string.h>

const double LC_SHEET_WIDTH_PT = 595.276, LC_SHEET_HEIGHT_PT = 841.89;
const double LC_SHEET_LEFT_PT = 48, LC_SHEET_TOP_PT = 50;
const double LC_SHEET_BODY_PT = 595.276 - 2 * 48, LC_SHEET_BOTTOM_PT = 841.89 - 62;

/* The lines of a stylesheet about bars in tables, of which there are hundreds. */
static char *bar_style(lc_ctx *ctx, const char *style)
{
    lc_text text;
    lc_text_init(&text, ctx);
    for (const char *at = style; *at != '\0';) {
        size_t size = strcspn(at, "\n") + (strchr(at, '\n') != NULL);
        if (strncmp(at, ".bar", 4) == 0 || strncmp(at, ".share", 6) == 0)
            lc_text_add_bytes(&text, at, size);
        at += size;
    }
    return lc_text_take(&text);
}

lc_status lc_sheet_open(lc_ctx *ctx, const char *style, lc_sheet *sheet)
{
    *sheet = (lc_sheet){.ctx = ctx, .page = 1, .y_pt = LC_SHEET_TOP_PT};
    lc_array_init(&sheet->rows, sizeof(lc_sheet_row *));
    lc_array_init(&sheet->kept, sizeof(lc_sheet_row *));
    lc_status status = lc_pdf_fonts_open(ctx, &sheet->fonts);
    if (status == LC_OK) {
        sheet->style =
            lc_format(ctx, "%s\nsvg text{font-family:\"%s\"}", style, sheet->fonts.family);
        sheet->bar_style = bar_style(ctx, style);
        status = sheet->style != NULL && sheet->bar_style != NULL ? LC_OK : LC_MEMORY;
    }
    return status;
}

static lc_sheet_row *row_at(const lc_array *rows, size_t i)
{
    return *(lc_sheet_row **)lc_array_at(rows, i);
}

void lc_sheet_close(lc_sheet *sheet)
{
    for (size_t i = 0; i < sheet->rows.count; i++)
        lc_sheet_row_free(row_at(&sheet->rows, i));
    for (size_t i = 0; i < sheet->kept.count; i++)
        lc_sheet_row_free(row_at(&sheet->kept, i));
    lc_array_clear(&sheet->rows);
    lc_array_clear(&sheet->kept);
    while (sheet->head_count > 0)
        lc_sheet_table_end(sheet);
    free(sheet->style);
    free(sheet->bar_style);
    lc_pdf_fonts_close(&sheet->fonts);
}

/* --- a row --- */

lc_sheet_row *lc_sheet_row_new(lc_sheet *sheet, const char *tag)
{
    lc_sheet_row *row = lc_alloc(sheet->ctx, 1, sizeof *row);
    if (row == NULL)
        return NULL;
    *row = (lc_sheet_row){.tag = tag, .x_pt = LC_SHEET_LEFT_PT, .width_pt = LC_SHEET_BODY_PT};
    lc_array_init(&row->cells, sizeof(lc_sheet_cell));
    return row;
}

static void clear_cell(lc_sheet_cell *cell)
{
    for (size_t i = 0; i < cell->links.count; i++)
        free(((lc_pdf_link *)lc_array_at(&cell->links, i))->to_id);
    lc_array_clear(&cell->links);
    if (cell->layout != NULL)
        g_object_unref(cell->layout);
    if (cell->drawing != NULL)
        g_object_unref(cell->drawing);
    free(cell->id);
}

void lc_sheet_row_free(lc_sheet_row *row)
{
    if (row == NULL)
        return;
    for (size_t i = 0; i < row->cells.count; i++)
        clear_cell(lc_array_at(&row->cells, i));
    lc_array_clear(&row->cells);
    free(row);
}

/* A new cell below those that begin at the same x. */
static lc_sheet_cell *add_cell(lc_sheet *sheet, lc_sheet_row *row, double x_pt, double width_pt)
{
    double y_pt = 0;
    for (size_t i = 0; i < row->cells.count; i++) {
        const lc_sheet_cell *cell = lc_array_at(&row->cells, i);
        if (cell->x_pt == x_pt && cell->y_pt + cell->height_pt > y_pt)
            y_pt = cell->y_pt + cell->height_pt;
    }
    lc_sheet_cell *cell = lc_array_push(sheet->ctx, &row->cells);
    if (cell != NULL) {
        *cell = (lc_sheet_cell){.x_pt = x_pt, .y_pt = y_pt, .width_pt = width_pt};
        lc_array_init(&cell->links, sizeof(lc_pdf_link));
    }
    return cell;
}

static lc_status take_links(lc_sheet *sheet, const lc_pdf_flow *flow, lc_sheet_cell *cell)
{
    for (size_t i = 0; i < flow->spans.count; i++) {
        const lc_pdf_span *span = lc_array_at(&flow->spans, i);
        if (span->to_id == NULL)
            continue;
        lc_pdf_link *link = lc_array_push(sheet->ctx, &cell->links);
        if (link == NULL)
            return LC_MEMORY;
        *link = (lc_pdf_link){(int)span->from, (int)span->to, lc_strdup(sheet->ctx, span->to_id)};
        if (link->to_id == NULL)
            return LC_MEMORY;
    }
    return LC_OK;
}

static double height_of(PangoLayout *layout)
{
    int height = 0;
    pango_layout_get_size(layout, NULL, &height);
    return (double)height / PANGO_SCALE;
}

lc_status lc_sheet_add_flow(lc_sheet *sheet, lc_sheet_row *row, const lc_pdf_flow *flow,
                            lc_pdf_style style, double x_pt, double width_pt, PangoAlignment align)
{
    lc_sheet_cell *cell = add_cell(sheet, row, x_pt, width_pt);
    if (cell == NULL)
        return LC_MEMORY;
    lc_status status = lc_pdf_set(&sheet->fonts, flow, style, width_pt, align, &cell->layout);
    if (status == LC_OK)
        cell->height_pt = height_of(cell->layout);
    return status == LC_OK ? take_links(sheet, flow, cell) : status;
}

/* A drawing in a page has no namespace of its own: what is added behind "<svg". */
static lc_status whole_svg(lc_sheet *sheet, const char *svg, size_t size, lc_text *text)
{
    static const char opening[] = "<svg", space[] = " xmlns=\"http://www.w3.org/2000/svg\"";
    size_t head = sizeof opening - 1;
    const char *end = memchr(svg, '>', size);
    bool has_space = end != NULL && memmem(svg, (size_t)(end - svg), " xmlns=", 7) != NULL;
    lc_text_init(text, sheet->ctx);
    lc_text_add_bytes(text, svg, size < head ? size : head);
    lc_text_add(text, has_space ? "" : space);
    if (size > head)
        lc_text_add_bytes(text, svg + head, size - head);
    return lc_text_status(text);
}

lc_status lc_sheet_add_drawing(lc_sheet *sheet, lc_sheet_row *row, const char *svg, size_t size,
                               double x_pt, double width_pt, double height_pt)
{
    lc_text text;
    GError *error = NULL;
    lc_sheet_cell *cell = add_cell(sheet, row, x_pt, width_pt);
    if (cell == NULL)
        return LC_MEMORY;
    cell->height_pt = height_pt;
    static const char *const bars[] = {"<svg class=\"bar\"", "<svg class=\"share\""};
    bool bar =
        strncmp(svg, bars[0], strlen(bars[0])) == 0 || strncmp(svg, bars[1], strlen(bars[1])) == 0;
    const char *style = bar ? sheet->bar_style : sheet->style;
    lc_status status = whole_svg(sheet, svg, size, &text);
    if (status == LC_OK)
        cell->drawing = rsvg_handle_new_from_data((const guint8 *)text.bytes, text.size, &error);
    if (status == LC_OK &&
        (cell->drawing == NULL ||
         !rsvg_handle_set_stylesheet(cell->drawing, (const guint8 *)style, strlen(style), &error)))
        status = lc_fail(sheet->ctx, LC_INTERNAL, "A drawing cannot be read: %s.",
                         error != NULL ? error->message : "");
    g_clear_error(&error);
    lc_text_clear(&text);
    return status;
}

lc_status lc_sheet_name(lc_sheet *sheet, lc_sheet_row *row, const char *id)
{
    lc_sheet_cell *cell = lc_array_at(&row->cells, row->cells.count - 1);
    free(cell->id);
    cell->id = lc_strdup(sheet->ctx, id);
    return cell->id != NULL ? LC_OK : LC_MEMORY;
}

/* --- places --- */

static double foot_of(const lc_sheet_row *row)
{
    double most = 0;
    for (size_t i = 0; i < row->cells.count; i++) {
        const lc_sheet_cell *cell = lc_array_at(&row->cells, i);
        if (cell->y_pt + cell->height_pt > most)
            most = cell->y_pt + cell->height_pt;
    }
    return most;
}

/* What no page holds ends with an ellipsis at its foot. */
static void cut(lc_sheet_row *row)
{
    double most = LC_SHEET_BOTTOM_PT - LC_SHEET_TOP_PT - 60 - 2 * row->pad_pt;
    for (size_t i = 0; i < row->cells.count; i++) {
        lc_sheet_cell *cell = lc_array_at(&row->cells, i);
        double left = most - cell->y_pt;
        if (cell->height_pt <= left)
            continue;
        if (cell->layout != NULL) {
            pango_layout_set_ellipsize(cell->layout, PANGO_ELLIPSIZE_END);
            pango_layout_set_height(cell->layout, left > 0 ? (int)(left * PANGO_SCALE) : 0);
            cell->height_pt = height_of(cell->layout);
        } else {
            cell->height_pt = left > 0 ? left : 0;
        }
    }
}

static void measure(lc_sheet_row *row)
{
    if (foot_of(row) + 2 * row->pad_pt > LC_SHEET_BOTTOM_PT - LC_SHEET_TOP_PT - 60)
        cut(row);
    row->height_pt = foot_of(row) + 2 * row->pad_pt;
}

static double kept_height(const lc_sheet *sheet)
{
    double height = 0;
    for (size_t i = 0; i < sheet->kept.count; i++) {
        const lc_sheet_row *row = row_at(&sheet->kept, i);
        height += row->before_pt + row->height_pt;
    }
    return height;
}

static bool waits_in(const lc_sheet *sheet, int table)
{
    for (size_t i = 0; i < sheet->kept.count; i++)
        if (row_at(&sheet->kept, i)->table == table)
            return true;
    return false;
}

/* Headings that this page lacks: of the innermost table, and of those whose rows wait. */
static double heads_height(const lc_sheet *sheet)
{
    double height = 0;
    for (int i = 0; i < sheet->head_count; i++)
        if (sheet->head_page[i] != sheet->page &&
            (i == sheet->head_count - 1 || waits_in(sheet, sheet->heads[i]->table)))
            height += sheet->heads[i]->height_pt;
    return height;
}

double lc_sheet_room(const lc_sheet *sheet)
{
    return LC_SHEET_BOTTOM_PT - sheet->y_pt - kept_height(sheet) - heads_height(sheet);
}

/* The next row begins a page. */
static void begin_page(lc_sheet *sheet)
{
    if (sheet->y_pt == LC_SHEET_TOP_PT)
        return;
    sheet->page++;
    sheet->y_pt = LC_SHEET_TOP_PT;
}

static lc_status set_down(lc_sheet *sheet, lc_sheet_row *row)
{
    lc_sheet_row **place = lc_array_push(sheet->ctx, &sheet->rows);
    if (place == NULL) {
        lc_sheet_row_free(row);
        return LC_MEMORY;
    }
    *place = row;
    if (sheet->y_pt > LC_SHEET_TOP_PT)
        sheet->y_pt += row->before_pt;
    row->page = sheet->page;
    row->y_pt = sheet->y_pt;
    sheet->y_pt += row->height_pt;
    return LC_OK;
}

/* The same texts once more, on another page. */
static lc_sheet_row *copy_head(lc_sheet *sheet, const lc_sheet_row *head)
{
    lc_sheet_row *row = lc_sheet_row_new(sheet, head->tag);
    if (row == NULL)
        return NULL;
    lc_array cells = row->cells;
    *row = *head;
    row->cells = cells;
    for (size_t i = 0; i < head->cells.count; i++) {
        lc_sheet_cell *cell = lc_array_push(sheet->ctx, &row->cells);
        if (cell == NULL)
            break;
        *cell = *(lc_sheet_cell *)lc_array_at(&head->cells, i);
        lc_array_init(&cell->links, sizeof(lc_pdf_link));
        cell->id = NULL;
        if (cell->layout != NULL)
            g_object_ref(cell->layout);
        if (cell->drawing != NULL)
            g_object_ref(cell->drawing);
    }
    return row;
}

/* Below the heading of its table. */
static lc_status put(lc_sheet *sheet, lc_sheet_row *row)
{
    lc_status status = LC_OK;
    for (int i = 0; status == LC_OK && i < sheet->head_count; i++) {
        if (sheet->heads[i]->table != row->table || sheet->head_page[i] == sheet->page)
            continue;
        lc_sheet_row *head = copy_head(sheet, sheet->heads[i]);
        sheet->head_page[i] = sheet->page;
        status = head != NULL ? set_down(sheet, head) : LC_MEMORY;
    }
    if (status == LC_OK)
        return set_down(sheet, row);
    lc_sheet_row_free(row);
    return status;
}

static lc_status put_kept(lc_sheet *sheet)
{
    lc_status status = LC_OK;
    for (size_t i = 0; i < sheet->kept.count; i++) {
        lc_sheet_row *row = row_at(&sheet->kept, i);
        if (status == LC_OK)
            status = put(sheet, row);
        else
            lc_sheet_row_free(row);
    }
    sheet->kept.count = 0;
    return status;
}

lc_status lc_sheet_settle(lc_sheet *sheet)
{
    if (lc_sheet_room(sheet) < 0)
        begin_page(sheet);
    return put_kept(sheet);
}

static lc_status keep(lc_sheet *sheet, lc_sheet_row *row)
{
    lc_sheet_row **place = lc_array_push(sheet->ctx, &sheet->kept);
    if (place == NULL) {
        lc_sheet_row_free(row);
        return LC_MEMORY;
    }
    *place = row;
    return LC_OK;
}

lc_status lc_sheet_place(lc_sheet *sheet, lc_sheet_row *row)
{
    measure(row);
    row->table = sheet->head_count > 0 ? sheet->heads[sheet->head_count - 1]->table : 0;
    if (row->flags & LC_ROW_KEEP)
        return keep(sheet, row);
    if (row->before_pt + row->height_pt > lc_sheet_room(sheet))
        begin_page(sheet);
    lc_status status = put_kept(sheet);
    if (status == LC_OK)
        status = put(sheet, row);
    else
        lc_sheet_row_free(row);
    return status == LC_OK ? lc_tick(sheet->ctx, ++sheet->ticks, 0) : status;
}

lc_status lc_sheet_table_begin(lc_sheet *sheet, lc_sheet_row *head)
{
    if (sheet->head_count == LC_SHEET_HEADS_MAX) {
        lc_sheet_row_free(head);
        return lc_fail(sheet->ctx, LC_INTERNAL, "Tables stand in tables too deep.");
    }
    measure(head);
    head->table = ++sheet->table_count;
    sheet->heads[sheet->head_count] = head;
    sheet->head_page[sheet->head_count++] = 0;
    return LC_OK;
}

void lc_sheet_table_end(lc_sheet *sheet)
{
    lc_sheet_row_free(sheet->heads[--sheet->head_count]);
}
