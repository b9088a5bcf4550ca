/* How fast people walk: the presets, and profiles of the study's own. */
#include <stdlib.h>
#include <string.h>

#include "study/grow.h"

#include "study/yaml_reader.h"

typedef struct preset {
    const char *code, *name_zh, *name_en;
    double speed_mps, steps_factor, crossing_s, elevator_s;
    bool step_free, slope;
} preset;

/* standard: 1000 m in 15 minutes, the radius that Shanghai's 15-minute rules name; nothing costs
 * extra, so that its distances are plain metres. adult, elder: 1.3 m/s as routing engines take it;
 * 1.0 m/s as the design speed near homes for the old (Coffin and Morrall, Walking speeds of elderly
 * pedestrians at crosswalks, TRR 1487, 1995). frail: 0.75 m/s, the mean of the 75-84 in a British
 * cohort at risk of losing mobility (Bath, n = 768). step_free: 0.79 m/s, manual wheelchairs in
 * everyday use (Tolerico et al., JRRD 44, 2007). Steps: 3 km/h against 5 km/h on the level in
 * common walking engines is 1.67; the old and the frail are taken slower still, which is our
 * judgement.
 *
 * Crossings: at a signal with cycle C and g seconds in which one may set out the mean wait is
 * (C - g)^2 / 2C (Highway Capacity Manual). With C = 90 s, 40 s of green and a carriageway of 14 m
 * there remain 29, 26, 21 and 22 s: 20.7, 22.8, 26.5 and 25.7 s. About every second marked crossing
 * has no signal and costs little, which is our judgement: 10, 11, 13 and 13 s. Lifts: 60 s between
 * cars in housing (CIBSE Guide D) make 30 s of waiting, doors and ride are put at 15 s. A study
 * that knows better says so in a profile of its own. */
static const preset presets[] = {
    {"standard", "标准步行", "Standard", 1000.0 / 900.0, 1.0, 0, 0, false, false},
    {"adult", "成年人", "Adult", 1.3, 1.67, 10, 45, false, true},
    {"elder", "老年人", "Older people", 1.0, 2.0, 11, 45, false, true},
    {"frail", "体弱老人", "Frail older people", 0.75, 2.5, 13, 45, false, true},
    {"step_free", "无台阶通行", "Step-free", 0.79, 1.0, 13, 45, true, true},
};
enum { PRESET_COUNT = sizeof presets / sizeof *presets, PROFILES_MAX = 32 };

void lc_profile_clear(lc_profile *profile)
{
    free(profile->code);
    free(profile->name_zh);
    free(profile->name_en);
}

static const preset *find_preset(const char *code)
{
    for (size_t i = 0; i < PRESET_COUNT; i++) {
        if (strcmp(presets[i].code, code) == 0)
            return &presets[i];
    }
    return NULL;
}

/* A new zeroed profile at the end; NULL when memory is out. */
static lc_profile *add_profile(lc_ctx *ctx, lc_study *study)
{
    lc_profile *grown = lc_study_grow(ctx, study->profiles, &study->profile_count, sizeof *grown);
    if (grown == NULL)
        return NULL;
    study->profiles = grown;
    lc_profile *profile = &grown[study->profile_count - 1];
    *profile = (lc_profile){.steps_factor = 1};
    return profile;
}

static lc_status take_preset(lc_ctx *ctx, lc_study *study, const preset *from, lc_place place)
{
    lc_profile *profile = add_profile(ctx, study);
    if (profile == NULL)
        return LC_MEMORY;
    profile->code = lc_strdup(ctx, from->code);
    profile->name_zh = lc_strdup(ctx, from->name_zh);
    profile->name_en = lc_strdup(ctx, from->name_en);
    profile->speed_mps = from->speed_mps;
    profile->steps_factor = from->steps_factor;
    profile->crossing_s = from->crossing_s;
    profile->elevator_s = from->elevator_s;
    profile->step_free = from->step_free;
    profile->slope = from->slope;
    profile->place = place;
    return profile->code != NULL && profile->name_zh != NULL && profile->name_en != NULL
               ? LC_OK
               : LC_MEMORY;
}

lc_status lc_study_default_profile(lc_ctx *ctx, lc_study *study)
{
    return take_preset(ctx, study, &presets[0], (lc_place){0, 0});
}

static lc_status check_new_code(lc_yaml *yaml, const lc_study *study, yaml_node_t *node)
{
    const char *code = "";
    (void)lc_yaml_scalar(node, &code);
    for (size_t i = 0; i < study->profile_count; i++) {
        if (strcmp(study->profiles[i].code, code) == 0)
            return lc_yaml_fail(yaml, lc_yaml_place(node),
                                "profile \"%s\" is named twice (first in line %d); keep one", code,
                                study->profiles[i].place.line);
    }
    return LC_OK;
}

static lc_status read_preset(lc_yaml *yaml, yaml_node_t *node, lc_study *study)
{
    const char *words[PRESET_COUNT];
    for (size_t i = 0; i < PRESET_COUNT; i++)
        words[i] = presets[i].code;
    size_t index;
    lc_status status = lc_yaml_choice(yaml, node, "profiles", words, PRESET_COUNT, &index);
    if (status == LC_OK)
        status = check_new_code(yaml, study, node);
    if (status == LC_OK)
        status = take_preset(yaml->ctx, study, &presets[index], lc_yaml_place(node));
    return status;
}

static lc_status read_own(lc_yaml *yaml, yaml_node_t *key, yaml_node_t *value, void *target)
{
    static const lc_yaml_key keys[] = {
        {.name = "zh", .kind = LC_YAML_TEXT, .offset = offsetof(lc_profile, name_zh)},
        {.name = "en", .kind = LC_YAML_TEXT, .offset = offsetof(lc_profile, name_en)},
        {"speed_mps", LC_YAML_NUMBER, offsetof(lc_profile, speed_mps), 0.1, 5, NULL},
        {"steps_factor", LC_YAML_NUMBER, offsetof(lc_profile, steps_factor), 1, 20, NULL},
        {"crossing_s", LC_YAML_NUMBER, offsetof(lc_profile, crossing_s), 0, 600, NULL},
        {"elevator_s", LC_YAML_NUMBER, offsetof(lc_profile, elevator_s), 0, 600, NULL},
        {.name = "step_free", .kind = LC_YAML_BOOL, .offset = offsetof(lc_profile, step_free)},
        {.name = "slope", .kind = LC_YAML_BOOL, .offset = offsetof(lc_profile, slope)},
    };
    const char *code = "";
    (void)lc_yaml_scalar(key, &code);
    if (find_preset(code) != NULL)
        return lc_yaml_fail(yaml, lc_yaml_place(key),
                            "\"%s\" is a preset; give a profile of your own another code", code);
    lc_status status = check_new_code(yaml, target, key);
    lc_profile *profile = status == LC_OK ? add_profile(yaml->ctx, target) : NULL;
    if (profile == NULL)
        return status != LC_OK ? status : LC_MEMORY;
    profile->place = lc_yaml_place(key);
    status = lc_yaml_code(yaml, key, "profiles", &profile->code);
    if (status == LC_OK)
        status = lc_yaml_map(yaml, value, profile->code, keys, sizeof keys / sizeof *keys, profile);
    if (status == LC_OK && profile->speed_mps <= 0)
        status = lc_yaml_fail(yaml, profile->place, "profile \"%s\" lacks \"speed_mps\"", code);
    if (status == LC_OK)
        status = lc_study_fill_names(yaml->ctx, &profile->name_zh, &profile->name_en, code);
    return status;
}

static lc_status read_profile(lc_yaml *yaml, yaml_node_t *node, void *study)
{
    if (((lc_study *)study)->profile_count >= PROFILES_MAX)
        return lc_yaml_fail(yaml, lc_yaml_place(node), "%s has more than %d items", "profiles",
                            PROFILES_MAX);
    if (node->type != YAML_MAPPING_NODE)
        return read_preset(yaml, node, study);
    if (node->data.mapping.pairs.top - node->data.mapping.pairs.start != 1)
        return lc_yaml_fail(yaml, lc_yaml_place(node),
                            "a profile of your own is written as - code: {zh: ..., en: ..., "
                            "speed_mps: ..., steps_factor: ...}");
    return lc_yaml_pairs(yaml, node, "profiles", read_own, study);
}

lc_status lc_study_profiles(lc_yaml *yaml, yaml_node_t *node, void *study)
{
    return lc_yaml_list(yaml, node, "profiles", read_profile, study);
}
