#include "plan/cover.h"

#include <math.h>
#include <stdlib.h>

#include "base/base.h"
#include "crs/crs.h"

static const double pi = 3.14159265358979323846;

enum {
    CELLS_PER_RADIUS = 8,
    CELLS_MAX = 2000 /* on a side; beyond it cells grow */
};

/* Cells of a latitude-longitude grid. The lengths of a degree used for them are the shortest there
 * are, so that what lies within a distance lies within so many cells, and no more. */
typedef struct frame {
    double lon_deg, lat_deg, wide_deg, high_deg; /* the lower left corner; one cell */
    int width, height;
    double radius_cells;
} frame;

/* Items in the order of their cells; those of cell k are item[start[k]] to item[start[k + 1] - 1].
 */
typedef struct grid {
    size_t *start;
    size_t *item;
} grid;

/* An upper bound of what a site would add, the largest on top of the heap. */
typedef struct bound {
    int64_t people_micro;
    size_t point;
} bound;

typedef struct cover {
    const cover_points *points;
    frame f;
    lc_space *at;
    int *cell;           /* of each point */
    grid all, sites;     /* of points, and of those where a site may stand */
    lc_chords chords[2]; /* of one radius and of two */
    double near_m2;      /* a quarter of a radius, squared: sites are not set closer in a cell */
    bool *done;          /* covered already */
    int64_t *gain_micro; /* what a site at this point would add */
    bound *heap;
    size_t heap_count;
} cover;

/* --- cells --- */

/* A degree of latitude is never shorter than 110574 m on WGS-84; one of longitude never shorter
 * than 111319 m times the cosine. */
static frame frame_of(const cover_points *p)
{
    double west = INFINITY, east = -INFINITY, south = INFINITY, north = -INFINITY;
    for (size_t i = 0; i < p->count; i++) {
        west = fmin(west, p->at[i].lon_deg);
        east = fmax(east, p->at[i].lon_deg);
        south = fmin(south, p->at[i].lat_deg);
        north = fmax(north, p->at[i].lat_deg);
    }
    double lat_max_deg = fmin(90.0, fmax(fabs(south), fabs(north)) + 2 * p->radius_m / 110574.0);
    double lat_m = 110574.0, lon_m = 111319.0 * fmax(0.001, cos(lat_max_deg * pi / 180));
    double meant_m = p->radius_m / CELLS_PER_RADIUS;
    double side_m = fmax((east - west) * lon_m, (north - south) * lat_m);
    double cell_m = fmax(meant_m, side_m / CELLS_MAX);
    return (frame){.lon_deg = west,
                   .lat_deg = south,
                   .wide_deg = cell_m / lon_m,
                   .high_deg = cell_m / lat_m,
                   .width = (int)((east - west) * lon_m / cell_m) + 1,
                   .height = (int)((north - south) * lat_m / cell_m) + 1,
                   .radius_cells = p->radius_m / cell_m};
}

static int clamp(int value, int most)
{
    return value < 0 ? 0 : value > most ? most : value;
}

static int cell_of(const frame *f, lc_lonlat at)
{
    int x = clamp((int)((at.lon_deg - f->lon_deg) / f->wide_deg), f->width - 1);
    int y = clamp((int)((at.lat_deg - f->lat_deg) / f->high_deg), f->height - 1);
    return y * f->width + x;
}

/* How many cells to the side may be reached `rows` rows away; -1: none. Two points lie at least
 * rows - 1 cells apart then. One cell more than that, and a little, for what lies on an edge. */
static int reach_cells(const frame *f, int radii, int rows)
{
    double far = radii * f->radius_cells + 1e-6, near = rows > 0 ? rows - 1 : 0;
    return near > far ? -1 : (int)sqrt(far * far - near * near) + 1;
}

/* Sorts items by their cells (counting sort); item i is that of `from`, or i when it is NULL. */
static void fill_grid(const cover *c, const size_t *from, size_t count, grid *g)
{
    size_t cells = (size_t)c->f.width * (size_t)c->f.height;
    for (size_t i = 0; i < count; i++)
        g->start[c->cell[from != NULL ? from[i] : i] + 1]++;
    for (size_t k = 0; k < cells; k++)
        g->start[k + 1] += g->start[k];
    for (size_t i = count; i-- > 0;) { /* from the back, so that start ends where it began */
        size_t item = from != NULL ? from[i] : i;
        size_t *next = &g->start[c->cell[item] + 1];
        g->item[--*next] = item;
    }
    for (size_t k = 0; k < cells; k++)
        g->start[k] = g->start[k + 1];
    g->start[cells] = count;
}

/* --- neighbours --- */

static double chord_m2(const cover *c, size_t a, size_t b)
{
    double x = c->at[a].x - c->at[b].x, y = c->at[a].y - c->at[b].y, z = c->at[a].z - c->at[b].z;
    return x * x + y * y + z * z;
}

static bool is_within(const cover *c, size_t a, size_t b, int radii)
{
    const cover_points *p = c->points;
    double apart_m2 = chord_m2(c, a, b);
    if (apart_m2 > c->chords[radii - 1].beyond_m2)
        return false;
    return apart_m2 <= c->chords[radii - 1].within_m2 ||
           lc_geodesic_distance_m(p->at[a], p->at[b]) <= radii * p->radius_m;
}

/* The items of row y that may lie within `radii` radii of a point: from *first to before the end,
 * which is returned. */
static size_t row_items(const cover *c, const grid *g, size_t point, int radii, int y,
                        size_t *first)
{
    const frame *f = &c->f;
    int row = c->cell[point] / f->width, column = c->cell[point] % f->width;
    int side = y < 0 || y >= f->height ? -1 : reach_cells(f, radii, abs(y - row));
    *first = 0;
    if (side < 0)
        return 0;
    *first = g->start[(size_t)y * (size_t)f->width + (size_t)clamp(column - side, f->width - 1)];
    return g->start[(size_t)y * (size_t)f->width + (size_t)clamp(column + side, f->width - 1) + 1];
}

static int rows_of(const cover *c, int radii)
{
    return (int)(radii * c->f.radius_cells + 1e-6) + 1;
}

/* People not yet covered within a radius of a point. */
static int64_t people_near(const cover *c, size_t point)
{
    int row = c->cell[point] / c->f.width, rows = rows_of(c, 1);
    int64_t sum_micro = 0;
    for (int y = row - rows; y <= row + rows; y++) {
        size_t i, end = row_items(c, &c->all, point, 1, y, &i);
        for (; i < end; i++)
            if (is_within(c, point, c->all.item[i], 1))
                sum_micro += c->points->people_micro[c->all.item[i]];
    }
    return sum_micro;
}

/* --- the greedy choice --- */

static bool above(const bound *a, const bound *b)
{
    return a->people_micro != b->people_micro ? a->people_micro > b->people_micro
                                              : a->point < b->point;
}

static void sink(cover *c, size_t at)
{
    for (;;) {
        size_t best = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < c->heap_count; child++)
            if (above(&c->heap[child], &c->heap[best]))
                best = child;
        if (best == at)
            return;
        bound swap = c->heap[at];
        c->heap[at] = c->heap[best];
        c->heap[best] = swap;
        at = best;
    }
}

/* Sites stand at the first point of a cell, and at those further from it than a quarter of a
 * radius: the others would cover nearly the same. Lists them in `sites`; returns how many. */
static size_t list_sites(const cover *c, size_t *sites)
{
    size_t cells = (size_t)c->f.width * (size_t)c->f.height, count = 0;
    for (size_t k = 0; k < cells; k++)
        for (size_t i = c->all.start[k]; i < c->all.start[k + 1]; i++) {
            size_t first = c->all.item[c->all.start[k]], point = c->all.item[i];
            if (point == first || chord_m2(c, first, point) > c->near_m2)
                sites[count++] = point;
        }
    return count;
}

static lc_status fill_heap(lc_ctx *ctx, cover *c)
{
    lc_status status = LC_OK;
    size_t *sites = lc_alloc(ctx, c->points->count, sizeof *sites);
    if (sites == NULL)
        return LC_MEMORY;
    c->heap_count = list_sites(c, sites);
    fill_grid(c, sites, c->heap_count, &c->sites);
    for (size_t i = 0; status == LC_OK && i < c->heap_count; i++) {
        c->gain_micro[sites[i]] = people_near(c, sites[i]);
        c->heap[i] = (bound){c->gain_micro[sites[i]], sites[i]};
        status = lc_tick(ctx, 0, 0);
    }
    for (size_t i = c->heap_count / 2; i-- > 0;)
        sink(c, i);
    free(sites);
    return status;
}

/* A point is covered: every site near it has the less to add. */
static void take_point(cover *c, size_t point)
{
    int row = c->cell[point] / c->f.width, rows = rows_of(c, 1);
    c->done[point] = true;
    for (int y = row - rows; y <= row + rows; y++) {
        size_t i, end = row_items(c, &c->sites, point, 1, y, &i);
        for (; i < end; i++)
            if (is_within(c, point, c->sites.item[i], 1))
                c->gain_micro[c->sites.item[i]] -= c->points->people_micro[point];
    }
}

static void take_site(cover *c, size_t site)
{
    int row = c->cell[site] / c->f.width, rows = rows_of(c, 1);
    for (int y = row - rows; y <= row + rows; y++) {
        size_t i, end = row_items(c, &c->all, site, 1, y, &i);
        for (; i < end; i++)
            if (!c->done[c->all.item[i]] && is_within(c, site, c->all.item[i], 1))
                take_point(c, c->all.item[i]);
    }
}

/* What a site adds only shrinks as others are chosen, so the top of the heap that still holds is
 * the largest of all (Minoux 1978). Each point is taken once, so all of it costs points x sites
 * near. */
static lc_status choose(lc_ctx *ctx, cover *c, int64_t needed_micro, size_t *sites)
{
    lc_status status = LC_OK;
    while (needed_micro > 0 && c->heap_count > 0 && status == LC_OK) {
        bound *top = &c->heap[0];
        int64_t now_micro = c->gain_micro[top->point];
        if (now_micro == top->people_micro && now_micro > 0) {
            needed_micro -= now_micro;
            take_site(c, top->point);
            ++*sites;
            now_micro = 0;
        }
        top->people_micro = now_micro;
        if (now_micro == 0)
            *top = c->heap[--c->heap_count];
        sink(c, 0);
        status = lc_tick(ctx, 0, 0);
    }
    return status;
}

/* --- lower bounds --- */

/* Points pairwise further than two radii apart: no site covers two of them. `done` is used up. */
static size_t packing(cover *c)
{
    size_t count = 0;
    int rows = rows_of(c, 2);
    for (size_t point = 0; point < c->points->count; point++) {
        int row = c->cell[point] / c->f.width;
        if (c->done[point])
            continue;
        count++;
        for (int y = row - rows; y <= row + rows; y++) {
            size_t i, end = row_items(c, &c->all, point, 2, y, &i);
            for (; i < end; i++)
                c->done[c->all.item[i]] |= is_within(c, point, c->all.item[i], 2);
        }
    }
    return count;
}

/* before[k]: people in the cells before k, row by row. */
static void sum_cells(const cover *c, int64_t *before)
{
    size_t cells = (size_t)c->f.width * (size_t)c->f.height;
    for (size_t k = 0; k < cells; k++) {
        before[k + 1] = before[k];
        for (size_t i = c->all.start[k]; i < c->all.start[k + 1]; i++)
            before[k + 1] += c->points->people_micro[c->all.item[i]];
    }
}

/* People in all cells that a site somewhere in cell (x, y) can reach. The cell may lie outside. */
static int64_t people_reached(const cover *c, const int64_t *before, int x, int y)
{
    int64_t sum_micro = 0;
    int rows = rows_of(c, 1), width = c->f.width;
    for (int row = clamp(y - rows, c->f.height - 1); row <= clamp(y + rows, c->f.height - 1);
         row++) {
        int side = reach_cells(&c->f, 1, abs(row - y));
        if (side < 0 || x + side < 0 || x - side >= width)
            continue;
        const int64_t *start = before + (size_t)row * (size_t)width;
        sum_micro += start[clamp(x + side, width - 1) + 1] - start[clamp(x - side, width - 1)];
    }
    return sum_micro;
}

/* No site anywhere covers more people than live in the cells that it can reach. A site outside the
 * frame covers nothing that one on its edge, at the same latitude or longitude, does not. */
static lc_status by_weight(lc_ctx *ctx, const cover *c, int64_t needed_micro, size_t *least)
{
    int64_t most_micro = 1;
    lc_status status = LC_OK;
    int64_t *before = lc_alloc(ctx, (size_t)c->f.width * (size_t)c->f.height + 1, sizeof *before);
    if (before == NULL)
        return LC_MEMORY;
    sum_cells(c, before);
    for (int y = 0; status == LC_OK && y < c->f.height; y++) {
        for (int x = 0; x < c->f.width; x++) {
            int64_t near_micro = people_reached(c, before, x, y);
            most_micro = near_micro > most_micro ? near_micro : most_micro;
        }
        status = lc_tick(ctx, 0, 0);
    }
    *least = (size_t)((needed_micro + most_micro - 1) / most_micro);
    free(before);
    return status;
}

/* --- the door --- */

static lc_status open_cover(lc_ctx *ctx, const cover_points *points, cover *c)
{
    *c = (cover){.points = points,
                 .f = frame_of(points),
                 .near_m2 = points->radius_m * points->radius_m / 16,
                 .chords = {lc_chords_of(points->radius_m), lc_chords_of(2 * points->radius_m)}};
    size_t cells = (size_t)c->f.width * (size_t)c->f.height, count = points->count;
    c->at = lc_alloc(ctx, count, sizeof *c->at);
    c->cell = lc_alloc(ctx, count, sizeof *c->cell);
    c->all = (grid){lc_alloc(ctx, cells + 1, sizeof(size_t)), lc_alloc(ctx, count, sizeof(size_t))};
    c->sites =
        (grid){lc_alloc(ctx, cells + 1, sizeof(size_t)), lc_alloc(ctx, count, sizeof(size_t))};
    c->done = lc_alloc(ctx, count, sizeof *c->done);
    c->gain_micro = lc_alloc(ctx, count, sizeof *c->gain_micro);
    c->heap = lc_alloc(ctx, count, sizeof *c->heap);
    if (c->at == NULL || c->cell == NULL || c->all.start == NULL || c->all.item == NULL ||
        c->sites.start == NULL || c->sites.item == NULL || c->done == NULL ||
        c->gain_micro == NULL || c->heap == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < count; i++) {
        c->at[i] = lc_space_at(points->at[i]);
        c->cell[i] = cell_of(&c->f, points->at[i]);
    }
    fill_grid(c, NULL, count, &c->all);
    return LC_OK;
}

static void close_cover(cover *c)
{
    free(c->at);
    free(c->cell);
    free(c->all.start);
    free(c->all.item);
    free(c->sites.start);
    free(c->sites.item);
    free(c->done);
    free(c->gain_micro);
    free(c->heap);
}

lc_status cover_count(lc_ctx *ctx, const cover_points *points, int64_t needed_micro, size_t *sites,
                      size_t *least)
{
    cover c;
    *sites = *least = 0;
    int64_t total_micro = 0;
    for (size_t i = 0; i < points->count; i++)
        total_micro += points->people_micro[i];
    if (needed_micro > total_micro)
        needed_micro = total_micro;
    if (needed_micro <= 0)
        return LC_OK;
    lc_status status = open_cover(ctx, points, &c);
    if (status == LC_OK)
        status = by_weight(ctx, &c, needed_micro, least);
    if (status == LC_OK)
        status = fill_heap(ctx, &c);
    if (status == LC_OK)
        status = choose(ctx, &c, needed_micro, sites);
    if (status == LC_OK && needed_micro == total_micro) {
        for (size_t i = 0; i < points->count; i++)
            c.done[i] = false;
        size_t apart = packing(&c);
        *least = apart > *least ? apart : *least;
    }
    close_cover(&c);
    return status;
}
