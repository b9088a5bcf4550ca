/* What GDAL 3.6 leaves out of a GeoPackage, or does slowly. For this room alone. */
#ifndef LC_GIO_GEOPACKAGE_H
#define LC_GIO_GEOPACKAGE_H

#include <gdal.h>

#include "base/base.h"
#include "gio/gio.h"
#include "gio/statement.h"

/* How people call a column. All owned. */
typedef struct gio_alias {
    char *table, *column, *alias;
} gio_alias;

/* Within the writer's transaction; failures of SQLite show in the caller's gio_quiet. LC_MEMORY
 * alone is returned. */
lc_status gio_geopackage_aliases(lc_ctx *ctx, GDALDatasetH dataset, const gio_alias *aliases,
                                 size_t count);

/* A row of layer_styles, where QGIS looks for how a layer is drawn; `first`: the table is made
 * before. `time` is RFC 3339. As above. */
lc_status gio_geopackage_style(lc_ctx *ctx, GDALDatasetH dataset, const lc_style_spec *style,
                               const char *time, bool first);

/* Runs geopackage/<name> with `tail` (NULL for none) behind it; `sql` is room to write it in, its
 * failure to grow is the caller's to ask for. *first (NULL when nobody asks) is the first value of
 * the first row, yours, NULL for none. */
void gio_geopackage_run(GDALDatasetH dataset, lc_text *sql, const char *name,
                        const gio_param *params, size_t count, const char *tail, char **first);

/* Is the layer a view? */
bool gio_geopackage_is_view(lc_ctx *ctx, GDALDatasetH dataset, const char *layer);

/* --- rtree.c: a layer's spatial index, made in one piece when all rows are there --- */

/* A row of the layer and where it lies. */
typedef struct gio_box {
    int64_t id;
    float low_x, high_x, low_y, high_y; /* rounded outwards */
} gio_box;

typedef struct gio_rtree {
    char *name;     /* of the index, NULL when none is being made; owned */
    char *trigger;  /* SQL of what is put back at the end; owned */
    lc_array boxes; /* of gio_box */
} gio_rtree;

void gio_rtree_init(gio_rtree *tree);
void gio_rtree_clear(gio_rtree *tree);
/* Makes the index of an empty layer, whose rows are then told with gio_rtree_add and not by SQLite.
 * Failures show as above. */
lc_status gio_rtree_begin(lc_ctx *ctx, GDALDatasetH dataset, const char *table, gio_rtree *tree);
lc_status gio_rtree_add(lc_ctx *ctx, gio_rtree *tree, int64_t id, const double low[2],
                        const double high[2]);
/* Packs the index and writes it; nothing when none is begun. O(n log n). */
lc_status gio_rtree_end(lc_ctx *ctx, GDALDatasetH dataset, gio_rtree *tree);

#endif
