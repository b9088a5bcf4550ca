#include "report/pdf_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/pdf_markup.h"
#include "report/pdf_table.h"

enum { DEPTH_MAX = 48, TILES_MAX = 4 };
static const double SIGN_WIDTH_PT = 20, SIGN_HEIGHT_PT = 11.4, LEGEND_GAP_PT = 14,
                    MAP_MOST_PT = 430, CAPTION_PT = 88, CHART_GAP_PT = 18,
                    HALF_PT = (595.276 - 2 * 48 - 18) / 2, TERM_PT = 104, TILE_GAP_PT = 14;

/* What a text is collected for. */
typedef enum block { NO_BLOCK, HEADING, PARAGRAPH, CAPTION, TILE, SIGN, TERM, MEANING } block;

typedef enum role { PLAIN, TILE_ROLE, TILES_ROLE, SUB_ROLE, CHART_ROLE, CHARTS_ROLE } role;

typedef struct element {
    char name[12];
    role role;
    unsigned looks; /* of the text around it */
    block block;    /* what it began; NO_BLOCK for none */
    char *link;     /* owned; where it leads, NULL */
    size_t from;    /* of the link's text */
} element;

typedef struct tile {
    lc_pdf_flow figure, words;
    const char *drawing;
    size_t drawing_size;
} tile;

typedef struct reader {
    lc_sheet *sheet;
    lc_ctx *ctx;
    const char *at, *end;
    element open[DEPTH_MAX];
    int depth;
    lc_pdf_flow flow; /* of the block that is being read, but for cells and tiles */
    block block;
    lc_pdf_style style;
    int level;        /* of a heading */
    char *id;         /* owned: of the next row; NULL */
    lc_pdf_flow term; /* waits for its meaning */
    char *term_id;
    lc_sheet_row *terms; /* of one term, waits for a second */
    lc_pdf_table *table; /* the innermost open */
    lc_pdf_cell *cell;
    tile tiles[TILES_MAX];
    int tile_count;
    bool in_tile, in_figure;
    bool one_by_one;      /* terms that are read in their order */
    lc_sheet_row *charts; /* that stand side by side */
    double chart_x_pt;
    bool in_chart;
    lc_sheet_row *legend; /* signs that stand in one line */
    double legend_x_pt;
    const char *sign;
    size_t sign_size;
} reader;

static char *decoded(reader *r, const char *bytes, size_t size)
{
    lc_text text;
    lc_text_init(&text, r->ctx);
    lc_mark_decode(bytes, size, &text);
    return lc_text_take(&text);
}

/* Where text goes now; NULL: nowhere. */
static lc_pdf_flow *flow_now(reader *r)
{
    if (r->cell != NULL)
        return &r->cell->flow;
    if (r->in_tile && r->tile_count > 0) {
        tile *t = &r->tiles[r->tile_count - 1];
        return r->block == TILE ? &t->figure : &t->words;
    }
    return r->block != NO_BLOCK ? &r->flow : NULL;
}

static void begin(reader *r, block what, lc_pdf_style style)
{
    r->block = what;
    r->style = style;
    lc_pdf_flow_clear(&r->flow);
}

/* The first row of all has a bar above it. */
static lc_sheet_row *new_row(reader *r, const char *tag)
{
    lc_sheet_row *row = lc_sheet_row_new(r->sheet, tag);
    if (row != NULL && r->sheet->rows.count + r->sheet->kept.count == 0)
        row->flags = LC_ROW_BAR;
    return row;
}

/* The id that waits goes to the cell that was added last. */
static lc_status name_cell(reader *r, lc_sheet_row *row, char **id)
{
    lc_status status = *id != NULL ? lc_sheet_name(r->sheet, row, *id) : LC_OK;
    free(*id);
    *id = NULL;
    return status;
}

static lc_status place_or_free(reader *r, lc_sheet_row *row, lc_status status)
{
    if (status == LC_OK && row->cells.count > 0)
        status = name_cell(r, row, &r->id);
    if (status == LC_OK)
        return lc_sheet_place(r->sheet, row);
    lc_sheet_row_free(row);
    return status;
}

/* --- blocks of text --- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static lc_status place_heading(reader *r)
{
    static const char *const tags[] = {"H1", "H1", "H2", "H3", "H4"};
    lc_sheet_row *row = new_row(r, tags[r->level < 4 ? r->level : 4]);
    if (row == NULL)
        return LC_MEMORY;
    row->flags |= LC_ROW_KEEP;
    row->before_pt = r->level == 1 ? 0 : r->level == 2 ? 20 : 12;
    row->pad_pt = r->level == 2 ? 3 : 2;
    row->outline_level = r->level == 1 ? 0 : r->level == 2 ? 1 : 2;
    return place_or_free(r, row,
                         lc_sheet_add_flow(r->sheet, row, &r->flow, r->style, 0, LC_SHEET_BODY_PT,
                                           PANGO_ALIGN_LEFT));
}

/* Does what it is said of follow at once: a table, a drawing, a further heading? */
static bool leads_on(const reader *r)
{
    static const char *const names[] = {"<table", "<figure", "<h3"};
    const char *at = r->at;
    while (at < r->end && is_blank(*at))
        at++;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if ((size_t)(r->end - at) > strlen(names[i]) &&
            strncmp(at, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

static lc_status place_paragraph(reader *r, block what)
{
    lc_sheet_row *row = new_row(r, "P");
    if (row == NULL)
        return LC_MEMORY;
    bool small = r->style == LC_PDF_NOTE;
    row->before_pt = r->style == LC_PDF_LEAD ? 8 : small ? 3 : 5;
    row->flags |= what == CAPTION || leads_on(r) ? LC_ROW_KEEP : 0;
    row->pad_pt = row->flags & LC_ROW_BAR ? 6 : 0;
    return place_or_free(r, row,
                         lc_sheet_add_flow(r->sheet, row, &r->flow, r->style, 0,
                                           LC_SHEET_BODY_PT - (small ? 0 : 30), PANGO_ALIGN_LEFT));
}

/* A term beside its meaning; short ones stand two in a row, but for definitions. */
static lc_status add_term(reader *r, double x_pt, double width_pt)
{
    lc_sheet_row *row = r->terms;
    lc_status status =
        lc_sheet_add_flow(r->sheet, row, &r->term, LC_PDF_CELL, x_pt, TERM_PT, PANGO_ALIGN_LEFT);
    if (status == LC_OK)
        status = name_cell(r, row, &r->term_id);
    if (status == LC_OK)
        status = lc_sheet_add_flow(r->sheet, row, &r->flow, LC_PDF_CELL, x_pt + TERM_PT + 10,
                                   width_pt - TERM_PT - 10, PANGO_ALIGN_LEFT);
    return status;
}

static lc_status place_terms(reader *r)
{
    lc_sheet_row *row = r->terms;
    r->terms = NULL;
    return row != NULL ? lc_sheet_place(r->sheet, row) : LC_OK;
}

static lc_status place_term(reader *r)
{
    const double half_pt = (LC_SHEET_BODY_PT - 16) / 2;
    lc_status status = LC_OK;
    bool is_short =
        !r->one_by_one && lc_pdf_flow_guess(&r->flow).all * lc_pdf_look_of(LC_PDF_CELL)->size_pt <
                              2 * (half_pt - TERM_PT - 10);
    bool second = is_short && r->terms != NULL;
    if (!second)
        status = place_terms(r);
    if (status == LC_OK && r->terms == NULL) {
        r->terms = lc_sheet_row_new(r->sheet, "P");
        if (r->terms == NULL)
            return LC_MEMORY;
        r->terms->pad_pt = 1.8;
    }
    if (status == LC_OK)
        status = add_term(r, second ? half_pt + 16 : 0, is_short ? half_pt : LC_SHEET_BODY_PT);
    if (status == LC_OK && (second || !is_short))
        status = place_terms(r);
    return status;
}

static lc_status keep_term(reader *r)
{
    lc_pdf_flow_clear(&r->term);
    r->term = r->flow;
    free(r->term_id);
    r->term_id = r->id;
    r->id = NULL;
    lc_pdf_flow_init(&r->flow, r->ctx);
    return LC_OK;
}

/* --- the legend of a map --- */

static lc_status place_legend(reader *r)
{
    lc_sheet_row *row = r->legend;
    r->legend = NULL;
    r->legend_x_pt = 0;
    if (row == NULL)
        return LC_OK;
    row->flags = LC_ROW_KEEP;
    row->before_pt = 2;
    return lc_sheet_place(r->sheet, row);
}

static lc_status add_sign(reader *r)
{
    double left = r->sign != NULL ? SIGN_WIDTH_PT + 4 : 0;
    double width =
        lc_pdf_flow_guess(&r->flow).line * lc_pdf_look_of(LC_PDF_NOTE)->size_pt * 1.08 + 2;
    lc_status status = LC_OK;
    if (r->legend_x_pt > 0 && r->legend_x_pt + left + width > LC_SHEET_BODY_PT)
        status = place_legend(r);
    if (status == LC_OK && r->legend == NULL &&
        (r->legend = lc_sheet_row_new(r->sheet, "P")) == NULL)
        status = LC_MEMORY;
    if (status == LC_OK && r->sign != NULL)
        status = lc_sheet_add_drawing(r->sheet, r->legend, r->sign, r->sign_size, r->legend_x_pt,
                                      SIGN_WIDTH_PT, SIGN_HEIGHT_PT);
    if (status == LC_OK)
        status =
            lc_sheet_add_flow(r->sheet, r->legend, &r->flow, LC_PDF_NOTE, r->legend_x_pt + left,
                              fmin(width, LC_SHEET_BODY_PT - left), PANGO_ALIGN_LEFT);
    r->legend_x_pt += left + width + LEGEND_GAP_PT;
    r->sign = NULL;
    return status;
}

/* --- key figures --- */

static lc_status add_tile(reader *r, lc_sheet_row *row, const tile *t, double x_pt, double width_pt)
{
    lc_status status = lc_sheet_add_flow(r->sheet, row, &t->figure, LC_PDF_FIGURE, x_pt, width_pt,
                                         PANGO_ALIGN_LEFT);
    if (status == LC_OK && t->drawing != NULL)
        status =
            lc_sheet_add_drawing(r->sheet, row, t->drawing, t->drawing_size, x_pt, width_pt, 5);
    if (status == LC_OK)
        status = lc_sheet_add_flow(r->sheet, row, &t->words, LC_PDF_CELL, x_pt, width_pt,
                                   PANGO_ALIGN_LEFT);
    return status;
}

static lc_status place_tiles(reader *r)
{
    lc_status status = LC_OK;
    lc_sheet_row *row = r->tile_count > 0 ? lc_sheet_row_new(r->sheet, "P") : NULL;
    if (r->tile_count == 0)
        return LC_OK;
    if (row == NULL)
        return LC_MEMORY;
    double each = (LC_SHEET_BODY_PT - TILE_GAP_PT * (TILES_MAX - 1)) / TILES_MAX;
    row->before_pt = 10;
    row->pad_pt = 7;
    row->flags = LC_ROW_RULE | LC_ROW_TOP;
    for (int i = 0; status == LC_OK && i < r->tile_count; i++)
        status = add_tile(r, row, &r->tiles[i], i * (each + TILE_GAP_PT), each);
    for (int i = 0; i < r->tile_count; i++) {
        lc_pdf_flow_clear(&r->tiles[i].figure);
        lc_pdf_flow_clear(&r->tiles[i].words);
    }
    r->tile_count = 0;
    return place_or_free(r, row, status);
}

static lc_status open_tile(reader *r)
{
    lc_status status = r->tile_count == TILES_MAX ? place_tiles(r) : LC_OK;
    tile *t = &r->tiles[r->tile_count++];
    *t = (tile){.drawing = NULL};
    lc_pdf_flow_init(&t->figure, r->ctx);
    lc_pdf_flow_init(&t->words, r->ctx);
    r->in_tile = true;
    return status;
}

/* --- drawings --- */

/* As wide as the sheet, lower where the page has not the room: what explains it stands below. */
static lc_status place_drawing(reader *r, const lc_mark *mark, size_t size)
{
    double width, height;
    if (!lc_mark_box(mark, &width, &height))
        return LC_OK;
    double scale = fmin(LC_SHEET_BODY_PT / width, MAP_MOST_PT / height);
    double room = lc_sheet_room(r->sheet) - CAPTION_PT;
    if (room < height * scale && room > 0.6 * height * scale)
        scale = room / height;
    lc_sheet_row *row = new_row(r, "Figure");
    if (row == NULL)
        return LC_MEMORY;
    row->flags = r->in_figure ? LC_ROW_KEEP : 0;
    row->before_pt = 6;
    row->pad_pt = 2;
    return place_or_free(r, row,
                         lc_sheet_add_drawing(r->sheet, row, mark->from, size,
                                              (LC_SHEET_BODY_PT - width * scale) / 2, width * scale,
                                              height * scale));
}

/* --- charts, two in a row --- */

static lc_status place_charts(reader *r)
{
    lc_sheet_row *row = r->charts;
    r->charts = NULL;
    r->chart_x_pt = 0;
    if (row == NULL)
        return LC_OK;
    row->before_pt = 10;
    return lc_sheet_place(r->sheet, row);
}

static lc_status open_chart(reader *r)
{
    if (r->charts == NULL)
        r->charts = lc_sheet_row_new(r->sheet, "Figure");
    r->in_chart = r->charts != NULL;
    return r->charts != NULL ? LC_OK : LC_MEMORY;
}

static lc_status close_chart(reader *r)
{
    bool second = r->chart_x_pt > 0;
    r->in_chart = false;
    r->chart_x_pt = HALF_PT + CHART_GAP_PT;
    return second ? place_charts(r) : LC_OK;
}

/* Its title, or what it says. */
static lc_status add_to_chart(reader *r)
{
    return lc_sheet_add_flow(r->sheet, r->charts, &r->flow, r->style, r->chart_x_pt, HALF_PT,
                             PANGO_ALIGN_LEFT);
}

static lc_status add_chart(reader *r, const lc_mark *mark, size_t size)
{
    double width, height;
    if (!lc_mark_box(mark, &width, &height))
        return LC_OK;
    return lc_sheet_add_drawing(r->sheet, r->charts, mark->from, size, r->chart_x_pt, HALF_PT,
                                height * HALF_PT / width);
}

/* Goes to behind the element's end. */
static void pass_element(reader *r, const lc_mark *mark)
{
    lc_mark next;
    for (int depth = 1; depth > 0 && lc_mark_next(&r->at, r->end, &next);)
        if (next.name_size == mark->name_size && next.kind != LC_MARK_TEXT &&
            strncmp(next.name, mark->name, mark->name_size) == 0 && !next.empty)
            depth += next.kind == LC_MARK_OPEN ? 1 : -1;
}

static lc_status take_drawing(reader *r, const lc_mark *mark)
{
    if (!mark->empty)
        pass_element(r, mark);
    size_t size = (size_t)(r->at - mark->from);
    if (r->cell != NULL) {
        r->cell->drawing = mark->from;
        r->cell->drawing_size = size;
    } else if (r->in_tile && r->tile_count > 0) {
        r->tiles[r->tile_count - 1].drawing = mark->from;
        r->tiles[r->tile_count - 1].drawing_size = size;
    } else if (r->block == SIGN) {
        r->sign = mark->from;
        r->sign_size = size;
    } else {
        return r->in_chart ? add_chart(r, mark, size) : place_drawing(r, mark, size);
    }
    return LC_OK;
}

/* --- tables --- */

static lc_status open_table(reader *r, const lc_mark *mark)
{
    lc_pdf_table *table = lc_pdf_table_new(r->ctx, r->table);
    if (table == NULL)
        return LC_MEMORY;
    if (r->table != NULL && r->table->rows.count > 0) {
        lc_pdf_tr *row = lc_array_at(&r->table->rows, r->table->rows.count - 1);
        lc_pdf_table_free(row->inner);
        row->inner = table;
    }
    table->dense = lc_mark_has_class(mark, "stock");
    r->table = table;
    r->cell = NULL;
    return LC_OK;
}

static lc_status close_table(reader *r)
{
    lc_pdf_table *table = r->table;
    if (table == NULL)
        return LC_OK;
    r->table = table->outer;
    r->cell = NULL;
    if (table->outer != NULL)
        return LC_OK; /* it is placed with the table around it */
    lc_status status = lc_pdf_table_place(r->sheet, table, 0);
    lc_pdf_table_free(table);
    return status;
}

static lc_status open_row(reader *r, const lc_mark *mark)
{
    lc_pdf_tr *row = r->table != NULL ? lc_pdf_table_row(r->table) : NULL;
    if (row == NULL)
        return r->table != NULL ? LC_MEMORY : LC_OK;
    row->joined = lc_mark_has_class(mark, "sum");
    return LC_OK;
}

static lc_status open_cell(reader *r, const lc_mark *mark)
{
    const char *value;
    size_t size;
    if (r->table == NULL || r->table->rows.count == 0)
        return LC_OK;
    r->cell = lc_pdf_table_cell(r->table);
    if (r->cell == NULL)
        return LC_MEMORY;
    r->cell->figure = lc_mark_has_class(mark, "n");
    r->cell->wide = lc_mark_get(mark, "colspan", &value, &size);
    r->cell->id = r->id;
    r->id = NULL;
    if (lc_mark_get(mark, "scope", &value, &size) && size == 3 && strncmp(value, "col", 3) == 0) {
        lc_pdf_tr *row = lc_array_at(&r->table->rows, r->table->rows.count - 1);
        row->head = true;
    }
    return LC_OK;
}

/* --- elements --- */

static bool is_one_of(const lc_mark *mark, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (lc_mark_is(mark, names[i]))
            return true;
    return false;
}

/* What paper has no use for, and the layers that are not shown. */
static bool is_left_out(const lc_mark *mark)
{
    static const char *const names[] = {"script", "style", "button",   "input", "label",
                                        "select", "nav",   "template", "head",  "form"};
    static const char *const classes[] = {"tabs", "screen", "vh", "l1", "l2", "l3", "l4", "l5"};
    const char *value;
    size_t size;
    if (is_one_of(mark, names, sizeof names / sizeof *names) ||
        lc_mark_get(mark, "hidden", &value, &size))
        return true;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (lc_mark_has_class(mark, classes[i]))
            return true;
    return false;
}

static lc_pdf_style style_of(const lc_mark *mark)
{
    if (lc_mark_has_class(mark, "lead"))
        return LC_PDF_LEAD;
    return lc_mark_has_class(mark, "over") || lc_mark_has_class(mark, "note") ||
                   lc_mark_has_class(mark, "empty")
               ? LC_PDF_NOTE
               : LC_PDF_BODY;
}

static unsigned looks_of(const lc_mark *mark)
{
    unsigned looks = 0;
    if (lc_mark_has_class(mark, "sub") || lc_mark_is(mark, "small") || lc_mark_is(mark, "code"))
        looks |= LC_PDF_SOFT | LC_PDF_SMALL;
    if (lc_mark_has_class(mark, "no"))
        looks |= LC_PDF_SOFT;
    if (lc_mark_is(mark, "strong") || lc_mark_is(mark, "b") || lc_mark_has_class(mark, "st"))
        looks |= LC_PDF_STRONG;
    if (lc_mark_has_class(mark, "st") || lc_mark_has_class(mark, "u") ||
        lc_mark_has_class(mark, "part"))
        looks |= LC_PDF_WHOLE;
    if (lc_mark_has_class(mark, "met"))
        looks |= LC_PDF_GOOD;
    if (lc_mark_has_class(mark, "short") || lc_mark_has_class(mark, "warn") ||
        lc_mark_has_class(mark, "grave"))
        looks |= LC_PDF_WARN;
    if (lc_mark_has_class(mark, "lacks") || lc_mark_has_class(mark, "due") ||
        lc_mark_has_class(mark, "await"))
        looks |= LC_PDF_SOFT;
    return looks;
}

/* A block of its own, unless it stands in a cell or a tile, whose lines it makes then. */
static block begin_block(reader *r, const lc_mark *mark)
{
    bool heading = mark->name_size == 2 && mark->name[0] == 'h' && mark->name[1] >= '1' &&
                   mark->name[1] <= '4';
    bool term = lc_mark_is(mark, "dt"), meaning = lc_mark_is(mark, "dd");
    bool text = lc_mark_is(mark, "p") || lc_mark_is(mark, "summary") || lc_mark_is(mark, "li");
    if (r->cell != NULL || r->in_tile) {
        if (lc_mark_is(mark, "p") && lc_mark_has_class(mark, "big"))
            return r->block = TILE;
        if (text && flow_now(r) != NULL)
            lc_pdf_flow_line(flow_now(r));
        return NO_BLOCK;
    }
    if (heading) {
        r->level = mark->name[1] - '0';
        begin(r, HEADING, r->level == 1 ? LC_PDF_TITLE : r->level == 2 ? LC_PDF_H2 : LC_PDF_H3);
    } else if (lc_mark_is(mark, "caption")) {
        begin(r, CAPTION, LC_PDF_NOTE);
    } else if (lc_mark_is(mark, "li")) {
        begin(r, SIGN, LC_PDF_NOTE);
    } else if (term || meaning) {
        begin(r, term ? TERM : MEANING, LC_PDF_CELL);
    } else if (text || lc_mark_is(mark, "figcaption")) {
        begin(r, PARAGRAPH, text ? style_of(mark) : LC_PDF_NOTE);
    } else {
        return NO_BLOCK;
    }
    return r->block;
}

static lc_status place_block(reader *r, block what)
{
    if (r->in_chart)
        return add_to_chart(r);
    switch (what) {
    case HEADING:
        return place_heading(r);
    case CAPTION:
    case PARAGRAPH:
        return place_paragraph(r, what);
    case SIGN:
        return add_sign(r);
    case TERM:
        return keep_term(r);
    case MEANING:
        return place_term(r);
    case NO_BLOCK:
    case TILE:
    default:
        return LC_OK;
    }
}

static lc_status end_block(reader *r, block what)
{
    lc_status status = LC_OK;
    r->block = NO_BLOCK;
    if (what == TILE || what == NO_BLOCK)
        return LC_OK;
    lc_pdf_flow_end(&r->flow);
    if (r->flow.text.size > 0 || what == MEANING)
        status = place_block(r, what);
    lc_pdf_flow_clear(&r->flow);
    return status;
}

/* Remembers the outermost id for the next row, and where a link begins. Figures in tables have
 * none: they would be thousands, and what stands beside them leads to the same place. */
static lc_status note_ends(reader *r, const lc_mark *mark, element *e)
{
    const char *value;
    size_t size;
    if (r->id == NULL && lc_mark_get(mark, "id", &value, &size) && size > 0) {
        r->id = decoded(r, value, size);
        if (r->id == NULL)
            return LC_MEMORY;
    }
    if (lc_mark_is(mark, "a") && lc_mark_get(mark, "href", &value, &size) && size > 1 &&
        value[0] == '#' && flow_now(r) != NULL && (r->cell == NULL || !r->cell->figure)) {
        e->link = decoded(r, value + 1, size - 1);
        e->from = flow_now(r)->text.size;
        return e->link != NULL ? LC_OK : LC_MEMORY;
    }
    return LC_OK;
}

static role role_of(const lc_mark *mark)
{
    if (lc_mark_has_class(mark, "tile"))
        return TILE_ROLE;
    if (lc_mark_has_class(mark, "tiles"))
        return TILES_ROLE;
    if (lc_mark_has_class(mark, "charts"))
        return CHARTS_ROLE;
    if (lc_mark_is(mark, "figure") && lc_mark_has_class(mark, "drawn"))
        return CHART_ROLE;
    return lc_mark_has_class(mark, "sub") ? SUB_ROLE : PLAIN;
}

static lc_status open_container(reader *r, const lc_mark *mark)
{
    if (lc_mark_is(mark, "table"))
        return open_table(r, mark);
    if (lc_mark_is(mark, "tr"))
        return open_row(r, mark);
    if (lc_mark_is(mark, "td") || lc_mark_is(mark, "th"))
        return open_cell(r, mark);
    if (lc_mark_has_class(mark, "tile"))
        return open_tile(r);
    if (role_of(mark) == CHART_ROLE)
        return open_chart(r);
    r->in_figure |= lc_mark_is(mark, "figure");
    if (lc_mark_is(mark, "dl"))
        r->one_by_one = lc_mark_has_class(mark, "words");
    return LC_OK;
}

/* Small words begin a line of their own, and so does what follows them. */
static void part_sub(reader *r, lc_pdf_flow *flow)
{
    if (r->cell != NULL && r->table != NULL && r->table->dense)
        lc_pdf_flow_add(flow, " ", 1);
    else
        lc_pdf_flow_line(flow);
}

static lc_status open_element(reader *r, const lc_mark *mark)
{
    if (lc_mark_is(mark, "br") && flow_now(r) != NULL)
        lc_pdf_flow_line(flow_now(r));
    if (lc_mark_is(mark, "svg"))
        return take_drawing(r, mark);
    if (mark->empty || lc_mark_is(mark, "br"))
        return LC_OK;
    if (is_left_out(mark)) {
        pass_element(r, mark);
        return LC_OK;
    }
    if (r->depth == DEPTH_MAX)
        return lc_fail(r->ctx, LC_INTERNAL, "The page is nested too deep for a PDF.");
    element *e = &r->open[r->depth++];
    *e = (element){.looks = flow_now(r) != NULL ? flow_now(r)->looks : 0, .role = role_of(mark)};
    memcpy(e->name, mark->name, mark->name_size < sizeof e->name - 1 ? mark->name_size : 11);
    lc_status status = note_ends(r, mark, e);
    if (status == LC_OK)
        status = open_container(r, mark);
    e->block = begin_block(r, mark);
    lc_pdf_flow *flow = flow_now(r);
    if (flow != NULL) {
        if (e->role == SUB_ROLE)
            part_sub(r, flow);
        flow->looks |= looks_of(mark);
    }
    return status;
}

static lc_status close_container(reader *r, const element *e)
{
    if (e->role == TILE_ROLE)
        r->in_tile = false;
    if (e->role == TILES_ROLE)
        return place_tiles(r);
    if (e->role == CHART_ROLE)
        return close_chart(r);
    if (e->role == CHARTS_ROLE)
        return place_charts(r);
    if (strcmp(e->name, "table") == 0)
        return close_table(r);
    if (strcmp(e->name, "td") == 0 || strcmp(e->name, "th") == 0) {
        if (r->cell != NULL)
            lc_pdf_flow_end(&r->cell->flow);
        r->cell = NULL;
    } else if (strcmp(e->name, "figure") == 0) {
        r->in_figure = false;
    } else if (strcmp(e->name, "ul") == 0) {
        return place_legend(r);
    } else if (strcmp(e->name, "dl") == 0) {
        return place_terms(r);
    }
    return LC_OK;
}

static lc_status close_element(reader *r)
{
    if (r->depth == 0)
        return LC_OK;
    element *e = &r->open[--r->depth];
    lc_pdf_flow *flow = flow_now(r);
    if (flow != NULL) {
        if (e->link != NULL)
            lc_pdf_flow_link(flow, e->from, e->link, strlen(e->link));
        if (e->role == SUB_ROLE)
            part_sub(r, flow);
        flow->looks = e->looks;
    }
    free(e->link);
    lc_status status = e->block != NO_BLOCK ? end_block(r, e->block) : LC_OK;
    if (status == LC_OK)
        status = close_container(r, e);
    return status;
}

static lc_status take_text(reader *r, const lc_mark *mark)
{
    lc_pdf_flow *flow = flow_now(r);
    if (flow == NULL)
        return LC_OK;
    lc_text text;
    lc_text_init(&text, r->ctx);
    lc_mark_decode(mark->name, mark->size, &text);
    lc_status status = lc_text_status(&text);
    bool apart = r->depth > 0 && strcmp(r->open[r->depth - 1].name, "bdi") == 0;
    if (status == LC_OK && apart)
        lc_pdf_flow_isolate(flow, text.bytes, text.size);
    else if (status == LC_OK)
        lc_pdf_flow_add(flow, text.bytes, text.size);
    lc_text_clear(&text);
    return status == LC_OK ? lc_pdf_flow_status(flow) : status;
}

static void clear(reader *r)
{
    while (r->depth > 0)
        free(r->open[--r->depth].link);
    while (r->table != NULL && r->table->outer != NULL)
        r->table = r->table->outer;
    lc_pdf_table_free(r->table);
    for (int i = 0; i < r->tile_count; i++) {
        lc_pdf_flow_clear(&r->tiles[i].figure);
        lc_pdf_flow_clear(&r->tiles[i].words);
    }
    lc_sheet_row_free(r->charts);
    lc_sheet_row_free(r->legend);
    lc_sheet_row_free(r->terms);
    lc_pdf_flow_clear(&r->flow);
    lc_pdf_flow_clear(&r->term);
    free(r->term_id);
    free(r->id);
}

lc_status lc_pdf_read(lc_sheet *sheet, const char *html, size_t size)
{
    reader r = {.sheet = sheet, .ctx = sheet->ctx, .at = html, .end = html + size};
    lc_mark mark;
    lc_status status = LC_OK;
    lc_pdf_flow_init(&r.flow, r.ctx);
    lc_pdf_flow_init(&r.term, r.ctx);
    while (status == LC_OK && lc_mark_next(&r.at, r.end, &mark)) {
        if (mark.kind == LC_MARK_TEXT)
            status = take_text(&r, &mark);
        else
            status = mark.kind == LC_MARK_OPEN ? open_element(&r, &mark) : close_element(&r);
    }
    clear(&r);
    return status;
}
