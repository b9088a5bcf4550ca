/* Circles: the geodesic distance decides, to the last bit. Most pairs need none computed, because
 * the chord bounds it from both sides; only what the bounds leave open is asked of the exact
 * inverse problem. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "crs/crs.h"
#include "reach/internal.h"

/* A difference in height is less than any distance but for the rounding of both. */
static const double slack_m = 1e-5;
/* Demand points between two looks at whether to stop. */
enum { BATCH = 65536 };

/* An entrance in space; those of a type are sorted by z, the distance from the equator's plane. */
typedef struct door {
    lc_space at;
    uint32_t entrance; /* index into the model's entrances */
    uint32_t facility; /* index within its type */
} door;

/* Results for a type. */
typedef struct found {
    /* INFINITY: none within the widest horizon. Exact as far as the limits, the horizons and the
     * millimetre that is written are concerned. */
    double *nearest_m;
    uint32_t *nearest; /* index into the model's facilities */
    uint32_t *counts;  /* counts[r * demand + i]: facilities within radius r of demand point i */
} found;

struct lc_reach_circles {
    const lc_reach_type *type; /* the one that was found last */
    found found;
    uint32_t *radius_mm; /* every limit of every circle measure, ascending, each once */
    size_t radius_count;
    uint32_t horizon_mm; /* the widest of the circle measures */
    uint32_t *edge_mm;   /* every limit and horizon of every circle measure */
    size_t edge_count;
};

/* What the workers read about the type in hand. */
typedef struct job {
    const lc_reach_model *model;
    const lc_reach_circles *circles;
    const lc_reach_type *type;
    const door *doors;
    size_t door_count;
    found *out;
} job;

/* A door that may be the nearest. */
typedef struct candidate {
    uint32_t door;
    double least_m, most_m;
} candidate;

/* What a worker needs for itself. */
typedef struct scratch {
    candidate *candidates; /* door_count items */
    size_t candidate_count;
    double best_m;  /* the nearest door is no farther */
    double far_m2;  /* a door whose chord squared is more is neither nearest nor within a radius */
    uint32_t *ring; /* per facility of the type: the smallest radius that holds it; radius_count for
                       none */
    uint32_t *ringed; /* facilities whose ring is set */
    size_t ringed_count;
} scratch;

static double radius_m(const lc_reach_circles *c, size_t ring)
{
    return c->radius_mm[ring] / 1000.0;
}

static double exact_m(const job *j, size_t demand, uint32_t entrance)
{
    return lc_geodesic_distance_m(lc_reach_demand_at(j->model, demand)->at,
                                  lc_reach_entrance_at(j->model, entrance)->at);
}

/* Which is the smallest radius that holds a door whose distance lies between least_m and most_m. */
static uint32_t ring_of(const job *j, size_t demand, const door *d, double least_m, double most_m)
{
    uint32_t ring = 0;
    for (; ring < j->circles->radius_count; ring++) {
        double r = radius_m(j->circles, ring);
        if (most_m <= r)
            break;
        if (least_m <= r) {
            least_m = most_m = exact_m(j, demand, d->entrance);
            if (most_m <= r)
                break;
        }
    }
    return ring;
}

static void lower_best(const job *j, scratch *s, double best_m)
{
    size_t rings = j->circles->radius_count;
    double far_m = fmax(best_m, rings > 0 ? radius_m(j->circles, rings - 1) : 0) + 2 * slack_m;
    s->best_m = best_m;
    s->far_m2 = far_m * far_m;
}

static void visit(const job *j, scratch *s, size_t demand, lc_space from, size_t number)
{
    const door *d = &j->doors[number];
    double x = from.x - d->at.x, y = from.y - d->at.y, z = from.z - d->at.z;
    if (x * x + y * y + z * z > s->far_m2)
        return;
    size_t rings = j->circles->radius_count;
    double widest_m = rings > 0 ? radius_m(j->circles, rings - 1) : -INFINITY;
    double least_m, most_m;
    lc_geodesic_bounds_m(from, d->at, &least_m, &most_m);
    if (least_m > s->best_m && least_m > widest_m)
        return;
    if (least_m <= s->best_m)
        s->candidates[s->candidate_count++] = (candidate){(uint32_t)number, least_m, most_m};
    if (most_m < s->best_m)
        lower_best(j, s, most_m);
    if (least_m > widest_m)
        return;
    uint32_t ring = ring_of(j, demand, d, least_m, most_m);
    if (ring >= s->ring[d->facility])
        return;
    if (s->ring[d->facility] == rings)
        s->ringed[s->ringed_count++] = d->facility;
    s->ring[d->facility] = ring;
}

/* The first door at or above a height. */
static size_t first_above(const job *j, double z)
{
    size_t low = 0, high = j->door_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (j->doors[middle].at.z < z)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Looks at doors from the demand point's own height upwards and downwards. A difference in height
 * is less than any distance, so the look ends where that alone exceeds both the widest radius and
 * the best so far. */
static void sweep(const job *j, scratch *s, size_t demand, lc_space from)
{
    size_t rings = j->circles->radius_count;
    double widest_m = rings > 0 ? radius_m(j->circles, rings - 1) : 0;
    size_t up = first_above(j, from.z), down = up;
    bool rising = true, falling = true;
    while (rising || falling) {
        double enough_m = fmax(widest_m, s->best_m) + slack_m;
        rising = up < j->door_count && j->doors[up].at.z - from.z <= enough_m;
        if (rising)
            visit(j, s, demand, from, up++);
        falling = down > 0 && from.z - j->doors[down - 1].at.z <= enough_m;
        if (falling)
            visit(j, s, demand, from, --down);
    }
}

/* Is a distance between the two known well enough: written as the same millimetre, and within the
 * same limits and horizons? */
static bool is_settled(const lc_reach_circles *c, double least_m, double most_m)
{
    if (llround(least_m * 1000) != llround(most_m * 1000))
        return false;
    for (size_t i = 0; i < c->edge_count; i++)
        if (least_m <= c->edge_mm[i] / 1000.0 && most_m > c->edge_mm[i] / 1000.0)
            return false;
    return true;
}

/* The nearest by exact distance, the lowest facility among equals. Where only one can be it, its
 * bounds mostly say all that is asked of the distance. */
static void settle_nearest(const job *j, scratch *s, size_t demand)
{
    size_t count = 0;
    double best_m = INFINITY;
    uint32_t best = 0;
    for (size_t k = 0; k < s->candidate_count; k++)
        if (s->candidates[k].least_m <= s->best_m)
            s->candidates[count++] = s->candidates[k];
    for (size_t k = 0; k < count; k++) {
        const door *d = &j->doors[s->candidates[k].door];
        double m = s->candidates[k].least_m;
        uint32_t facility = j->type->first + d->facility;
        if (count > 1 || !is_settled(j->circles, m, s->candidates[k].most_m))
            m = exact_m(j, demand, d->entrance);
        if (m < best_m || (m == best_m && facility < best)) {
            best_m = m;
            best = facility;
        }
    }
    bool near = best_m <= j->circles->horizon_mm / 1000.0;
    j->out->nearest_m[demand] = near ? best_m : INFINITY;
    j->out->nearest[demand] = best;
}

static void settle_counts(const job *j, scratch *s, size_t demand)
{
    size_t count = j->model->demand.count, rings = j->circles->radius_count;
    for (size_t k = 0; k < s->ringed_count; k++) {
        uint32_t *ring = &s->ring[s->ringed[k]];
        for (size_t r = *ring; r < rings; r++)
            j->out->counts[r * count + demand]++;
        *ring = (uint32_t)rings;
    }
}

static void serve(const job *j, scratch *s, size_t demand)
{
    s->candidate_count = s->ringed_count = 0;
    lower_best(j, s, j->circles->horizon_mm / 1000.0);
    sweep(j, s, demand, lc_space_at(lc_reach_demand_at(j->model, demand)->at));
    settle_nearest(j, s, demand);
    settle_counts(j, s, demand);
}

/* Plain malloc: this runs in worker threads, which must not write to the context. */
static bool scratch_init(scratch *s, const job *j)
{
    size_t facilities = j->type->end - j->type->first;
    *s = (scratch){.candidates = malloc(j->door_count * sizeof *s->candidates),
                   .ring = malloc(facilities * sizeof *s->ring),
                   .ringed = malloc(facilities * sizeof *s->ringed)};
    if (s->candidates == NULL || s->ring == NULL || s->ringed == NULL)
        return false;
    for (size_t f = 0; f < facilities; f++)
        s->ring[f] = (uint32_t)j->circles->radius_count;
    return true;
}

static void scratch_clear(scratch *s)
{
    free(s->candidates);
    free(s->ring);
    free(s->ringed);
}

/* Demand points first .. end - 1, shared out; each writes only what is its own. */
static bool serve_batch(const job *j, size_t first, size_t end)
{
    bool failed = false;
#pragma omp parallel num_threads(lc_ctx_threads(j->model->ctx)) reduction(|| : failed)
    {
        scratch s;
        failed = !scratch_init(&s, j);
#pragma omp for schedule(dynamic, 64)
        for (size_t i = first; i < end; i++)
            if (!failed)
                serve(j, &s, i);
        scratch_clear(&s);
    }
    return !failed;
}

static int lower_door_first(const void *left, const void *right)
{
    const door *a = left, *b = right;
    if (a->at.z != b->at.z)
        return a->at.z < b->at.z ? -1 : 1;
    return (a->entrance > b->entrance) - (a->entrance < b->entrance);
}

static door *sorted_doors(const lc_reach_model *model, const lc_reach_type *type, size_t *count)
{
    uint32_t first, end;
    lc_reach_type_entrances(model, type, &first, &end);
    *count = end - first;
    door *doors = lc_alloc(model->ctx, *count, sizeof *doors);
    for (uint32_t f = type->first; doors != NULL && f < type->end; f++) {
        const lc_reach_facility *facility = lc_reach_facility_at(model, f);
        for (uint32_t e = facility->first; e < facility->end; e++)
            doors[e - first] =
                (door){lc_space_at(lc_reach_entrance_at(model, e)->at), e, f - type->first};
    }
    if (doors != NULL)
        qsort(doors, *count, sizeof *doors, lower_door_first);
    return doors;
}

lc_status lc_reach_circles_find(const lc_reach_model *model, lc_reach_circles *circles, size_t type)
{
    lc_status status = LC_OK;
    size_t count = model->demand.count;
    circles->type = lc_reach_type_at(model, type);
    memset(circles->found.counts, 0, count * circles->radius_count * sizeof(uint32_t));
    job j = {.model = model, .circles = circles, .type = circles->type, .out = &circles->found};
    door *doors = sorted_doors(model, j.type, &j.door_count);
    j.doors = doors;
    if (doors == NULL)
        return LC_MEMORY;
    for (size_t first = 0; status == LC_OK && first < count; first += BATCH) {
        size_t end = first + BATCH < count ? first + BATCH : count;
        status = serve_batch(&j, first, end) ? lc_tick(model->ctx, model->done, model->total)
                                             : lc_fail_memory(model->ctx);
    }
    free(doors);
    return status;
}

static int smaller_first(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static lc_status collect_radii(const lc_reach_model *model, lc_reach_circles *circles)
{
    size_t limits = model->limits.count, count = 0;
    circles->radius_mm =
        lc_alloc(model->ctx, limits * model->measures.count, sizeof *circles->radius_mm);
    circles->edge_mm =
        lc_alloc(model->ctx, (limits + 1) * model->measures.count, sizeof *circles->edge_mm);
    if (circles->radius_mm == NULL || circles->edge_mm == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < model->measures.count; i++) {
        const lc_reach_measure *measure = lc_reach_measure_at(model, i);
        if (measure->is_network)
            continue;
        for (size_t k = 0; k < limits; k++) {
            circles->radius_mm[count++] = measure->limit_mm[k];
            circles->edge_mm[circles->edge_count++] = measure->limit_mm[k];
        }
        circles->edge_mm[circles->edge_count++] = measure->horizon_mm;
        if (measure->horizon_mm > circles->horizon_mm)
            circles->horizon_mm = measure->horizon_mm;
    }
    qsort(circles->radius_mm, count, sizeof *circles->radius_mm, smaller_first);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || circles->radius_mm[i] != circles->radius_mm[i - 1])
            circles->radius_mm[circles->radius_count++] = circles->radius_mm[i];
    return LC_OK;
}

lc_status lc_reach_circles_new(const lc_reach_model *model, lc_reach_circles **out)
{
    size_t count = model->demand.count;
    *out = NULL;
    lc_reach_circles *circles = lc_alloc(model->ctx, 1, sizeof *circles);
    if (circles == NULL)
        return LC_MEMORY;
    lc_status status = collect_radii(model, circles);
    if (status == LC_OK) {
        found *f = &circles->found;
        f->nearest_m = lc_alloc(model->ctx, count, sizeof *f->nearest_m);
        f->nearest = lc_alloc(model->ctx, count, sizeof *f->nearest);
        f->counts = lc_alloc(model->ctx, count * circles->radius_count, sizeof *f->counts);
        if (f->nearest_m == NULL || f->nearest == NULL || f->counts == NULL)
            status = LC_MEMORY;
    }
    if (status == LC_OK)
        *out = circles;
    else
        lc_reach_circles_free(circles);
    return status;
}

void lc_reach_circles_free(lc_reach_circles *circles)
{
    if (circles == NULL)
        return;
    free(circles->found.nearest_m);
    free(circles->found.nearest);
    free(circles->found.counts);
    free(circles->radius_mm);
    free(circles->edge_mm);
    free(circles);
}

static lc_status write_nearest(const lc_reach_model *model, const lc_reach_measure *measure,
                               const lc_reach_circles *circles)
{
    lc_reach_nearest nearest;
    lc_status status = lc_reach_nearest_init(model, &nearest);
    for (size_t i = 0; status == LC_OK && i < model->demand.count; i++) {
        double m = circles->found.nearest_m[i];
        if (!(m <= measure->horizon_mm / 1000.0))
            continue;
        uint32_t limit = 0;
        while (limit < model->limits.count && m > measure->limit_mm[limit] / 1000.0)
            limit++;
        nearest.cost_mm[i] = (uint32_t)llround(m * 1000);
        nearest.rank[i] = circles->found.nearest[i] - circles->type->first;
        nearest.limit[i] = limit + 1;
    }
    if (status == LC_OK)
        status = lc_reach_write_nearest(model, measure, circles->type, &nearest);
    lc_reach_nearest_clear(&nearest);
    return status;
}

lc_status lc_reach_circles_write(const lc_reach_model *model, const lc_reach_circles *circles,
                                 const lc_reach_measure *measure)
{
    lc_status status = write_nearest(model, measure, circles);
    for (size_t k = 0; status == LC_OK && k < model->limits.count; k++) {
        const uint32_t *ring = bsearch(&measure->limit_mm[k], circles->radius_mm,
                                       circles->radius_count, sizeof *ring, smaller_first);
        assert(ring != NULL && "every limit of a circle measure is among the radii");
        size_t number = (size_t)(ring - circles->radius_mm);
        status = lc_reach_write_counts(model, measure, circles->type, k,
                                       circles->found.counts + number * model->demand.count);
    }
    return status;
}
