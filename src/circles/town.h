/* What the circles are made of and what is known of each. For the circles room alone. */
#ifndef LC_CIRCLES_TOWN_H
#define LC_CIRCLES_TOWN_H

#include "base/base.h"
#include "circles/circles.h"
#include "crs/crs.h"
#include "geom/ground.h"

/* Classes of regions, as places have them. */
typedef enum town_class { CLASS_NONE, CLASS_CENTRAL, CLASS_URBANISED, CLASS_RURAL } town_class;
enum { CLASS_COUNT = 4 };

/* A region of the administrative tree. */
typedef struct town_region {
    int64_t region_id, top_id; /* the region above all others that it belongs to */
    town_class class;          /* its own, or that of the nearest region above it */
} town_region;

/* A place where people live. */
typedef struct town_place {
    int64_t demand_id;
    int64_t people_micro; /* of the group that is counted */
    uint32_t region;      /* index of town.regions */
} town_place;

/* A circle. */
typedef struct town_circle {
    int64_t facility_id; /* its centre; 0: a further circle */
    int64_t people_micro;
    const char *remark; /* NULL, "below_minimum", "above_maximum" */
} town_circle;

/* Places are numbered from 0 in the order of demand_id; those without anybody are left out. */
typedef struct town {
    lc_store *store;
    lc_ctx *ctx;
    const lc_circle_wish *wish;
    const lc_streets *streets; /* NULL: none */
    lc_plane *plane;
    lc_array regions; /* town_region, by region_id */
    lc_array places;  /* town_place */
    lc_spot_mm *at;   /* of each place */
    uint32_t *circle; /* of each place, LC_GROUND_NONE for none */
    lc_array circles; /* town_circle */
} town;

/* --- town.c --- */
/* Reads regions and places. Clear it in any case. */
lc_status town_read(lc_store *store, const lc_circle_wish *wish, const lc_streets *streets,
                    town *out);
void town_clear(town *t);
static inline const town_place *town_place_at(const town *t, size_t place)
{
    return (const town_place *)t->places.items + place;
}
static inline const town_region *town_region_of(const town *t, size_t place)
{
    return (const town_region *)t->regions.items + town_place_at(t, place)->region;
}
/* A position in whole millimetres of the plane. */
lc_status town_spot(const town *t, double lon_deg, double lat_deg, lc_spot_mm *out);

/* --- centres.c: who belongs to an existing centre --- */
lc_status town_find_centres(town *t);

/* --- further.c: the others, grouped --- */
lc_status town_form_further(town *t);

/* --- barrier.c: what no further circle crosses --- */
typedef struct town_barriers town_barriers;
/* *out is yours (town_barriers_free). */
lc_status town_barriers_read(const town *t, town_barriers **out);
void town_barriers_free(town_barriers *barriers);
/* Does the straight way between two places cross a railway or an expressway, or water where no
 * walked street leads over the same water near by? */
bool town_barriers_part(const town_barriers *barriers, lc_spot_mm a, lc_spot_mm b);

/* --- write.c --- */
lc_status town_write(town *t);

#endif
