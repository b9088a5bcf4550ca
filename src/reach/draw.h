/* Drawing the streets that are walked: where they lie on a flat plane, which stretches of them are
 * within a limit, and those as lines. For the files draw_*.c alone. */
#ifndef LC_REACH_DRAW_H
#define LC_REACH_DRAW_H

#include "crs/crs.h"
#include "reach/internal.h"

/* What all who draw read: the streets of one measure on the plane. */
typedef struct lc_reach_canvas {
    const lc_reach_model *model;
    const lc_reach_walk *walk;
    lc_lonlat centre;      /* of the plane (lc_plane_open) */
    double *xy_m;          /* a pair per vertex of the model */
    double *along_m;       /* per vertex: metres from its edge's first one */
    double *entrance_m;    /* a pair per entrance */
    uint32_t *piece;       /* per edge of the graph: the street piece that it is, or LC_UNREACHED */
    uint32_t *edges_start; /* per node of the graph and one more: its edges that are pieces are
                              edges_at[edges_start[node]] .. edges_at[edges_start[node + 1] - 1] */
    uint32_t *edges_at;
} lc_reach_canvas;
lc_status lc_reach_canvas_init(lc_reach_canvas *canvas, const lc_reach_model *model,
                               const lc_reach_walk *walk);
void lc_reach_canvas_clear(lc_reach_canvas *canvas);

/* A stretch of a street piece, in its real length from its first vertex. */
typedef struct lc_reach_stretch {
    uint32_t piece, begin_mm, end_mm;
} lc_reach_stretch;

/* What one thread draws with. */
typedef struct lc_reach_pen {
    lc_ctx *ctx; /* borrowed; a context of the thread's own */
    const lc_reach_canvas *canvas;
    lc_reacher *reacher;
    const uint32_t *cost_mm; /* per node, of the last search */
    uint32_t *mark;          /* per edge of the graph: the last search that came by */
    uint32_t search;
    lc_array edges;     /* uint32_t: those that the last search came by */
    lc_array doors;     /* the entrances searched from that meet a street */
    lc_array stretches; /* lc_reach_stretch, by piece */
    lc_array parts;     /* lc_reach_stretch: before those that touch are joined */
} lc_reach_pen;
lc_status lc_reach_pen_init(lc_reach_pen *pen, lc_ctx *ctx, const lc_reach_canvas *canvas,
                            uint32_t limit_mm);
void lc_reach_pen_clear(lc_reach_pen *pen);
/* Searches from the entrances first .. end - 1, to the pen's limit. O(what is reached). */
lc_status lc_reach_pen_search(lc_reach_pen *pen, uint32_t first, uint32_t end);
/* Fills `stretches` with all from where one of them is within limit_mm (at most the pen's). */
lc_status lc_reach_pen_stretches(lc_reach_pen *pen, uint32_t limit_mm);
/* Appends the corners of a stretch to `corners` (pairs), `coordinates` being a pair per vertex of
 * the model, on the plane or on the globe. Appends nothing where the piece has no length there. */
lc_status lc_reach_pen_line(const lc_reach_pen *pen, const lc_reach_stretch *stretch,
                            const double *coordinates, lc_array *corners);
/* The walked part of the leg from an entrance to the street, on the plane, and its two ends; false
 * where the entrance meets no street. */
bool lc_reach_pen_leg(const lc_reach_pen *pen, uint32_t entrance, uint32_t limit_mm, double xy[4]);

/* A stretch and the facility of the type, counted from its first, that is nearest from it. */
typedef struct lc_reach_share {
    uint32_t facility;
    lc_reach_stretch stretch;
} lc_reach_share;
/* Gives every stretch within limit_mm of a facility of the type to the nearest one, among equals to
 * the first, to the millimetre: `out` (lc_reach_share) by facility, then in the order of the
 * streets. O(n + m) and one search (draw_split.c). */
lc_status lc_reach_split(const lc_reach_canvas *canvas, const lc_reach_type *type,
                         uint32_t limit_mm, lc_array *out);

/* Fills service_area (draw_area.c). */
lc_status lc_reach_draw_areas(const lc_reach_canvas *canvas, const lc_reach_measure *measure);

#endif
