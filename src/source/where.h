/* Which rows a study asks for. */
#ifndef LC_SOURCE_WHERE_H
#define LC_SOURCE_WHERE_H

#include "gio/gio.h"
#include "study/study.h"

/* The columns that the conditions of `source` look at: *columns has condition_count indexes and is
 * yours (free()), NULL without conditions. LC_INPUT when the file lacks one. */
lc_status lc_where_resolve(lc_ctx *ctx, const lc_source *source, const lc_layer_info *info,
                           int **columns);
/* Does the row meet every condition? An empty cell meets only "!= text"; text under a comparison of
 * numbers meets nothing. O(conditions). */
bool lc_where_holds(const lc_source *source, const int *columns, const lc_record *record);

#endif
