/* Chinese offset coordinates and geodesic measures, for those who want them alone. See
 * lifecircle.h. */
#ifndef LIFECIRCLE_COORDINATES_H
#define LIFECIRCLE_COORDINATES_H

#include <lifecircle/context.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A position in degrees, longitude first. */
typedef struct lc_lonlat {
    double lon_deg, lat_deg;
} lc_lonlat;

/* GCJ-02 ("Mars coordinates", the offset of Chinese web maps) from WGS-84 and back. Outside the
 * customary box of China (longitude 72.004 to 137.8347, latitude 0.8293 to 55.8271) both are the
 * identity; the shift fades out over the last 0.1 degree inside the box, far from the country's
 * land, so that the mapping is one to one everywhere. The inverse is iterated until the round trip
 * is below 1 mm. NaN stays NaN. Pure, any thread. O(1). */
LC_API lc_lonlat lc_gcj02_from_wgs84(lc_lonlat wgs84);
LC_API lc_lonlat lc_wgs84_from_gcj02(lc_lonlat gcj02);
/* BD-09 (Baidu), which shifts GCJ-02 once more. */
LC_API lc_lonlat lc_bd09_from_wgs84(lc_lonlat wgs84);
LC_API lc_lonlat lc_wgs84_from_bd09(lc_lonlat bd09);
/* Metres between two positions on the WGS-84 ellipsoid (Karney 2013, through PROJ's geodesic.h). */
LC_API double lc_geodesic_distance_m(lc_lonlat a, lc_lonlat b);

#ifdef __cplusplus
}
#endif
#endif
