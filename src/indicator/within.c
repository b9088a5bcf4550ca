#include "indicator/within.h"

#include <math.h>
#include <stdlib.h>

/* 21 bits an axis: cubes of 10 m and more number the earth from -640,000 to 640,000. */
enum { AXIS_BITS = 21, AXIS_MIDDLE = 1 << (AXIS_BITS - 1) };
static const double width_least_m = 10;

static lc_status read_places(lc_store *store, const frame *f, within *w)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    size_t point = 0;
    lc_status status = lc_store_query(store, "indicator/read_places", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        int64_t demand_id = lc_stmt_int(stmt, 0);
        while (point < f->demand.count && f->demand.id[point] < demand_id)
            point++;
        if (point < f->demand.count && f->demand.id[point] == demand_id)
            w->places[point] = (lc_lonlat){lc_stmt_double(stmt, 1), lc_stmt_double(stmt, 2)};
    }
    lc_stmt_free(stmt);
    return status;
}

lc_status within_open(lc_store *store, const frame *f, within *out)
{
    lc_ctx *ctx = lc_store_ctx(store);
    *out = (within){.count = f->demand.count,
                    .places = lc_alloc(ctx, f->demand.count, sizeof *out->places),
                    .cells = lc_alloc(ctx, f->demand.count, sizeof *out->cells),
                    .at = lc_alloc(ctx, f->demand.count, sizeof *out->at),
                    .bits = lc_alloc(ctx, f->demand.count, sizeof *out->bits)};
    if (out->places == NULL || out->cells == NULL || out->at == NULL || out->bits == NULL)
        return LC_MEMORY;
    return read_places(store, f, out);
}

void within_clear(within *w)
{
    free(w->places);
    free(w->cells);
    free(w->at);
    free(w->bits);
    *w = (within){0};
}

static uint64_t axis(const within *w, double metres)
{
    return (uint64_t)((int64_t)floor(metres / w->width_m) + AXIS_MIDDLE);
}

static uint64_t cube_of(uint64_t z, uint64_t y, uint64_t x)
{
    return (z << 2 * AXIS_BITS) | (y << AXIS_BITS) | x;
}

static int by_cube(const void *left, const void *right)
{
    const within_cell *a = left, *b = right;
    if (a->cube != b->cube)
        return a->cube < b->cube ? -1 : 1;
    return (a->point > b->point) - (a->point < b->point);
}

/* The straight chord is never longer than the way along the ground, so what lies within a radius
 * lies in the cubes around; the millimetre is more than all rounding. */
void within_begin(within *w, double radius_m)
{
    w->radius_m = radius_m;
    w->width_m = fmax(radius_m, width_least_m) + 0.001;
    w->chords = lc_chords_of(radius_m);
    for (size_t i = 0; i < w->count; i++) {
        lc_space at = lc_space_at(w->places[i]);
        w->cells[i] =
            (within_cell){cube_of(axis(w, at.z), axis(w, at.y), axis(w, at.x)), (uint32_t)i};
    }
    qsort(w->cells, w->count, sizeof *w->cells, by_cube);
    for (size_t i = 0; i < w->count; i++) {
        w->at[i] = lc_space_at(w->places[w->cells[i].point]);
        w->bits[i] = 0;
    }
}

/* The first entry whose cube is not before `cube`. */
static size_t lower(const within *w, uint64_t cube)
{
    size_t low = 0, high = w->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (w->cells[middle].cube < cube)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool holds(const within *w, size_t i, lc_space from, lc_lonlat place)
{
    double x = from.x - w->at[i].x, y = from.y - w->at[i].y, z = from.z - w->at[i].z;
    double chord_m2 = x * x + y * y + z * z;
    if (chord_m2 > w->chords.beyond_m2)
        return false;
    return chord_m2 <= w->chords.within_m2 ||
           lc_geodesic_distance_m(w->places[w->cells[i].point], place) <= w->radius_m;
}

/* Three cubes side by side along x are one stretch of the entries. */
void within_add(within *w, lc_lonlat place, uint32_t bits)
{
    lc_space from = lc_space_at(place);
    uint64_t z = axis(w, from.z), y = axis(w, from.y), x = axis(w, from.x);
    for (uint64_t zz = z - 1; zz <= z + 1; zz++)
        for (uint64_t yy = y - 1; yy <= y + 1; yy++) {
            uint64_t end = cube_of(zz, yy, x + 1);
            for (size_t i = lower(w, cube_of(zz, yy, x - 1)); i < w->count; i++) {
                if (w->cells[i].cube > end)
                    break;
                if ((w->bits[i] & bits) != bits && holds(w, i, from, place))
                    w->bits[i] |= bits;
            }
        }
}

void within_end(const within *w, uint32_t *of_point)
{
    for (size_t i = 0; i < w->count; i++)
        of_point[w->cells[i].point] = w->bits[i];
}
