/* What reach found, packed: for every measure and type a few columns of whole numbers, one for each
 * demand point in the order of ids, and for every measure and facility its catchment. SQL reads the
 * same as the tables reach_nearest, reach_count and reach_catchment. docs/reach.md says what the
 * numbers mean. */
#ifndef LC_STORE_SHELF_H
#define LC_STORE_SHELF_H

#include "store/store.h"

/* In the order of their names in the table reach_column. */
typedef enum lc_shelf_part {
    LC_PART_COST,     /* millimetres to the nearest; 0 where there is none */
    LC_PART_COUNT,    /* facilities within a limit */
    LC_PART_FACILITY, /* rank of the nearest among its type's; 0 where there is none */
    LC_PART_LIMIT /* the smallest limit that holds the nearest, 1 for the shortest; one more than
                     there are beyond the largest; 0: there is none within the horizon */
} lc_shelf_part;

/* --- writing, for the stage that fills it --- */
/* The ids of the demand points, ascending. Replaces those that were there. */
lc_status lc_shelf_put_demand(lc_store *store, const uint32_t *ids, size_t count);
/* A column that is not there yet; limit_id is that of a count, else 0. */
lc_status lc_shelf_put_column(lc_store *store, int64_t measure_id, int64_t type_id,
                              lc_shelf_part part, int64_t limit_id, const uint32_t *numbers,
                              size_t count);
/* A facility that was searched from; places and doors as the table reach_facility has them, not
 * NULL. */
typedef struct lc_shelf_facility {
    int64_t facility_id, type_id;
    uint32_t rank;
    const void *places, *doors;
    size_t places_size, doors_size;
} lc_shelf_facility;
lc_status lc_shelf_put_facility(lc_store *store, const lc_shelf_facility *facility);
/* The catchment of the doors: points in ascending order and what each walks. */
lc_status lc_shelf_put_catchment(lc_store *store, int64_t measure_id, const void *doors,
                                 size_t doors_size, const uint32_t *points,
                                 const uint32_t *costs_mm, size_t count);

/* --- reading --- */
/* The shelf as it is now. Later writes are seen by those who open it later; opening it again while
 * nothing was written costs nothing. Columns are read when they are asked for and kept up to a
 * budget (64 MB). *out is yours (lc_shelf_close). LC_STORE when it is damaged. */
typedef struct lc_shelf lc_shelf;
lc_status lc_shelf_open(lc_store *store, lc_shelf **out);
void lc_shelf_close(lc_shelf *shelf);

/* The demand points: ids ascending; borrowed from the shelf. */
const uint32_t *lc_shelf_demand(const lc_shelf *shelf, size_t *count);
/* The point of a demand_id, SIZE_MAX when it is none of them. O(1) when ids have no gaps, else
 * O(log n). */
size_t lc_shelf_point(const lc_shelf *shelf, int64_t demand_id);
/* How fast the profile of a measure walks; NAN for a measure that the store does not have. */
double lc_shelf_speed_mps(const lc_shelf *shelf, int64_t measure_id);
/* One walk in minutes, as everybody must compute it. */
double lc_shelf_walk_min(double cost_mm, double speed_mps);
/* What is walked in a time, in whole millimetres: the limits and horizons that reach compares with.
 */
uint32_t lc_shelf_walked_mm(double time_min, double speed_mps);
/* All numbers of a column into `numbers`, one for each point; zeros where there is no such
 * column. */
lc_status lc_shelf_read(lc_shelf *shelf, int64_t measure_id, int64_t type_id, lc_shelf_part part,
                        int64_t limit_id, uint32_t *numbers);
/* The numbers of some points (UINT32_MAX: of none, which has 0). O(count). */
lc_status lc_shelf_pick(lc_shelf *shelf, int64_t measure_id, int64_t type_id, lc_shelf_part part,
                        int64_t limit_id, const uint32_t *points, size_t count, uint32_t *numbers);
/* How many limits LC_PART_LIMIT counts. */
size_t lc_shelf_limit_count(const lc_shelf *shelf);
/* Number of facilities of a type; facility i of them, in the order of ids. */
size_t lc_shelf_facility_count(const lc_shelf *shelf, int64_t type_id);
int64_t lc_shelf_facility_id(const lc_shelf *shelf, int64_t type_id, size_t rank);

/* A catchment: point[i] walks cost_mm[i], points ascending. */
typedef struct lc_shelf_catchment {
    uint32_t *point, *cost_mm;
    size_t count;
} lc_shelf_catchment;
/* What reaches a facility within the largest limit; empty where none is kept. Network measures keep
 * those of the facilities that were searched from. Circle measures, and facilities that count on a
 * further day, keep theirs where somebody put the type into catchment_wanted before; a circle's
 * cost is the distance rounded up to the millimetre. Clear it in any case. O(its size). */
lc_status lc_shelf_read_catchment(lc_shelf *shelf, int64_t measure_id, int64_t facility_id,
                                  lc_shelf_catchment *out);
/* The same for doors, which need not be a facility's any more; *found says whether it is kept. */
lc_status lc_shelf_find_catchment(lc_shelf *shelf, int64_t measure_id, const void *doors,
                                  size_t doors_size, lc_shelf_catchment *out, bool *found);
/* Is there one for the doors (of a circle measure: for the places)? */
lc_status lc_shelf_has_catchment(lc_store *store, int64_t measure_id, const void *doors,
                                 size_t doors_size, bool *has);
void lc_shelf_catchment_clear(lc_shelf_catchment *catchment);

#endif
