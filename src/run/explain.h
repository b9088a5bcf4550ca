/* What lc_explain gathers, and who tells it: as text, as JSON, as a layer. For this room alone. */
#ifndef LC_RUN_EXPLAIN_H
#define LC_RUN_EXPLAIN_H

#include <lifecircle/lifecircle.h>

#include "base/base.h"
#include "graph/streets.h"
#include "network/network.h"
#include "reach/trace.h"
#include "store/store.h"

/* All texts are owned by the explanation or static. NULL where nothing is known. */

typedef struct lc_explain_region {
    const char *level, *code, *name;
} lc_explain_region;

typedef struct lc_explain_profile {
    const char *code, *name;
    double speed_mps;
    bool step_free;
    int64_t circle, network; /* measures; 0: the study does not measure so */
} lc_explain_profile;

/* How the place meets the streets. */
typedef enum lc_explain_snap {
    LC_SNAP_NO_NETWORK, /* the study has no walks */
    LC_SNAP_OK,
    LC_SNAP_FAR,
    LC_SNAP_UNSNAPPED
} lc_explain_snap;

typedef struct lc_explain_street {
    const char *name, *road_class;
} lc_explain_street;

typedef struct lc_explain_join {
    lc_explain_snap snap;
    bool blocked; /* a barrier kept it from the nearest street */
    int64_t leg_mm;
    lc_join join;
    lc_lonlat at; /* on the street; the place itself when unsnapped */
    lc_explain_street street;
} lc_explain_join;

/* The nearest facility of a type. */
typedef struct lc_explain_end {
    lc_trace_end end;
    const char *code, *name;
} lc_explain_end;

typedef enum lc_explain_kind {
    LC_LEG_TO_STREET,
    LC_LEG_STREET,
    LC_LEG_FROM_STREET
} lc_explain_kind;

/* One leg of the way: consecutive pieces of one street. Its line is xy[first] .. xy[end - 1]. */
typedef struct lc_explain_leg {
    lc_explain_kind kind;
    lc_explain_street street; /* nothing for straight legs */
    uint16_t flags;           /* LC_PIECE_* that tell what the street is; no directions */
    uint16_t stops;           /* bit lc_node_kind of every node at which was waited */
    uint64_t length_mm;       /* real */
    uint32_t cost_mm, wait_mm;
    uint32_t total_mm; /* walked at its end */
    size_t first, end;
} lc_explain_leg;

/* Where a limit ends, on the way: after along_mm real millimetres of a leg, at xy[vertex]. */
typedef struct lc_explain_mark {
    size_t limit, leg, vertex;
    uint64_t along_mm;
} lc_explain_mark;

/* What the straight line to the circle's nearest crosses. */
typedef struct lc_explain_barrier {
    const char *kind, *name;
    bool blocks;
} lc_explain_barrier;

typedef enum lc_explain_verdict {
    LC_COVERED_BY_ALL, /* that the study measures */
    LC_COVERED_BY_CIRCLE,
    LC_COVERED_BY_WALK,
    LC_COVERED_BY_NONE
} lc_explain_verdict;

typedef struct lc_explain_type {
    int64_t id;
    const char *code, *name;
    int64_t counting, known; /* facilities that count, and all */
    lc_explain_end circle, walk;
    lc_explain_verdict verdict; /* at the largest limit */
    lc_array legs;              /* lc_explain_leg; empty when no way was found */
    lc_array xy;                /* lc_lonlat of all legs, one after the other */
    lc_array marks;             /* lc_explain_mark */
    lc_array barriers;          /* lc_explain_barrier */
} lc_explain_type;

/* Why a street nearby does not help. */
typedef enum lc_explain_closed {
    LC_CLOSED_RULE,    /* a rule says that nobody walks here */
    LC_CLOSED_ENDS,    /* only where a walk begins or ends */
    LC_CLOSED_STEPS,   /* the profile takes no steps */
    LC_CLOSED_ONE_WAY, /* in one direction alone */
    LC_CLOSED_NODE     /* something stands across it */
} lc_explain_closed;

typedef struct lc_explain_near {
    lc_explain_closed closed;
    lc_explain_street street;
    const char *rule, *words; /* the rule, and what it says */
    double distance_m;
    lc_array line; /* lc_lonlat; for LC_CLOSED_NODE the one place */
} lc_explain_near;

enum { LC_EXPLAIN_NEAR_M = 150, LC_EXPLAIN_NEAR_MAX = 12 };

typedef struct lc_explanation {
    lc_ctx *ctx;
    lc_store *store;
    lc_array kept; /* char *: the texts */
    bool zh;
    lc_lonlat at;
    const char *title, *as_of;
    double horizon_min, snap_warn_m, snap_limit_m;
    lc_array regions; /* lc_explain_region, finest first; empty outside the study */
    lc_explain_profile profile;
    lc_network *network;       /* NULL: no walks */
    const lc_streets *streets; /* the network's */
    lc_trace *trace;
    lc_explain_join join;
    bool whole;       /* one type was named: the whole story */
    lc_array types;   /* lc_explain_type */
    lc_array near;    /* lc_explain_near, nearest first */
    size_t near_left; /* how many more there are */
} lc_explanation;

/* A copy that lives as long as the explanation; NULL for NULL. *failed is set when memory is out.
 */
const char *lc_explain_keep(lc_explanation *e, const char *text, bool *failed);

/* --- explain_join.c --- */
lc_status lc_explain_join_place(lc_explanation *e);

/* --- explain_near.c --- */
/* Streets within LC_EXPLAIN_NEAR_M that cannot be walked as others can. */
lc_status lc_explain_find_near(lc_explanation *e);
/* What lies between the place and the circle's nearest. */
lc_status lc_explain_find_barriers(lc_explanation *e, lc_explain_type *type);

/* --- explain_way.c --- */
/* The position of an offset (real millimetres) on a street piece. O(vertices of the piece). */
lc_lonlat lc_explain_point(const lc_streets *streets, uint32_t piece, uint32_t offset_mm);
/* A street's name and class. */
lc_status lc_explain_street_of(lc_explanation *e, uint32_t street_id, lc_explain_street *street);
/* The legs of the walk, where there is one, and where limits end on it. */
lc_status lc_explain_find_way(lc_explanation *e, lc_explain_type *type);

/* --- telling --- */
lc_status lc_explain_text(const lc_explanation *e, lc_text *text);
lc_status lc_explain_json(const lc_explanation *e, lc_text *text);
/* LC_USAGE for another ending than .geojson or .gpkg; asked before any work is done. */
lc_status lc_explain_check_out(lc_ctx *ctx, const char *out, bool overwrite);
lc_status lc_explain_layer(const lc_explanation *e, const char *out, bool overwrite);

static inline const lc_explain_type *lc_explain_type_at(const lc_explanation *e, size_t i)
{
    return lc_array_at(&e->types, i);
}
static inline const lc_explain_leg *lc_explain_leg_at(const lc_explain_type *type, size_t i)
{
    return lc_array_at(&type->legs, i);
}
static inline const lc_explain_mark *lc_explain_mark_at(const lc_explain_type *type, size_t i)
{
    return lc_array_at(&type->marks, i);
}
static inline const lc_explain_near *lc_explain_near_at(const lc_explanation *e, size_t i)
{
    return lc_array_at(&e->near, i);
}

#endif
