/* Coordinates: any system to WGS-84 longitude/latitude and back, and measures on the ellipsoid. */
#ifndef LC_CRS_CRS_H
#define LC_CRS_CRS_H

#include <lifecircle/coordinates.h>
#include <stddef.h>

typedef struct lc_crs lc_crs;

/* A system by name: "EPSG:4549", WKT, a PROJ text, "gcj02" or "bd09" (any case, with or without the hyphen). Axis order is always x = east or
 * longitude, y = north or latitude, whatever the authority says. *out is yours. LC_INPUT with the reason for a name PROJ does not know. */
lc_status lc_crs_open(lc_ctx *ctx, const char *definition, lc_crs **out);
void lc_crs_close(lc_crs *crs);
/* A short name for provenance and messages: "EPSG:4549", "GCJ-02" or the WKT's name. Borrowed. */
const char *lc_crs_name(const lc_crs *crs);
/* True when coordinates are degrees. */
bool lc_crs_is_geographic(const lc_crs *crs);

/* count positions x[i * stride], y[i * stride] (doubles apart) to WGS-84 lon/lat in place. A position that cannot be transformed becomes
 * NaN, NaN. Returns LC_INTERNAL only when PROJ itself breaks. */
lc_status lc_crs_to_wgs84(lc_ctx *ctx, lc_crs *crs, double *x, double *y, size_t count, size_t stride);

/* A flat metric plane around a centre (transverse Mercator, true scale at the centre): for grids, indexes and buffers of a city. */
typedef struct lc_plane lc_plane;
lc_status lc_plane_open(lc_ctx *ctx, lc_lonlat centre, lc_plane **out);
void lc_plane_close(lc_plane *plane);
/* lon/lat -> metres and back, in place, strided as above. Not for several threads at once on one plane. */
lc_status lc_plane_forward(lc_ctx *ctx, lc_plane *plane, double *x, double *y, size_t count, size_t stride);
lc_status lc_plane_inverse(lc_ctx *ctx, lc_plane *plane, double *x, double *y, size_t count, size_t stride);

/* Area in m2 and perimeter in m of a ring of count positions (not closed twice) on the ellipsoid; area is positive either way round. */
void lc_geodesic_ring(const lc_lonlat *ring, size_t count, double *area_m2, double *perimeter_m);
/* Length in m of a line. */
double lc_geodesic_length_m(const lc_lonlat *line, size_t count);
/* The position reached from `from` after distance_m on azimuth_deg. */
lc_lonlat lc_geodesic_direct(lc_lonlat from, double azimuth_deg, double distance_m);
/* The geodesic circle of radius_m as a ring of count positions, counter-clockwise, not closed; 256 lose 0.01 % of its area. */
void lc_geodesic_circle(lc_lonlat centre, double radius_m, lc_lonlat *ring, size_t count);

#endif
