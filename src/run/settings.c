/* What of the study each stage depends on. */
#include "run/settings.h"

#include <string.h>

#include "base/base.h"
#include "osm/foot.h"
#include "source/plans.h"
#include "source/source.h"
#include "store/indicators.h"

enum { DIGEST_SIZE = 65 };

static void hash_pairs(lc_hash *hash, const lc_pairs *pairs)
{
    lc_hash_number(hash, (double)pairs->count);
    for (size_t i = 0; i < pairs->count; i++) {
        lc_hash_text(hash, pairs->items[i].key);
        lc_hash_text(hash, pairs->items[i].value);
    }
}

/* The bytes of a file, and of the files that belong to it (the parts of a Shapefile). */
static lc_status hash_files(lc_ctx *ctx, lc_hash *hash, const char *path)
{
    char hex[DIGEST_SIZE];
    int64_t size_bytes = 0;
    lc_status status = lc_source_sha256(ctx, path, hex, &size_bytes);
    if (status == LC_OK)
        lc_hash_text(hash, hex);
    return status;
}

static lc_status hash_source(lc_ctx *ctx, lc_hash *hash, const lc_source *source)
{
    const char *const texts[] = {source->written, source->layer, source->encoding, source->crs,
                                 source->year};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        lc_hash_text(hash, texts[i]);
    hash_pairs(hash, &source->columns);
    hash_pairs(hash, &source->constants);
    for (size_t i = 0; i < source->value_count; i++) {
        lc_hash_text(hash, source->values[i].field);
        lc_hash_text(hash, source->values[i].theirs);
        lc_hash_text(hash, source->values[i].ours);
    }
    for (size_t i = 0; i < source->condition_count; i++) {
        lc_hash_text(hash, source->conditions[i].column);
        lc_hash_text(hash, source->conditions[i].written);
    }
    lc_hash_number(hash, source->form);
    lc_hash_number(hash, source->grid_m);
    lc_hash_number(hash, source->band);
    lc_hash_number(hash, source->blocks);
    lc_hash_number(hash, source->tolerance_m);
    lc_hash_number(hash, source->noding);
    for (size_t i = 0; i < source->group_count; i++) {
        lc_hash_text(hash, source->groups[i].group);
        lc_hash_text(hash, source->groups[i].column);
    }
    return hash_files(ctx, hash, source->path);
}

static lc_status hash_role(lc_ctx *ctx, lc_hash *hash, const lc_study *study, lc_role role)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < study->source_count; i++)
        if (study->sources[i].role == role)
            status = hash_source(ctx, hash, &study->sources[i]);
    return status;
}

lc_status types_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study)
{
    for (size_t i = 0; i < study->set_count; i++) {
        const lc_type_set *set = &study->sets[i];
        lc_hash_text(hash, set->code);
        lc_hash_text(hash, set->name_zh);
        lc_hash_text(hash, set->name_en);
        for (size_t j = 0; j < set->type_count; j++)
            lc_hash_text(hash, set->types[j]);
    }
    for (size_t i = 0; i < study->function_list_count; i++) {
        const lc_function_list *list = &study->function_lists[i];
        const char *const texts[] = {list->code, list->name_zh, list->name_en, list->centre,
                                     list->functions};
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
            lc_hash_text(hash, texts[t]);
    }
    return study->types != NULL ? hash_files(ctx, hash, study->types) : LC_OK;
}

lc_status regions_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study)
{
    return hash_role(ctx, hash, study, LC_ROLE_REGIONS);
}

lc_status population_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study)
{
    lc_hash_number(hash, study->margin_m);
    lc_hash_text(hash, study->title_zh); /* names the one region of a study without regions */
    lc_hash_text(hash, study->title_en);
    for (size_t i = 0; i < study->group_count; i++)
        lc_hash_text(hash, study->groups[i]);
    return hash_role(ctx, hash, study, LC_ROLE_POPULATION);
}

lc_status facilities_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study)
{
    lc_hash_number(hash, study->margin_m);
    lc_hash_text(hash, study->as_of);
    return hash_role(ctx, hash, study, LC_ROLE_FACILITIES);
}

lc_status streets_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study)
{
    lc_hash_number(hash, study->margin_m);
    lc_hash_text(hash, lc_foot_rules_source());
    for (size_t i = 0; i < study->rule_use_count; i++) {
        lc_hash_text(hash, study->rule_uses[i].id);
        lc_hash_number(hash, study->rule_uses[i].on);
    }
    lc_status status = study->foot_rules != NULL ? hash_files(ctx, hash, study->foot_rules) : LC_OK;
    return status == LC_OK ? hash_role(ctx, hash, study, LC_ROLE_STREETS) : status;
}

/* The store that is being run has read the user's indicators: their bytes are hashed as they are.
 */
void hash_own_indicators(lc_hash *hash, const lc_store *store)
{
    lc_own_file file;
    for (size_t i = 0; lc_own_indicator(store, i, &file); i++) {
        lc_hash_text(hash, file.path);
        lc_hash_text(hash, file.sha256);
    }
}

/* The built-in plans, and what is in one of their tables. */
static void hash_plans(lc_hash *hash, const lc_study *study, lc_plan_part part)
{
    for (size_t i = 0; i < study->plan_count; i++) {
        const char *bytes;
        size_t size;
        lc_hash_text(hash, study->plans[i].code);
        if (!lc_source_plan_bytes(study->plans[i].code, part, &bytes, &size))
            continue; /* not every plan states baselines */
        lc_hash_number(hash, (double)size);
        lc_hash_bytes(hash, bytes, size);
    }
}

lc_status targets_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study)
{
    /* What a target may ask for is told against what is computed. */
    (void)reach_settings(ctx, hash, study);
    hash_plans(hash, study, LC_PLAN_TARGETS);
    return hash_role(ctx, hash, study, LC_ROLE_TARGETS);
}

/* The day decides which figures lie ahead; the network, what a question without a mode means. */
lc_status observations_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study)
{
    lc_hash_text(hash, study->as_of);
    lc_hash_number(hash, study->network);
    hash_plans(hash, study, LC_PLAN_OBSERVATIONS);
    return hash_role(ctx, hash, study, LC_ROLE_OBSERVATIONS);
}

lc_status context_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study)
{
    return hash_role(ctx, hash, study, LC_ROLE_CONTEXT);
}

lc_status network_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study)
{
    lc_hash_text(hash, study->elevation_written);
    return study->elevation != NULL ? hash_files(ctx, hash, study->elevation) : LC_OK;
}

/* Of the context only the barriers: a river that is merely drawn moves no home. */
lc_status join_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study)
{
    lc_status status = LC_OK;
    lc_hash_number(hash, study->snap_warn_m);
    lc_hash_number(hash, study->snap_limit_m);
    for (size_t i = 0; status == LC_OK && i < study->source_count; i++)
        if (study->sources[i].role == LC_ROLE_CONTEXT && study->sources[i].blocks)
            status = hash_source(ctx, hash, &study->sources[i]);
    return status;
}

lc_status reach_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study)
{
    (void)ctx;
    lc_hash_number(hash, study->circle);
    lc_hash_number(hash, study->network);
    lc_hash_number(hash, study->horizon_min);
    lc_hash_number(hash, study->area_kinds);
    lc_hash_number(hash, study->street_half_width_m);
    lc_hash_number(hash, study->areas_of_every_limit);
    for (size_t i = 0; i < study->limit_count; i++)
        lc_hash_number(hash, study->limits_min[i]);
    for (size_t i = 0; i < study->profile_count; i++) {
        const lc_profile *profile = &study->profiles[i];
        lc_hash_text(hash, profile->code);
        lc_hash_text(hash, profile->name_zh);
        lc_hash_text(hash, profile->name_en);
        lc_hash_number(hash, profile->speed_mps);
        lc_hash_number(hash, profile->steps_factor);
        lc_hash_number(hash, profile->crossing_s);
        lc_hash_number(hash, profile->elevator_s);
        lc_hash_number(hash, profile->step_free);
        lc_hash_number(hash, profile->slope);
    }
    return LC_OK;
}

/* The map background is leant on only where circles are asked for: it parts them. */
lc_status circles_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study)
{
    const lc_circle_wish *wish = &study->circles;
    lc_hash_number(hash, wish->asked);
    if (!wish->asked)
        return LC_OK;
    lc_hash_text(hash, wish->types);
    lc_hash_text(hash, wish->group);
    lc_hash_number(hash, wish->people[0]);
    lc_hash_number(hash, wish->people[1]);
    lc_hash_number(hash, wish->limit_min);
    lc_hash_number(hash, wish->network);
    lc_hash_number(hash, wish->classes);
    return context_settings(ctx, hash, study);
}

lc_status day_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study)
{
    (void)ctx;
    lc_hash_text(hash, study->as_of);
    return LC_OK;
}

lc_status indicators_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study)
{
    lc_hash_number(hash, study->for_targets);
    return day_settings(ctx, hash, study);
}

lc_status days_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study)
{
    for (size_t i = 0; i < study->trend_count; i++)
        lc_hash_number(hash, study->trend_years[i]);
    return day_settings(ctx, hash, study);
}

lc_status no_settings(lc_ctx *ctx, lc_hash *hash, const lc_study *study)
{
    (void)ctx;
    (void)hash;
    (void)study;
    return LC_OK;
}
