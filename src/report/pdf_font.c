/* Which font: the first of those we know that is installed, else what fontconfig finds. */
#include <fontconfig/fontconfig.h>
#include <stdlib.h>
#include <string.h>

#include "report/pdf_flow.h"

/* Families that set Chinese and Latin alike, the ones that read best first. */
static const char *const families[] = {
    "Noto Sans CJK SC",    "Source Han Sans SC", "Source Han Sans CN",
    "Noto Sans SC",        "Microsoft YaHei",    "PingFang SC",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",  "Droid Sans Fallback"};

/* Families with the same letters and figures, in a file of their own. Cairo (1.16) gives up telling
 * which parts of a font it needs where both Chinese and Latin of it are used, and embeds a megabyte
 * of them; see docs/decisions/0007-pdf.md. */
static const char *const siblings[][2] = {{"Noto Sans CJK SC", "Noto Sans CJK JP"},
                                          {"Source Han Sans SC", "Source Han Sans"}};

/* Is one of the list's fonts of this family? */
static bool listed(const FcFontSet *fonts, const char *family)
{
    for (int i = 0; fonts != NULL && i < fonts->nfont; i++) {
        FcChar8 *name = NULL;
        for (int n = 0; FcPatternGetString(fonts->fonts[i], FC_FAMILY, n, &name) == FcResultMatch;
             n++)
            if (FcStrCmpIgnoreCase(name, (const FcChar8 *)family) == 0)
                return true;
    }
    return false;
}

/* The fonts that set the language, all for NULL; free with FcFontSetDestroy. NULL when memory is
 * out. */
static FcFontSet *fonts_of(const char *language)
{
    FcFontSet *set = NULL;
    FcPattern *pattern = FcPatternCreate();
    FcObjectSet *objects = FcObjectSetBuild(FC_FAMILY, NULL);
    FcLangSet *languages = FcLangSetCreate();
    bool whole = pattern != NULL && objects != NULL && languages != NULL;
    if (whole && language != NULL)
        whole = FcLangSetAdd(languages, (const FcChar8 *)language) &&
                FcPatternAddLangSet(pattern, FC_LANG, languages);
    if (whole)
        whole = FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    if (whole)
        set = FcFontList(NULL, pattern, objects);
    if (languages != NULL)
        FcLangSetDestroy(languages);
    if (objects != NULL)
        FcObjectSetDestroy(objects);
    if (pattern != NULL)
        FcPatternDestroy(pattern);
    return set;
}

/* The best family of those that set Chinese: one we know, else the first by name. */
static const char *best_of(const FcFontSet *chinese)
{
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (listed(chinese, families[i]))
            return families[i];
    const char *best = NULL;
    for (int i = 0; i < chinese->nfont; i++) {
        FcChar8 *name = NULL;
        if (FcPatternGetString(chinese->fonts[i], FC_FAMILY, 0, &name) == FcResultMatch &&
            (best == NULL || strcmp((const char *)name, best) < 0))
            best = (const char *)name;
    }
    return best;
}

static lc_status choose_latin(lc_pdf_fonts *fonts, const FcFontSet *all)
{
    for (size_t i = 0; i < sizeof siblings / sizeof *siblings; i++)
        if (strcmp(siblings[i][0], fonts->family) == 0 && listed(all, siblings[i][1])) {
            fonts->latin = lc_strdup(fonts->ctx, siblings[i][1]);
            return fonts->latin != NULL ? LC_OK : LC_MEMORY;
        }
    return LC_OK;
}

static lc_status choose(lc_ctx *ctx, lc_pdf_fonts *fonts)
{
    lc_status status = LC_OK;
    FcFontSet *all = fonts_of(NULL), *chinese = fonts_of("zh-cn");
    if (all == NULL || chinese == NULL) {
        status = lc_fail_memory(ctx);
    } else if (all->nfont == 0) {
        status = lc_fail(ctx, LC_UNSUPPORTED,
                         "No font is installed, so no PDF can be made. Install one that has "
                         "Chinese, such as the package fonts-noto-cjk, and run again.");
    } else {
        const char *best = chinese->nfont > 0 ? best_of(chinese) : NULL;
        fonts->no_chinese = best == NULL;
        fonts->family = lc_strdup(ctx, best != NULL ? best : "sans-serif");
        status = fonts->family != NULL ? choose_latin(fonts, all) : LC_MEMORY;
    }
    if (chinese != NULL)
        FcFontSetDestroy(chinese);
    if (all != NULL)
        FcFontSetDestroy(all);
    return status;
}

/* Nothing is fitted to the dots of a screen: the same lines on every computer. */
static void set_for_paper(PangoContext *pango)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(pango, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(pango, 72);
    pango_context_set_round_glyph_positions(pango, FALSE);
    pango_context_set_base_dir(pango, PANGO_DIRECTION_LTR);
}

static double natural_leading(lc_pdf_fonts *fonts)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, fonts->family);
    pango_font_description_set_size(font, 100 * PANGO_SCALE);
    PangoFontMetrics *metrics = pango_context_get_metrics(fonts->pango, font, NULL);
    double leading = pango_font_metrics_get_height(metrics) / (100.0 * PANGO_SCALE);
    pango_font_metrics_unref(metrics);
    pango_font_description_free(font);
    return leading > 0 ? leading : 1.2;
}

lc_status lc_pdf_fonts_open(lc_ctx *ctx, lc_pdf_fonts *fonts)
{
    *fonts = (lc_pdf_fonts){.ctx = ctx};
    lc_status status = choose(ctx, fonts);
    if (status != LC_OK)
        return status;
    /* Pango keeps one map for each thread: fonts are loaded once for all its files. */
    fonts->pango = pango_font_map_create_context(pango_cairo_font_map_get_default());
    set_for_paper(fonts->pango);
    bool zh = lc_ctx_language(ctx) == LC_LANG_ZH;
    pango_context_set_language(fonts->pango, pango_language_from_string(zh ? "zh-cn" : "en"));
    fonts->leading = natural_leading(fonts);
    return LC_OK;
}

void lc_pdf_fonts_close(lc_pdf_fonts *fonts)
{
    if (fonts->pango != NULL)
        g_object_unref(fonts->pango);
    free(fonts->family);
    free(fonts->latin);
    *fonts = (lc_pdf_fonts){0};
}
