/* The whole study: its keys, its defaults, and what must fit together. */
#include "study/study.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "study/allow.h"
#include "study/grow.h"
#include "study/yaml_reader.h"

/* The newest version of the format that is understood. */
enum { FORMAT_VERSION = 1, GROUPS_MAX = 200, TYPES_MAX = 300 };

/* What is being read, with what must be judged once everything is. */
typedef struct draft {
    lc_study *study;
    lc_array sources; /* lc_source, as written */
    bool modes_given, margin_given, horizon_given;
    lc_place modes, margin, horizon;
    lc_place *group_places; /* one per study->groups */
} draft;

lc_status lc_study_fill_names(lc_ctx *ctx, char **zh, char **en, const char *fallback)
{
    if (*zh == NULL)
        *zh = lc_strdup(ctx, *en != NULL ? *en : fallback);
    if (*en == NULL)
        *en = lc_strdup(ctx, *zh);
    return *zh != NULL && *en != NULL ? LC_OK : LC_MEMORY;
}

/* Appends a code to a list of texts that owns it; doubles are refused. */
static lc_status add_code(lc_yaml *yaml, yaml_node_t *node, const char *what, size_t most,
                          char ***texts, size_t *count)
{
    if (*count >= most)
        return lc_yaml_fail(yaml, lc_yaml_place(node), "%s has more than %d items", what,
                            (int)most);
    char *code = NULL;
    lc_status status = lc_yaml_code(yaml, node, what, &code);
    if (status != LC_OK)
        return status;
    for (size_t i = 0; i < *count; i++) {
        if (strcmp((*texts)[i], code) == 0) {
            status = lc_yaml_fail(yaml, lc_yaml_place(node),
                                  "\"%s\" is named twice in %s; keep one", code, what);
            free(code);
            return status;
        }
    }
    char **grown = lc_study_grow(yaml->ctx, *texts, count, sizeof *grown);
    if (grown == NULL) {
        free(code);
        return LC_MEMORY;
    }
    *texts = grown;
    grown[*count - 1] = code;
    return LC_OK;
}

/* --- plain keys --- */

static lc_status read_version(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    (void)target;
    double version;
    lc_status status = lc_yaml_number(yaml, value, "lifecircle", 1, 1e6, &version);
    if (status == LC_OK && version > FORMAT_VERSION)
        status = lc_yaml_fail(yaml, lc_yaml_place(value),
                              "this study was written for a newer lifecircle (format %g; this "
                              "program reads format %d); update lifecircle",
                              version, FORMAT_VERSION);
    if (status == LC_OK && version != floor(version))
        status = lc_yaml_fail(yaml, lc_yaml_place(value), "lifecircle must be a whole number");
    return status;
}

static lc_status read_title(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    static const lc_yaml_key keys[] = {
        {.name = "zh", .kind = LC_YAML_TEXT, .offset = offsetof(lc_study, title_zh)},
        {.name = "en", .kind = LC_YAML_TEXT, .offset = offsetof(lc_study, title_en)},
    };
    lc_study *study = ((draft *)target)->study;
    if (value->type == YAML_MAPPING_NODE)
        return lc_yaml_map(yaml, value, "title", keys, 2, study);
    return lc_yaml_text(yaml, value, "title", &study->title_zh);
}

static lc_status read_language(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    static const char *const words[] = {"zh", "en"};
    size_t index;
    lc_status status = lc_yaml_choice(yaml, value, "language", words, 2, &index);
    if (status == LC_OK)
        ((draft *)target)->study->language = index == 0 ? LC_LANG_ZH : LC_LANG_EN;
    return status;
}

static lc_status read_as_of(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_study *study = ((draft *)target)->study;
    char day[11];
    lc_status status = lc_yaml_text(yaml, value, "as_of", &study->as_of);
    if (status != LC_OK)
        return status;
    /* A year or a month alone would silently become its first day. */
    if (strlen(study->as_of) < 8 || !lc_text_date(study->as_of, day))
        return lc_yaml_fail(yaml, lc_yaml_place(value),
                            "as_of must be a day written as 2025-12-31, but this is \"%s\"",
                            study->as_of);
    free(study->as_of);
    study->as_of = lc_strdup(yaml->ctx, day);
    return study->as_of != NULL ? LC_OK : LC_MEMORY;
}

static lc_status read_trend(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return lc_study_trend(yaml, value, ((draft *)target)->study);
}

static lc_status read_path(lc_yaml *yaml, yaml_node_t *value, const char *what, lc_study *study,
                           char **out)
{
    char *written = NULL;
    lc_status status = lc_yaml_text(yaml, value, what, &written);
    if (status == LC_OK) {
        free(*out);
        *out = lc_study_resolve(yaml->ctx, study->folder, written);
        status = *out != NULL ? LC_OK : LC_MEMORY;
    }
    free(written);
    return status;
}

static lc_status read_out(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_study *study = ((draft *)target)->study;
    study->out_place = lc_yaml_place(value);
    return read_path(yaml, value, "out", study, &study->out);
}

static lc_status read_store(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_study *study = ((draft *)target)->study;
    study->store_place = lc_yaml_place(value);
    return read_path(yaml, value, "store", study, &study->store);
}

static lc_status read_types(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_study *study = ((draft *)target)->study;
    study->types_place = lc_yaml_place(value);
    lc_status status = lc_yaml_text(yaml, value, "types", &study->types_written);
    return status == LC_OK ? read_path(yaml, value, "types", study, &study->types) : status;
}

static lc_status read_elevation(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_study *study = ((draft *)target)->study;
    study->elevation_place = lc_yaml_place(value);
    lc_status status = lc_yaml_text(yaml, value, "elevation", &study->elevation_written);
    return status == LC_OK ? read_path(yaml, value, "elevation", study, &study->elevation) : status;
}

static lc_status read_indicators(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    lc_study *study = ((draft *)target)->study;
    study->indicators_place = lc_yaml_place(value);
    lc_status status = lc_yaml_text(yaml, value, "indicators", &study->indicators_written);
    return status == LC_OK ? read_path(yaml, value, "indicators", study, &study->indicators)
                           : status;
}

static lc_status read_allowed(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return lc_study_allow(yaml, value, ((draft *)target)->study);
}

static lc_status read_plans(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return lc_study_plans(yaml, value, ((draft *)target)->study);
}

static lc_status read_foot_rules(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return lc_study_foot_rules(yaml, value, ((draft *)target)->study);
}

/* --- files --- */

static lc_status read_role(lc_yaml *yaml, yaml_node_t *value, lc_role role, void *target)
{
    draft *all = target;
    return lc_study_sources(yaml, value, role, all->study->folder, &all->sources);
}

static lc_status read_regions(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return read_role(yaml, value, LC_ROLE_REGIONS, target);
}

static lc_status read_facilities(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return read_role(yaml, value, LC_ROLE_FACILITIES, target);
}

static lc_status read_population(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return read_role(yaml, value, LC_ROLE_POPULATION, target);
}

static lc_status read_streets(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return read_role(yaml, value, LC_ROLE_STREETS, target);
}

static lc_status read_targets(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return read_role(yaml, value, LC_ROLE_TARGETS, target);
}

static lc_status read_observations(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return read_role(yaml, value, LC_ROLE_OBSERVATIONS, target);
}

static lc_status read_context(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return read_role(yaml, value, LC_ROLE_CONTEXT, target);
}

/* --- sets and groups --- */

static lc_status read_set_type(lc_yaml *yaml, yaml_node_t *node, void *target)
{
    lc_type_set *set = target;
    return add_code(yaml, node, "types", TYPES_MAX, &set->types, &set->type_count);
}

static lc_status read_set_types(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return lc_yaml_list(yaml, value, "types", read_set_type, target);
}

static lc_status read_one_set(lc_yaml *yaml, yaml_node_t *key, yaml_node_t *value, void *target)
{
    static const lc_yaml_key keys[] = {
        {.name = "zh", .kind = LC_YAML_TEXT, .offset = offsetof(lc_type_set, name_zh)},
        {.name = "en", .kind = LC_YAML_TEXT, .offset = offsetof(lc_type_set, name_en)},
        {.name = "types", .kind = LC_YAML_FN, .read = read_set_types},
    };
    lc_study *study = ((draft *)target)->study;
    lc_type_set *grown = lc_study_grow(yaml->ctx, study->sets, &study->set_count, sizeof *grown);
    if (grown == NULL)
        return LC_MEMORY;
    study->sets = grown;
    lc_type_set *set = &grown[study->set_count - 1];
    set->place = lc_yaml_place(key);
    lc_status status = lc_yaml_code(yaml, key, "sets", &set->code);
    if (status == LC_OK)
        status = lc_yaml_map(yaml, value, set->code, keys, sizeof keys / sizeof *keys, set);
    if (status == LC_OK && set->type_count == 0)
        status = lc_yaml_fail(yaml, set->place, "set \"%s\" lacks \"types\"", set->code);
    if (status == LC_OK)
        status = lc_study_fill_names(yaml->ctx, &set->name_zh, &set->name_en, set->code);
    return status;
}

static lc_status read_sets(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return lc_yaml_pairs(yaml, value, "sets", read_one_set, target);
}

static lc_status read_function_lists(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return lc_study_function_lists(yaml, value, ((draft *)target)->study);
}

static lc_status read_group(lc_yaml *yaml, yaml_node_t *node, void *target)
{
    draft *all = target;
    lc_study *study = all->study;
    lc_status status =
        add_code(yaml, node, "groups", GROUPS_MAX, &study->groups, &study->group_count);
    if (status != LC_OK)
        return status;
    lc_place *grown = realloc(all->group_places, study->group_count * sizeof *all->group_places);
    if (grown == NULL)
        return lc_fail_memory(yaml->ctx);
    all->group_places = grown;
    grown[study->group_count - 1] = lc_yaml_place(node);
    return LC_OK;
}

static lc_status read_groups(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return lc_yaml_list(yaml, value, "groups", read_group, target);
}

/* --- how far, how fast --- */

static lc_status read_indicators_for(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    static const char *const words[] = {"all", "targets"};
    size_t index = 0;
    lc_status status = lc_yaml_choice(yaml, value, "indicators_for", words, 2, &index);
    ((draft *)target)->study->for_targets = index == 1;
    return status;
}

static lc_status read_limit(lc_yaml *yaml, yaml_node_t *node, void *target)
{
    lc_study *study = ((draft *)target)->study;
    if (study->limit_count == LC_LIMITS_MAX)
        return lc_yaml_fail(yaml, lc_yaml_place(node), "limits_min has more than %d limits",
                            LC_LIMITS_MAX);
    double *limit = &study->limits_min[study->limit_count];
    lc_status status = lc_yaml_number(yaml, node, "limits_min", 0.1, 120, limit);
    if (status != LC_OK)
        return status;
    if (study->limit_count > 0 && *limit <= limit[-1])
        return lc_yaml_fail(yaml, lc_yaml_place(node),
                            "limits_min must grow: %g comes after %g; write them in order, each "
                            "once",
                            *limit, limit[-1]);
    study->limit_count++;
    return LC_OK;
}

static lc_status read_limits(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return lc_yaml_list(yaml, value, "limits_min", read_limit, target);
}

static lc_status read_mode(lc_yaml *yaml, yaml_node_t *node, void *target)
{
    static const char *const words[] = {"circle", "network"};
    lc_study *study = ((draft *)target)->study;
    size_t index;
    lc_status status = lc_yaml_choice(yaml, node, "modes", words, 2, &index);
    if (status != LC_OK)
        return status;
    bool *mode = index == 0 ? &study->circle : &study->network;
    if (*mode)
        return lc_yaml_fail(yaml, lc_yaml_place(node), "\"%s\" is named twice in %s; keep one",
                            words[index], "modes");
    *mode = true;
    return LC_OK;
}

static lc_status read_modes(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    draft *all = target;
    all->modes_given = true;
    all->modes = lc_yaml_place(value);
    return lc_yaml_list(yaml, value, "modes", read_mode, target);
}

static lc_status read_profiles(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return lc_study_profiles(yaml, value, ((draft *)target)->study);
}

static lc_status read_horizon(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    draft *all = target;
    all->horizon_given = true;
    all->horizon = lc_yaml_place(value);
    return lc_yaml_number(yaml, value, "horizon_min", 1, 240, &all->study->horizon_min);
}

static lc_status read_margin(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    draft *all = target;
    all->margin_given = true;
    all->margin = lc_yaml_place(value);
    return lc_yaml_number(yaml, value, "margin_m", 0, 100000, &all->study->margin_m);
}

static lc_status read_snap(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    static const lc_yaml_key keys[] = {
        {"warn_m", LC_YAML_NUMBER, offsetof(lc_study, snap_warn_m), 0, 5000, NULL},
        {"limit_m", LC_YAML_NUMBER, offsetof(lc_study, snap_limit_m), 1, 5000, NULL},
    };
    lc_study *study = ((draft *)target)->study;
    lc_status status = lc_yaml_map(yaml, value, "snap", keys, 2, study);
    if (status == LC_OK && study->snap_warn_m > study->snap_limit_m)
        status = lc_yaml_fail(yaml, lc_yaml_place(value),
                              "snap: warn_m (%g) must not be above limit_m (%g)",
                              study->snap_warn_m, study->snap_limit_m);
    return status;
}

/* --- service areas --- */

static lc_status read_area_kind(lc_yaml *yaml, yaml_node_t *node, void *target)
{
    /* In the order of lc_area_kind's bits, and one that stands alone. */
    static const char *const words[] = {"dissolved", "overlapping", "split", "none"};
    lc_study *study = target;
    size_t index;
    lc_status status = lc_yaml_choice(yaml, node, "kinds", words, 4, &index);
    if (status != LC_OK || index == 3)
        return status;
    if ((study->area_kinds >> index & 1u) != 0)
        return lc_yaml_fail(yaml, lc_yaml_place(node), "\"%s\" is named twice in %s; keep one",
                            words[index], "kinds");
    study->area_kinds |= 1u << index;
    return LC_OK;
}

static lc_status read_area_kinds(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    ((lc_study *)target)->area_kinds = 0;
    return lc_yaml_list(yaml, value, "kinds", read_area_kind, target);
}

static lc_status read_areas(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    static const lc_yaml_key keys[] = {
        {.name = "kinds", .kind = LC_YAML_FN, .read = read_area_kinds},
        {"half_width_m", LC_YAML_NUMBER, offsetof(lc_study, street_half_width_m), 1, 200, NULL},
        {.name = "every_limit",
         .kind = LC_YAML_BOOL,
         .offset = offsetof(lc_study, areas_of_every_limit)},
    };
    return lc_yaml_map(yaml, value, "service_areas", keys, 3, ((draft *)target)->study);
}

static lc_status read_circles(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    return lc_study_circles(yaml, value, ((draft *)target)->study);
}

/* --- output --- */

static lc_status read_format(lc_yaml *yaml, yaml_node_t *node, void *target)
{
    /* In the order of lc_output_format's bits. */
    static const char *const words[] = {"gpkg", "shapefile", "csv",  "json",
                                        "html", "geojson",   "xlsx", "pdf"};
    lc_study *study = target;
    size_t index;
    lc_status status =
        lc_yaml_choice(yaml, node, "formats", words, sizeof words / sizeof *words, &index);
    if (status != LC_OK)
        return status;
    if ((study->formats >> index & 1u) != 0)
        return lc_yaml_fail(yaml, lc_yaml_place(node), "\"%s\" is named twice in %s; keep one",
                            words[index], "formats");
    study->formats |= 1u << index;
    return LC_OK;
}

static lc_status read_formats(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    ((lc_study *)target)->formats = 0;
    return lc_yaml_list(yaml, value, "formats", read_format, target);
}

static lc_status read_shapefile_encoding(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    static const char *const words[] = {"utf-8", "gbk"};
    size_t index = 0;
    lc_status status = lc_yaml_choice(yaml, value, "shapefile_encoding", words, 2, &index);
    ((lc_study *)target)->shapefile_gbk = index == 1;
    return status;
}

static lc_status read_output(lc_yaml *yaml, yaml_node_t *value, void *target)
{
    static const lc_yaml_key keys[] = {
        {.name = "formats", .kind = LC_YAML_FN, .read = read_formats},
        {.name = "csv_bom", .kind = LC_YAML_BOOL, .offset = offsetof(lc_study, csv_bom)},
        {.name = "shapefile_encoding", .kind = LC_YAML_FN, .read = read_shapefile_encoding},
    };
    return lc_yaml_map(yaml, value, "output", keys, 3, ((draft *)target)->study);
}

static const lc_yaml_key study_keys[] = {
    {.name = "lifecircle", .kind = LC_YAML_FN, .read = read_version},
    {.name = "title", .kind = LC_YAML_FN, .read = read_title},
    {.name = "language", .kind = LC_YAML_FN, .read = read_language},
    {.name = "as_of", .kind = LC_YAML_FN, .read = read_as_of},
    {.name = "trend", .kind = LC_YAML_FN, .read = read_trend},
    {.name = "out", .kind = LC_YAML_FN, .read = read_out},
    {.name = "store", .kind = LC_YAML_FN, .read = read_store},
    {.name = "allow_paths", .kind = LC_YAML_FN, .read = read_allowed},
    {.name = "regions", .kind = LC_YAML_FN, .read = read_regions},
    {.name = "facilities", .kind = LC_YAML_FN, .read = read_facilities},
    {.name = "population", .kind = LC_YAML_FN, .read = read_population},
    {.name = "streets", .kind = LC_YAML_FN, .read = read_streets},
    {.name = "targets", .kind = LC_YAML_FN, .read = read_targets},
    {.name = "plans", .kind = LC_YAML_FN, .read = read_plans},
    {.name = "observations", .kind = LC_YAML_FN, .read = read_observations},
    {.name = "context", .kind = LC_YAML_FN, .read = read_context},
    {.name = "types", .kind = LC_YAML_FN, .read = read_types},
    {.name = "indicators", .kind = LC_YAML_FN, .read = read_indicators},
    {.name = "elevation", .kind = LC_YAML_FN, .read = read_elevation},
    {.name = "sets", .kind = LC_YAML_FN, .read = read_sets},
    {.name = "function_lists", .kind = LC_YAML_FN, .read = read_function_lists},
    {.name = "foot_rules", .kind = LC_YAML_FN, .read = read_foot_rules},
    {.name = "groups", .kind = LC_YAML_FN, .read = read_groups},
    {.name = "indicators_for", .kind = LC_YAML_FN, .read = read_indicators_for},
    {.name = "limits_min", .kind = LC_YAML_FN, .read = read_limits},
    {.name = "modes", .kind = LC_YAML_FN, .read = read_modes},
    {.name = "profiles", .kind = LC_YAML_FN, .read = read_profiles},
    {.name = "horizon_min", .kind = LC_YAML_FN, .read = read_horizon},
    {.name = "margin_m", .kind = LC_YAML_FN, .read = read_margin},
    {.name = "snap", .kind = LC_YAML_FN, .read = read_snap},
    {.name = "service_areas", .kind = LC_YAML_FN, .read = read_areas},
    {.name = "circles", .kind = LC_YAML_FN, .read = read_circles},
    {.name = "output", .kind = LC_YAML_FN, .read = read_output},
};

/* --- what must fit together --- */

static bool has_role(const lc_study *study, lc_role role)
{
    for (size_t i = 0; i < study->source_count; i++) {
        if (study->sources[i].role == role)
            return true;
    }
    return false;
}

/* By role, then as written: whoever walks the sources meets regions before what lies in them. */
static lc_status order_sources(lc_ctx *ctx, draft *all)
{
    lc_study *study = all->study;
    const lc_source *written = all->sources.items;
    study->sources = lc_alloc(ctx, all->sources.count, sizeof *study->sources);
    if (study->sources == NULL)
        return LC_MEMORY;
    for (int role = 0; role < LC_ROLE_COUNT; role++) {
        for (size_t i = 0; i < all->sources.count; i++) {
            if ((int)written[i].role == role)
                study->sources[study->source_count++] = written[i];
        }
    }
    lc_array_clear(&all->sources); /* the study owns what they point to */
    return LC_OK;
}

static lc_status check_roles(lc_yaml *yaml, const draft *all, lc_place top)
{
    static const lc_role needed[] = {LC_ROLE_FACILITIES, LC_ROLE_POPULATION};
    for (size_t i = 0; i < 2; i++) {
        if (!has_role(all->study, needed[i]))
            return lc_yaml_fail(yaml, top,
                                "the study lacks \"%s\"; name at least one file, as in %s: [{file: "
                                "...}]",
                                lc_role_name(needed[i]), lc_role_name(needed[i]));
    }
    if (all->study->network && !has_role(all->study, LC_ROLE_STREETS))
        return lc_yaml_fail(yaml, all->modes,
                            "mode network needs \"streets\"; name a street file, or write modes: "
                            "[circle]");
    return LC_OK;
}

static double largest_limit_min(const lc_study *study)
{
    return study->limits_min[study->limit_count - 1];
}

/* What the fastest profile walks within the largest limit. */
static double reach_m(const lc_study *study)
{
    double fastest_mps = 0;
    for (size_t i = 0; i < study->profile_count; i++)
        fastest_mps = fmax(fastest_mps, study->profiles[i].speed_mps);
    return largest_limit_min(study) * 60 * fastest_mps;
}

static lc_status set_distances(lc_yaml *yaml, draft *all)
{
    lc_study *study = all->study;
    if (!all->horizon_given)
        study->horizon_min = fmax(60, largest_limit_min(study));
    if (study->horizon_min < largest_limit_min(study))
        return lc_yaml_fail(yaml, all->horizon,
                            "horizon_min (%g) must not be below the largest limit (%g minutes)",
                            study->horizon_min, largest_limit_min(study));
    /* 1000 m in 15 min is no round number in binary: margins are whole metres. */
    double reach = ceil(reach_m(study) - 1e-6);
    if (!all->margin_given)
        study->margin_m = reach + 500;
    if (study->margin_m < reach)
        return lc_yaml_fail(yaml, all->margin,
                            "margin_m (%g) must be at least %g, what the fastest profile walks "
                            "within the largest limit; otherwise people near the boundary lose "
                            "facilities beyond it",
                            study->margin_m, reach);
    return LC_OK;
}

/* Without a day of its own the study stands at the end of the newest year of its people, so that a
 * run next month gives the same. */
static lc_status set_as_of(lc_ctx *ctx, lc_study *study)
{
    const char *newest = NULL;
    for (size_t i = 0; i < study->source_count; i++) {
        const char *year = study->sources[i].year;
        if (year != NULL && (newest == NULL || strcmp(year, newest) > 0))
            newest = year;
    }
    if (study->as_of == NULL && newest != NULL)
        study->as_of = lc_format(ctx, "%s-12-31", newest);
    return study->as_of != NULL ? LC_OK : LC_MEMORY;
}

static bool has_group(const lc_study *study, const char *code)
{
    for (size_t i = 0; i < study->source_count; i++) {
        for (size_t j = 0; j < study->sources[i].group_count; j++) {
            if (strcmp(study->sources[i].groups[j].group, code) == 0)
                return true;
        }
    }
    return false;
}

static lc_status check_groups(lc_yaml *yaml, const draft *all)
{
    for (size_t i = 0; i < all->study->group_count; i++) {
        if (!has_group(all->study, all->study->groups[i]))
            return lc_yaml_fail(yaml, all->group_places[i],
                                "no population file has the group \"%s\"; name its column under "
                                "groups of a population file",
                                all->study->groups[i]);
    }
    return LC_OK;
}

/* One file or folder: it must be there, and where the study may read. */
static lc_status check_one(lc_yaml *yaml, const lc_study *study, lc_place place,
                           const char *written, const char *path, bool folder)
{
    if (path == NULL)
        return LC_OK;
    lc_status status = folder ? lc_study_check_folder(yaml->ctx, yaml->name, place, written, path)
                              : lc_study_check_file(yaml->ctx, yaml->name, place, written, path);
    if (status == LC_OK)
        status = lc_study_may_read(yaml->ctx, study, yaml->name, place, written, path);
    return status;
}

/* Last, so that a mistake in the text is told before a file that is still to come. */
static lc_status check_files(lc_yaml *yaml, const lc_study *study)
{
    lc_status status = lc_study_allow_check(yaml->ctx, yaml->name, study);
    for (size_t i = 0; status == LC_OK && i < study->source_count; i++)
        status = check_one(yaml, study, study->sources[i].place, study->sources[i].written,
                           study->sources[i].path, false);
    if (status == LC_OK)
        status =
            check_one(yaml, study, study->types_place, study->types_written, study->types, false);
    if (status == LC_OK)
        status = check_one(yaml, study, study->indicators_place, study->indicators_written,
                           study->indicators, true);
    if (status == LC_OK)
        status = check_one(yaml, study, study->foot_rules_place, study->foot_rules_written,
                           study->foot_rules, false);
    if (status == LC_OK && study->elevation != NULL) /* whoever reads it says what it lacks */
        status = lc_study_may_read(yaml->ctx, study, yaml->name, study->elevation_place,
                                   study->elevation_written, study->elevation);
    return status;
}

lc_status lc_study_may_write(lc_ctx *ctx, const lc_study *study, lc_place place, const char *key,
                             const char *path)
{
    const lc_place top = {1, 1};
    return lc_study_may_open(ctx, study, study->path, place.line > 0 ? place : top, key, path);
}

static lc_status set_defaults(lc_yaml *yaml, draft *all)
{
    static const double limits_min[] = {5, 10, 15};
    lc_ctx *ctx = yaml->ctx;
    lc_study *study = all->study;
    if (study->limit_count == 0) {
        memcpy(study->limits_min, limits_min, sizeof limits_min);
        study->limit_count = 3;
    }
    if (!all->modes_given) {
        study->circle = true;
        study->network = has_role(study, LC_ROLE_STREETS);
    }
    lc_status status = study->profile_count > 0 ? LC_OK : lc_study_default_profile(ctx, study);
    if (status == LC_OK && study->title_zh == NULL && study->title_en == NULL) {
        study->title_zh = lc_strdup(ctx, "社区生活圈评估");
        study->title_en = lc_strdup(ctx, "Community service circles");
    }
    if (status == LC_OK)
        status = lc_study_fill_names(ctx, &study->title_zh, &study->title_en, "");
    if (status == LC_OK && study->out == NULL)
        study->out = lc_study_resolve(ctx, study->folder, "out");
    return status == LC_OK && study->out == NULL ? LC_MEMORY : status;
}

static lc_status read_document(lc_yaml *yaml, draft *all)
{
    yaml_node_t *root = yaml_document_get_root_node(&yaml->document), *version;
    /* The version first: a newer file may hold keys that are unknown here. */
    bool versioned = lc_yaml_find(yaml, root, "lifecircle", &version) != NULL;
    lc_status status = versioned ? read_version(yaml, version, NULL) : LC_OK;
    if (status == LC_OK)
        status = lc_yaml_map(yaml, root, LC_N("the study"), study_keys,
                             sizeof study_keys / sizeof *study_keys, all);
    if (status == LC_OK && !versioned)
        status = lc_yaml_fail(yaml, lc_yaml_place(root),
                              "the study lacks its version; begin it with the line lifecircle: 1");
    if (status == LC_OK)
        status = order_sources(yaml->ctx, all);
    if (status == LC_OK)
        status = check_roles(yaml, all, lc_yaml_place(root));
    if (status == LC_OK)
        status = set_defaults(yaml, all);
    if (status == LC_OK)
        status = set_distances(yaml, all);
    if (status == LC_OK)
        status = check_groups(yaml, all);
    if (status == LC_OK)
        status = lc_study_settle_circles(yaml, all->study);
    if (status == LC_OK)
        status = set_as_of(yaml->ctx, all->study);
    return status == LC_OK ? check_files(yaml, all->study) : status;
}

/* --- in and out --- */

static lc_status locate(lc_ctx *ctx, const char *path, lc_study *study)
{
    char here[PATH_MAX];
    if (path[0] != '/' && getcwd(here, sizeof here) == NULL)
        return lc_fail(ctx, LC_IO, "The current folder cannot be told; enter one that exists.");
    study->path = lc_study_resolve(ctx, here, path);
    if (study->path == NULL)
        return LC_MEMORY;
    study->folder = lc_path_folder(ctx, study->path);
    return study->folder != NULL ? LC_OK : LC_MEMORY;
}

lc_status lc_study_parse(lc_ctx *ctx, const char *bytes, size_t size, const char *path,
                         lc_study **out)
{
    *out = NULL;
    lc_yaml yaml = {0};
    draft all = {.study = lc_study_new(ctx)};
    lc_array_init(&all.sources, sizeof(lc_source));
    lc_status status = all.study != NULL ? locate(ctx, path, all.study) : LC_MEMORY;
    if (status == LC_OK)
        status = lc_yaml_load(&yaml, ctx, path, bytes, size);
    if (status == LC_OK)
        status = read_document(&yaml, &all);
    if (status == LC_OK) {
        *out = all.study;
        all.study = NULL;
    }
    for (size_t i = 0; i < all.sources.count; i++)
        lc_source_clear(lc_array_at(&all.sources, i));
    lc_array_clear(&all.sources);
    free(all.group_places);
    lc_study_free(all.study);
    lc_yaml_clear(&yaml);
    return status;
}

lc_status lc_study_read(lc_ctx *ctx, const char *path, lc_study **out)
{
    *out = NULL;
    char *bytes = NULL;
    size_t size = 0;
    lc_status status = lc_study_bytes(ctx, path, &bytes, &size);
    if (status == LC_OK)
        status = lc_study_parse(ctx, bytes, size, path, out);
    free(bytes);
    return status;
}
