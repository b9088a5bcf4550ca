/* Placed rows to the bytes of a PDF: text that can be searched, an outline, links, the structure
 * that screen readers follow. */
#include <cairo-pdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/pdf_sheet.h"

enum { OUTLINE_LEVELS = 4, ID_MAX = 48 };
static const double FOOT_PT = 841.89 - 36, BAR_HEIGHT_PT = 2.5;

typedef struct painting {
    lc_sheet *sheet;
    cairo_surface_t *surface;
    cairo_t *cr;
    const lc_sheet_about *about;
    lc_text *pdf;
    int table;                   /* whose tag is open; 0: none */
    int parents[OUTLINE_LEVELS]; /* of the outline, by level */
    lc_array ids;                /* const char *, sorted */
} painting;

static cairo_status_t take_bytes(void *user, const unsigned char *bytes, unsigned size)
{
    lc_text *pdf = user;
    lc_text_add_bytes(pdf, (const char *)bytes, size);
    return pdf->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

/* --- where links lead --- */

static int compare_ids(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool id_is_plain(const char *id)
{
    return id[strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")] ==
           '\0';
}

static lc_status gather_id(painting *p, const lc_sheet_cell *cell)
{
    if (cell->id == NULL || strlen(cell->id) > ID_MAX || !id_is_plain(cell->id))
        return LC_OK;
    const char **id = lc_array_push(p->sheet->ctx, &p->ids);
    if (id == NULL)
        return LC_MEMORY;
    *id = cell->id;
    return LC_OK;
}

static lc_status gather_ids(painting *p)
{
    lc_status status = LC_OK;
    lc_array_init(&p->ids, sizeof(const char *));
    for (size_t i = 0; i < p->sheet->rows.count; i++) {
        lc_sheet_row *row = *(lc_sheet_row **)lc_array_at(&p->sheet->rows, i);
        for (size_t k = 0; status == LC_OK && k < row->cells.count; k++)
            status = gather_id(p, lc_array_at(&row->cells, k));
    }
    if (p->ids.count > 0)
        qsort(p->ids.items, p->ids.count, sizeof(const char *), compare_ids);
    return status;
}

static bool is_id(const painting *p, const char *id)
{
    return p->ids.count > 0 &&
           bsearch(&id, p->ids.items, p->ids.count, sizeof(const char *), compare_ids) != NULL;
}

static void link_line(painting *p, PangoLayoutIter *iter, const lc_pdf_link *link, double x,
                      double y)
{
    PangoRectangle line;
    int *ranges = NULL, count = 0;
    PangoLayoutLine *at = pango_layout_iter_get_line_readonly(iter);
    pango_layout_iter_get_line_extents(iter, NULL, &line);
    if (link->to <= at->start_index || link->from >= at->start_index + at->length)
        return;
    pango_layout_line_get_x_ranges(at, link->from, link->to, &ranges, &count);
    for (int i = 0; i < count; i++) {
        char place[192];
        double left = (double)ranges[2 * i] / PANGO_SCALE,
               right = (double)ranges[2 * i + 1] / PANGO_SCALE;
        (void)lc_print(place, sizeof place, "dest='%s' rect=[%.2f %.2f %.2f %.2f]", link->to_id,
                       x + left, y + (double)line.y / PANGO_SCALE, right - left,
                       (double)line.height / PANGO_SCALE);
        cairo_tag_begin(p->cr, CAIRO_TAG_LINK, place);
        cairo_tag_end(p->cr, CAIRO_TAG_LINK);
    }
    g_free(ranges);
}

static void paint_links(painting *p, const lc_sheet_cell *cell, double x, double y)
{
    for (size_t i = 0; i < cell->links.count; i++) {
        const lc_pdf_link *link = lc_array_at(&cell->links, i);
        if (!is_id(p, link->to_id))
            continue;
        PangoLayoutIter *iter = pango_layout_get_iter(cell->layout);
        do
            link_line(p, iter, link, x, y);
        while (pango_layout_iter_next_line(iter));
        pango_layout_iter_free(iter);
    }
}

/* --- cells and rows --- */

static void set_colour(cairo_t *cr, uint32_t colour)
{
    cairo_set_source_rgb(cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0,
                         (colour & 0xff) / 255.0);
}

static void fill_box(cairo_t *cr, uint32_t colour, double x, double y, double width, double height)
{
    set_colour(cr, colour);
    cairo_rectangle(cr, x, y, width, height);
    cairo_fill(cr);
}

static lc_status paint_drawing(painting *p, const lc_sheet_cell *cell, double x, double y)
{
    GError *error = NULL;
    lc_status status = LC_OK;
    RsvgRectangle box = {x, y, cell->width_pt, cell->height_pt};
    if (cairo_status(p->cr) != CAIRO_STATUS_SUCCESS)
        return LC_OK; /* told at the end; librsvg would print it */
    cairo_save(p->cr);
    if (!rsvg_handle_render_document(cell->drawing, p->cr, &box, &error))
        status = lc_fail(p->sheet->ctx, LC_INTERNAL, "A drawing cannot be read: %s.",
                         error != NULL ? error->message : "");
    cairo_restore(p->cr);
    g_clear_error(&error);
    return status;
}

static void mark_place(painting *p, const lc_sheet_cell *cell, double x, double y)
{
    char place[192];
    if (cell->id == NULL || !is_id(p, cell->id))
        return;
    (void)lc_print(place, sizeof place, "name='%s' x=%.1f y=%.1f", cell->id, x, fmax(y - 6, 0));
    cairo_tag_begin(p->cr, CAIRO_TAG_DEST, place);
    cairo_tag_end(p->cr, CAIRO_TAG_DEST);
}

static lc_status paint_cell(painting *p, const lc_sheet_row *row, const lc_sheet_cell *cell,
                            const char *tag)
{
    double x = row->x_pt + cell->x_pt, y = row->y_pt + row->pad_pt + cell->y_pt;
    lc_status status = LC_OK;
    mark_place(p, cell, x, y);
    if (tag != NULL)
        cairo_tag_begin(p->cr, tag, NULL);
    if (cell->drawing != NULL) {
        status = paint_drawing(p, cell, x, y);
    } else if (cell->layout != NULL) {
        /* a piece of the structure holds text or other pieces, not both */
        bool apart = cell->links.count > 0;
        if (apart)
            cairo_tag_begin(p->cr, "Span", NULL);
        set_colour(p->cr, 0x1b2429);
        cairo_move_to(p->cr, x, y);
        pango_cairo_show_layout(p->cr, cell->layout);
        if (apart)
            cairo_tag_end(p->cr, "Span");
        paint_links(p, cell, x, y);
    }
    if (tag != NULL)
        cairo_tag_end(p->cr, tag);
    return status;
}

static void paint_ground(painting *p, const lc_sheet_row *row)
{
    double foot = row->y_pt + row->height_pt;
    if (row->flags & LC_ROW_TINT)
        fill_box(p->cr, 0xf3f6f7, row->x_pt, row->y_pt, row->width_pt, row->height_pt);
    if (row->flags & LC_ROW_BAR)
        fill_box(p->cr, 0x0e5c7a, row->x_pt, row->y_pt - BAR_HEIGHT_PT, row->width_pt,
                 BAR_HEIGHT_PT);
    if (row->flags & LC_ROW_TOP)
        fill_box(p->cr, 0xd8dfe3, row->x_pt, row->y_pt, row->width_pt, 0.5);
    if (row->flags & LC_ROW_INK)
        fill_box(p->cr, 0x1b2429, row->x_pt, foot - 0.8, row->width_pt, 0.8);
    else if (row->flags & LC_ROW_RULE)
        fill_box(p->cr, 0xd8dfe3, row->x_pt, foot - 0.5, row->width_pt, 0.5);
}

static void add_outline(painting *p, const lc_sheet_row *row)
{
    char place[96];
    const lc_sheet_cell *cell = row->cells.count > 0 ? lc_array_at(&row->cells, 0) : NULL;
    int level = row->outline_level;
    if (level < 1 || level >= OUTLINE_LEVELS || cell == NULL || cell->layout == NULL)
        return;
    (void)lc_print(place, sizeof place, "page=%d pos=[%.1f %.1f]", row->page, row->x_pt,
                   fmax(row->y_pt - 6, 0));
    int id = cairo_pdf_surface_add_outline(p->surface, p->parents[level - 1],
                                           pango_layout_get_text(cell->layout), place,
                                           level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
    for (int i = level; i < OUTLINE_LEVELS; i++)
        p->parents[i] = id;
}

/* Tables are told part by part, as pages hold them. */
static void turn_table(painting *p, int table)
{
    if (p->table == table)
        return;
    if (p->table != 0)
        cairo_tag_end(p->cr, "Table");
    if (table != 0)
        cairo_tag_begin(p->cr, "Table", NULL);
    p->table = table;
}

static lc_status paint_row(painting *p, const lc_sheet_row *row)
{
    bool in_table = row->table != 0;
    lc_status status = LC_OK;
    paint_ground(p, row);
    add_outline(p, row);
    turn_table(p, row->table);
    if (row->tag != NULL)
        cairo_tag_begin(p->cr, row->tag, NULL);
    for (size_t i = 0; status == LC_OK && i < row->cells.count; i++)
        status = paint_cell(p, row, lc_array_at(&row->cells, i),
                            in_table && row->tag != NULL ? "TD" : NULL);
    if (row->tag != NULL)
        cairo_tag_end(p->cr, row->tag);
    return status;
}

/* --- pages --- */

static lc_status paint_foot_text(painting *p, const char *text, double x, double width,
                                 PangoAlignment align)
{
    lc_pdf_flow flow;
    PangoLayout *layout = NULL;
    lc_pdf_flow_init(&flow, p->sheet->ctx);
    lc_pdf_flow_isolate(&flow, text, strlen(text));
    lc_status status = lc_pdf_set(&p->sheet->fonts, &flow, LC_PDF_FOOT, width, align, &layout);
    if (status == LC_OK) {
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
        cairo_move_to(p->cr, x, FOOT_PT);
        pango_cairo_show_layout(p->cr, layout);
        g_object_unref(layout);
    }
    lc_pdf_flow_clear(&flow);
    return status;
}

static lc_status paint_foot(painting *p, int page)
{
    char *pages =
        lc_format(p->sheet->ctx, lc_tr(p->sheet->ctx, LC_N("Page %d of %d")), page, p->sheet->page);
    if (pages == NULL)
        return LC_MEMORY;
    fill_box(p->cr, 0xd8dfe3, LC_SHEET_LEFT_PT, FOOT_PT - 6, LC_SHEET_BODY_PT, 0.5);
    lc_status status = paint_foot_text(p, p->about->foot, LC_SHEET_LEFT_PT, LC_SHEET_BODY_PT - 110,
                                       PANGO_ALIGN_LEFT);
    if (status == LC_OK)
        status = paint_foot_text(p, pages, LC_SHEET_LEFT_PT + LC_SHEET_BODY_PT - 100, 100,
                                 PANGO_ALIGN_RIGHT);
    free(pages);
    return status;
}

static lc_status paint_pages(painting *p)
{
    lc_status status = LC_OK;
    size_t next = 0;
    for (int page = 1; status == LC_OK && page <= p->sheet->page; page++) {
        for (; status == LC_OK && next < p->sheet->rows.count; next++) {
            const lc_sheet_row *row = *(lc_sheet_row **)lc_array_at(&p->sheet->rows, next);
            if (row->page != page)
                break;
            status = paint_row(p, row);
        }
        turn_table(p, 0);
        if (status == LC_OK)
            status = paint_foot(p, page);
        cairo_show_page(p->cr);
        if (status == LC_OK)
            status = lc_tick(p->sheet->ctx, (uint64_t)page, (uint64_t)p->sheet->page);
    }
    return status;
}

/* Cairo takes no text with a noncharacter of Unicode. */
static lc_status say(painting *p, cairo_pdf_metadata_t what, const char *words)
{
    lc_text text;
    lc_text_init(&text, p->sheet->ctx);
    lc_text_add_clean(&text, words, strlen(words));
    char *clean = lc_text_take(&text);
    if (clean == NULL)
        return LC_MEMORY;
    cairo_pdf_surface_set_metadata(p->surface, what, clean);
    free(clean);
    return LC_OK;
}

static lc_status say_about(painting *p)
{
    const lc_sheet_about *about = p->about;
    char moment[32]; /* not today's: the same study is the same file */
    (void)snprintf(moment, sizeof moment, "%.10sT00:00:00Z",
                   strlen(about->day) == 10 ? about->day : "1970-01-01");
    const struct {
        cairo_pdf_metadata_t what;
        const char *words;
    } said[] = {{CAIRO_PDF_METADATA_TITLE, about->title},
                {CAIRO_PDF_METADATA_SUBJECT, about->subject},
                {CAIRO_PDF_METADATA_KEYWORDS, about->keywords},
                {CAIRO_PDF_METADATA_AUTHOR, about->creator},
                {CAIRO_PDF_METADATA_CREATOR, about->creator},
                {CAIRO_PDF_METADATA_CREATE_DATE, moment},
                {CAIRO_PDF_METADATA_MOD_DATE, moment}};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof said / sizeof *said; i++)
        status = say(p, said[i].what, said[i].words);
    return status;
}

/* --- what cairo does not say: the language, and that there is a structure --- */

static char *find_last(const lc_text *text, const char *word)
{
    size_t size = strlen(word);
    for (size_t i = text->size; i >= size; i--)
        if (memcmp(text->bytes + i - size, word, size) == 0)
            return text->bytes + i - size;
    return NULL;
}

/* Names the language in the catalogue, the last object before the table of places, and says where
 * that table begins now. As it was where the file is not built like this. */
static void add_language(painting *p)
{
    static const char catalogue[] = "/Type /Catalog", place[] = "startxref\n";
    char piece[96], start[48];
    lc_text *pdf = p->pdf, out;
    char *at = find_last(pdf, catalogue), *end = find_last(pdf, place);
    double xref = end != NULL ? lc_read_double(end + strlen(place)) : 0;
    if (at == NULL || end == NULL || !(xref > (double)(at - pdf->bytes)))
        return;
    (void)snprintf(piece, sizeof piece, "%s /Lang (%s) /MarkInfo << /Marked true >>", catalogue,
                   lc_ctx_language(p->sheet->ctx) == LC_LANG_ZH ? "zh-CN" : "en");
    size_t head = (size_t)(at - pdf->bytes), skip = strlen(catalogue);
    (void)lc_print(start, sizeof start, "%s%.0f\n%%%%EOF\n", place,
                   xref + (double)(strlen(piece) - skip));
    lc_text_init(&out, p->sheet->ctx);
    lc_text_add_bytes(&out, pdf->bytes, head);
    lc_text_add(&out, piece);
    lc_text_add_bytes(&out, at + skip, (size_t)(end - at) - skip);
    lc_text_add(&out, start);
    lc_text_clear(pdf);
    *pdf = out;
}

static lc_status finish(painting *p, lc_status status)
{
    cairo_status_t told = cairo_status(p->cr);
    cairo_destroy(p->cr);
    cairo_surface_finish(p->surface);
    if (told == CAIRO_STATUS_SUCCESS)
        told = cairo_surface_status(p->surface);
    cairo_surface_destroy(p->surface);
    if (status == LC_OK)
        status = lc_text_status(p->pdf);
    if (status == LC_OK && told == CAIRO_STATUS_NO_MEMORY)
        status = lc_fail_memory(p->sheet->ctx);
    if (status == LC_OK && told != CAIRO_STATUS_SUCCESS)
        status = lc_fail(p->sheet->ctx, LC_INTERNAL, "A PDF cannot be made: %s.",
                         cairo_status_to_string(told));
    return status;
}

lc_status lc_sheet_paint(lc_sheet *sheet, const lc_sheet_about *about, lc_text *pdf)
{
    painting p = {.sheet = sheet, .about = about, .pdf = pdf};
    lc_status status = lc_sheet_settle(sheet);
    if (status == LC_OK)
        status = gather_ids(&p);
    if (status == LC_OK) {
        p.surface = cairo_pdf_surface_create_for_stream(take_bytes, pdf, LC_SHEET_WIDTH_PT,
                                                        LC_SHEET_HEIGHT_PT);
        p.cr = cairo_create(p.surface);
        status = say_about(&p);
        cairo_tag_begin(p.cr, "Document", NULL);
        if (status == LC_OK)
            status = paint_pages(&p);
        cairo_tag_end(p.cr, "Document");
        status = finish(&p, status);
    }
    if (status == LC_OK)
        add_language(&p);
    if (status == LC_OK)
        status = lc_text_status(p.pdf);
    lc_array_clear(&p.ids);
    return status;
}
