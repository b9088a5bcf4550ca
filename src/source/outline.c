#include "source/outline.h"

#include <math.h>
#include <stdlib.h>

#include "base/base.h"

static lc_status add_ring(void *user, size_t polygon, size_t ring, const double *xy, size_t count)
{
    (void)polygon;
    lc_outline_measures *m = user;
    bool closed = count > 1 && xy[0] == xy[2 * (count - 1)] && xy[1] == xy[2 * (count - 1) + 1];
    lc_lonlat *places = lc_alloc(m->ctx, count, sizeof *places);
    if (places == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < count; i++) {
        places[i] = (lc_lonlat){xy[2 * i], xy[2 * i + 1]};
        m->box.west = fmin(m->box.west, places[i].lon_deg);
        m->box.east = fmax(m->box.east, places[i].lon_deg);
        m->box.south = fmin(m->box.south, places[i].lat_deg);
        m->box.north = fmax(m->box.north, places[i].lat_deg);
    }
    double area_m2, perimeter_m;
    lc_geodesic_ring(places, closed ? count - 1 : count, &area_m2, &perimeter_m);
    m->area_m2 += ring == 0 ? area_m2 : -area_m2;
    free(places);
    return LC_OK;
}

lc_status lc_outline_measure(lc_ctx *ctx, const lc_wkb *outline, lc_outline_measures *out)
{
    *out = (lc_outline_measures){.ctx = ctx, .box = {INFINITY, INFINITY, -INFINITY, -INFINITY}};
    return lc_wkb_each_part(ctx, outline->bytes, outline->size, add_ring, out);
}
