/* The study file: what a planner asks for, in one YAML document, read into plain structs.
 * docs/study-file.md is its manual. Every struct is owned by the lc_study; lc_study_free frees all.
 * Texts are UTF-8; absent texts are NULL. */
#ifndef LC_STUDY_STUDY_H
#define LC_STUDY_STUDY_H

#include <lifecircle/context.h>
#include <stddef.h>

/* Where in the study file a thing was written, from 1. 0 for a default. */
typedef struct lc_place {
    int line, column;
} lc_place;

/* One `ours: theirs` pair of a mapping. */
typedef struct lc_pair {
    char *key;
    char *value;
    lc_place place;
} lc_pair;

typedef struct lc_pairs {
    lc_pair *items;
    size_t count;
} lc_pairs;

/* `map: {field: {theirs: ours}}` one row per translated value. */
typedef struct lc_value_rule {
    char *field;  /* our field: type, class, kind, level, status, ownership */
    char *theirs; /* as written in the data */
    char *ours;
    lc_place place;
} lc_value_rule;

/* How a condition compares. */
typedef enum lc_compare {
    LC_COMPARE_EQUAL,
    LC_COMPARE_UNEQUAL,
    LC_COMPARE_LESS,
    LC_COMPARE_AT_MOST,
    LC_COMPARE_MORE,
    LC_COMPARE_AT_LEAST
} lc_compare;

/* `where: {column: condition}`: rows that do not meet every condition are left out. */
typedef struct lc_condition {
    char *column;  /* theirs */
    char *written; /* as written, "> 0" */
    char *text;    /* what is compared with */
    double number; /* its number; NaN when it is none (only = and != take texts) */
    lc_compare compare;
    lc_place place;
} lc_condition;

typedef enum lc_role {
    LC_ROLE_REGIONS,
    LC_ROLE_FACILITIES,
    LC_ROLE_POPULATION,
    LC_ROLE_STREETS,
    LC_ROLE_TARGETS,
    LC_ROLE_OBSERVATIONS, /* figures that offices report */
    LC_ROLE_CONTEXT,      /* rivers, railways, expressways: drawn on maps only */
    LC_ROLE_COUNT
} lc_role;

typedef enum lc_population_form {
    LC_POPULATION_POINTS,
    LC_POPULATION_POLYGONS,
    LC_POPULATION_RASTER
} lc_population_form;

/* One group of people and the column (or, for a raster, nothing) that holds its figure. */
typedef struct lc_group_column {
    char *group;  /* code: resident, registered, age60 ... */
    char *column; /* their column; NULL for a raster */
    lc_place place;
} lc_group_column;

/* One file, and how to read it. */
typedef struct lc_source {
    lc_role role;
    lc_place place;    /* of the file's name */
    char *path;        /* resolved against the study file's folder */
    char *written;     /* as written, for messages and provenance */
    const char *bytes; /* a table that is compiled in: its text, static; NULL for a file */
    size_t byte_count;
    char *layer;           /* or sheet; NULL takes the only one */
    char *encoding;        /* NULL: from the file, sniffed where it does not say */
    char *crs;             /* EPSG:n, WKT, PROJ text, gcj02 or bd09; NULL: from the file */
    lc_pairs columns;      /* our field -> their column; unnamed fields are found by alias */
    lc_pairs constants;    /* `set:` our field -> one value for every row */
    lc_value_rule *values; /* `map:` */
    size_t value_count;
    lc_condition *conditions; /* `where:` */
    size_t condition_count;
    /* context alone */
    bool blocks; /* no straight leg from a place to its street crosses what is in this file */
    /* streets alone, for line layers */
    double tolerance_m; /* ends this near to another line join it; default 0 */
    bool noding;        /* lines of one level join where they cross */
    /* population alone */
    lc_population_form form;
    double grid_m; /* polygons: spacing of the points, default 100 */
    int band;      /* raster: from 1 */
    char *year; /* the year the figures are of, four digits; part of every ratio's base; never NULL
                   for population */
    lc_group_column *groups;
    size_t group_count;
} lc_source;

/* A foot rule that the study turns on or off. */
typedef struct lc_rule_use {
    char *id;
    bool on;
    lc_place place;
} lc_rule_use;

/* How somebody walks. A preset (standard, adult, elder, frail, step_free) or the study's own. */
typedef struct lc_profile {
    char *code;
    char *name_zh, *name_en;
    double speed_mps;    /* on the level; standard is 1000 m in 15 min */
    double steps_factor; /* time on steps / time on the level, >= 1 */
    double crossing_s;   /* lost at each marked crossing */
    double elevator_s;   /* lost at each lift */
    bool step_free;      /* steps cannot be walked at all */
    bool slope;          /* climbs and descents take the time they take, where heights are known */
    lc_place place;
} lc_profile;

/* A named set of facility types, counted together. */
typedef struct lc_type_set {
    char *code;
    char *name_zh, *name_en;
    char **types;
    size_t type_count;
    lc_place place;
} lc_type_set;

/* A built-in plan that the study is held against. */
typedef struct lc_plan_use {
    char *code;
    lc_place place; /* line 0: not named in the study file */
} lc_plan_use;

/* What a circle is to hold: a centre, and for each item a facility that performs one of its
 * functions. */
typedef struct lc_function_list {
    char *code;
    char *name_zh, *name_en;
    char *centre;    /* code of a set of types */
    char *functions; /* "a/b;c": items, and what stands for one another within an item */
    lc_place place;
} lc_function_list;
enum { LC_FUNCTION_ITEMS_MAX = 30 }; /* of one list: what is reached is kept as bits */

typedef enum lc_output_format {
    LC_FORMAT_GPKG = 1,
    LC_FORMAT_SHAPEFILE = 2,
    LC_FORMAT_CSV = 4,
    LC_FORMAT_JSON = 8,
    LC_FORMAT_HTML = 16,
    LC_FORMAT_GEOJSON = 32,
    LC_FORMAT_XLSX = 64,
    LC_FORMAT_PDF = 128
} lc_output_format;

/* Which service areas are drawn: bits of lc_study.area_kinds. */
typedef enum lc_area_kind {
    LC_AREA_DISSOLVED = 1,   /* one per type and limit */
    LC_AREA_OVERLAPPING = 2, /* one per facility and limit */
    LC_AREA_SPLIT = 4        /* the same, each stretch of street with its nearest facility alone */
} lc_area_kind;

enum { LC_LIMITS_MAX = 8, LC_TREND_MAX = 20 };

/* In which classes of regions further service circles are formed: bits. */
typedef enum lc_circle_class {
    LC_CIRCLE_CENTRAL = 1,
    LC_CIRCLE_URBANISED = 2,
    LC_CIRCLE_RURAL = 4
} lc_circle_class;

/* `circles`: service circles as units. */
typedef struct lc_circle_wish {
    bool asked;       /* false: all that follows is 0 */
    char *types;      /* code of the set of centres, default comprehensive_centre */
    char *group;      /* the people that are counted, default resident */
    double people[2]; /* least and most of a further circle, default 30,000 and 50,000 */
    double limit_min; /* of the study's limits; default 15, or the largest */
    bool network;     /* by walks; else by radius. Default: walks where there are streets */
    unsigned classes; /* lc_circle_class bits, default central and urbanised */
    /* while the file is read */
    size_t bound_count;
    bool mode_given;
    lc_place place, group_place, limit_place, mode_place;
} lc_circle_wish;

/* A folder, or a file, that the study opens to itself. */
typedef struct lc_allowed {
    char *path; /* absolute, as written */
    lc_place place;
} lc_allowed;

typedef struct lc_study {
    char *path; /* the study file itself, absolute */
    bool go_on; /* not of the file: an input that cannot be used is a finding, not the end */
    struct lc_mender *mender; /* not of the file: corrected copies, see src/source/mend.h; NULL */
    char *folder;             /* absolute; paths in the file are relative to it */
    char *title_zh, *title_en;
    int language; /* an lc_language, or -1 when the file does not say */
    char *as_of;  /* YYYY-MM-DD: the day on which facilities count as open and targets as due;
                   * default 31 December of the newest        population year */
    int trend_years[LC_TREND_MAX]; /* ascending; each means its 31 December */
    size_t trend_count;
    char *store; /* NULL: lifecircle.sqlite in the output folder */
    char *out;   /* output folder, absolute; default out/ beside the study file */
    lc_place store_place, out_place; /* line 0: not named in the study file */
    lc_allowed *allowed;             /* `allow_paths` */
    size_t allowed_count;
    lc_source *sources; /* in the order of roles, then as written */
    size_t source_count;
    char *types; /* a types CSV that adds to or overrides the built-in table, absolute; NULL for
                    none */
    char *types_written; /* as written, for provenance */
    lc_place types_place;
    char *
        indicators; /* a folder of SQL files with the user's own indicators, absolute; NULL: none */
    char *indicators_written;
    lc_place indicators_place;
    char *elevation;         /* a raster of heights, absolute; NULL for a level town */
    char *elevation_written; /* as written, for provenance */
    lc_place elevation_place;
    char *foot_rules; /* a CSV of foot rules that adds to or overrides the built-in table, absolute;
                         NULL for none */
    char *foot_rules_written;
    lc_place foot_rules_place;
    lc_rule_use *rule_uses; /* `on:` and `off:` of foot_rules */
    size_t rule_use_count;
    lc_plan_use *plans; /* built-in plans whose rows are targets, too; no code twice */
    size_t plan_count;
    lc_type_set *sets;
    size_t set_count;
    lc_function_list *function_lists; /* beside the built-in ones, or instead of them */
    size_t function_list_count;
    lc_profile *profiles; /* at least one; the first is the one that targets use */
    size_t profile_count;
    double limits_min[LC_LIMITS_MAX]; /* ascending minutes; default 5 10 15 */
    size_t limit_count;
    bool circle, network; /* modes; network needs streets; default circle, and network when there
                             are streets */
    double horizon_min; /* how far the nearest facility is looked for, >= the largest limit; default
                           60, or that limit */
    double margin_m;    /* how far beyond the boundary things are read, >= max(limit) at the fastest
                           profile; default that + 500 */
    double snap_warn_m; /* default 100 */
    double snap_limit_m; /* default 300 */
    char **groups; /* groups to report for every type; NULL: the groups that each type serves */
    size_t group_count;
    bool for_targets;    /* indicators are made for what targets ask, not for all sets and groups */
    unsigned area_kinds; /* lc_area_kind bits; default LC_AREA_DISSOLVED; 0: none */
    double street_half_width_m; /* of service areas, default 30 */
    bool areas_of_every_limit;  /* default: of the largest alone */
    lc_circle_wish circles;
    unsigned formats; /* lc_output_format bits */
    bool csv_bom;
    bool shapefile_gbk; /* the texts of Shapefiles in GBK, else UTF-8 */
} lc_study;

/* Reads and checks a study file. On failure the message says file:line:column, what was expected
 * and, for an unknown key, the nearest valid one. *out is yours (lc_study_free), NULL on failure.
 * LC_INPUT, LC_IO, LC_MEMORY. O(size). */
lc_status lc_study_read(lc_ctx *ctx, const char *path, lc_study **out);
/* The same from bytes in memory; `path` names them in messages and its folder is what relative
 * paths start from. */
lc_status lc_study_parse(lc_ctx *ctx, const char *bytes, size_t size, const char *path,
                         lc_study **out);
void lc_study_free(lc_study *study);

/* LC_INPUT, with the line that would allow it, when the place that the study names by `key` (out,
 * store) leads to where it may not write. */
lc_status lc_study_may_write(lc_ctx *ctx, const lc_study *study, lc_place place, const char *key,
                             const char *path);

/* Adds a built-in plan to those that the file names; one that is there already stays once.
 * LC_MEMORY. */
lc_status lc_study_add_plan(lc_ctx *ctx, lc_study *study, const char *code, lc_place place);

/* The value of a pair, or NULL. O(count). Borrowed. */
const char *lc_pairs_get(const lc_pairs *pairs, const char *key);

/* The code of a role as the study file writes it ("regions"). Static. */
const char *lc_role_name(lc_role role);
/* The fields of a role, ours, that `columns` and `set` may name. Static. */
const char *const *lc_role_fields(lc_role role, size_t *count);

/* The version of libyaml, for provenance. Static. */
const char *lc_study_yaml_version(void);

/* How a file of the study is read from now on. */
typedef enum lc_edit_form {
    LC_EDIT_NAME,  /* as before */
    LC_EDIT_TABLE, /* a CSV in UTF-8 */
    LC_EDIT_LAYER  /* a layer of the same name in EPSG:4326 */
} lc_edit_form;

/* Another name in the study's text. */
typedef struct lc_study_edit {
    lc_place place; /* of the name */
    const char *file;
    lc_edit_form form;
} lc_study_edit;
/* The text of the study file with these names in it, and with what it says of reading those files
 * (encoding, layer or sheet, crs) to match; all else as it was written. *out is yours.
 * LC_UNSUPPORTED where one anchor stands for several. */
lc_status lc_study_rewrite(lc_ctx *ctx, const lc_study *study, const lc_study_edit *edits,
                           size_t count, char **out);

#endif
