/* What a study may open: what is below its own folder, and what it or the person at the program
 * names (docs/decisions/0012-allow-paths.md). */
#ifndef LC_STUDY_ALLOW_H
#define LC_STUDY_ALLOW_H

#include "study/yaml_reader.h"

/* Reads `allow_paths`. */
lc_status lc_study_allow(lc_yaml *yaml, yaml_node_t *value, lc_study *study);
void lc_study_allow_clear(lc_study *study);
/* Refuses entries that would open a whole computer, and says which are used. */
lc_status lc_study_allow_check(lc_ctx *ctx, const char *name, const lc_study *study);

/* LC_INPUT, with the line that would allow it, where `path` leads outside. `name` is the study file
 * and `written` the path as messages call them. */
lc_status lc_study_may_open(lc_ctx *ctx, const lc_study *study, const char *name, lc_place place,
                            const char *written, const char *path);
/* The same for a file and what lies beside it under the same name (the parts of a Shapefile,
 * overviews, styles), where links are concerned; for a folder, for all that is in it. */
lc_status lc_study_may_read(lc_ctx *ctx, const lc_study *study, const char *name, lc_place place,
                            const char *written, const char *path);

#endif
