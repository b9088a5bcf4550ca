#include "report/web.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lc_report_maplibre.h"
#include "report/draw.h"

/* The finest thing that shapes tell apart, and how many of it the study is wide at most: a larger
 * study is told more coarsely, so that the map of a city of 100 km takes few megabytes. */
static const double PIXEL_M = 4, PIXELS_MAX = 8000;

/* --- words of a file --- */

lc_status lc_web_open(lc_web *web, const char *name)
{
    web->page.out = (lc_out){.ctx = web->page.ctx}; /* the last one is closed */
    lc_text_init(&web->page.out.text, web->page.ctx);
    char *file = lc_format(web->page.ctx, "%s.js", name);
    lc_status status =
        file != NULL ? lc_out_open(web->page.ctx, web->folder, file, &web->page.out) : LC_MEMORY;
    if (status == LC_OK)
        lc_page_rawf(&web->page, "lifecircle.data(\"%s\",\n", name);
    free(file);
    return status;
}

lc_status lc_web_close(lc_web *web, lc_status status)
{
    if (status == LC_OK)
        lc_page_raw(&web->page, ");\n");
    return lc_out_close(&web->page.out, status);
}

void lc_web_text(lc_web *web, const char *text)
{
    lc_text json;
    lc_text *to = &web->page.out.text;
    lc_text_init(&json, web->page.ctx);
    lc_text_add_json(&json, text);
    to->failed |= json.failed;
    for (const char *at = json.bytes; at != NULL && *at != '\0'; at++) {
        if (*at == '<')
            lc_text_add(to, "\\u003c");
        else if (strncmp(at, "\xE2\x80\xA8", 3) == 0 || strncmp(at, "\xE2\x80\xA9", 3) == 0)
            lc_text_add(to, at[2] == '\xA8' ? "\\u2028" : "\\u2029"), at += 2;
        else
            lc_text_add_bytes(to, at, 1);
    }
    lc_text_clear(&json);
}

void lc_web_number(lc_web *web, double number)
{
    lc_text_add_number(&web->page.out.text, number, "null");
}

void lc_web_list(lc_web *web, const char *open)
{
    lc_page_raw(&web->page, open);
    web->written = 0;
}

void lc_web_next(lc_web *web)
{
    lc_page_raw(&web->page, web->written++ > 0 ? ",\n" : "");
}

lc_status lc_web_shape(lc_web *web, lc_stmt *stmt, int column)
{
    size_t size = 0;
    const void *wkb = lc_stmt_blob(stmt, column, &size);
    lc_page_raw(&web->page, "\"");
    lc_status status = wkb != NULL && size > 0
                           ? lc_svg_path(web->geom, &web->plane, wkb, size, &web->page.out.text)
                           : LC_OK;
    lc_page_raw(&web->page, "\"");
    return status;
}

/* --- the plane --- */

static lc_status take_extent(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)page;
    lc_web *web = user;
    lc_plane fit, *plane = &web->plane;
    *plane = (lc_plane){.px_per_m = 0};
    if (!lc_plane_fit(&fit, lc_stmt_double(stmt, 0), lc_stmt_double(stmt, 1),
                      lc_stmt_double(stmt, 2), lc_stmt_double(stmt, 3)))
        return LC_OK;
    double finer = 1 / fmax(PIXEL_M, fmax(fit.width_px, fit.height_px) / fit.px_per_m / PIXELS_MAX);
    double times = finer / fit.px_per_m;
    *plane = (lc_plane){.west_deg = fit.west_deg,
                        .north_deg = fit.north_deg,
                        .px_per_lon = fit.px_per_lon * times,
                        .px_per_lat = fit.px_per_lat * times,
                        .px_per_m = finer,
                        .left_px = fit.left_px * times,
                        .top_px = fit.top_px * times,
                        .width_px = fit.width_px * times,
                        .height_px = fit.height_px * times};
    return LC_OK;
}

static lc_status read_extent(lc_web *web)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query_here(&web->page, "report/page_map_extent", false, &stmt);
    return lc_page_each(&web->page, status, stmt, take_extent, web, NULL);
}

/* --- the doors --- */

static lc_status write_data(lc_web *web)
{
    lc_status status = lc_page_read_facts(&web->page);
    if (status == LC_OK)
        status = lc_scopes_read(web->page.store, NULL, &web->scopes);
    if (status == LC_OK)
        status = read_extent(web);
    if (status == LC_OK)
        status = lc_web_study(web);
    if (status == LC_OK)
        status = lc_web_regions(web);
    if (status == LC_OK)
        status = lc_web_figures(web);
    if (status == LC_OK)
        status = lc_web_homes(web);
    return status == LC_OK ? lc_web_layers(web) : status;
}

static void clear_web(lc_web *web)
{
    for (size_t i = 0; i < web->sets.count; i++)
        free(((lc_web_set *)lc_array_at(&web->sets, i))->code);
    lc_array_clear(&web->sets);
    lc_array_clear(&web->regions);
    lc_scopes_clear(&web->scopes);
    lc_geom_close(web->geom);
    lc_page_clear_facts(&web->page);
}

lc_status lc_report_set_data(lc_store *store, const char *folder)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_web web = {.page = {.store = store,
                           .ctx = ctx,
                           .scope = lc_scope_whole(),
                           .zh = lc_ctx_language(ctx) == LC_LANG_ZH}};
    lc_array_init(&web.sets, sizeof(lc_web_set));
    lc_array_init(&web.regions, sizeof(lc_web_region));
    char *path = lc_format(ctx, "%s/data", folder);
    lc_status status = path != NULL ? lc_out_folder(ctx, path) : LC_MEMORY;
    web.folder = path;
    if (status == LC_OK)
        status = lc_geom_open(ctx, &web.geom);
    if (status == LC_OK)
        status = write_data(&web);
    clear_web(&web);
    free(path);
    return status;
}

static lc_status write_asset(lc_ctx *ctx, const char *folder, const char *name, const char *text)
{
    lc_out out;
    lc_status status = lc_out_open(ctx, folder, name, &out);
    if (status == LC_OK)
        lc_text_add(&out.text, text);
    return lc_out_close(&out, status);
}

static const char *const own_assets[] = {"page.css", "draw.css", "map.css", "page.js", "map.js"};
enum { OWN_ASSETS = sizeof own_assets / sizeof *own_assets };

lc_status lc_report_set_assets(lc_store *store, const char *folder)
{
    /* in the order of CMakeLists.txt */
    static const char *const library[] = {"maplibre-gl.js", "maplibre-gl.css",
                                          "maplibre-gl.LICENSE.txt"};
    lc_ctx *ctx = lc_store_ctx(store);
    char *path = lc_format(ctx, "%s/assets", folder);
    lc_status status = path != NULL ? lc_out_folder(ctx, path) : LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < OWN_ASSETS; i++)
        status = write_asset(ctx, path, own_assets[i], lc_report_asset(own_assets[i]));
    for (size_t i = 0; status == LC_OK && i < lc_report_maplibre_count; i++)
        status = write_asset(ctx, path, library[i], lc_report_maplibre[i].text);
    free(path);
    return status;
}

const char *lc_report_set_asset(size_t i)
{
    if (i < OWN_ASSETS)
        return lc_report_asset(own_assets[i]);
    i -= OWN_ASSETS;
    return i < lc_report_maplibre_count ? lc_report_maplibre[i].text : NULL;
}
