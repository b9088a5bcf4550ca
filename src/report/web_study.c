/* study.js: the words of the scripts in the language of the page, and what can be chosen. */
#include <stdlib.h>

#include "lc_report_maplibre.h"
#include "report/web.h"

/* What the scripts say; C translates, so that every text stands in one catalogue. */
static const struct {
    const char *name, *msgid;
} words[] = {
    {"walk", LC_N("{type}: {share} of {group} walk there within {limit} minutes; {far} "
                  "people do not.")},
    {"ring", LC_N("{type}: {share} of {group} live within the circle of {limit} minutes; {far} "
                  "people do not.")},
    {"promise", LC_N("Circles alone would promise {share}.")},
    {"unknown", LC_N("{type}: no figure for {group} here.")},
    {"caption", LC_N("{type}, {group}, {limit} minutes; the least served first.")},
    {"shades", LC_N("Light: within the circle; dark: on foot.")},
    {"place", LC_N("Place")},
    {"people", LC_N("People")},
    {"both", LC_N("Circle and walk")},
    {"covered", LC_N("Covered")},
    {"onFoot", LC_N("On foot")},
    {"byCircle", LC_N("By circle")},
    {"between", LC_N("People between")},
    {"area", LC_N("Floor area per 1,000")},
    {"missed", LC_N("Targets missed there")},
    {"toHigh", LC_N(" to {high}")},
    {"orMore", LC_N(" or more")},
    {"lacking", LC_N("{n} unknown")},
    {"choose", LC_N("What the map and the comparison show")},
    {"facilities", LC_N("Facilities")},
    {"minutes", LC_N("{limit} minutes")},
    {"within", LC_N("Within")},
    {"measured", LC_N("Measured")},
    {"profileFoot", LC_N("On foot: {profile}")},
    {"profileCircle", LC_N("By circle: {profile}")},
    {"find", LC_N("Find a facility")},
    {"layers", LC_N("Layers of the map")},
    {"facility", LC_N("Facility")},
    {"planned", LC_N("Planned facility")},
    {"walked", LC_N("Within walking reach")},
    {"circle", LC_N("Service circle")},
    {"farWalk", LC_N("People beyond the walk (larger: more people)")},
    {"farCircle", LC_N("People beyond the circle (larger: more people)")},
    {"shaded", LC_N("Places by share of people covered")},
    {"streets", LC_N("Streets")},
    {"besides", LC_N("Water, railways, expressways")},
    {"units", LC_N("Service circle as a unit")},
    {"names", LC_N("Names of places")},
    {"shown", LC_N("{n} [facility|facilities] in use on the map")},
    {"address", LC_N("Address")},
    {"floor", LC_N("Floor area, m²")},
    {"beds", LC_N("Beds")},
    {"places", LC_N("Childcare places")},
    {"meals", LC_N("Meals a day")},
    {"staff", LC_N("Staff")},
    {"opened", LC_N("Opened")},
    {"lies", LC_N("Lies in")},
    {"notYet", LC_N("Planned, not in use")},
    {"beyond", LC_N("People beyond")},
    {"report", LC_N("Open its report")},
    {"map", LC_N("Interactive map of {title}")},
    {"keys", LC_N("Arrow keys move the map, + and − zoom. Facilities can also be found by name.")},
    {"zoomIn", LC_N("Zoom in")},
    {"zoomOut", LC_N("Zoom out")},
    {"northUp", LC_N("Turn north up")},
    {"fullOn", LC_N("Full screen")},
    {"fullOff", LC_N("Leave full screen")},
    {"close", LC_N("Close")},
    {"home", LC_N("Show all")},
    {"zoomKey", LC_N("Hold Ctrl and scroll to zoom the map")},
    {"zoomKeyMac", LC_N("Hold ⌘ and scroll to zoom the map")},
    {"zoomTouch", LC_N("Move the map with two fingers")},
    {"metres", LC_N("m")},
    {"kilometres", LC_N("km")},
    {"gap", NULL}, /* what parts two sentences */
};

static void write_words(lc_web *web)
{
    lc_web_list(web, ",\n\"words\":{");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        lc_web_next(web);
        lc_page_rawf(&web->page, "\"%s\":", words[i].name);
        if (words[i].msgid != NULL)
            lc_web_text(web, lc_tr(web->page.ctx, words[i].msgid));
        else
            lc_web_text(web, web->page.zh ? "" : " ");
    }
    lc_page_raw(&web->page, "}");
}

/* --- rows --- */

/* [number, text, text ...]: texts up to the last column. */
static lc_status add_named(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)page;
    lc_web *web = user;
    lc_web_next(web);
    lc_page_rawf(&web->page, "[%lld", (long long)lc_stmt_int(stmt, 0));
    for (int i = 1; i < lc_stmt_column_count(stmt); i++) {
        lc_page_raw(&web->page, ",");
        lc_web_text(web, lc_stmt_text(stmt, i));
    }
    lc_page_raw(&web->page, "]");
    return LC_OK;
}

/* [number, number ...]: all columns. */
static lc_status add_numbers(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)page;
    lc_web *web = user;
    int count = lc_stmt_column_count(stmt);
    lc_web_next(web);
    for (int i = 0; i < count; i++) {
        lc_page_raw(&web->page, i > 0 ? "," : count > 1 ? "[" : "");
        lc_web_number(web, lc_stmt_double(stmt, i));
    }
    lc_page_raw(&web->page, count > 1 ? "]" : "");
    return LC_OK;
}

/* ,"name":[rows]; set_id 0: the query is about no set. */
static lc_status write_rows(lc_web *web, const char *name, const char *query, bool named,
                            int64_t set_id, lc_page_row_fn *fn)
{
    lc_stmt *stmt = NULL;
    lc_page_rawf(&web->page, ",\n\"%s\":", name);
    lc_web_list(web, "[");
    lc_status status = lc_page_query(&web->page, query, named, &stmt);
    if (status == LC_OK && set_id != 0)
        lc_stmt_bind_int(stmt, ":set_id", set_id);
    status = lc_page_each(&web->page, status, stmt, fn, web, NULL);
    lc_page_raw(&web->page, "]");
    return status;
}

static lc_status add_measure(lc_page *page, lc_stmt *stmt, void *user)
{
    lc_web *web = user;
    lc_web_next(web);
    lc_page_rawf(page, "{\"id\":%lld,\"label\":", (long long)lc_stmt_int(stmt, 0));
    lc_web_text(web, lc_stmt_text(stmt, 1));
    lc_page_rawf(page, ",\"foot\":%s,\"first\":%s,\"profile\":",
                 lc_stmt_int(stmt, 2) != 0 ? "true" : "false",
                 lc_stmt_int(stmt, 3) != 0 ? "true" : "false");
    lc_web_text(web, lc_stmt_text(stmt, 4));
    lc_page_raw(page, "}");
    return LC_OK;
}

/* --- sets --- */

static lc_status take_set(lc_page *page, lc_stmt *stmt, void *user)
{
    lc_web *web = user;
    lc_web_set *set = lc_array_push(page->ctx, &web->sets);
    if (set == NULL)
        return LC_MEMORY;
    *set = (lc_web_set){lc_stmt_int(stmt, 0), lc_strdup(page->ctx, lc_stmt_text(stmt, 1))};
    if (set->code == NULL)
        return LC_MEMORY;
    lc_page_rawf(page, "%s{\"id\":%lld,\"code\":", web->sets.count > 1 ? ",\n" : "",
                 (long long)set->set_id);
    lc_web_text(web, set->code);
    lc_page_raw(page, ",\"name\":");
    lc_web_text(web, lc_stmt_text(stmt, 2));
    lc_status status =
        write_rows(web, "types", "report/web_set_types", false, set->set_id, add_numbers);
    if (status == LC_OK)
        status =
            write_rows(web, "groups", "report/web_set_groups", false, set->set_id, add_numbers);
    lc_page_raw(page, "}");
    return status;
}

static lc_status write_sets(lc_web *web)
{
    lc_stmt *stmt = NULL;
    lc_page_raw(&web->page, ",\n\"sets\":[");
    lc_status status = lc_page_query(&web->page, "report/web_sets", true, &stmt);
    status = lc_page_each(&web->page, status, stmt, take_set, web, NULL);
    lc_page_raw(&web->page, "]");
    return status;
}

/* Which set and group each of the choices of the pages is, in their order. */
static void write_choices(lc_web *web)
{
    lc_web_list(web, ",\n\"choices\":[");
    for (size_t i = 0; i < web->page.layer_count; i++) {
        lc_web_next(web);
        lc_page_rawf(&web->page, "[%lld,", (long long)web->page.layers[i].set_id);
        lc_web_text(web, web->page.layers[i].group);
        lc_page_raw(&web->page, "]");
    }
    lc_page_raw(&web->page, "]");
}

static void write_plane(lc_web *web)
{
    const lc_plane *plane = &web->plane;
    const double numbers[] = {plane->west_deg,   plane->north_deg, plane->px_per_lon,
                              plane->px_per_lat, plane->left_px,   plane->top_px,
                              plane->width_px,   plane->height_px};
    lc_web_list(web, ",\n\"plane\":[");
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        lc_web_next(web);
        lc_web_number(web, numbers[i]);
    }
    lc_page_raw(&web->page, "]");
}

static lc_status write_study(lc_web *web)
{
    lc_page_rawf(&web->page, "{\"interactive\":%s,\n\"title\":",
                 lc_report_maplibre_count > 0 && web->plane.px_per_m > 0 ? "true" : "false");
    lc_web_text(web, web->page.title);
    write_words(web);
    write_plane(web);
    write_choices(web);
    lc_status status = write_sets(web);
    if (status == LC_OK)
        status = write_rows(web, "groups", "report/web_groups", true, 0, add_named);
    if (status == LC_OK)
        status = write_rows(web, "types", "report/web_types", true, 0, add_named);
    if (status == LC_OK)
        status = write_rows(web, "measures", "report/web_measures", true, 0, add_measure);
    if (status == LC_OK)
        status = write_rows(web, "limits", "report/web_limits", false, 0, add_numbers);
    if (status == LC_OK)
        status = write_rows(web, "radii", "report/web_radii", false, 0, add_numbers);
    if (status == LC_OK)
        status = write_rows(web, "walked", "report/web_walked_list", false, 0, add_numbers);
    lc_page_raw(&web->page, "}");
    return status;
}

lc_status lc_web_study(lc_web *web)
{
    lc_status status = lc_web_open(web, "study");
    if (status == LC_OK)
        status = write_study(web);
    return lc_web_close(web, status);
}
