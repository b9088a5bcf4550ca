/* The undeclared offset: places that sit better as GCJ-02, BD-09 or WGS-84 than as declared. The
 * file's own numbers are read as each of the three, and two judges look at where that puts the
 * rows: the regions they name, and the streets. docs/coordinates.md is the manual. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "crs/crs.h"
#include "doctor/doctor.h"
#include "doctor/names.h"

/* Places of a file that are looked at, evenly spread; those of the streets cost more. */
enum { PLACES_MAX = 2000, STREET_PLACES_MAX = 400, HOMES_MAX = 4000 };
/* Six rows of six that change sides, as a coin would have them once in 64 times; for distances,
 * which every row has, once in a thousand. */
static const double REGION_DOUBT_01 = 1.0 / 64, STREET_DOUBT_01 = 1.0 / 1000;
/* The mean leg of the right system is at most this part of the declared one's and of strangers'. */
static const double LEG_SHARE = 0.7;
static const double LEG_MOST_M = 300; /* a longer leg counts as this: no street is there */

typedef enum lc_system { WGS84, GCJ02, BD09, SYSTEM_COUNT } lc_system;

static const struct {
    const char *name; /* of lc_crs_name */
    const char *by_region, *by_street;
} systems[SYSTEM_COUNT] = {
    [WGS84] = {"WGS-84", "looks_like_wgs84", "near_streets_as_wgs84"},
    [GCJ02] = {"GCJ-02", "looks_like_gcj02", "near_streets_as_gcj02"},
    [BD09] = {"BD-09", "looks_like_bd09", "near_streets_as_bd09"},
};

typedef struct place {
    lc_lonlat at[SYSTEM_COUNT]; /* where it is if the file's numbers are of this system */
    int32_t named[LC_LEVELS_MAX];
} place;

typedef struct judging {
    lc_store *store;
    lc_ctx *ctx;
    const lc_study *study;
    const lc_doctor_streets *streets; /* NULL: nobody walks */
    lc_names *names;
    int64_t home_count;
    lc_array places; /* of the file being judged */
    lc_system declared;
} judging;

/* --- what a file's numbers are --- */

/* The numbers of the file whose place, read as declared, is `at`. */
static lc_lonlat numbers_of(lc_system declared, lc_lonlat at)
{
    if (declared == GCJ02)
        return lc_gcj02_from_wgs84(at);
    return declared == BD09 ? lc_bd09_from_wgs84(at) : at;
}

static void read_as_each(lc_system declared, lc_lonlat at, lc_lonlat out[SYSTEM_COUNT])
{
    lc_lonlat numbers = numbers_of(declared, at);
    out[WGS84] = numbers;
    out[GCJ02] = lc_wgs84_from_gcj02(numbers);
    out[BD09] = lc_wgs84_from_bd09(numbers);
    out[declared] = at;
}

/* Is the declared system one of degrees that the three can be told apart in? Metres may have been
 * made of shifted degrees, too, but no word in the study would put that right. */
static lc_status find_declared(judging *j, const char *crs_name, bool *known)
{
    lc_crs *crs = NULL;
    *known = true;
    for (j->declared = GCJ02; j->declared < SYSTEM_COUNT; j->declared++)
        if (strcmp(crs_name, systems[j->declared].name) == 0)
            return LC_OK;
    j->declared = WGS84;
    lc_status status = lc_crs_open(j->ctx, crs_name, &crs);
    *known = status == LC_OK && lc_crs_is_geographic(crs);
    lc_crs_close(crs);
    if (status == LC_INPUT) { /* a name that the file alone explains */
        lc_ctx_forget(j->ctx);
        status = LC_OK;
    }
    return status;
}

/* --- a fair coin --- */

/* Would a fair coin show at least `heads` heads beside `tails` tails more seldom than `doubt_01`?
 * The upper tail of the binomial distribution: the sign test. O(tails). */
static bool is_sure(size_t heads, size_t tails, double doubt_01)
{
    double tosses = (double)(heads + tails), sum = 0;
    for (size_t k = 0; k <= tails; k++)
        sum += exp(lgamma(tosses + 1) - lgamma((double)k + 1) - lgamma(tosses - (double)k + 1) -
                   tosses * log(2));
    return sum <= doubt_01 * (1 + 1e-9);
}

/* --- the regions that rows name --- */

typedef struct tally {
    size_t named, hits[SYSTEM_COUNT];
    size_t gained[SYSTEM_COUNT], lost[SYSTEM_COUNT]; /* against the declared one */
} tally;

static lc_status count_level(judging *j, int rank, tally *t)
{
    lc_status status = LC_OK;
    *t = (tally){0};
    for (size_t i = 0; status == LC_OK && i < j->places.count; i++) {
        const place *p = lc_array_at(&j->places, i);
        bool holds[SYSTEM_COUNT];
        if (p->named[rank] < 0)
            continue;
        for (int s = 0; status == LC_OK && s < SYSTEM_COUNT; s++)
            status = lc_names_hold(j->names, p->named[rank], p->at[s], &holds[s]);
        for (int s = 0; status == LC_OK && s < SYSTEM_COUNT; s++) {
            t->hits[s] += holds[s];
            t->gained[s] += holds[s] && !holds[j->declared];
            t->lost[s] += !holds[s] && holds[j->declared];
        }
        t->named++;
    }
    return status;
}

/* The system under which most rows lie where they say, if it surely beats the declared one and
 * leaves at most half of its misses; else the declared one. */
static lc_system best_of(const tally *t, lc_system declared)
{
    lc_system best = declared;
    for (int s = 0; s < SYSTEM_COUNT; s++) {
        size_t missed = t->named - t->hits[s], missed_declared = t->named - t->hits[declared];
        if (is_sure(t->gained[s], t->lost[s], REGION_DOUBT_01) && 2 * missed <= missed_declared &&
            t->hits[s] > t->hits[best])
            best = (lc_system)s;
    }
    return best;
}

/* --- the streets --- */

static double leg_m(const judging *j, lc_lonlat at)
{
    return fmin(j->streets->leg_m(j->streets->streets, at, LEG_MOST_M), LEG_MOST_M);
}

/* `from` moved as far as from `from` to `to`, but turned by a number of right angles. */
static lc_lonlat turned(lc_lonlat from, lc_lonlat to, int right_angles)
{
    double shrink = cos(from.lat_deg * M_PI / 180);
    double east = (to.lon_deg - from.lon_deg) * shrink, north = to.lat_deg - from.lat_deg;
    for (int i = 0; i < right_angles; i++) {
        double kept = east;
        east = -north;
        north = kept;
    }
    return (lc_lonlat){from.lon_deg + east / shrink, from.lat_deg + north};
}

/* Legs of every so many-th place of the file. */
typedef struct legs {
    size_t count;
    double mean_m;
    double leg_m[STREET_PLACES_MAX];
} legs;

/* The file's places as `system` has them, or as a shift of the same length the other way. */
static void measure_legs(const judging *j, lc_system system, int right_angles, legs *out)
{
    size_t step = 1 + (j->places.count - 1) / STREET_PLACES_MAX;
    double sum_m = 0;
    out->count = 0;
    for (size_t i = 0; i < j->places.count; i += step) {
        const place *p = lc_array_at(&j->places, i);
        out->leg_m[out->count] = leg_m(j, turned(p->at[j->declared], p->at[system], right_angles));
        sum_m += out->leg_m[out->count++];
    }
    out->mean_m = sum_m / (double)out->count;
}

/* Are the first legs surely the shorter ones, pair by pair? */
static bool are_shorter(const legs *a, const legs *b)
{
    size_t shorter = 0, longer = 0;
    for (size_t i = 0; i < a->count; i++) {
        shorter += a->leg_m[i] < b->leg_m[i];
        longer += a->leg_m[i] > b->leg_m[i];
    }
    return is_sure(shorter, longer, STREET_DOUBT_01);
}

static bool is_nearer(const legs *a, const legs *b)
{
    return a->mean_m <= LEG_SHARE * b->mean_m && are_shorter(a, b);
}

/* Do the places come nearer to the streets as `system` than as declared, and nearer than by any
 * shift of that length? A place in the middle of a block comes nearer by whatever shift. */
static bool streets_speak_for(const judging *j, lc_system system, const legs *declared, legs *own)
{
    legs other;
    measure_legs(j, system, 0, own);
    bool nearer = is_nearer(own, declared);
    for (int right_angles = 1; nearer && right_angles < 4; right_angles++) {
        measure_legs(j, system, right_angles, &other);
        nearer = is_nearer(own, &other);
    }
    return nearer;
}

/* --- one file --- */

static lc_status tell(judging *j, int64_t input_id, const char *code, const char *value,
                      const char *detail)
{
    return lc_store_finding_add(
        j->store,
        &(lc_finding){
            .code = code, .input_id = input_id, .field = "crs", .value = value, .detail = detail});
}

/* The regions decide at the finest level where they tell the systems apart, unless the streets say
 * the contrary: then it is the polygons that are shifted. */
static lc_status judge_by_regions(judging *j, int64_t input_id, bool *told)
{
    tally t;
    lc_system best = j->declared;
    lc_status status = LC_OK;
    for (int rank = LC_LEVELS_MAX - 1; status == LC_OK && rank >= 0 && best == j->declared;
         rank--) {
        status = count_level(j, rank, &t);
        best = best_of(&t, j->declared);
    }
    if (status != LC_OK || best == j->declared)
        return status;
    if (j->streets != NULL) {
        legs declared, own;
        measure_legs(j, j->declared, 0, &declared);
        measure_legs(j, best, 0, &own);
        if (is_nearer(&declared, &own))
            return LC_OK;
    }
    char value[32], detail[64];
    snprintf(value, sizeof value, "%zu", t.hits[best]);
    snprintf(detail, sizeof detail, "%zu of %zu", t.hits[j->declared], t.named);
    *told = true;
    return tell(j, input_id, systems[best].by_region, value, detail);
}

static lc_status judge_by_streets(judging *j, int64_t input_id, const char *crs_name, bool *told)
{
    legs declared, own;
    lc_system best = j->declared;
    double best_m = 0;
    measure_legs(j, j->declared, 0, &declared);
    for (int s = 0; s < SYSTEM_COUNT; s++) {
        if (s == (int)j->declared || !streets_speak_for(j, (lc_system)s, &declared, &own) ||
            (best != j->declared && own.mean_m >= best_m))
            continue;
        best = (lc_system)s;
        best_m = own.mean_m;
    }
    if (best == j->declared)
        return LC_OK;
    char value[32], detail[160];
    (void)lc_print(value, sizeof value, "%.0f m", best_m);
    (void)lc_print(detail, sizeof detail, "%.0f m (%.100s)", declared.mean_m, crs_name);
    *told = true;
    return tell(j, input_id, systems[best].by_street, value, detail);
}

static lc_status add_place(void *user, lc_stmt *row)
{
    judging *j = user;
    place *p = lc_array_push(j->ctx, &j->places);
    if (p == NULL)
        return LC_MEMORY;
    read_as_each(j->declared, (lc_lonlat){lc_stmt_double(row, 0), lc_stmt_double(row, 1)}, p->at);
    const lc_row_words words = {lc_stmt_text(row, 2), lc_stmt_text(row, 3), lc_stmt_text(row, 4)};
    lc_names_of_row(j->names, &words, p->named);
    return LC_OK;
}

/* Is the file one of points? Of polygons and rasters the places are not the file's. */
static bool has_points(const lc_study *study, const char *path)
{
    for (size_t i = 0; i < study->source_count; i++)
        if (study->sources[i].role == LC_ROLE_POPULATION &&
            study->sources[i].form == LC_POPULATION_POINTS &&
            strcmp(study->sources[i].written, path) == 0)
            return true;
    return false;
}

static lc_status read_places(judging *j, int64_t input_id, bool homes, int64_t rows)
{
    lc_stmt *stmt = NULL;
    int64_t step = homes ? 1 + j->home_count / HOMES_MAX : 1 + rows / PLACES_MAX;
    j->places.count = 0;
    lc_status status =
        lc_store_query(j->store, homes ? "doctor/home_places" : "doctor/facility_places", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":input_id", input_id);
        lc_stmt_bind_int(stmt, ":step", step);
    }
    return lc_store_rows(status, stmt, add_place, j);
}

/* Columns of doctor/place_files: input_id, role, path, crs, rows_kept. */
static lc_status judge_file(judging *j, lc_stmt *row, bool *told)
{
    int64_t input_id = lc_stmt_int(row, 0);
    bool homes = strcmp(lc_stmt_text(row, 1), lc_role_name(LC_ROLE_POPULATION)) == 0, known;
    const char *crs_name = lc_stmt_text(row, 3);
    lc_status status = find_declared(j, crs_name, &known);
    if (status != LC_OK || !known || (homes && !has_points(j->study, lc_stmt_text(row, 2))))
        return status;
    status = read_places(j, input_id, homes, lc_stmt_int(row, 4));
    if (status == LC_OK && j->places.count > 0)
        status = judge_by_regions(j, input_id, told);
    if (status == LC_OK && j->places.count > 0 && !*told && j->streets != NULL)
        status = judge_by_streets(j, input_id, crs_name, told);
    return status;
}

/* --- places off the streets, whatever the reason --- */

/* Of a file where one place in twenty, and no fewer than five, has no street nearby. Columns of
 * doctor/off_streets: input_id, places, places off the streets. */
static lc_status tell_off_streets(judging *j, int64_t input_id, lc_stmt *stmt)
{
    enum { SHARE_DOUBTFUL = 20, PLACES_DOUBTFUL = 5 };
    char value[64];
    bool row = false;
    lc_stmt_bind_int(stmt, ":input_id", input_id);
    lc_status status = lc_stmt_step(stmt, &row);
    if (status == LC_OK && row) {
        int64_t count = lc_stmt_int(stmt, 0), off = lc_stmt_int(stmt, 1);
        snprintf(value, sizeof value, "%" PRId64 " / %" PRId64, off, count);
        if (off >= PLACES_DOUBTFUL && off * SHARE_DOUBTFUL >= count)
            status = tell(j, input_id, "off_streets", value, NULL);
    }
    lc_stmt_reset(stmt);
    return status;
}

static lc_status judge_files(judging *j)
{
    lc_stmt *files = NULL, *off_streets = NULL;
    bool row = false;
    lc_status status = lc_store_query(j->store, "doctor/place_files", &files);
    if (status == LC_OK)
        status = lc_store_query(j->store, "doctor/off_streets", &off_streets);
    while (status == LC_OK && (status = lc_stmt_step(files, &row)) == LC_OK && row) {
        bool told = false;
        status = judge_file(j, files, &told);
        if (status == LC_OK && !told && j->streets != NULL)
            status = tell_off_streets(j, lc_stmt_int(files, 0), off_streets);
        if (status == LC_OK)
            status = lc_tick(j->ctx, 0, 0);
    }
    lc_stmt_free(files);
    lc_stmt_free(off_streets);
    return status;
}

lc_status lc_doctor_offsets(lc_store *store, const lc_study *study,
                            const lc_doctor_streets *streets)
{
    judging j = {.store = store, .ctx = lc_store_ctx(store), .study = study, .streets = streets};
    lc_array_init(&j.places, sizeof(place));
    lc_status status = lc_names_load(store, &j.names);
    if (status == LC_OK)
        status = lc_store_count(store, "doctor/count_homes", &j.home_count);
    if (status == LC_OK)
        status = judge_files(&j);
    lc_names_free(j.names);
    lc_array_clear(&j.places);
    return status;
}
