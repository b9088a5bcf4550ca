/* How a GIS draws the layers: QGIS styles made of the templates in geodata/styles, with the words
 * of the run and what the store holds filled in. For room report alone. */
#ifndef LC_REPORT_STYLE_H
#define LC_REPORT_STYLE_H

#include "base/base.h"
#include "report/layer_table.h"
#include "store/store.h"

typedef struct lc_styles lc_styles;

/* Reads what styles depend on, in the context's language. *out is yours (lc_styles_free). */
lc_status lc_styles_read(lc_store *store, lc_styles **out);
void lc_styles_free(lc_styles *styles);

/* Hears of one style; `name` and `qml` are borrowed for the call. */
typedef lc_status lc_style_fn(void *user, const lc_layer_table *table, const char *name,
                              const char *qml, bool is_default);
/* Makes the styles of a layer: the one it opens with first, and, unless `alone`, those to choose
 * from. `brief`: fields have their short names. Layers without a template have none. */
lc_status lc_styles_each(const lc_styles *styles, const lc_layer_table *table, bool brief,
                         bool alone, lc_style_fn *fn, void *user);

/* --- style_views.c: what there is to show --- */

/* A class of a legend, or a symbol; texts are owned, NULL where the list has none. */
typedef struct lc_style_item {
    char *value; /* code, or number */
    char *label;
    char *filter; /* a QGIS expression */
    char *colour, *shape;
} lc_style_item;

/* One of the maps that a layer can show. */
typedef struct lc_style_view {
    char *name;     /* for people */
    char *filter;   /* the rows it shows, a QGIS expression; NULL: all of them */
    lc_array bands; /* of lc_style_item: its own classes */
} lc_style_view;

/* A set of types with the group of people it is shown for. */
typedef struct lc_style_set {
    char *code, *name, *group, *group_name;
    lc_array members; /* char *: the codes of its types */
} lc_style_set;

/* A target that makes a map: its name, and what tells its rows from others. */
enum { LC_STYLE_TARGET_FIELDS = 7 };
typedef struct lc_style_target {
    char *name;
    char *fields[LC_STYLE_TARGET_FIELDS]; /* of lc_style_target_fields; NULL for null */
} lc_style_target;

struct lc_styles {
    lc_store *store;
    lc_ctx *ctx;
    char *level, *profile, *area_kind, *limit; /* limit: the largest, minutes */
    int64_t type_count;                        /* that have a facility in use */
    bool has_network;
    lc_array types, limits; /* of lc_style_item */
    lc_array area_limits;   /* those that service areas are drawn for */
    lc_array sets;          /* of lc_style_set */
    lc_array targets;       /* of lc_style_target */
};

/* Fills `views` (of lc_style_view, empty) for the layer, the default first; at least one. */
lc_status lc_style_views(const lc_styles *styles, const lc_layer_table *table, bool brief,
                         lc_array *views);
void lc_style_views_clear(lc_array *views);

/* A text as a literal of a QGIS expression, quotes and backslashes doubled. */
void lc_style_add_literal(lc_text *out, const char *raw);
/* The name of a field of the layer in this format; asserted to be there. */
const char *lc_style_field(const lc_layer_table *table, bool brief, const char *name);

#endif
