/* How a study begins and ends. */
#include <stdlib.h>
#include <string.h>

#include "study/allow.h"
#include "study/study.h"
#include "study/yaml_reader.h"

const char *lc_pairs_get(const lc_pairs *pairs, const char *key)
{
    for (size_t i = 0; i < pairs->count; i++) {
        if (strcmp(pairs->items[i].key, key) == 0)
            return pairs->items[i].value;
    }
    return NULL;
}

static void free_texts(char **texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(texts[i]);
    free(texts);
}

void lc_study_free(lc_study *study)
{
    if (study == NULL)
        return;
    for (size_t i = 0; i < study->source_count; i++)
        lc_source_clear(&study->sources[i]);
    for (size_t i = 0; i < study->set_count; i++) {
        free(study->sets[i].code);
        free(study->sets[i].name_zh);
        free(study->sets[i].name_en);
        free_texts(study->sets[i].types, study->sets[i].type_count);
    }
    for (size_t i = 0; i < study->profile_count; i++)
        lc_profile_clear(&study->profiles[i]);
    free_texts(study->groups, study->group_count);
    lc_study_plans_clear(study);
    free(study->sources);
    free(study->sets);
    free(study->profiles);
    free(study->path);
    free(study->folder);
    free(study->title_zh);
    free(study->title_en);
    free(study->as_of);
    free(study->store);
    free(study->out);
    free(study->types);
    free(study->types_written);
    free(study->indicators);
    free(study->indicators_written);
    free(study->elevation);
    free(study->elevation_written);
    lc_study_allow_clear(study);
    lc_study_foot_rules_clear(study);
    lc_study_function_lists_clear(study);
    lc_circle_wish_clear(&study->circles);
    free(study);
}

lc_study *lc_study_new(lc_ctx *ctx)
{
    lc_study *study = lc_alloc(ctx, 1, sizeof *study);
    if (study == NULL)
        return NULL;
    study->language = -1;
    study->snap_warn_m = 100;
    study->snap_limit_m = 300;
    study->area_kinds = LC_AREA_DISSOLVED;
    study->street_half_width_m = 30;
    study->formats =
        LC_FORMAT_GPKG | LC_FORMAT_SHAPEFILE | LC_FORMAT_CSV | LC_FORMAT_JSON | LC_FORMAT_HTML;
    return study;
}
