#include "report/draw.h"

#include <assert.h>
#include <string.h>

#include "lc_report_assets.h"

const char *lc_report_asset(const char *name)
{
    for (size_t i = 0; i < lc_report_assets_count; i++)
        if (strcmp(lc_report_assets[i].name, name) == 0)
            return lc_report_assets[i].text;
    assert(false); /* it is compiled in */
    return "";
}

const char *lc_draw_style(void)
{
    return lc_report_asset("draw.css");
}

static void add_words(lc_text *text, const char *element, const char *id, char suffix,
                      const char *words)
{
    char open[96];
    (void)lc_print(open, sizeof open, "<%s id=\"%s-%c\">", element, id, suffix);
    lc_text_add(text, open);
    lc_text_add_html(text, words);
    (void)lc_print(open, sizeof open, "</%s>\n", element);
    lc_text_add(text, open);
}

void lc_draw_open(lc_text *text, const lc_draw_head *head)
{
    char piece[256];
    lc_text_add(text, "<svg");
    if (head->alone) {
        (void)lc_print(piece, sizeof piece,
                       " xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\"",
                       head->width_px, head->height_px);
        lc_text_add(text, piece);
    }
    (void)lc_print(piece, sizeof piece,
                   " class=\"%s\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-labelledby=\"%s-t\"",
                   head->class, head->width_px, head->height_px, head->id);
    lc_text_add(text, piece);
    if (head->description != NULL) {
        (void)lc_print(piece, sizeof piece, " aria-describedby=\"%s-d\"", head->id);
        lc_text_add(text, piece);
    }
    lc_text_add(text, ">\n");
    add_words(text, "title", head->id, 't', head->title);
    if (head->description != NULL)
        add_words(text, "desc", head->id, 'd', head->description);
}

void lc_draw_close(lc_text *text)
{
    lc_text_add(text, "</svg>\n");
}
