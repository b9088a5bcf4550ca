/* One sweep over the points in the order of their walk gives, for every region at every level, who
 * is covered within each limit, the summed walk, the median and the 90th percentile. Whole numbers
 * throughout: no figure depends on an order of adding. */
#include "indicator/tally.h"

#include <math.h>
#include <stdlib.h>

#include "indicator/frame.h"

enum { REACHING_BINS = 6 }; /* 0, 1, 2, 3, 4, 5 or more */

/* The cheapest walk of a point to the set at hand. */
typedef struct walk {
    int64_t cost_mm; /* INT64_MAX: none within the horizon */
    double walk_min;
    uint32_t limit; /* index of the smallest limit that holds it; limits.count beyond all */
    uint32_t point;
} walk;

/* What is summed for one set, measure and group; every array has a place per region. */
typedef struct sums {
    int64_t *covered; /* [limit * regions + region], people by their smallest limit */
    int64_t *people, *people_m, *people_mm;
    double *median_min, *p90_min;
    int64_t *reaching; /* [bin * regions + region] */
} sums;

typedef struct tally {
    lc_store *store;
    lc_ctx *ctx;
    frame f;
    walk *walks;         /* per point */
    int64_t *facilities; /* per point: how many it reaches within the largest limit */
    sums s;
    lc_stmt *nearest, *counts, *insert_covered, *insert_time, *insert_reaching;
} tally;

static lc_status alloc_sums(tally *t)
{
    size_t regions = t->f.regions.count;
    int64_t **wholes[] = {&t->s.people, &t->s.people_m, &t->s.people_mm};
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++)
        *wholes[i] = lc_alloc(t->ctx, regions, sizeof(int64_t));
    t->s.covered = lc_alloc(t->ctx, (t->f.limits.count + 1) * regions, sizeof(int64_t));
    t->s.reaching = lc_alloc(t->ctx, (size_t)REACHING_BINS * regions, sizeof(int64_t));
    t->s.median_min = lc_alloc(t->ctx, regions, sizeof(double));
    t->s.p90_min = lc_alloc(t->ctx, regions, sizeof(double));
    t->walks = lc_alloc(t->ctx, t->f.demand.count, sizeof *t->walks);
    t->facilities = lc_alloc(t->ctx, t->f.demand.count, sizeof *t->facilities);
    bool ok = t->s.people != NULL && t->s.people_m != NULL && t->s.people_mm != NULL &&
              t->s.covered != NULL && t->s.reaching != NULL && t->s.median_min != NULL &&
              t->s.p90_min != NULL && t->walks != NULL && t->facilities != NULL;
    return ok ? LC_OK : LC_MEMORY;
}

static void clear_sums(tally *t)
{
    size_t regions = t->f.regions.count;
    for (size_t r = 0; r < regions; r++) {
        t->s.people[r] = t->s.people_m[r] = t->s.people_mm[r] = 0;
        t->s.median_min[r] = t->s.p90_min[r] = NAN;
    }
    for (size_t i = 0; i < (t->f.limits.count + 1) * regions; i++)
        t->s.covered[i] = 0;
    for (size_t i = 0; i < REACHING_BINS * regions; i++)
        t->s.reaching[i] = 0;
}

/* --- reading reach --- */

static uint32_t limit_index(const frame *f, lc_stmt *stmt, int column)
{
    if (!lc_stmt_is_null(stmt, column))
        for (size_t i = 0; i < f->limits.count; i++)
            if (f->limits.id[i] == lc_stmt_int(stmt, column))
                return (uint32_t)i;
    return (uint32_t)f->limits.count;
}

/* Lowers the walks to those of one more type. */
static lc_status add_nearest(tally *t, int64_t measure_id, int64_t type_id)
{
    bool row = false;
    lc_status status;
    lc_stmt_reset(t->nearest);
    lc_stmt_bind_int(t->nearest, ":measure_id", measure_id);
    lc_stmt_bind_int(t->nearest, ":type_id", type_id);
    while ((status = lc_stmt_step(t->nearest, &row)) == LC_OK && row) {
        size_t point = frame_index(&t->f.demand, lc_stmt_int(t->nearest, 0));
        int64_t cost_mm = lc_stmt_int(t->nearest, 1);
        uint32_t limit = limit_index(&t->f, t->nearest, 3);
        if (point == SIZE_MAX || cost_mm > t->walks[point].cost_mm ||
            (cost_mm == t->walks[point].cost_mm && limit >= t->walks[point].limit))
            continue; /* circles round their cost: of two alike one may be within the limit */
        t->walks[point].cost_mm = cost_mm;
        t->walks[point].walk_min = lc_stmt_double(t->nearest, 2);
        t->walks[point].limit = limit;
    }
    return status;
}

static lc_status add_counts(tally *t, int64_t measure_id, int64_t type_id)
{
    bool row = false;
    lc_status status;
    lc_stmt_reset(t->counts);
    lc_stmt_bind_int(t->counts, ":measure_id", measure_id);
    lc_stmt_bind_int(t->counts, ":type_id", type_id);
    lc_stmt_bind_int(t->counts, ":limit_id", t->f.limits.id[t->f.limits.count - 1]);
    while ((status = lc_stmt_step(t->counts, &row)) == LC_OK && row) {
        size_t point = frame_index(&t->f.demand, lc_stmt_int(t->counts, 0));
        if (point != SIZE_MAX)
            t->facilities[point] += lc_stmt_int(t->counts, 1);
    }
    return status;
}

static int by_cost(const void *a, const void *b)
{
    const walk *x = a, *y = b;
    if (x->cost_mm != y->cost_mm)
        return x->cost_mm < y->cost_mm ? -1 : 1;
    return (x->point > y->point) - (x->point < y->point);
}

/* Walks and counts of every point to a set, the walks sorted. */
static lc_status read_reach(tally *t, int64_t measure_id, const frame_ids *types)
{
    lc_status status = LC_OK;
    for (size_t p = 0; p < t->f.demand.count; p++) {
        t->walks[p] = (walk){.cost_mm = INT64_MAX, .point = (uint32_t)p};
        t->facilities[p] = 0;
    }
    for (size_t i = 0; status == LC_OK && i < types->count; i++) {
        status = add_nearest(t, measure_id, types->id[i]);
        if (status == LC_OK && t->f.limits.count > 0)
            status = add_counts(t, measure_id, types->id[i]);
    }
    qsort(t->walks, t->f.demand.count, sizeof *t->walks, by_cost);
    return status;
}

/* --- summing --- */

/* Adds the people of one walk to a region. A percentile is the first walk at which the share of ALL
 * people of the group is reached. */
static void add_walk(tally *t, const walk *w, uint32_t region, int64_t people, int64_t total)
{
    sums *s = &t->s;
    s->covered[w->limit * t->f.regions.count + region] += people;
    s->people[region] += people;
    s->people_m[region] += people * (w->cost_mm / 1000);
    s->people_mm[region] += people * (w->cost_mm % 1000);
    if (total > 0 && isnan(s->median_min[region]) && 2 * s->people[region] >= total)
        s->median_min[region] = w->walk_min;
    if (total > 0 && isnan(s->p90_min[region]) && 10 * s->people[region] >= 9 * total)
        s->p90_min[region] = w->walk_min;
}

static void sweep(tally *t, size_t group)
{
    const frame *f = &t->f;
    const int64_t *people = f->people_micro + group * f->demand.count;
    const int64_t *total = f->total_micro + group * f->regions.count;
    clear_sums(t);
    for (size_t i = 0; i < f->demand.count; i++) {
        const walk *w = &t->walks[i];
        uint32_t home = f->demand_region[w->point];
        int64_t n = t->facilities[w->point];
        size_t bin = n < REACHING_BINS - 1 ? (size_t)n : REACHING_BINS - 1;
        for (size_t a = f->above_start[home]; a < f->above_start[home + 1]; a++) {
            uint32_t region = f->above[a];
            t->s.reaching[bin * f->regions.count + region] += people[w->point];
            if (w->cost_mm != INT64_MAX)
                add_walk(t, w, region, people[w->point], total[region]);
        }
    }
}

/* --- writing --- */

static void bind_keys(lc_stmt *stmt, int64_t set_id, int64_t group_id, int64_t measure_id)
{
    lc_stmt_bind_int(stmt, ":set_id", set_id);
    lc_stmt_bind_int(stmt, ":group_id", group_id);
    lc_stmt_bind_int(stmt, ":measure_id", measure_id);
}

static lc_status write_covered(tally *t)
{
    size_t regions = t->f.regions.count;
    lc_status status = LC_OK;
    for (size_t l = 0; l < t->f.limits.count; l++) {
        lc_stmt_bind_double(t->insert_covered, ":limit_min", t->f.limit_min[l]);
        for (size_t r = 0; status == LC_OK && r < regions; r++) {
            if (l > 0) /* within a limit is within every larger one */
                t->s.covered[l * regions + r] += t->s.covered[(l - 1) * regions + r];
            lc_stmt_bind_int(t->insert_covered, ":region_id", t->f.regions.id[r]);
            lc_stmt_bind_int(t->insert_covered, ":people_micro", t->s.covered[l * regions + r]);
            status = lc_stmt_run(t->insert_covered);
        }
    }
    return status;
}

static lc_status write_time(tally *t)
{
    lc_stmt *stmt = t->insert_time;
    lc_status status = LC_OK;
    for (size_t r = 0; status == LC_OK && r < t->f.regions.count; r++) {
        lc_stmt_bind_int(stmt, ":region_id", t->f.regions.id[r]);
        lc_stmt_bind_int(stmt, ":people_micro", t->s.people[r]);
        lc_stmt_bind_int(stmt, ":people_m", t->s.people_m[r]);
        lc_stmt_bind_int(stmt, ":people_mm", t->s.people_mm[r]);
        lc_stmt_bind_double(stmt, ":median_min", t->s.median_min[r]);
        lc_stmt_bind_double(stmt, ":p90_min", t->s.p90_min[r]);
        status = lc_stmt_run(stmt);
    }
    return status;
}

static lc_status write_reaching(tally *t)
{
    lc_stmt *stmt = t->insert_reaching;
    lc_status status = LC_OK;
    if (t->f.limits.count == 0)
        return LC_OK;
    lc_stmt_bind_double(stmt, ":limit_min", t->f.limit_min[t->f.limits.count - 1]);
    for (size_t bin = 0; bin < REACHING_BINS; bin++) {
        lc_stmt_bind_int(stmt, ":facilities", (int64_t)bin);
        for (size_t r = 0; status == LC_OK && r < t->f.regions.count; r++) {
            lc_stmt_bind_int(stmt, ":region_id", t->f.regions.id[r]);
            lc_stmt_bind_int(stmt, ":people_micro", t->s.reaching[bin * t->f.regions.count + r]);
            status = lc_stmt_run(stmt);
        }
    }
    return status;
}

static lc_status tally_group(tally *t, int64_t set_id, int64_t group_id, int64_t measure_id)
{
    lc_stmt *stmts[] = {t->insert_covered, t->insert_time, t->insert_reaching};
    for (size_t i = 0; i < sizeof stmts / sizeof stmts[0]; i++)
        bind_keys(stmts[i], set_id, group_id, measure_id);
    sweep(t, frame_index(&t->f.groups, group_id));
    lc_status status = write_covered(t);
    if (status == LC_OK)
        status = write_time(t);
    if (status == LC_OK)
        status = write_reaching(t);
    return status;
}

static lc_status tally_set(tally *t, size_t set)
{
    frame_ids types, groups = {0};
    int64_t set_id = t->f.sets.id[set];
    lc_status status = frame_read_ids(t->store, "indicator/read_set_types", set_id, &types);
    if (status == LC_OK)
        status = frame_read_ids(t->store, "indicator/read_set_groups", set_id, &groups);
    for (size_t m = 0; status == LC_OK && m < t->f.measures.count; m++) {
        status =
            lc_tick(t->ctx, set * t->f.measures.count + m, t->f.sets.count * t->f.measures.count);
        if (status == LC_OK && groups.count > 0)
            status = read_reach(t, t->f.measures.id[m], &types);
        for (size_t g = 0; status == LC_OK && g < groups.count; g++)
            status = tally_group(t, set_id, groups.id[g], t->f.measures.id[m]);
    }
    free(types.id);
    free(groups.id);
    return status;
}

static lc_status write_people(tally *t)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(t->store, "indicator/insert_people", &stmt);
    for (size_t g = 0; g < t->f.groups.count; g++)
        for (size_t r = 0; status == LC_OK && r < t->f.regions.count; r++) {
            lc_stmt_bind_int(stmt, ":group_id", t->f.groups.id[g]);
            lc_stmt_bind_int(stmt, ":region_id", t->f.regions.id[r]);
            lc_stmt_bind_int(stmt, ":people_micro", t->f.total_micro[g * t->f.regions.count + r]);
            status = lc_stmt_run(stmt);
        }
    lc_stmt_free(stmt);
    return status;
}

static lc_status prepare(tally *t)
{
    const struct {
        const char *name;
        lc_stmt **stmt;
    } queries[] = {{"indicator/read_nearest", &t->nearest},
                   {"indicator/read_counts", &t->counts},
                   {"indicator/insert_covered", &t->insert_covered},
                   {"indicator/insert_time", &t->insert_time},
                   {"indicator/insert_reaching", &t->insert_reaching}};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof queries / sizeof *queries; i++)
        status = lc_store_query(t->store, queries[i].name, queries[i].stmt);
    return status;
}

static void clear(tally *t)
{
    lc_stmt *stmts[] = {t->nearest, t->counts, t->insert_covered, t->insert_time,
                        t->insert_reaching};
    void *arrays[] = {t->walks,       t->facilities,   t->s.covered, t->s.people,  t->s.people_m,
                      t->s.people_mm, t->s.median_min, t->s.p90_min, t->s.reaching};
    for (size_t i = 0; i < sizeof stmts / sizeof stmts[0]; i++)
        lc_stmt_free(stmts[i]);
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        free(arrays[i]);
    frame_clear(&t->f);
}

lc_status lc_tally_run(lc_store *store)
{
    tally t = {.store = store, .ctx = lc_store_ctx(store)};
    lc_status status = frame_read(store, &t.f);
    if (status == LC_OK)
        status = alloc_sums(&t);
    if (status == LC_OK)
        status = prepare(&t);
    if (status == LC_OK)
        status = write_people(&t);
    for (size_t set = 0; status == LC_OK && set < t.f.sets.count; set++)
        status = tally_set(&t, set);
    clear(&t);
    return status;
}
