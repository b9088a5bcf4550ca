/* Catchments by circle: the homes within the largest limit of each facility. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "crs/crs.h"
#include "reach/internal.h"

/* A difference in height is less than any distance but for the rounding of both. */
static const double slack_m = 1e-5;
/* Facilities between two looks at whether to stop; their catchments are in memory together. */
enum { BATCH = 128 };

typedef struct home {
    lc_space at;
    uint32_t demand;
} home;

/* By z, the distance from the equator's plane. */
struct lc_reach_homes {
    home *items;
    size_t count;
};

/* The catchment of one facility while it grows. Plain malloc: workers must not write to the
 * context. */
typedef struct found {
    lc_reached *rows;
    size_t count, capacity;
    bool failed;
} found;

static int lower_home_first(const void *left, const void *right)
{
    const home *a = left, *b = right;
    if (a->at.z != b->at.z)
        return a->at.z < b->at.z ? -1 : 1;
    return (a->demand > b->demand) - (a->demand < b->demand);
}

lc_status lc_reach_homes_new(const lc_reach_model *model, lc_reach_homes **out)
{
    *out = NULL;
    lc_reach_homes *homes = lc_alloc(model->ctx, 1, sizeof *homes);
    if (homes == NULL)
        return LC_MEMORY;
    homes->count = model->demand.count;
    homes->items = lc_alloc(model->ctx, homes->count, sizeof *homes->items);
    if (homes->items == NULL) {
        free(homes);
        return LC_MEMORY;
    }
    for (size_t i = 0; i < homes->count; i++)
        homes->items[i] = (home){lc_space_at(lc_reach_demand_at(model, i)->at), (uint32_t)i};
    qsort(homes->items, homes->count, sizeof *homes->items, lower_home_first);
    *out = homes;
    return LC_OK;
}

void lc_reach_homes_free(lc_reach_homes *homes)
{
    if (homes != NULL)
        free(homes->items);
    free(homes);
}

/* The first home at or above a height. */
static size_t first_above(const lc_reach_homes *homes, double z)
{
    size_t low = 0, high = homes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (homes->items[middle].at.z < z)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The least whole millimetres that are no shorter: compared with whole limits they say what the
 * distance says. */
static uint32_t up_mm(double m)
{
    double mm = ceil(m * 1000);
    while (mm / 1000 < m)
        mm++;
    while (mm >= 1 && (mm - 1) / 1000 >= m)
        mm--;
    return (uint32_t)mm;
}

static void add(found *f, uint32_t demand, uint32_t cost_mm)
{
    if (f->count == f->capacity) {
        size_t capacity = f->capacity > 0 ? 2 * f->capacity : 256;
        lc_reached *grown = realloc(f->rows, capacity * sizeof *grown);
        f->failed |= grown == NULL;
        if (grown == NULL)
            return;
        f->rows = grown;
        f->capacity = capacity;
    }
    f->rows[f->count++] = (lc_reached){demand, cost_mm};
}

/* The homes within a radius of an entrance. */
static void look_around(const lc_reach_model *model, const lc_reach_homes *homes, lc_lonlat at,
                        uint32_t radius_mm, found *f)
{
    double radius_m = radius_mm / 1000.0, far_m = radius_m + 2 * slack_m;
    lc_space here = lc_space_at(at);
    for (size_t i = first_above(homes, here.z - far_m); i < homes->count; i++) {
        const home *h = &homes->items[i];
        double x = h->at.x - here.x, y = h->at.y - here.y, z = h->at.z - here.z;
        double least_m, most_m;
        if (z > far_m)
            return;
        if (x * x + y * y + z * z > far_m * far_m)
            continue;
        lc_geodesic_bounds_m(h->at, here, &least_m, &most_m);
        if (least_m > radius_m)
            continue;
        uint32_t cost_mm = up_mm(least_m);
        if (cost_mm != up_mm(most_m))
            cost_mm = up_mm(lc_geodesic_distance_m(lc_reach_demand_at(model, h->demand)->at, at));
        if (cost_mm <= radius_mm)
            add(f, h->demand, cost_mm);
    }
}

static int cheaper_of_home_first(const void *left, const void *right)
{
    const lc_reached *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->cost_mm > b->cost_mm) - (a->cost_mm < b->cost_mm);
}

/* Each home once, in order, with the nearest entrance. */
static void serve(const lc_reach_model *model, const lc_reach_homes *homes, uint32_t facility,
                  uint32_t radius_mm, found *f)
{
    const lc_reach_facility *from = lc_reach_facility_at(model, facility);
    size_t count = 0;
    for (uint32_t e = from->first; e < from->end; e++)
        look_around(model, homes, lc_reach_entrance_at(model, e)->at, radius_mm, f);
    if (f->count > 1)
        qsort(f->rows, f->count, sizeof *f->rows, cheaper_of_home_first);
    for (size_t i = 0; i < f->count; i++)
        if (count == 0 || f->rows[i].from != f->rows[count - 1].from)
            f->rows[count++] = f->rows[i];
    f->count = count;
}

static lc_status keep(const lc_reach_model *model, const lc_reach_measure *measure,
                      uint32_t facility, const found *f)
{
    size_t size = 0;
    lc_status status = LC_MEMORY;
    uint32_t *points = lc_alloc(model->ctx, f->count, sizeof *points);
    uint32_t *costs_mm = lc_alloc(model->ctx, f->count, sizeof *costs_mm);
    void *places = lc_reach_places_of(model, facility, &size);
    if (points != NULL && costs_mm != NULL && places != NULL) {
        for (size_t i = 0; i < f->count; i++) {
            points[i] = f->rows[i].from;
            costs_mm[i] = f->rows[i].cost_mm;
        }
        status = lc_shelf_put_catchment(model->store, measure->id, places, size, points, costs_mm,
                                        f->count);
    }
    free(points);
    free(costs_mm);
    free(places);
    return status;
}

static lc_status serve_batch(const lc_reach_model *model, const lc_reach_homes *homes,
                             const lc_reach_measure *measure, const uint32_t *facilities,
                             size_t count)
{
    found batch[BATCH];
    uint32_t radius_mm = measure->limit_mm[model->limits.count - 1];
    lc_status status = LC_OK;
    memset(batch, 0, sizeof batch);
#pragma omp parallel for schedule(dynamic, 1) num_threads(lc_ctx_threads(model->ctx))
    for (size_t i = 0; i < count; i++)
        serve(model, homes, facilities[i], radius_mm, &batch[i]);
    for (size_t i = 0; i < count; i++) {
        if (status == LC_OK)
            status = batch[i].failed ? lc_fail_memory(model->ctx)
                                     : keep(model, measure, facilities[i], &batch[i]);
        free(batch[i].rows);
    }
    return status;
}

lc_status lc_reach_circle_catchments(const lc_reach_model *model, const lc_reach_homes *homes,
                                     const lc_reach_measure *measure, const uint32_t *facilities,
                                     size_t count)
{
    lc_status status = LC_OK;
    for (size_t first = 0; status == LC_OK && first < count; first += BATCH) {
        size_t size = count - first < BATCH ? count - first : BATCH;
        status = serve_batch(model, homes, measure, facilities + first, size);
        if (status == LC_OK)
            status = lc_tick(model->ctx, model->done, model->total);
    }
    return status;
}
