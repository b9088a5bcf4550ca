/* The stages in their order. A stage is fresh when its fingerprint is the one it was done with: a
 * hash over the program's version and queries, the stage's own settings and files, and the
 * fingerprints of the stages it leans on. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/base.h"
#include "circles/circles.h"
#include "doctor/doctor.h"
#include "indicator/indicator.h"
#include "network/network.h"
#include "plan/plan.h"
#include "reach/reach.h"
#include "run/run.h"
#include "run/settings.h"
#include "source/source.h"
#include "store/indicators.h"

enum { DIGEST_SIZE = 65, LEANS_MAX = 9 };

typedef enum stage_id {
    STAGE_TYPES,
    STAGE_REGIONS,
    STAGE_POPULATION,
    STAGE_FACILITIES,
    STAGE_STREETS,
    STAGE_TARGETS,
    STAGE_OBSERVATIONS,
    STAGE_CONTEXT,
    STAGE_EDGE,
    STAGE_NETWORK,
    STAGE_JOIN,
    STAGE_DOCTOR,
    STAGE_REACH,
    STAGE_CIRCLES,
    STAGE_DAYS,
    STAGE_INDICATORS,
    STAGE_GAPS,
    STAGE_COUNT
} stage_id;

/* What stages hand on in memory, beside the tables. */
typedef struct hands {
    lc_network *network;        /* NULL until a stage makes or asks for it */
    char *cache;                /* the network's file, NULL for a store in memory */
    const char *network_digest; /* the fingerprint of the stage that makes it */
} hands;

typedef lc_status stage_fn(lc_store *store, const lc_study *study);
typedef lc_status network_fn(lc_store *store, const lc_study *study, hands *h);
typedef lc_status settings_fn(lc_ctx *ctx, lc_hash *hash, const lc_study *study);

typedef struct stage {
    const char *name;
    const char *label; /* for people */
    stage_fn *run;
    settings_fn *settings; /* adds what of the study the stage depends on */
    int leans[LEANS_MAX];  /* stages it depends on, closed by -1 */
    bool network_only;     /* left out when nobody walks along streets */
    network_fn *walk;      /* in place of `run`, for stages that work on the network */
} stage;

/* --- the stages that other rooms do not already offer in this form --- */

static lc_status run_network(lc_store *store, const lc_study *study, hands *h)
{
    const lc_elevation elevation = {study->elevation, study->elevation_written};
    lc_network_close(h->network);
    h->network = NULL;
    lc_status status =
        lc_network_build(store, study->elevation != NULL ? &elevation : NULL, &h->network);
    if (status == LC_OK && h->cache != NULL)
        (void)lc_network_save(lc_store_ctx(store), h->network, h->cache, h->network_digest);
    return status;
}

/* The network that this run made, or the ready one of an earlier run. */
static lc_status take_network(lc_store *store, hands *h)
{
    if (h->network != NULL)
        return LC_OK;
    return lc_network_open(store, h->cache, h->network_digest, &h->network);
}

static lc_status run_join(lc_store *store, const lc_study *study, hands *h)
{
    lc_status status = take_network(store, h);
    if (status == LC_OK)
        status = lc_network_join(store, h->network, study->snap_warn_m, study->snap_limit_m);
    return status;
}

static double leg_m(const void *streets, lc_lonlat place, double most_m)
{
    return lc_network_leg_m(streets, place, most_m);
}

static lc_status run_doctor(lc_store *store, const lc_study *study, hands *h)
{
    lc_status status = lc_doctor_run(store, study);
    if (status == LC_OK && study->network)
        status = take_network(store, h);
    const lc_doctor_streets streets = {leg_m, h->network};
    return status == LC_OK ? lc_doctor_offsets(store, study, study->network ? &streets : NULL)
                           : status;
}

static lc_status add_profile(lc_store *store, const lc_profile *profile, int64_t id)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "run/insert_profile", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":profile_id", id);
        lc_stmt_bind_text(stmt, ":code", profile->code);
        lc_stmt_bind_text(stmt, ":name_zh", profile->name_zh);
        lc_stmt_bind_text(stmt, ":name_en", profile->name_en);
        lc_stmt_bind_double(stmt, ":speed_mps", profile->speed_mps);
        lc_stmt_bind_double(stmt, ":steps_factor", profile->steps_factor);
        lc_stmt_bind_double(stmt, ":crossing_s", profile->crossing_s);
        lc_stmt_bind_double(stmt, ":elevator_s", profile->elevator_s);
        lc_stmt_bind_int(stmt, ":step_free", profile->step_free);
        lc_stmt_bind_int(stmt, ":slope", profile->slope);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

/* The first profile's measures are called by their mode alone, the others' also by their profile.
 */
static lc_status add_measure(lc_store *store, const char *mode, const lc_profile *profile,
                             int64_t profile_id)
{
    lc_stmt *stmt = NULL;
    char *label = profile_id == 1 ? lc_strdup(lc_store_ctx(store), mode)
                                  : lc_format(lc_store_ctx(store), "%s:%s", mode, profile->code);
    lc_status status =
        label == NULL ? LC_MEMORY : lc_store_query(store, "run/insert_measure", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, ":mode", mode);
        lc_stmt_bind_int(stmt, ":profile_id", profile_id);
        lc_stmt_bind_text(stmt, ":label", label);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    free(label);
    return status;
}

static lc_status add_limit(lc_store *store, double limit_min, int64_t id)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "run/insert_limit", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":limit_id", id);
        lc_stmt_bind_double(stmt, ":limit_min", limit_min);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

/* Ids from 1 in the order of the study. */
static lc_status write_measures(lc_store *store, const lc_study *study)
{
    static const char *const clear[] = {"run/delete_measures", "run/delete_profiles",
                                        "run/delete_limits"};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof clear / sizeof *clear; i++)
        status = lc_store_run(store, clear[i]);
    for (size_t i = 0; status == LC_OK && i < study->profile_count; i++)
        status = add_profile(store, &study->profiles[i], (int64_t)i + 1);
    for (size_t i = 0; status == LC_OK && study->circle && i < study->profile_count; i++)
        status = add_measure(store, "circle", &study->profiles[i], (int64_t)i + 1);
    for (size_t i = 0; status == LC_OK && study->network && i < study->profile_count; i++)
        status = add_measure(store, "network", &study->profiles[i], (int64_t)i + 1);
    for (size_t i = 0; status == LC_OK && i < study->limit_count; i++)
        status = add_limit(store, study->limits_min[i], (int64_t)i + 1);
    return status;
}

/* What the stage reads of the study beside its measures. */
static lc_status write_reach_parameters(lc_store *store, const lc_study *study)
{
    char horizon[32], half_width[32], kinds[64];
    (void)lc_print(horizon, sizeof horizon, "%.15g", study->horizon_min);
    (void)lc_print(half_width, sizeof half_width, "%.15g", study->street_half_width_m);
    (void)lc_print(kinds, sizeof kinds, "%s%s%s%s",
                   study->area_kinds & LC_AREA_DISSOLVED ? "dissolved " : "",
                   study->area_kinds & LC_AREA_OVERLAPPING ? "overlapping " : "",
                   study->area_kinds & LC_AREA_SPLIT ? "split " : "",
                   study->areas_of_every_limit ? "every_limit" : "");
    lc_status status = lc_store_parameter_set(store, "horizon_min", horizon);
    if (status == LC_OK)
        status = lc_store_parameter_set(store, "street_half_width_m", half_width);
    return status == LC_OK ? lc_store_parameter_set(store, "service_areas", kinds) : status;
}

static lc_status run_reach(lc_store *store, const lc_study *study, hands *h)
{
    lc_status status = write_measures(store, study);
    if (status == LC_OK)
        status = write_reach_parameters(store, study);
    if (status == LC_OK && study->network)
        status = take_network(store, h);
    if (status != LC_OK)
        return status;
    return lc_reach_run_on(store, study->network ? lc_network_streets(h->network) : NULL);
}

/* Bridges are looked for in the walking network. */
static lc_status run_circles(lc_store *store, const lc_study *study, hands *h)
{
    bool walk = study->circles.asked && study->network;
    lc_status status = walk ? take_network(store, h) : LC_OK;
    return status == LC_OK
               ? lc_circles_run(store, study, walk ? lc_network_streets(h->network) : NULL)
               : status;
}

/* --- further days --- */

static lc_status add_trend_day(lc_stmt *stmt, int year)
{
    char day[16];
    (void)snprintf(day, sizeof day, "%04d-12-31", year);
    lc_stmt_bind_text(stmt, ":day", day);
    return lc_stmt_run(stmt);
}

static lc_status add_trend_days(lc_store *store, const lc_study *study)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "run/insert_trend_day", &stmt);
    if (status == LC_OK)
        lc_stmt_bind_text(stmt, ":as_of", study->as_of);
    for (size_t i = 0; status == LC_OK && i < study->trend_count; i++)
        status = add_trend_day(stmt, study->trend_years[i]);
    lc_stmt_free(stmt);
    return status;
}

/* The network is only made ready where something may have to be searched. */
static lc_status keep_catchments(lc_store *store, const lc_study *study, hands *h)
{
    int64_t wanted = 0;
    lc_status status = lc_store_count(store, "run/count_catchments_wanted", &wanted);
    bool walks = study->network && wanted > 0;
    if (status == LC_OK && walks)
        status = take_network(store, h);
    if (status != LC_OK)
        return status;
    return lc_reach_catchments_run(store, walks ? lc_network_streets(h->network) : NULL);
}

/* Which days are looked at beside as_of, and the catchments that they need. */
static lc_status run_days(lc_store *store, const lc_study *study, hands *h)
{
    lc_status status = lc_store_run(store, "run/delete_trend_days");
    if (status == LC_OK)
        status = add_trend_days(store, study);
    if (status == LC_OK)
        status = lc_store_run_text(store, "run/insert_target_days", ":as_of", study->as_of);
    if (status == LC_OK)
        status = lc_indicator_ask_days(store);
    return status == LC_OK ? keep_catchments(store, study, h) : status;
}

/* What lies in a gap between regions of one level counts for the region above alone: their sums are
 * less than its figure. One finding for each level above such gaps. */
static lc_status tell_gaps_between(lc_store *store, const char *query, const char *code)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, query, &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        char count[32], people[32];
        (void)snprintf(count, sizeof count, "%lld", (long long)lc_stmt_int(stmt, 1));
        (void)snprintf(people, sizeof people, "%lld",
                       (long long)(lc_stmt_int(stmt, 2) + 500000) / 1000000);
        status = lc_store_finding_add(
            store, &(lc_finding){.code = code,
                                 .feature = lc_stmt_text(stmt, 3),
                                 .field = lc_stmt_text(stmt, 0),
                                 .value = count,
                                 .detail = lc_stmt_is_null(stmt, 2) ? NULL : people});
    }
    lc_stmt_free(stmt);
    return status;
}

/* Do the inputs go on beyond the boundary? Where they do not, the report must say so. */
static lc_status run_edge(lc_store *store, const lc_study *study)
{
    static const struct {
        const char *query, *field;
    } checks[] = {{"run/count_facilities_beyond", "facilities"},
                  {"run/count_demand_beyond", "population"}};
    bool has_regions = false;
    for (size_t i = 0; i < study->source_count; i++)
        has_regions |= study->sources[i].role == LC_ROLE_REGIONS;
    lc_status status = tell_gaps_between(store, "run/people_in_no_part", "no_region");
    if (status == LC_OK)
        status = tell_gaps_between(store, "run/facilities_in_no_part", "facilities_in_no_region");
    for (size_t i = 0; status == LC_OK && has_regions && i < sizeof checks / sizeof *checks; i++) {
        int64_t beyond = 0;
        status = lc_store_count(store, checks[i].query, &beyond);
        if (status == LC_OK && beyond == 0)
            status = lc_store_finding_add(
                store, &(lc_finding){.code = "margin_missing", .field = checks[i].field});
    }
    return status;
}

static lc_status run_indicators(lc_store *store, const lc_study *study)
{
    lc_status status =
        lc_store_parameter_set(store, "indicators_for", study->for_targets ? "targets" : "all");
    return status == LC_OK ? lc_indicator_run(store, study->as_of) : status;
}

static lc_status run_gaps(lc_store *store, const lc_study *study)
{
    return lc_plan_run(store, study->as_of);
}

static const stage stages[STAGE_COUNT] = {
    [STAGE_TYPES] =
        {"types", LC_N("Facility types"), lc_source_types, types_settings, {-1}, false, NULL},
    [STAGE_REGIONS] =
        {"regions", LC_N("Regions"), lc_source_regions, regions_settings, {-1}, false, NULL},
    [STAGE_POPULATION] = {"population",
                          LC_N("Population"),
                          lc_source_population,
                          population_settings,
                          {STAGE_TYPES, STAGE_REGIONS, -1},
                          false,
                          NULL},
    [STAGE_FACILITIES] = {"facilities",
                          LC_N("Facilities"),
                          lc_source_facilities,
                          facilities_settings,
                          {STAGE_TYPES, STAGE_REGIONS, STAGE_POPULATION, -1},
                          false,
                          NULL},
    [STAGE_STREETS] = {"streets",
                       LC_N("Streets"),
                       lc_source_streets,
                       streets_settings,
                       {STAGE_REGIONS, STAGE_POPULATION, -1},
                       true,
                       NULL},
    [STAGE_TARGETS] = {"targets",
                       LC_N("Targets"),
                       lc_source_targets,
                       targets_settings,
                       {STAGE_TYPES, STAGE_REGIONS, STAGE_POPULATION, -1},
                       false,
                       NULL},
    [STAGE_OBSERVATIONS] = {"observations",
                            LC_N("Reported figures"),
                            lc_source_observations,
                            observations_settings,
                            {STAGE_TYPES, STAGE_REGIONS, STAGE_POPULATION, -1},
                            false,
                            NULL},
    [STAGE_CONTEXT] =
        {"context", LC_N("Map background"), lc_source_context, context_settings, {-1}, false, NULL},
    [STAGE_EDGE] = {"edge",
                    LC_N("Checks at the boundary"),
                    run_edge,
                    no_settings,
                    {STAGE_FACILITIES, STAGE_POPULATION, -1},
                    false,
                    NULL},
    [STAGE_NETWORK] = {"network",
                       LC_N("Walking network"),
                       NULL,
                       network_settings,
                       {STAGE_STREETS, -1},
                       true,
                       run_network},
    [STAGE_JOIN] = {"join",
                    LC_N("Joining places to streets"),
                    NULL,
                    join_settings,
                    {STAGE_NETWORK, STAGE_FACILITIES, STAGE_POPULATION, -1},
                    true,
                    run_join},
    [STAGE_DOCTOR] = {"doctor",
                      LC_N("Data doctor"),
                      NULL,
                      day_settings,
                      {STAGE_TYPES, STAGE_REGIONS, STAGE_POPULATION, STAGE_FACILITIES,
                       STAGE_TARGETS, STAGE_OBSERVATIONS, STAGE_JOIN, -1},
                      false,
                      run_doctor},
    [STAGE_REACH] = {"reach",
                     LC_N("Reach"),
                     NULL,
                     reach_settings,
                     {STAGE_FACILITIES, STAGE_POPULATION, STAGE_JOIN, -1},
                     false,
                     run_reach},
    [STAGE_CIRCLES] = {"circles",
                       LC_N("Service circles as units"),
                       NULL,
                       circles_settings,
                       {STAGE_REACH, STAGE_REGIONS, STAGE_POPULATION, STAGE_FACILITIES, -1},
                       false,
                       run_circles},
    [STAGE_DAYS] = {"days",
                    LC_N("Further days"),
                    NULL,
                    days_settings,
                    {STAGE_REACH, STAGE_FACILITIES, STAGE_TARGETS, -1},
                    false,
                    run_days},
    [STAGE_INDICATORS] = {"indicators",
                          LC_N("Indicators"),
                          run_indicators,
                          indicators_settings,
                          {STAGE_DAYS, STAGE_CIRCLES, STAGE_REACH, STAGE_TYPES, STAGE_REGIONS,
                           STAGE_TARGETS, STAGE_OBSERVATIONS, -1},
                          false,
                          NULL},
    [STAGE_GAPS] = {"gaps",
                    LC_N("Targets and gaps"),
                    run_gaps,
                    day_settings,
                    {STAGE_INDICATORS, STAGE_TARGETS, -1},
                    false,
                    NULL},
};

/* A digest of every statement of queries/: a formula that changed makes its results stale, whatever
 * the version says. */
static lc_status digest_queries(lc_ctx *ctx, char digest[DIGEST_SIZE])
{
    lc_hash *hash = lc_hash_new(ctx);
    if (hash == NULL)
        return LC_MEMORY;
    const char *sql = NULL, *name;
    for (size_t i = 0; (name = lc_store_query_name(i, &sql)) != NULL; i++) {
        if (strncmp(name, "report/", strlen("report/")) == 0 ||
            strncmp(name, "run/explain_", strlen("run/explain_")) == 0)
            continue; /* written anew by every run; asked for one place at a time */
        lc_hash_text(hash, name);
        lc_hash_text(hash, sql);
    }
    lc_hash_end(hash, digest);
    return LC_OK;
}

/* Do the user's own indicators play a part in the stage? */
static bool heeds_own_indicators(stage_id id)
{
    return id == STAGE_TARGETS || id == STAGE_OBSERVATIONS || id == STAGE_INDICATORS;
}

static lc_status fingerprint(const lc_store *store, const lc_study *study, stage_id id,
                             const char *queries, char digests[STAGE_COUNT][DIGEST_SIZE])
{
    const stage *s = &stages[id];
    lc_ctx *ctx = lc_store_ctx(store);
    lc_hash *hash = lc_hash_new(ctx);
    if (hash == NULL)
        return LC_MEMORY;
    lc_hash_text(hash, LC_VERSION);
    lc_hash_text(hash, queries);
    lc_hash_text(hash, s->name);
    for (int i = 0; s->leans[i] >= 0; i++)
        lc_hash_text(hash, digests[s->leans[i]]);
    if (heeds_own_indicators(id))
        hash_own_indicators(hash, store);
    lc_status status = s->settings(ctx, hash, study);
    lc_hash_end(hash, digests[id]);
    return status;
}

/* Does `later` lean on `earlier`, directly or through others? */
static bool leans_on(int later, int earlier)
{
    for (int i = 0; stages[later].leans[i] >= 0; i++)
        if (stages[later].leans[i] == earlier || leans_on(stages[later].leans[i], earlier))
            return true;
    return false;
}

/* What leans on a stage that is done anew is no longer done: a store that is left here says so. */
static lc_status outdate(lc_store *store, int id)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "store/delete_stage", &stmt);
    for (int later = id + 1; status == LC_OK && later < STAGE_COUNT; later++) {
        if (!leans_on(later, id))
            continue;
        lc_stmt_bind_text(stmt, ":stage", stages[later].name);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

static lc_status run_one(lc_store *store, const lc_study *study, int id, const char *digest,
                         hands *h)
{
    const stage *s = &stages[id];
    lc_status status = lc_store_stage_begin(store, s->name);
    if (status == LC_OK)
        status = outdate(store, id);
    if (status == LC_OK)
        status = s->walk != NULL ? s->walk(store, study, h) : s->run(store, study);
    if (status == LC_OK)
        status = lc_tick(lc_store_ctx(store), 1, 1);
    if (status == LC_OK)
        status = lc_store_stage_commit(store, digest);
    if (status != LC_OK)
        lc_store_stage_rollback(store);
    return status;
}

/* A stage that cannot be done for its inputs is a finding of its own, in a study that goes on. */
static lc_status tell_stop(lc_store *store, const stage *s)
{
    lc_ctx *ctx = lc_store_ctx(store);
    char *words = lc_strdup(ctx, lc_ctx_message(ctx));
    if (words == NULL)
        return lc_fail_memory(ctx);
    lc_ctx_forget(ctx);
    lc_status status = lc_store_stage_begin(store, s->name);
    if (status == LC_OK)
        status = lc_store_finding_add(store, &(lc_finding){.code = "unusable_part",
                                                           .feature = lc_tr(ctx, s->label),
                                                           .value = words});
    if (status == LC_OK)
        status = lc_store_stage_commit(store, "");
    if (status != LC_OK)
        lc_store_stage_rollback(store);
    free(words);
    return status;
}

/* Does the stage lean on one that could not be done? */
static bool leans_on_stopped(int id, const bool stopped[STAGE_COUNT])
{
    for (int earlier = 0; earlier < id; earlier++)
        if (stopped[earlier] && leans_on(id, earlier))
            return true;
    return false;
}

static double clock_s(clockid_t clock)
{
    struct timespec now;
    (void)clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

lc_run_step lc_run_step_begin(const char *name)
{
    return (lc_run_step){.name = name,
                         .wall_s = -clock_s(CLOCK_MONOTONIC),
                         .cpu_s = -clock_s(CLOCK_PROCESS_CPUTIME_ID)};
}

void lc_run_step_end(lc_run_result *result, lc_run_step step)
{
    assert(result->step_count < LC_RUN_STEPS_MAX);
    step.wall_s += clock_s(CLOCK_MONOTONIC);
    step.cpu_s += clock_s(CLOCK_PROCESS_CPUTIME_ID);
    result->steps[result->step_count++] = step;
}

/* The ready network lies beside the store and bears its name. */
static lc_status open_hands(lc_store *store, const char *network_digest, hands *h)
{
    const char *path = lc_store_path(store);
    *h = (hands){.network_digest = network_digest};
    if (path != NULL && (h->cache = lc_format(lc_store_ctx(store), "%s.network", path)) == NULL)
        return LC_MEMORY;
    return LC_OK;
}

static void close_hands(hands *h)
{
    lc_network_close(h->network);
    free(h->cache);
}

/* Runs the stages up to `last`. */
static lc_status run_until(lc_store *store, const lc_study *study, int last, lc_run_result *result)
{
    lc_ctx *ctx = lc_store_ctx(store);
    char digests[STAGE_COUNT][DIGEST_SIZE] = {{0}};
    char queries[DIGEST_SIZE];
    bool stopped[STAGE_COUNT] = {false};
    hands h;
    lc_status status = open_hands(store, digests[STAGE_NETWORK], &h);
    if (status == LC_OK)
        status = digest_queries(ctx, queries);
    if (status == LC_OK && study->indicators != NULL)
        status = lc_store_own_indicators(store, study->indicators);
    for (int id = 0; status == LC_OK && id <= last; id++) {
        const stage *s = &stages[id];
        if ((s->network_only && !study->network) || leans_on_stopped(id, stopped))
            continue;
        bool fresh = false;
        lc_run_step step = lc_run_step_begin(s->name);
        lc_progress_stage(ctx, s->label, id, STAGE_COUNT + 1);
        status = fingerprint(store, study, (stage_id)id, queries, digests);
        if (status == LC_OK)
            status = lc_store_stage_is_fresh(store, s->name, digests[id], &fresh);
        if (status == LC_OK && !fresh)
            status = run_one(store, study, id, digests[id], &h);
        if (status == LC_INPUT && study->go_on) {
            stopped[id] = true;
            status = tell_stop(store, s);
        }
        *(fresh ? &result->stages_skipped : &result->stages_run) += status == LC_OK;
        step.skipped = fresh;
        lc_run_step_end(result, step);
    }
    close_hands(&h);
    return status;
}

lc_status lc_run_stages(lc_store *store, const lc_study *study, lc_run_result *result)
{
    lc_status status = run_until(store, study, STAGE_COUNT - 1, result);
    if (status == LC_OK)
        lc_progress_stage(lc_store_ctx(store), LC_N("Reports and layers"), STAGE_COUNT,
                          STAGE_COUNT + 1);
    return status;
}

lc_status lc_run_loading(lc_store *store, const lc_study *study)
{
    lc_run_result result = {0};
    return run_until(store, study, STAGE_DOCTOR, &result);
}
