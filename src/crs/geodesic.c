/* Measures on the WGS-84 ellipsoid. */
#include <geodesic.h>
#include <math.h>

#include <proj.h>

#include "crs/crs.h"

/* The coefficients, computed once a thread: they cost about as much as a distance. */
static const struct geod_geodesic *wgs84(void)
{
    static _Thread_local struct geod_geodesic ellipsoid;
    static _Thread_local bool ready;
    if (!ready) {
        geod_init(&ellipsoid, 6378137.0, 1 / 298.257223563);
        ready = true;
    }
    return &ellipsoid;
}

double lc_geodesic_distance_m(lc_lonlat a, lc_lonlat b)
{
    double distance_m = 0;
    geod_inverse(wgs84(), a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg, &distance_m, NULL, NULL);
    return distance_m;
}

void lc_geodesic_ring(const lc_lonlat *ring, size_t count, double *area_m2, double *perimeter_m)
{
    struct geod_polygon polygon;
    geod_polygon_init(&polygon, 0);
    for (size_t i = 0; i < count; i++)
        geod_polygon_addpoint(wgs84(), &polygon, ring[i].lat_deg, ring[i].lon_deg);
    double signed_m2 = 0, around_m = 0;
    (void)geod_polygon_compute(wgs84(), &polygon, 0, 1, &signed_m2, &around_m);
    *area_m2 = fabs(signed_m2);
    *perimeter_m = around_m;
}

double lc_geodesic_length_m(const lc_lonlat *line, size_t count)
{
    double length_m = 0;
    for (size_t i = 1; i < count; i++)
        length_m += lc_geodesic_distance_m(line[i - 1], line[i]);
    return length_m;
}

lc_lonlat lc_geodesic_direct(lc_lonlat from, double azimuth_deg, double distance_m)
{
    lc_lonlat to = {NAN, NAN};
    geod_direct(wgs84(), from.lat_deg, from.lon_deg, azimuth_deg, distance_m, &to.lat_deg,
                &to.lon_deg, NULL);
    return to;
}

void lc_geodesic_circle(lc_lonlat centre, double radius_m, lc_lonlat *ring, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ring[i] = lc_geodesic_direct(centre, -360.0 * (double)i / (double)count, radius_m);
}

const char *lc_crs_version(void)
{
    return proj_info().version;
}
