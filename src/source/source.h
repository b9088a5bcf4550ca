/* Files to store tables. Each function fills the tables of one stage inside the transaction that
 * its caller opened with lc_store_stage_begin; it deletes what the tables held before. A row that
 * cannot be used becomes a finding with its file, row, field and reason; a file that cannot be used
 * at all is LC_INPUT with what to do. Memory does not grow with the size of a vector file. The
 * order is that of this page: later stages need the regions, population needs types, targets need
 * all. */
#ifndef LC_SOURCE_SOURCE_H
#define LC_SOURCE_SOURCE_H

#include "osm/foot.h"
#include "store/store.h"
#include "study/study.h"

/* facility_type, type_group, function, type_function, type_set, type_set_member: the tables of
 * geodata/types, which are compiled in, with the study's `types:` and `sets:` on top. Every type is
 * also a set of itself (is_single). LC_INPUT for a set of unknown types. */
lc_status lc_source_types(lc_store *store, const lc_study *study);

/* region, region_tree. Outlines become valid WGS-84 multipolygons, areas are geodesic, ids follow
 * the order of codes. A region's parent is the one it names, else the one whose code begins its own
 * (12-digit codes of the statistical office), else the region of the next higher level present that
 * shares most of its ground. A study without `regions` gets none here: see lc_source_population. */
lc_status lc_source_regions(lc_store *store, const lc_study *study);

/* people_group, population_unit, unit_people, demand, demand_people, set_group. Points are demand
 * as they are; polygons become points grid_m apart, their people spread so that each unit's figure
 * is conserved exactly for every group; of a raster the cells above 0. Units wholly beyond the
 * boundary and margin_m are not read (a finding counts them). Without `regions` one region "all" of
 * level district is made here: the hull of the demand, grown by 100 m. */
lc_status lc_source_population(lc_store *store, const lc_study *study);

/* facility, facility_function, facility_entrance. */
lc_status lc_source_facilities(lc_store *store, const lc_study *study);

/* street, street_node, foot_rule: streets that touch the box around the boundary and its margin,
 * those that nobody may walk with both directions 0. OSM files and line layers by the same foot
 * rules; their vertices are one where they agree in place (1e-7 degree) and level. A line layer is
 * in memory while it is read. */
lc_status lc_source_streets(lc_store *store, const lc_study *study);

/* The built-in table of foot rules with the study's rows on top; `study` may be NULL. *out is yours
 * (lc_foot_rules_free), *rows how many the study's file has. LC_INPUT for a row that cannot be
 * used.
 */
lc_status lc_source_foot_rules(lc_ctx *ctx, const lc_study *study, lc_foot_rules **out,
                               int64_t *rows);

/* LC_INPUT when the study names a plan that is not built in: where, and the nearest code. */
lc_status lc_source_plans_check(lc_ctx *ctx, const lc_study *study);

/* target: the rows of the study's targets files, then those of its built-in plans. `parameters` is
 * stored in one form: key=value joined by ; in the order types, group,
 * limit, mode, level, class, kind. */
lc_status lc_source_targets(lc_store *store, const lc_study *study);

/* observation: figures that offices report, those of the study's files before the baselines of its
 * built-in plans, each with the one text of its question
 * (lc_indicator_question). */
lc_status lc_source_observations(lc_store *store, const lc_study *study);

/* context_feature: what maps draw besides. */
lc_status lc_source_context(lc_store *store, const lc_study *study);

/* SHA-256 of a source file and its bytes, for fingerprints and provenance. A file that comes in
 * parts (.shp with .shx .dbf .prj .cpg, .tab with .dat .map .id .ind, .mif with .mid) is hashed as
 * the list of its parts and their digests. */
lc_status lc_source_sha256(lc_ctx *ctx, const char *path, char hex[65], int64_t *size_bytes);

/* Field i of the study file's fields with its aliases (separated by |), NULL past the last. Static;
 * for the manual. */
const char *lc_source_alias(size_t i, const char **aliases);

#endif
