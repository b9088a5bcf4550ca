/* Lines of one plane: which is near, which cross; and what can be seen across a ring. */
#ifndef LC_GEOM_LINES_H
#define LC_GEOM_LINES_H

#include "geom/geom.h"

/* An index of the segments of lines (GEOS's STR tree). Lines have numbers and levels (a bridge is
 * not on the ground). It borrows geom; one thread at a time. */
typedef struct lc_line_index lc_line_index;
lc_status lc_line_index_new(lc_geom *geom, lc_line_index **out);
void lc_line_index_free(lc_line_index *index);
/* Adds a line of count xy pairs (copied), before the first question. A line may be added in several
 * runs, on several levels. LC_INPUT for numbers that are not finite. */
lc_status lc_line_index_add(lc_line_index *index, size_t line, const double *xy, size_t count,
                            int level);

/* A place on a run of a line: behind vertex `segment`, at `share_01` of the way to the next one. */
typedef struct lc_line_place {
    size_t line, segment;
    double share_01;
    double x, y;
    double distance;
} lc_line_place;

/* The nearest place on a line of `level` other than line `but`, at most `within` away; of several
 * equally near that of the lowest line. O(log n + hits). */
lc_status lc_line_index_nearest(lc_line_index *index, double x, double y, int level, size_t but,
                                double within, bool *found, lc_line_place *place);

/* Calls fn for every place where two segments of one level cross or touch that do not follow one
 * another on one line; both places are told, a before b in the order of adding. Stretches that run
 * along one another are told by no point but those that GEOS gives. O(n log n + hits). */
typedef lc_status lc_line_crossing_fn(void *user, const lc_line_place *a, const lc_line_place *b);
lc_status lc_line_index_crossings(lc_line_index *index, lc_line_crossing_fn *fn, void *user);

/* Which straight lines between corners of a ring lie within the area that it encloses (its outline
 * counts as within)? xy: count pairs, the last one the first again; pairs: 2 * pair_count corners;
 * within[i] answers for pair i. A ring that crosses itself encloses nothing. One prepared polygon
 * answers all. */
lc_status lc_geom_seen_across(lc_geom *geom, const double *xy, size_t count, const size_t *pairs,
                              size_t pair_count, bool *within);

#endif
