/* For every region at every level: who is covered within each limit, the summed walk, the median
 * and the 90th percentile. Sums are made for the finest regions and handed up; only percentiles
 * need the points in the order of their walk, which is found once for all groups. Whole numbers
 * throughout: no figure depends on an order of adding. */
#include "indicator/tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "indicator/frame.h"
#include "indicator/functions.h"
#include "indicator/walks.h"

enum { REACHING_BINS = 6 }; /* 0, 1, 2, 3, 4, 5 or more */

/* What is summed for one set, measure and group; every array has a place per region. */
typedef struct sums {
    int64_t *wholes;  /* all of the next five, one behind the other */
    int64_t *covered; /* [limit * regions + region], people by their smallest limit */
    int64_t *people, *people_m, *people_mm;
    int64_t *reaching; /* [bin * regions + region] */
    int64_t *here;     /* like wholes, of people whose finest region it is */
    int64_t *walked;   /* people so far in the order of walks */
    double *median_min, *p90_min;
} sums;

struct lc_tally {
    lc_store *store;
    lc_ctx *ctx;
    frame f;
    walks w;
    sums s;
    const char *day; /* NULL: the study's own */
    lc_stmt *insert_covered, *insert_time, *insert_reaching;
};
typedef lc_tally tally;

/* Places per region in `wholes`. */
static size_t lanes(const tally *t)
{
    return t->f.limits.count + 1 + 3 + REACHING_BINS;
}

static lc_status alloc_sums(tally *t)
{
    size_t regions = t->f.regions.count;
    sums *s = &t->s;
    s->wholes = lc_alloc(t->ctx, lanes(t) * regions, sizeof *s->wholes);
    s->here = lc_alloc(t->ctx, lanes(t) * regions, sizeof *s->here);
    s->walked = lc_alloc(t->ctx, regions, sizeof *s->walked);
    s->median_min = lc_alloc(t->ctx, regions, sizeof *s->median_min);
    s->p90_min = lc_alloc(t->ctx, regions, sizeof *s->p90_min);
    if (s->wholes == NULL || s->here == NULL || s->walked == NULL || s->median_min == NULL ||
        s->p90_min == NULL)
        return LC_MEMORY;
    s->covered = s->wholes;
    s->people = s->covered + (t->f.limits.count + 1) * regions;
    s->people_m = s->people + regions;
    s->people_mm = s->people_m + regions;
    s->reaching = s->people_mm + regions;
    return LC_OK;
}

static void clear_sums(tally *t)
{
    size_t regions = t->f.regions.count;
    memset(t->s.wholes, 0, lanes(t) * regions * sizeof *t->s.wholes);
    memset(t->s.here, 0, lanes(t) * regions * sizeof *t->s.here);
    memset(t->s.walked, 0, regions * sizeof *t->s.walked);
    for (size_t r = 0; r < regions; r++)
        t->s.median_min[r] = t->s.p90_min[r] = NAN;
}

/* --- summing --- */

/* Adds the people of a point to one region; `here` is its place in the first lane. */
static void add_to(tally *t, int64_t *here, size_t point, int64_t people)
{
    size_t regions = t->f.regions.count;
    uint32_t n = t->w.facilities[point], cost_mm = t->w.cost_mm[point];
    size_t bin = n < REACHING_BINS - 1 ? n : REACHING_BINS - 1;
    here[(size_t)(t->s.reaching - t->s.wholes) + bin * regions] += people;
    if (cost_mm == WALKS_NONE)
        return;
    here[t->w.limit[point] * regions] += people;
    here[t->s.people - t->s.wholes] += people;
    here[t->s.people_m - t->s.wholes] += people * (cost_mm / 1000);
    here[t->s.people_mm - t->s.wholes] += people * (cost_mm % 1000);
}

/* A circle lies across the tree: nothing is handed up from it. */
static void add_point(tally *t, size_t point, int64_t people)
{
    uint32_t circle = t->f.demand_circle[point];
    add_to(t, t->s.here + t->f.demand_region[point], point, people);
    if (circle != FRAME_NO_CIRCLE)
        add_to(t, t->s.wholes + circle, point, people);
}

/* From the finest regions to all above them. */
static void hand_up(tally *t)
{
    const frame *f = &t->f;
    size_t regions = f->regions.count;
    for (size_t home = 0; home < regions; home++)
        for (size_t a = f->above_start[home]; a < f->above_start[home + 1]; a++)
            for (size_t lane = 0; lane < lanes(t); lane++)
                t->s.wholes[lane * regions + f->above[a]] += t->s.here[lane * regions + home];
}

/* A percentile is the first walk at which the share of ALL people of the group is reached. */
static void note_walk(tally *t, uint32_t region, uint32_t cost_mm, int64_t total)
{
    sums *s = &t->s;
    double walk_min = lc_shelf_walk_min(cost_mm, t->w.speed_mps);
    if (total > 0 && isnan(s->median_min[region]) && 2 * s->walked[region] >= total)
        s->median_min[region] = walk_min;
    if (total > 0 && isnan(s->p90_min[region]) && 10 * s->walked[region] >= 9 * total)
        s->p90_min[region] = walk_min;
}

static void walk_on(tally *t, uint32_t region, size_t point, int64_t people, const int64_t *total)
{
    t->s.walked[region] += people;
    if (2 * t->s.walked[region] >= total[region] && isnan(t->s.p90_min[region]))
        note_walk(t, region, t->w.cost_mm[point], total[region]);
}

static void find_percentiles(tally *t, const int64_t *people, const int64_t *total)
{
    const frame *f = &t->f;
    for (size_t i = 0; i < t->w.order_count; i++) {
        uint32_t point = t->w.order[i], home = f->demand_region[point];
        if (people[point] == 0)
            continue; /* moves no share */
        for (size_t a = f->above_start[home]; a < f->above_start[home + 1]; a++)
            walk_on(t, f->above[a], point, people[point], total);
        if (f->demand_circle[point] != FRAME_NO_CIRCLE)
            walk_on(t, f->demand_circle[point], point, people[point], total);
    }
}

static void sum_up(tally *t, size_t group)
{
    const frame *f = &t->f;
    const int64_t *people = f->people_micro + group * f->demand.count;
    clear_sums(t);
    for (size_t p = 0; p < f->demand.count; p++)
        if (people[p] != 0)
            add_point(t, p, people[p]);
    hand_up(t);
    find_percentiles(t, people, f->total_micro + group * f->regions.count);
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
    sum_up(t, frame_index(&t->f.groups, group_id));
    lc_status status = write_covered(t);
    if (status == LC_OK && t->day == NULL)
        status = write_time(t);
    if (status == LC_OK)
        status = write_reaching(t);
    return status;
}

static lc_status read_walks(tally *t, int64_t measure_id, int64_t set_id, const frame_ids *types)
{
    if (t->day == NULL)
        return walks_read(&t->w, &t->f, measure_id, types);
    return walks_read_on(&t->w, &t->f, measure_id, set_id, t->day);
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
            status = read_walks(t, t->f.measures.id[m], set_id, &types);
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
    } queries[] = {{"indicator/insert_covered", &t->insert_covered},
                   {"indicator/insert_time", &t->insert_time},
                   {"indicator/insert_reaching", &t->insert_reaching}};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof queries / sizeof *queries; i++)
        status = lc_store_query(t->store, queries[i].name, queries[i].stmt);
    return status;
}

void lc_tally_close(lc_tally *t)
{
    if (t == NULL)
        return;
    lc_stmt *stmts[] = {t->insert_covered, t->insert_time, t->insert_reaching};
    void *arrays[] = {t->s.wholes, t->s.here, t->s.walked, t->s.median_min, t->s.p90_min};
    for (size_t i = 0; i < sizeof stmts / sizeof stmts[0]; i++)
        lc_stmt_free(stmts[i]);
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        free(arrays[i]);
    walks_clear(&t->w);
    frame_clear(&t->f);
    free(t);
}

lc_status lc_tally_open(lc_store *store, lc_tally **out)
{
    *out = NULL;
    tally *t = lc_alloc(lc_store_ctx(store), 1, sizeof *t);
    if (t == NULL)
        return LC_MEMORY;
    t->store = store;
    t->ctx = lc_store_ctx(store);
    lc_status status = frame_read(store, &t->f);
    if (status == LC_OK)
        status = walks_open(store, &t->f, &t->w);
    if (status == LC_OK)
        status = alloc_sums(t);
    if (status == LC_OK)
        status = prepare(t);
    if (status == LC_OK)
        status = write_people(t);
    if (status == LC_OK)
        *out = t;
    else
        lc_tally_close(t);
    return status;
}

static lc_status read_facilities(tally *t, const char *day, frame_ids *out)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(t->store, "indicator/read_facilities_of_day", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, ":day", day);
        status = frame_collect_ids(stmt, t->ctx, out);
    }
    lc_stmt_free(stmt);
    return status;
}

/* Function lists: the facilities that count on the day, those of the margin too. */
static lc_status run_functions(lc_tally *t, const char *day)
{
    frame_ids facilities = {0};
    if (day == NULL)
        return functions_run(t->store, &t->f, NULL);
    lc_status status = read_facilities(t, day, &facilities);
    if (status == LC_OK)
        status = functions_run(t->store, &t->f, &facilities);
    free(facilities.id);
    return status;
}

lc_status lc_tally_run(lc_tally *t, const char *day)
{
    const char *sets = day == NULL ? "indicator/read_sets" : "indicator/read_sets_walked";
    t->day = day;
    free(t->f.sets.id);
    lc_status status = frame_read_ids(t->store, sets, 0, &t->f.sets);
    for (size_t set = 0; status == LC_OK && set < t->f.sets.count; set++)
        status = tally_set(t, set);
    if (status == LC_OK)
        status = run_functions(t, day);
    return status;
}
