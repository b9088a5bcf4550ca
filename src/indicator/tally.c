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

/* Rows on their way to a table. */
typedef struct sink {
    lc_rows *rows;
    lc_stmt *insert;
} sink;

/* Which sums targets ask of a set beside those who are covered. */
typedef struct asked {
    bool timed, reaching;
} asked;

struct lc_tally {
    lc_store *store;
    lc_ctx *ctx;
    frame f;
    walks w;
    sums s;
    const char *day; /* NULL: the study's own */
    bool for_targets;
    asked *asked; /* per set of the frame, for targets alone */
    sink covered, time, reaching;
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

static void sum_up(tally *t, size_t group, bool timed)
{
    const frame *f = &t->f;
    const int64_t *people = f->people_micro + group * f->demand.count;
    clear_sums(t);
    for (size_t p = 0; p < f->demand.count; p++)
        if (people[p] != 0)
            add_point(t, p, people[p]);
    hand_up(t);
    if (timed)
        find_percentiles(t, people, f->total_micro + group * f->regions.count);
}

/* --- writing --- */

enum { ROWS_MOST = 100000 };

static lc_status sink_open(lc_store *store, const char *query, size_t columns, sink *s)
{
    s->rows = lc_rows_new(lc_store_ctx(store), columns);
    return s->rows == NULL ? LC_MEMORY : lc_store_query(store, query, &s->insert);
}

static void sink_close(sink *s)
{
    lc_rows_free(s->rows);
    lc_stmt_free(s->insert);
    *s = (sink){0};
}

/* Hands over what has gathered, when it is many or the last. */
static lc_status sink_pour(sink *s, bool last)
{
    return last || lc_rows_count(s->rows) >= ROWS_MOST ? lc_rows_run(s->rows, s->insert) : LC_OK;
}

/* What rows have in common. */
typedef struct keys {
    int64_t set_id, group_id, measure_id;
} keys;

static void add_keys(lc_rows *rows, const keys *k)
{
    lc_rows_add_int(rows, k->set_id);
    lc_rows_add_int(rows, k->group_id);
    lc_rows_add_int(rows, k->measure_id);
}

static lc_status write_covered(tally *t, const keys *k)
{
    size_t regions = t->f.regions.count;
    lc_rows *rows = t->covered.rows;
    for (size_t l = 0; l < t->f.limits.count; l++)
        for (size_t r = 0; r < regions; r++) {
            if (l > 0) /* within a limit is within every larger one */
                t->s.covered[l * regions + r] += t->s.covered[(l - 1) * regions + r];
            add_keys(rows, k);
            lc_rows_add_double(rows, t->f.limit_min[l]);
            lc_rows_add_int(rows, t->f.regions.id[r]);
            lc_rows_add_int(rows, t->s.covered[l * regions + r]);
        }
    return sink_pour(&t->covered, false);
}

static lc_status write_time(tally *t, const keys *k)
{
    lc_rows *rows = t->time.rows;
    for (size_t r = 0; r < t->f.regions.count; r++) {
        add_keys(rows, k);
        lc_rows_add_int(rows, t->f.regions.id[r]);
        lc_rows_add_int(rows, t->s.people[r]);
        lc_rows_add_int(rows, t->s.people_m[r]);
        lc_rows_add_int(rows, t->s.people_mm[r]);
        lc_rows_add_double(rows, t->s.median_min[r]);
        lc_rows_add_double(rows, t->s.p90_min[r]);
    }
    return sink_pour(&t->time, false);
}

static lc_status write_reaching(tally *t, const keys *k)
{
    size_t regions = t->f.regions.count;
    lc_rows *rows = t->reaching.rows;
    for (size_t bin = 0; t->f.limits.count > 0 && bin < REACHING_BINS; bin++)
        for (size_t r = 0; r < regions; r++) {
            add_keys(rows, k);
            lc_rows_add_double(rows, t->f.limit_min[t->f.limits.count - 1]);
            lc_rows_add_int(rows, (int64_t)bin);
            lc_rows_add_int(rows, t->f.regions.id[r]);
            lc_rows_add_int(rows, t->s.reaching[bin * regions + r]);
        }
    return sink_pour(&t->reaching, false);
}

static lc_status tally_group(tally *t, const keys *k, asked want)
{
    sum_up(t, frame_index(&t->f.groups, k->group_id), want.timed);
    lc_status status = write_covered(t, k);
    if (status == LC_OK && want.timed)
        status = write_time(t, k);
    if (status == LC_OK && want.reaching)
        status = write_reaching(t, k);
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
    keys k = {.set_id = t->f.sets.id[set]};
    asked want = t->for_targets ? t->asked[set] : (asked){t->day == NULL, true};
    lc_status status = frame_read_ids(t->store, "indicator/read_set_types", k.set_id, &types);
    if (status == LC_OK)
        status = frame_read_ids(
            t->store, t->for_targets ? "indicator/read_groups_asked" : "indicator/read_set_groups",
            k.set_id, &groups);
    for (size_t m = 0; status == LC_OK && m < t->f.measures.count; m++) {
        k.measure_id = t->f.measures.id[m];
        status =
            lc_tick(t->ctx, set * t->f.measures.count + m, t->f.sets.count * t->f.measures.count);
        if (status == LC_OK && groups.count > 0)
            status = read_walks(t, k.measure_id, k.set_id, &types);
        for (size_t g = 0; status == LC_OK && g < groups.count; g++) {
            k.group_id = groups.id[g];
            status = tally_group(t, &k, want);
        }
    }
    free(types.id);
    free(groups.id);
    return status;
}

static lc_status tally_sets(tally *t)
{
    lc_status status = LC_OK;
    for (size_t set = 0; status == LC_OK && set < t->f.sets.count; set++)
        status = tally_set(t, set);
    if (status == LC_OK)
        status = sink_pour(&t->covered, true);
    if (status == LC_OK)
        status = sink_pour(&t->time, true);
    return status == LC_OK ? sink_pour(&t->reaching, true) : status;
}

static lc_status write_people(tally *t)
{
    sink people = {0};
    lc_status status = sink_open(t->store, "indicator/insert_people", 3, &people);
    for (size_t g = 0; status == LC_OK && g < t->f.groups.count; g++)
        for (size_t r = 0; r < t->f.regions.count; r++) {
            lc_rows_add_int(people.rows, t->f.regions.id[r]);
            lc_rows_add_int(people.rows, t->f.groups.id[g]);
            lc_rows_add_int(people.rows, t->f.total_micro[g * t->f.regions.count + r]);
        }
    if (status == LC_OK)
        status = sink_pour(&people, true);
    sink_close(&people);
    return status;
}

/* What is asked of the sets of the frame, which are those to which targets ask the walks. */
static lc_status read_asked(tally *t)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(t->store, "indicator/read_sums_asked", &stmt);
    free(t->asked);
    t->asked = NULL;
    if (status == LC_OK && t->f.sets.count > 0 &&
        (t->asked = lc_alloc(t->ctx, t->f.sets.count, sizeof *t->asked)) == NULL)
        status = LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < t->f.sets.count; i++) {
        status = lc_stmt_step(stmt, &row);
        t->asked[i] = (asked){lc_stmt_int(stmt, 1) != 0, lc_stmt_int(stmt, 2) != 0};
    }
    lc_stmt_free(stmt);
    return status;
}

static lc_status prepare(tally *t)
{
    lc_status status = alloc_sums(t);
    if (status == LC_OK)
        status = sink_open(t->store, "indicator/insert_covered", 6, &t->covered);
    if (status == LC_OK)
        status = sink_open(t->store, "indicator/insert_time", 9, &t->time);
    return status == LC_OK ? sink_open(t->store, "indicator/insert_reaching", 7, &t->reaching)
                           : status;
}

void lc_tally_close(lc_tally *t)
{
    if (t == NULL)
        return;
    void *arrays[] = {t->s.wholes, t->s.here, t->s.walked, t->s.median_min, t->s.p90_min, t->asked};
    sink_close(&t->covered);
    sink_close(&t->time);
    sink_close(&t->reaching);
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

lc_status lc_tally_run(lc_tally *t, const char *day, bool for_targets)
{
    const char *sets = for_targets   ? "indicator/read_sums_asked"
                       : day == NULL ? "indicator/read_sets"
                                     : "indicator/read_sets_walked";
    t->day = day;
    t->for_targets = for_targets;
    free(t->f.sets.id);
    lc_status status = frame_read_ids(t->store, sets, 0, &t->f.sets);
    if (status == LC_OK && for_targets)
        status = read_asked(t);
    if (status == LC_OK)
        status = tally_sets(t);
    if (status == LC_OK)
        status = run_functions(t, day);
    return status;
}
