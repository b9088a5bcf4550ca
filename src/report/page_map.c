/* The map: who is within the walk, who only within the circle, and where those live who are not. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geom/clip.h"
#include "report/homes.h"
#include "report/near.h"
#include "report/page.h"
#include "report/svg.h"

enum {
    DOT_SIZES = 8,
    CIRCLES_CALM = 40,
    NAMED_REGIONS_MAX = 60,
    NAME_CHARACTERS = 14,
    DOTS_CALM = 6000,
    DOTS_CALM_PART = 600,
    PIECES_CALM = 30000,
    MESH_TENTHS = 60
};
static const double WALKED_WIDTH_M = 60, DOT_MAX_PX = 4.2, CIRCLE_LEAST_PX = 1, SURROUNDINGS = 0.08,
                    CELL_PX = 8, CELL_GROWS = 1.5;

typedef struct drawing {
    lc_plane plane;
    lc_box box; /* what is read for it */
    lc_geom *geom;
    int64_t named; /* regions with a name on the map */
    bool has_water, has_rail, has_motorway;
    lc_text names;   /* labels, to be drawn above all else */
    lc_text outline; /* of the region that the map is about, as path data */
} drawing;

static lc_text *text_of(lc_page *page)
{
    return &page->out.text;
}

/* --- what lies below --- */

/* What lies around a region serves it, too. */
static bool fit(const lc_page *page, drawing *d)
{
    double wide = page->east_deg - page->west_deg, high = page->north_deg - page->south_deg;
    double around = lc_page_is_whole(page) ? 0 : SURROUNDINGS * fmax(wide, high);
    if (!page->has_map ||
        !lc_plane_fit(&d->plane, page->west_deg - around, page->south_deg - around,
                      page->east_deg + around, page->north_deg + around))
        return false;
    d->box = lc_plane_box(&d->plane);
    return true;
}

/* A query about what lies in the picture. */
static lc_status query_box(lc_page *page, const drawing *d, const char *query, lc_stmt **stmt)
{
    lc_status status = lc_page_query(page, query, false, stmt);
    if (status == LC_OK) {
        lc_stmt_bind_double(*stmt, ":west", d->box.west_deg);
        lc_stmt_bind_double(*stmt, ":south", d->box.south_deg);
        lc_stmt_bind_double(*stmt, ":east", d->box.east_deg);
        lc_stmt_bind_double(*stmt, ":north", d->box.north_deg);
    }
    return status;
}

/* The squares of the picture and of reach_m around it. */
static void bind_tiles(lc_stmt *stmt, const drawing *d, double reach_m)
{
    double px = isfinite(reach_m) ? reach_m * d->plane.px_per_m : 0;
    double lon = px / d->plane.px_per_lon, lat = px / d->plane.px_per_lat;
    lc_stmt_bind_int(stmt, ":west", lc_near_tile(d->box.west_deg - lon));
    lc_stmt_bind_int(stmt, ":south", lc_near_tile(d->box.south_deg - lat));
    lc_stmt_bind_int(stmt, ":east", lc_near_tile(d->box.east_deg + lon));
    lc_stmt_bind_int(stmt, ":north", lc_near_tile(d->box.north_deg + lat));
}

/* A path of a class with a shape. */
static lc_status draw_wkb(lc_page *page, drawing *d, const void *wkb, size_t size,
                          const char *class, const char *title)
{
    if (wkb == NULL || size == 0)
        return LC_OK;
    lc_page_rawf(page, "<path class=\"%s\" d=\"", class);
    lc_status status = lc_svg_path(d->geom, &d->plane, wkb, size, text_of(page));
    lc_page_raw(page, "\">");
    if (title != NULL) {
        lc_page_raw(page, "<title>");
        lc_text_add_html(text_of(page), title);
        lc_page_raw(page, "</title>");
    }
    lc_page_raw(page, "</path>\n");
    return status;
}

/* The same with the shape of a column. */
static lc_status draw_shape(lc_page *page, drawing *d, lc_stmt *stmt, int column, const char *class,
                            const char *title)
{
    size_t size = 0;
    const void *wkb = lc_stmt_blob(stmt, column, &size);
    return draw_wkb(page, d, wkb, size, class, title);
}

/* Adds at most NAME_CHARACTERS characters of a name. */
static void add_short_name(lc_page *page, lc_text *text, const char *name)
{
    size_t size = 0;
    for (int characters = 0; name[size] != '\0'; size++)
        if ((name[size] & 0xC0) != 0x80 && characters++ == NAME_CHARACTERS)
            break;
    char *cut = lc_strndup(page->ctx, name, size);
    text->failed |= cut == NULL;
    lc_text_add_html(text, cut);
    lc_text_add(text, name[size] != '\0' ? "…" : "");
    free(cut);
}

/* At a place within its shape. */
static lc_status add_name(lc_page *page, drawing *d, const char *name, const void *wkb, size_t size)
{
    double x, y;
    if (wkb == NULL || ++d->named > NAMED_REGIONS_MAX)
        return LC_OK;
    lc_status status = lc_geom_inner_point(d->geom, wkb, size, &x, &y);
    if (status != LC_OK)
        return status;
    lc_plane_move(&d->plane, &x, &y);
    lc_text_add(&d->names, "<text x=\"");
    lc_svg_number(&d->names, x);
    lc_text_add(&d->names, "\" y=\"");
    lc_svg_number(&d->names, y);
    lc_text_add(&d->names, "\">");
    add_short_name(page, &d->names, name);
    lc_text_add(&d->names, "</text>\n");
    return LC_OK;
}

/* What of a shape is in the picture. */
static lc_status draw_beside(lc_page *page, drawing *d, const char *name, const void *wkb,
                             size_t size)
{
    const lc_box *b = &d->box;
    const double corners[] = {b->west_deg, b->south_deg, b->east_deg, b->south_deg,
                              b->east_deg, b->north_deg, b->west_deg, b->north_deg};
    lc_wkb box = {0}, whole = {0}, part = {0};
    lc_clip *clip = NULL;
    if (wkb == NULL)
        return LC_OK;
    whole.bytes = lc_alloc(page->ctx, size + 1, 1);
    lc_status status = whole.bytes != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK) {
        memcpy(whole.bytes, wkb, size);
        whole.size = size;
        status = lc_geom_hull(d->geom, corners, 4, &box);
    }
    if (status == LC_OK)
        status = lc_clip_open(d->geom, &box, &clip);
    if (status == LC_OK)
        status = lc_clip_polygon(clip, &whole, &part);
    if (status == LC_OK)
        status = draw_wkb(page, d, part.bytes, part.size, "beside", name);
    lc_clip_close(clip);
    lc_wkb_clear(&part);
    lc_wkb_clear(&whole);
    lc_wkb_clear(&box);
    return status;
}

static lc_status keep_outline(drawing *d, const void *wkb, size_t size)
{
    return wkb != NULL ? lc_svg_path(d->geom, &d->plane, wkb, size, &d->outline) : LC_OK;
}

/* What lies around a region is dimmed, above all but names. */
static lc_status dim(lc_page *page, const drawing *d)
{
    lc_status status = lc_text_status(&d->outline);
    if (status != LC_OK || d->outline.size == 0)
        return status;
    lc_page_rawf(page, "<path class=\"veil\" fill-rule=\"evenodd\" d=\"M0 0h%.0fv%.0fH0z",
                 d->plane.width_px, d->plane.height_px);
    lc_page_raw(page, d->outline.bytes);
    lc_page_raw(page, "\"/>\n<path class=\"edge\" d=\"");
    lc_page_raw(page, d->outline.bytes);
    lc_page_raw(page, "\"/>\n");
    return LC_OK;
}

/* Parts of report/page_map_regions. */
enum { BESIDE, WITHIN };

static lc_status draw_region(lc_page *page, lc_stmt *stmt, void *user)
{
    drawing *d = user;
    const char *name = lc_stmt_text(stmt, 0);
    int64_t part = lc_stmt_int(stmt, 1);
    size_t size = 0;
    const void *wkb = lc_stmt_blob(stmt, 2, &size);
    lc_status status = LC_OK;
    if (part == WITHIN)
        status = add_name(page, d, name, wkb, size);
    if (status == LC_OK && part == BESIDE)
        status = draw_beside(page, d, name, wkb, size);
    else if (status == LC_OK && part > WITHIN && !lc_page_is_whole(page))
        status = keep_outline(d, wkb, size);
    else if (status == LC_OK)
        status = draw_wkb(page, d, wkb, size, part == WITHIN ? "town" : "edge",
                          part == WITHIN ? name : NULL);
    return lc_outline_status(page->ctx, status, name);
}

static lc_status draw_context(lc_page *page, lc_stmt *stmt, void *user)
{
    drawing *d = user;
    const char *kind = lc_stmt_text(stmt, 0), *name = lc_stmt_text(stmt, 1);
    size_t size = 0;
    const void *wkb = lc_stmt_blob(stmt, 2, &size);
    bool line = wkb != NULL && lc_wkb_shape(wkb, size) == LC_SHAPE_LINE;
    bool water = strcmp(kind, "water") == 0, rail = strcmp(kind, "railway") == 0;
    bool motorway = strcmp(kind, "expressway") == 0;
    d->has_water |= water, d->has_rail |= rail, d->has_motorway |= motorway;
    if (water)
        return draw_shape(page, d, stmt, 2, line ? "stream" : "water", name);
    if (!rail)
        return draw_shape(page, d, stmt, 2, motorway ? "motorway" : "besides", name);
    lc_status status = draw_shape(page, d, stmt, 2, "rail", name);
    return status == LC_OK ? draw_shape(page, d, stmt, 2, "sleepers", NULL) : status;
}

/* Service circles as units, below what is chosen: their borders, those of further ones dotted. */
static lc_status draw_unit(lc_page *page, lc_stmt *stmt, void *user)
{
    return draw_shape(page, user, stmt, 2, lc_stmt_int(stmt, 1) != 0 ? "unit" : "unit more",
                      lc_stmt_text(stmt, 0));
}

static lc_status draw_units(lc_page *page, drawing *d)
{
    lc_stmt *stmt = NULL;
    if (!page->has_units)
        return LC_OK;
    lc_status status = query_box(page, d, "report/page_map_units", &stmt);
    lc_page_raw(page, "<g class=\"units\">");
    status = lc_page_each(page, status, stmt, draw_unit, d, NULL);
    lc_page_raw(page, "</g>\n");
    return status;
}

static lc_status draw_below(lc_page *page, drawing *d)
{
    lc_stmt *stmt = NULL;
    lc_status status = query_box(page, d, "report/page_map_regions", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, ":level", page->level);
        lc_scope_bind(stmt, page->scope);
    }
    status = lc_page_each(page, status, stmt, draw_region, d, NULL);
    stmt = NULL;
    if (status == LC_OK)
        status = query_box(page, d, "report/page_map_context", &stmt);
    if (status == LC_OK)
        lc_scope_bind(stmt, page->scope);
    status = lc_page_each(page, status, stmt, draw_context, d, NULL);
    return status == LC_OK ? draw_units(page, d) : status;
}

/* --- one choice --- */

static lc_status add_street(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)page;
    size_t size = 0;
    const void *wkb = lc_stmt_blob(stmt, 0, &size);
    return wkb != NULL ? lc_trails_add(user, wkb, size) : LC_OK;
}

static lc_status add_pieces(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)page;
    size_t size = 0;
    const lc_near_piece *pieces = lc_stmt_blob(stmt, 0, &size);
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < size / sizeof *pieces; i++)
        status = lc_trails_add_piece(user, pieces[i].lon_deg, pieces[i].lat_deg);
    return status;
}

/* The streets of the whole study are gone through once; of a part of it, what is near. */
static lc_status read_streets(lc_page *page, const drawing *d, const lc_page_layer *layer,
                              lc_trails *trails)
{
    lc_stmt *stmt = NULL;
    bool whole = lc_page_is_whole(page);
    lc_status status = whole ? LC_OK : lc_near_streets(page->store, layer->set_id);
    if (status == LC_OK)
        status = lc_page_query(
            page, whole ? "report/page_map_streets" : "report/page_map_streets_near", false, &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":set_id", layer->set_id);
    if (status == LC_OK && !whole)
        bind_tiles(stmt, d, 0);
    return lc_page_each(page, status, stmt, whole ? add_street : add_pieces, trails, NULL);
}

/* Streets from where the walk is within the limit, as wide as the houses along them are deep. */
/* How finely a stroke of a width is drawn, in tenths of a pixel: a city's streets as a mesh. */
static int32_t snap_of(const lc_trails *trails, double width_px)
{
    if (trails->pieces.count > PIECES_CALM)
        return MESH_TENTHS;
    return width_px < 3 ? 0 : 10 * (int32_t)fmax(1, round(width_px / 8));
}

static lc_status draw_walked(lc_page *page, drawing *d, const lc_page_layer *layer)
{
    lc_trails trails;
    lc_trails_init(&trails, page->ctx, &d->plane);
    lc_status status = read_streets(page, d, layer, &trails);
    if (status == LC_OK && trails.pieces.count > 0) {
        lc_page_raw(page, "<path class=\"walked\" stroke-width=\"");
        double width_px = fmax(WALKED_WIDTH_M * d->plane.px_per_m, 1);
        trails.snap_tenths = snap_of(&trails, width_px);
        lc_svg_number(text_of(page), width_px);
        lc_page_raw(page, "\" d=\"");
        status = lc_trails_write(&trails, d->geom, text_of(page));
        lc_page_raw(page, "\"/>\n");
    }
    lc_trails_clear(&trails);
    return status;
}

static void add_circle(lc_page *page, double x, double y, double r)
{
    lc_page_raw(page, "<circle cx=\"");
    lc_svg_number(text_of(page), x);
    lc_page_raw(page, "\" cy=\"");
    lc_svg_number(text_of(page), y);
    lc_page_raw(page, "\" r=\"");
    lc_svg_number(text_of(page), r);
    lc_page_raw(page, "\"");
}

static lc_status draw_circle(lc_page *page, lc_stmt *stmt, void *user)
{
    drawing *d = user;
    double x = lc_stmt_double(stmt, 0), y = lc_stmt_double(stmt, 1);
    double r = lc_stmt_double(stmt, 2) * d->plane.px_per_m;
    if (!isfinite(x) || !isfinite(y) || !isfinite(r))
        return LC_OK;
    lc_plane_move(&d->plane, &x, &y);
    if (x > -r && y > -r && x < d->plane.width_px + r && y < d->plane.height_px + r) {
        add_circle(page, x, y, fmax(r, CIRCLE_LEAST_PX));
        lc_page_raw(page, "/>");
    }
    return LC_OK;
}

static lc_status draw_facility(lc_page *page, lc_stmt *stmt, void *user)
{
    drawing *d = user;
    double x = lc_stmt_double(stmt, 0), y = lc_stmt_double(stmt, 1);
    lc_plane_move(&d->plane, &x, &y);
    if (!lc_plane_holds(&d->plane, x, y))
        return LC_OK;
    add_circle(page, x, y, 3.4);
    lc_page_raw(page, "><title>");
    lc_text_add_html(text_of(page), lc_stmt_text(stmt, 2));
    lc_page_raw(page, "</title></circle>");
    return LC_OK;
}

/* A query about the set of a layer as a group of a class, one fn per row; places up to reach_m
 * beyond the picture are in it. */
static lc_status draw_set(lc_page *page, drawing *d, const lc_page_layer *layer, const char *query,
                          const char *class, double reach_m, lc_page_row_fn *fn)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query(page, query, false, &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":set_id", layer->set_id);
        bind_tiles(stmt, d, reach_m);
    }
    lc_page_rawf(page, "<g class=\"%s\">", class);
    status = lc_page_each(page, status, stmt, fn, d, NULL);
    lc_page_raw(page, "</g>\n");
    return status;
}

typedef struct dot {
    double x, y, people;
    int64_t cell; /* the square of the picture that it lies in, row by row */
} dot;

typedef struct dots {
    drawing *d;
    lc_array items; /* dot */
    double most;    /* people of the fullest */
} dots;

static lc_status take_dot(lc_page *page, dots *all, const lc_home *home)
{
    dot *one = lc_array_push(page->ctx, &all->items);
    if (one == NULL)
        return LC_MEMORY;
    *one = (dot){home->lon_deg, home->lat_deg, (double)home->people_micro / 1e6, 0};
    lc_plane_move(&all->d->plane, &one->x, &one->y);
    all->most = fmax(all->most, one->people);
    return LC_OK;
}

static int by_cell(const void *a, const void *b)
{
    const dot *c = a, *d = b;
    if (c->cell != d->cell)
        return c->cell < d->cell ? -1 : 1;
    if (c->x != d->x)
        return c->x < d->x ? -1 : 1;
    return (c->y > d->y) - (c->y < d->y);
}

/* Dots of one square become one, in the middle of its people. O(n log n). */
static void gather_squares(dots *all, double cell_px)
{
    size_t kept = 0;
    dot *items = all->items.items;
    for (size_t i = 0; i < all->items.count; i++)
        items[i].cell =
            (int64_t)floor(items[i].y / cell_px) * 100000 + (int64_t)floor(items[i].x / cell_px);
    qsort(items, all->items.count, sizeof *items, by_cell);
    for (size_t i = 0, end; i < all->items.count; i = end) {
        dot sum = {0, 0, 0, 0};
        for (end = i; end < all->items.count && items[end].cell == items[i].cell; end++) {
            sum.x += items[end].x * items[end].people;
            sum.y += items[end].y * items[end].people;
            sum.people += items[end].people;
        }
        items[kept++] = (dot){sum.x / sum.people, sum.y / sum.people, sum.people, 0};
        all->most = fmax(all->most, sum.people);
    }
    all->items.count = kept;
}

/* Where there are more homes than an eye tells apart, those of a small square are one dot; the
 * squares grow until there are few enough. */
static void gather(dots *all, size_t calm)
{
    for (double cell_px = CELL_PX; all->items.count > calm; cell_px *= CELL_GROWS)
        gather_squares(all, cell_px);
}

/* Areas in proportion to people: size k of DOT_SIZES has k/DOT_SIZES of the greatest radius. */
static int dot_size(const dots *all, const dot *one)
{
    int size = (int)lround(DOT_SIZES * sqrt(one->people / all->most));
    return size < 1 ? 1 : size;
}

static void add_dots(lc_page *page, const dots *all, int size)
{
    size_t drawn = 0;
    long last_x = 0, last_y = 0;
    for (size_t i = 0; i < all->items.count; i++) {
        const dot *one = lc_array_at(&all->items, i);
        if (dot_size(all, one) != size)
            continue;
        if (drawn++ == 0) {
            lc_page_raw(page, "<path stroke-width=\"");
            lc_svg_number(text_of(page), 2 * DOT_MAX_PX * size / DOT_SIZES);
            lc_page_raw(page, "\" d=\"");
        }
        long x = lc_svg_tenths(one->x), y = lc_svg_tenths(one->y);
        lc_page_raw(page, drawn == 1 ? "M" : "m");
        lc_svg_pair(text_of(page), x - last_x, y - last_y);
        lc_page_raw(page, "h0");
        last_x = x, last_y = y;
    }
    lc_page_raw(page, drawn > 0 ? "\"/>\n" : "");
}

/* Homes from where no facility of the set is within the largest limit. */
static lc_status find_unreached(lc_page *page, const lc_page_layer *layer, dots *all)
{
    const lc_homes *homes = NULL;
    lc_home_way *ways = NULL;
    lc_status status = lc_page_homes(page, layer, &homes);
    if (status == LC_OK)
        status =
            lc_page_home_ways(page, layer, page->has_network ? "network" : "circle", homes, &ways);
    for (size_t i = 0; status == LC_OK && i < homes->items.count; i++)
        if (!ways[i].is_within)
            status = take_dot(page, all, lc_array_at(&homes->items, i));
    free(ways);
    return status;
}

static lc_status draw_unreached(lc_page *page, drawing *d, const lc_page_layer *layer)
{
    dots all = {.d = d};
    lc_array_init(&all.items, sizeof(dot));
    lc_status status = find_unreached(page, layer, &all);
    if (status == LC_OK)
        gather(&all, lc_page_is_whole(page) ? DOTS_CALM : DOTS_CALM_PART);
    lc_page_raw(page, "<g class=\"far\">");
    for (int size = DOT_SIZES; status == LC_OK && size > 0; size--)
        add_dots(page, &all, size);
    lc_page_raw(page, "</g>\n");
    lc_array_clear(&all.items);
    return status;
}

static lc_status draw_layer(lc_page *page, drawing *d, size_t i)
{
    const lc_page_layer *layer = &page->layers[i];
    lc_page_rawf(page, "<g class=\"l l%zu\">\n", i);
    lc_status status = page->has_network ? draw_walked(page, d, layer) : LC_OK;
    if (status == LC_OK && page->has_circle)
        status = draw_set(page, d, layer, "report/page_map_circles",
                          layer->facilities > CIRCLES_CALM ? "ring many" : "ring", page->radius_m,
                          draw_circle);
    if (status == LC_OK)
        status = draw_unreached(page, d, layer);
    if (status == LC_OK)
        status = draw_set(page, d, layer, "report/page_map_facilities", "place", 0, draw_facility);
    lc_page_raw(page, "</g>\n");
    return status;
}

/* --- what a map needs besides --- */

/* The longest of 1, 2, 5 x 10^n metres that is at most a fifth of the width. */
static double bar_length_m(const lc_plane *plane)
{
    double most = plane->width_px / 5 / plane->px_per_m;
    double ten = pow(10, floor(log10(most)));
    return most >= 5 * ten ? 5 * ten : most >= 2 * ten ? 2 * ten : ten;
}

static void draw_scale(lc_page *page, const lc_plane *plane)
{
    double length_m = bar_length_m(plane), length_px = length_m * plane->px_per_m;
    lc_page_rawf(page,
                 "<g class=\"scale\" transform=\"translate(18 %.0f)\"><path d=\"M0-6v6h%.1fv-6\"/>",
                 plane->height_px - 16, length_px);
    lc_page_rawf(page, "<text x=\"%.1f\" y=\"1\">", length_px + 8);
    if (length_m >= 1000)
        lc_page_fill_plain(page, LC_N("{n} km"), "n", lc_figure_whole(length_m / 1000).s, NULL);
    else
        lc_page_fill_plain(page, LC_N("{n} m"), "n", lc_figure_whole(length_m).s, NULL);
    lc_page_raw(page, "</text></g>\n");
    lc_page_rawf(
        page,
        "<g class=\"north\" transform=\"translate(%.0f 44)\"><path d=\"M0-22l7 20-7-5-7 5z\"/>"
        "<text y=\"14\">",
        plane->width_px - 26);
    lc_page_tr(page, LC_N("N"));
    lc_page_raw(page, "</text></g>\n");
}

static void open_map(lc_page *page, const lc_plane *plane)
{
    lc_page_rawf(page,
                 "<svg class=\"map\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" "
                 "aria-labelledby=\"map-t map-d\">\n<title id=\"map-t\">",
                 plane->width_px, plane->height_px);
    lc_page_fill_plain(page, LC_N("Map of {title}"), "title", lc_page_name(page), NULL);
    lc_page_raw(page, "</title>\n<desc id=\"map-d\">");
    lc_page_tr(
        page,
        LC_N("Regions, facilities of the chosen kind, their service circles, the streets within "
             "walking reach, and the people who live beyond it."));
    lc_page_rawf(
        page,
        "</desc>\n<clipPath id=\"frame\"><rect width=\"%.0f\" height=\"%.0f\"/></clipPath>\n"
        "<g clip-path=\"url(#frame)\">\n<rect class=\"ground\" width=\"%.0f\" height=\"%.0f\"/>\n",
        plane->width_px, plane->height_px, plane->width_px, plane->height_px);
}

static lc_status draw(lc_page *page, drawing *d)
{
    open_map(page, &d->plane);
    lc_status status = draw_below(page, d);
    for (size_t i = 0; status == LC_OK && i < page->layer_count; i++)
        status = draw_layer(page, d, i);
    if (status == LC_OK)
        status = dim(page, d);
    if (status == LC_OK)
        status = lc_text_status(&d->names);
    lc_page_rawf(page, "<g class=\"%s\">", d->named > 24 ? "names many" : "names");
    if (status == LC_OK && d->named <= NAMED_REGIONS_MAX && d->names.size > 0)
        lc_page_raw(page, d->names.bytes);
    lc_page_raw(page, "</g>\n");
    draw_scale(page, &d->plane);
    lc_page_raw(page, "</g>\n</svg>\n");
    return status;
}

/* --- the words around it --- */

static void say_layer(lc_page *page, size_t i)
{
    const lc_page_layer *layer = &page->layers[i];
    lc_figure limit = lc_figure_decimal(page->limit_min, page->limit_min != floor(page->limit_min));
    lc_page_rawf(page, "<p class=\"l l%zu\">", i);
    if (isfinite(layer->network))
        lc_page_fill(page,
                     LC_N("{type}: {share} of {group} walk there within {limit} minutes; {far} "
                          "people do not."),
                     "type", layer->name, "share",
                     lc_figure_share(layer->network / layer->people).s, "group", layer->group_name,
                     "limit", limit.s, "far", lc_figure_whole(layer->people - layer->network).s,
                     NULL);
    else if (isfinite(layer->circle))
        lc_page_fill(
            page, LC_N("{type}: {share} of {group} live within the circle; {far} people do not."),
            "type", layer->name, "share", lc_figure_share(layer->circle / layer->people).s, "group",
            layer->group_name, "far", lc_figure_whole(layer->people - layer->circle).s, NULL);
    lc_page_gap(page);
    if (isfinite(layer->network) && isfinite(layer->circle))
        lc_page_fill(page, LC_N("Circles alone would promise {share}."), "share",
                     lc_figure_share(layer->circle / layer->people).s, NULL);
    lc_page_raw(page, "</p>\n");
}

static void add_sign(lc_page *page, const char *svg, const char *words)
{
    lc_page_raw(page, "<li><svg viewBox=\"0 0 28 16\" aria-hidden=\"true\">");
    lc_page_raw(page, svg);
    lc_page_raw(page, "</svg>");
    lc_page_tr(page, words);
    lc_page_raw(page, "</li>\n");
}

static void write_legend(lc_page *page, const drawing *d)
{
    lc_page_raw(page, "<ul class=\"legend\">\n");
    add_sign(page, "<g class=\"place\"><circle cx=\"14\" cy=\"8\" r=\"4\"/></g>", LC_N("Facility"));
    if (page->has_network)
        add_sign(page, "<path class=\"walked\" stroke-width=\"9\" d=\"M5 8h18\"/>",
                 LC_N("Within walking reach"));
    if (page->has_circle)
        add_sign(page, "<g class=\"ring\"><circle cx=\"14\" cy=\"8\" r=\"7\"/></g>",
                 LC_N("Service circle"));
    if (page->has_units) {
        add_sign(page, "<rect class=\"unit\" x=\"4\" y=\"3\" width=\"20\" height=\"10\"/>",
                 LC_N("Service circle as a unit, around a centre"));
        add_sign(page, "<rect class=\"unit more\" x=\"4\" y=\"3\" width=\"20\" height=\"10\"/>",
                 LC_N("Further service circle"));
    }
    add_sign(page,
             "<g class=\"far\"><path stroke-width=\"3\" d=\"M5 8h0\"/><path stroke-width=\"5\" "
             "d=\"M12 8h0\"/><path stroke-width=\"8\" d=\"M21 8h0\"/></g>",
             page->has_network ? LC_N("People beyond the walk (larger: more people)")
                               : LC_N("People beyond the circle (larger: more people)"));
    if (d->has_water)
        add_sign(page, "<rect class=\"water\" x=\"4\" y=\"3\" width=\"20\" height=\"10\"/>",
                 LC_N("Water"));
    if (d->has_rail)
        add_sign(page,
                 "<path class=\"rail\" d=\"M3 8h22\"/><path class=\"sleepers\" d=\"M3 8h22\"/>",
                 LC_N("Railway"));
    if (d->has_motorway)
        add_sign(page, "<path class=\"motorway\" d=\"M3 8h22\"/>", LC_N("Expressway"));
    lc_page_raw(page, "</ul>\n");
}

static void write_caption(lc_page *page, const drawing *d)
{
    lc_page_raw(page, "<figcaption>");
    write_legend(page, d);
    lc_page_raw(page, "<p class=\"note\">");
    lc_page_fill(page, LC_N("Source: the inputs listed at the end, as of {date}."), "date",
                 lc_date_words(page->ctx, page->as_of).s, NULL);
    lc_page_raw(page, "<span class=\"drawn-only\">");
    lc_page_gap(page);
    lc_page_tr(page, LC_N("Equirectangular, true to scale at the middle latitude."));
    lc_page_raw(page, "</span>");
    if (page->margin_missing) {
        lc_page_raw(page, "<br/><strong>");
        lc_page_tr(page, LC_N("Some inputs end at the boundary: what lies beyond is not known, so "
                              "places near the edge "
                              "may look worse served than they are."));
        lc_page_raw(page, "</strong>");
    }
    lc_page_raw(page, "</p></figcaption>\n");
}

void lc_page_tabs(lc_page *page)
{
    if (page->layer_count < 2)
        return;
    lc_page_raw(page, "<div class=\"tabs\">");
    for (size_t i = 0; i < page->layer_count; i++) {
        lc_page_rawf(page, "<label for=\"L%zu\" class=\"t%zu\">", i, i);
        lc_page_data(page, page->layers[i].name);
        lc_page_raw(page, "</label>");
    }
    lc_page_raw(page, "</div>\n");
}

/* What a map that moves is told: where it begins, and of what. */
static void open_figure(lc_page *page)
{
    lc_page_raw(page, "<figure class=\"map\"");
    if (page->set != NULL) {
        lc_page_raw(page, " data-map=\"\" data-region=\"");
        lc_text_add_html(&page->out.text, lc_page_is_whole(page) ? "" : page->scope->code);
        lc_page_rawf(page, "\" data-bounds=\"%.6f,%.6f,%.6f,%.6f\"", page->west_deg,
                     page->south_deg, page->east_deg, page->north_deg);
    }
    lc_page_raw(page, ">\n");
}

lc_status lc_page_map(lc_page *page)
{
    drawing d = {.geom = NULL};
    if (!fit(page, &d))
        return LC_OK;
    lc_text_init(&d.names, page->ctx);
    lc_text_init(&d.outline, page->ctx);
    lc_page_section(page, "map",
                    page->has_network ? LC_N("Who can walk there")
                                      : LC_N("Who lives within the circle"));
    lc_page_tabs(page);
    for (size_t i = 0; i < page->layer_count; i++)
        say_layer(page, i);
    open_figure(page);
    lc_status status = lc_geom_open(page->ctx, &d.geom);
    if (status == LC_OK)
        status = draw(page, &d);
    write_caption(page, &d);
    lc_page_raw(page, "</figure>\n</section>\n");
    lc_text_clear(&d.names);
    lc_text_clear(&d.outline);
    lc_geom_close(d.geom);
    return status;
}
