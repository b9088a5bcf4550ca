#include "plan/cover.h"

#include <math.h>
#include <stdlib.h>

#include "base/base.h"
#include "crs/crs.h"

static const double pi = 3.14159265358979323846;

/* A point in its grid cell; cells are at least one radius wide and high. */
typedef struct cell {
    int64_t y, x;
    size_t point;
    lc_space at;
} cell;

/* An upper bound of what a site would add, the largest on top of the heap. */
typedef struct bound {
    int64_t people_micro;
    size_t point;
} bound;

typedef struct cover {
    const cover_points *points;
    cell *cells;         /* in the order of y, x, point */
    cell *of_point;      /* the cell of each point */
    lc_chords chords[2]; /* of one radius and of two */
    bool *done;          /* covered already */
    bound *heap;
    size_t heap_count;
} cover;

static int by_cell(const void *a, const void *b)
{
    const cell *p = a, *q = b;
    if (p->y != q->y)
        return p->y < q->y ? -1 : 1;
    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    return (p->point > q->point) - (p->point < q->point);
}

/* A degree of latitude is never shorter than 110574 m on WGS-84; one of longitude never shorter
 * than 111319 m times the cosine. */
static void fill_cells(cover *c)
{
    double lat_max_deg = 0;
    for (size_t i = 0; i < c->points->count; i++)
        lat_max_deg = fmax(lat_max_deg, fabs(c->points->at[i].lat_deg));
    double high_deg = c->points->radius_m / 110574.0;
    double wide_deg = c->points->radius_m /
                      (111319.0 * fmax(0.001, cos(fmin(90.0, lat_max_deg + high_deg) * pi / 180)));
    for (size_t i = 0; i < c->points->count; i++) {
        c->cells[i] = (cell){(int64_t)floor(c->points->at[i].lat_deg / high_deg),
                             (int64_t)floor(c->points->at[i].lon_deg / wide_deg), i,
                             lc_space_at(c->points->at[i])};
        c->of_point[i] = c->cells[i];
    }
    qsort(c->cells, c->points->count, sizeof *c->cells, by_cell);
}

/* The first cell entry not before (y, x). */
static size_t lower(const cover *c, int64_t y, int64_t x)
{
    size_t low = 0, high = c->points->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const cell *m = &c->cells[middle];
        if (m->y < y || (m->y == y && m->x < x))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_within(const cover *c, const cell *a, const cell *b, int radii)
{
    const cover_points *p = c->points;
    double x = a->at.x - b->at.x, y = a->at.y - b->at.y, z = a->at.z - b->at.z;
    double chord_m2 = x * x + y * y + z * z;
    if (chord_m2 > c->chords[radii - 1].beyond_m2)
        return false;
    return chord_m2 <= c->chords[radii - 1].within_m2 ||
           lc_geodesic_distance_m(p->at[a->point], p->at[b->point]) <= radii * p->radius_m;
}

/* People not yet covered within `radii` radii of a point; marks them when asked to. */
static int64_t people_near(cover *c, size_t point, int radii, bool mark)
{
    const cover_points *p = c->points;
    const cell home = c->of_point[point];
    int64_t sum_micro = 0;
    for (int64_t y = home.y - radii; y <= home.y + radii; y++) {
        size_t end = lower(c, y, home.x + radii + 1);
        for (size_t i = lower(c, y, home.x - radii); i < end; i++) {
            size_t other = c->cells[i].point;
            if (c->done[other] || !is_within(c, &home, &c->cells[i], radii))
                continue;
            sum_micro += p->people_micro[other];
            c->done[other] = mark;
        }
    }
    return sum_micro;
}

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

static lc_status fill_heap(lc_ctx *ctx, cover *c)
{
    lc_status status = LC_OK;
    c->heap_count = c->points->count;
    for (size_t i = 0; status == LC_OK && i < c->heap_count; i++) {
        c->heap[i] = (bound){people_near(c, i, 1, false), i};
        status = lc_tick(ctx, 0, 0);
    }
    for (size_t i = c->heap_count / 2; i-- > 0;)
        sink(c, i);
    return status;
}

/* What a site adds only shrinks as others are chosen, so a bound that holds when recomputed is the
 * largest of all (Minoux 1978). */
static lc_status choose(lc_ctx *ctx, cover *c, int64_t needed_micro, size_t *sites)
{
    lc_status status = LC_OK;
    while (needed_micro > 0 && c->heap_count > 0 && status == LC_OK) {
        bound top = c->heap[0];
        int64_t now_micro = people_near(c, top.point, 1, false);
        if (now_micro == top.people_micro) {
            needed_micro -= people_near(c, top.point, 1, true);
            ++*sites;
            now_micro = 0;
        }
        c->heap[0].people_micro = now_micro;
        if (now_micro == 0)
            c->heap[0] = c->heap[--c->heap_count];
        sink(c, 0);
        status = lc_tick(ctx, 0, 0);
    }
    return status;
}

/* Points pairwise further than two radii apart: no site covers two of them. `done` is used up. */
static size_t packing(cover *c)
{
    size_t count = 0;
    for (size_t i = 0; i < c->points->count; i++)
        if (!c->done[i]) {
            people_near(c, i, 2, true);
            count++;
        }
    return count;
}

/* A site anywhere covers points that lie within two radii of each of them. */
static lc_status by_weight(lc_ctx *ctx, cover *c, int64_t needed_micro, size_t *least)
{
    int64_t most_micro = 1;
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < c->points->count; i++) {
        int64_t near_micro = people_near(c, i, 2, false);
        if (near_micro > most_micro)
            most_micro = near_micro;
        status = lc_tick(ctx, 0, 0);
    }
    *least = (size_t)((needed_micro + most_micro - 1) / most_micro);
    return status;
}

lc_status cover_count(lc_ctx *ctx, const cover_points *points, int64_t needed_micro, size_t *sites,
                      size_t *least)
{
    *sites = *least = 0;
    int64_t total_micro = 0;
    for (size_t i = 0; i < points->count; i++)
        total_micro += points->people_micro[i];
    if (needed_micro > total_micro)
        needed_micro = total_micro;
    cover c = {.points = points,
               .chords = {lc_chords_of(points->radius_m), lc_chords_of(2 * points->radius_m)},
               .cells = lc_alloc(ctx, points->count, sizeof(cell)),
               .of_point = lc_alloc(ctx, points->count, sizeof(cell)),
               .done = lc_alloc(ctx, points->count, sizeof(bool)),
               .heap = lc_alloc(ctx, points->count, sizeof(bound))};
    lc_status status = LC_MEMORY;
    if (c.cells == NULL || c.of_point == NULL || c.done == NULL || c.heap == NULL)
        goto done;
    fill_cells(&c);
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
done:
    free(c.cells);
    free(c.of_point);
    free(c.done);
    free(c.heap);
    return status;
}
