#include "report/pdf_flow.h"

#include <stdlib.h>
#include <string.h>

static const lc_pdf_look looks[] = {
    [LC_PDF_TITLE] = {21, 1.3, true, 0x1b2429},   [LC_PDF_LEAD] = {11.5, 1.55, false, 0x1b2429},
    [LC_PDF_H2] = {14, 1.35, true, 0x1b2429},     [LC_PDF_H3] = {10.5, 1.4, true, 0x1b2429},
    [LC_PDF_BODY] = {9.5, 1.55, false, 0x1b2429}, [LC_PDF_NOTE] = {7.5, 1.45, false, 0x56646c},
    [LC_PDF_CELL] = {8, 1.42, false, 0x1b2429},   [LC_PDF_HEAD] = {7.5, 1.35, false, 0x56646c},
    [LC_PDF_FIGURE] = {20, 1.25, true, 0x0e5c7a}, [LC_PDF_FOOT] = {7.5, 1.3, false, 0x56646c},
};

const lc_pdf_look *lc_pdf_look_of(lc_pdf_style style)
{
    return &looks[style];
}

void lc_pdf_flow_init(lc_pdf_flow *flow, lc_ctx *ctx)
{
    *flow = (lc_pdf_flow){.ctx = ctx};
    lc_text_init(&flow->text, ctx);
    lc_array_init(&flow->spans, sizeof(lc_pdf_span));
}

void lc_pdf_flow_clear(lc_pdf_flow *flow)
{
    for (size_t i = 0; i < flow->spans.count; i++)
        free(((lc_pdf_span *)lc_array_at(&flow->spans, i))->to_id);
    lc_array_clear(&flow->spans);
    lc_text_clear(&flow->text);
}

/* Lengthens the last span, or begins one, so that what was just added has the looks of now. */
static void mark(lc_pdf_flow *flow, size_t from)
{
    lc_pdf_span *last =
        flow->spans.count > 0 ? lc_array_at(&flow->spans, flow->spans.count - 1) : NULL;
    if (flow->looks == 0 || flow->text.size == from)
        return;
    if (last != NULL && last->to == from && last->looks == flow->looks && last->to_id == NULL) {
        last->to = flow->text.size;
        return;
    }
    lc_pdf_span *span = lc_array_push(flow->ctx, &flow->spans);
    flow->text.failed |= span == NULL;
    if (span != NULL)
        *span = (lc_pdf_span){.from = from, .to = flow->text.size, .looks = flow->looks};
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Control characters, U+0000 to U+001F, U+007F to U+009F: how many bytes, 0 for none. */
static size_t control_size(const char *at, size_t left)
{
    unsigned char c = (unsigned char)at[0];
    if (c < 0x20 || c == 0x7f)
        return 1;
    return c == 0xC2 && left > 1 && (unsigned char)at[1] < 0xA0 ? 2 : 0;
}

/* How many bytes there are up to a space or a control character. */
static size_t word_size(const char *at, size_t left)
{
    size_t n = 0;
    while (n < left && !is_space(at[n]) && control_size(at + n, left - n) == 0)
        n++;
    return n;
}

void lc_pdf_flow_add(lc_pdf_flow *flow, const char *bytes, size_t size)
{
    size_t from = flow->text.size;
    for (size_t i = 0, n; i < size; i += n) {
        char before = flow->text.size > 0 ? flow->text.bytes[flow->text.size - 1] : '\n';
        if (is_space(bytes[i])) {
            n = 1;
            if (before != ' ' && before != '\n')
                lc_text_add(&flow->text, " ");
        } else if ((n = control_size(bytes + i, size - i)) > 0) {
            lc_text_add(&flow->text, "\xEF\xBF\xBD");
        } else {
            n = word_size(bytes + i, size - i);
            lc_text_add_clean(&flow->text, bytes + i, n);
        }
    }
    mark(flow, from);
}

void lc_pdf_flow_line(lc_pdf_flow *flow)
{
    lc_text *text = &flow->text;
    if (text->size > 0 && text->bytes[text->size - 1] == ' ')
        text->bytes[--text->size] = '\0';
    if (text->size > 0 && text->bytes[text->size - 1] != '\n')
        lc_text_add(text, "\n");
}

void lc_pdf_flow_end(lc_pdf_flow *flow)
{
    lc_text *text = &flow->text;
    while (text->size > 0 && is_space(text->bytes[text->size - 1]))
        text->bytes[--text->size] = '\0';
}

/* Hebrew, Arabic and their neighbours, or characters that order directions themselves. */
static bool turns(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)bytes[i];
        unsigned char next = i + 1 < size ? (unsigned char)bytes[i + 1] : 0;
        if ((c >= 0xD6 && c <= 0xDF) || (c == 0xE0 && next >= 0xA0 && next <= 0xA3) ||
            (c == 0xE2 && (next == 0x80 || next == 0x81)) ||
            (c == 0xEF && next >= 0xAC && next <= 0xBB) ||
            (c == 0xF0 && next >= 0x90 && next <= 0x9E))
            return true;
    }
    return false;
}

void lc_pdf_flow_isolate(lc_pdf_flow *flow, const char *bytes, size_t size)
{
    /* U+2068 first strong isolate, U+2069 pop it */
    static const char open[] = {(char)0xE2, (char)0x81, (char)0xA8},
                      close[] = {(char)0xE2, (char)0x81, (char)0xA9};
    bool turning = turns(bytes, size);
    lc_text_add_bytes(&flow->text, open, turning ? sizeof open : 0);
    lc_pdf_flow_add(flow, bytes, size);
    lc_text_add_bytes(&flow->text, close, turning ? sizeof close : 0);
}

void lc_pdf_flow_link(lc_pdf_flow *flow, size_t from, const char *id, size_t size)
{
    if (flow->text.size <= from)
        return;
    lc_pdf_span *span = lc_array_push(flow->ctx, &flow->spans);
    flow->text.failed |= span == NULL;
    if (span != NULL)
        *span = (lc_pdf_span){
            .from = from, .to = flow->text.size, .to_id = lc_strndup(flow->ctx, id, size)};
}

lc_status lc_pdf_flow_status(const lc_pdf_flow *flow)
{
    return lc_text_status(&flow->text);
}

/* How wide a character is about, at the size 1: Chinese fills the square, capitals and digits a
 * little more than half of it. */
static double guess_width(unsigned char lead)
{
    if (lead >= 0xE3)
        return 1;
    if (lead >= 0x80)
        return 0.7;
    if (strchr(" .,:;'il|!()[]jtfr", lead) != NULL)
        return 0.34;
    return (lead >= 'A' && lead <= 'Z') || lead == '%' || lead == 'm' || lead == 'w' ? 0.7 : 0.57;
}

static bool is_whole(const lc_pdf_flow *flow, size_t at)
{
    for (size_t i = 0; i < flow->spans.count; i++) {
        const lc_pdf_span *span = lc_array_at(&flow->spans, i);
        if ((span->looks & LC_PDF_WHOLE) && span->from <= at && at < span->to)
            return true;
    }
    return false;
}

lc_pdf_guess lc_pdf_flow_guess(const lc_pdf_flow *flow)
{
    lc_pdf_guess guess = {0};
    double line = 0, piece = 0;
    for (size_t i = 0; i < flow->text.size; i++) {
        unsigned char c = (unsigned char)flow->text.bytes[i];
        if ((c & 0xC0) == 0x80)
            continue;
        double width = guess_width(c);
        bool parted = (c == ' ' || c >= 0xE3) && !is_whole(flow, i);
        guess.all += c == '\n' ? 0 : width;
        line = c == '\n' ? 0 : line + width;
        piece = c == '\n' ? 0 : parted ? (c == ' ' ? 0 : width) : piece + width;
        guess.line = line > guess.line ? line : guess.line;
        guess.piece = piece > guess.piece ? piece : guess.piece;
    }
    return guess;
}

/* --- setting --- */

/* Chinese as of U+2E80 to U+9FFF and beyond the first plane. */
static bool has_chinese(const lc_text *text)
{
    for (size_t i = 0; i < text->size; i++) {
        unsigned char c = (unsigned char)text->bytes[i];
        if ((c >= 0xE3 && c <= 0xE9) ||
            (c == 0xF0 && i + 1 < text->size && (unsigned char)text->bytes[i + 1] >= 0xA0))
            return true;
    }
    return false;
}

static void add_attribute(PangoAttrList *list, const lc_pdf_span *span, PangoAttribute *attribute)
{
    attribute->start_index = (guint)span->from;
    attribute->end_index = (guint)span->to;
    pango_attr_list_insert(list, attribute);
}

static PangoAttribute *ink(uint32_t colour)
{
    return pango_attr_foreground_new((guint16)((colour >> 16 & 0xff) * 0x101),
                                     (guint16)((colour >> 8 & 0xff) * 0x101),
                                     (guint16)((colour & 0xff) * 0x101));
}

/* Letters and figures, runs of ASCII, in their own family. */
static void add_latin(PangoAttrList *list, const lc_text *text, const char *family)
{
    for (size_t i = 0; i < text->size;) {
        lc_pdf_span run = {.from = i};
        while (i < text->size && (unsigned char)text->bytes[i] < 0x80)
            i++;
        run.to = i;
        if (run.to > run.from)
            add_attribute(list, &run, pango_attr_family_new(family));
        while (i < text->size && (unsigned char)text->bytes[i] >= 0x80)
            i++;
    }
}

static PangoAttrList *attributes_of(const lc_pdf_fonts *fonts, const lc_pdf_flow *flow,
                                    const lc_pdf_look *look)
{
    PangoAttrList *list = pango_attr_list_new();
    pango_attr_list_insert(list, ink(look->colour));
    if (fonts->latin != NULL)
        add_latin(list, &flow->text, fonts->latin);
    for (size_t i = 0; i < flow->spans.count; i++) {
        const lc_pdf_span *span = lc_array_at(&flow->spans, i);
        if (span->looks & LC_PDF_SMALL)
            add_attribute(list, span,
                          pango_attr_size_new((int)(look->size_pt *
                                                    (look->size_pt > 15 ? 0.45
                                                     : look->bold       ? 0.72
                                                                        : 0.9) *
                                                    PANGO_SCALE)));
        if (span->looks & LC_PDF_STRONG)
            add_attribute(list, span, pango_attr_weight_new(PANGO_WEIGHT_BOLD));
        else if ((span->looks & LC_PDF_SMALL) && look->bold)
            add_attribute(list, span, pango_attr_weight_new(PANGO_WEIGHT_NORMAL));
        if (span->looks & LC_PDF_WHOLE)
            add_attribute(list, span, pango_attr_allow_breaks_new(FALSE));
        if (span->looks & LC_PDF_WARN)
            add_attribute(list, span, ink(0xa63c06));
        else if (span->looks & LC_PDF_GOOD)
            add_attribute(list, span, ink(0x0e5c7a));
        else if (span->looks & LC_PDF_SOFT)
            add_attribute(list, span, ink(0x56646c));
    }
    return list;
}

lc_status lc_pdf_set(const lc_pdf_fonts *fonts, const lc_pdf_flow *flow, lc_pdf_style style,
                     double width_pt, PangoAlignment align, PangoLayout **out)
{
    const lc_pdf_look *look = &looks[style];
    *out = NULL;
    lc_status status = lc_pdf_flow_status(flow);
    if (status == LC_OK && fonts->no_chinese && has_chinese(&flow->text))
        status = lc_fail(fonts->ctx, LC_UNSUPPORTED,
                         "No font with Chinese is installed, and the PDF needs one. Install the "
                         "package fonts-noto-cjk and run again.");
    if (status != LC_OK)
        return status;
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, fonts->family);
    pango_font_description_set_size(font, (int)(look->size_pt * PANGO_SCALE));
    pango_font_description_set_weight(font, look->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    PangoAttrList *attributes = attributes_of(fonts, flow, look);
    PangoLayout *layout = pango_layout_new(fonts->pango);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_text(layout, flow->text.size > 0 ? flow->text.bytes : "",
                          (int)flow->text.size);
    pango_layout_set_attributes(layout, attributes);
    pango_layout_set_line_spacing(layout, (float)(look->leading / fonts->leading));
    pango_layout_set_alignment(layout, align);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, width_pt > 0 ? (int)(width_pt * PANGO_SCALE) : -1);
    pango_attr_list_unref(attributes);
    pango_font_description_free(font);
    *out = layout;
    return LC_OK;
}
