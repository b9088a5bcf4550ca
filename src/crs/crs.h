/* Coordinates: any system to WGS-84 longitude/latitude and back, and measures on the ellipsoid. */
#ifndef LC_CRS_CRS_H
#define LC_CRS_CRS_H

#include <lifecircle/coordinates.h>
#include <stddef.h>

typedef struct lc_crs lc_crs;

/* A system by name: "EPSG:4549" ("epsg 4549", "4549"), WKT 1 (Esri's too) or 2, a PROJ text, the
 * exact name of a system in PROJ's database, "CGCS2000", "WGS84", "gcj02" or "bd09" (any case, with
 * or without the hyphen). Axis order is always x = east or longitude, y = north or latitude,
 * whatever the authority says; heights of a compound or 3D system are left aside. *out is yours;
 * one thread at a time may use it. LC_INPUT with the reason for a name PROJ does not know or a
 * system without map positions; LC_UNSUPPORTED when PROJ's database is not installed. Logs a
 * warning for an old datum (Beijing 1954, Xian 1980) that PROJ knows no shift for. Never uses the
 * network. */
lc_status lc_crs_open(lc_ctx *ctx, const char *definition, lc_crs **out);
void lc_crs_close(lc_crs *crs);
/* A short name for provenance and messages: "EPSG:4549", "GCJ-02" or the WKT's name. Borrowed. */
const char *lc_crs_name(const lc_crs *crs);
/* True when coordinates are degrees. */
bool lc_crs_is_geographic(const lc_crs *crs);

/* count positions x[i * stride], y[i * stride] (doubles apart) to WGS-84 lon/lat in place,
 * longitude in [-180, 180]. A position that cannot be transformed, or is none on the globe
 * (latitude beyond 90), becomes NaN, NaN. O(count). Always LC_OK so far. */
lc_status lc_crs_to_wgs84(lc_ctx *ctx, lc_crs *crs, double *x, double *y, size_t count,
                          size_t stride);

/* The way back, for geographic and projected systems alike: WGS-84 lon/lat to x (east or longitude)
 * and y of `crs`, in place; NaN, NaN where there is no counterpart. Always LC_OK so far. O(count).
 */
lc_status lc_crs_from_wgs84(lc_ctx *ctx, lc_crs *crs, double *x, double *y, size_t count,
                            size_t stride);

/* A flat metric plane around a centre (transverse Mercator on WGS-84, true scale on the centre's
 * meridian): for grids, indexes and buffers of a city. Lengths are too long by x^2 / 2R^2: 12 ppm
 * 31 km east of the centre, 44 ppm at 60 km. */
typedef struct lc_plane lc_plane;
/* *out is yours. The centre is rounded to 1e-9 degree. LC_INPUT for a centre off the globe. */
lc_status lc_plane_open(lc_ctx *ctx, lc_lonlat centre, lc_plane **out);
void lc_plane_close(lc_plane *plane);
/* lon/lat -> metres and back, in place, strided as above; NaN, NaN where there is no counterpart.
 * Not for several threads at once on one plane. */
lc_status lc_plane_forward(lc_ctx *ctx, lc_plane *plane, double *x, double *y, size_t count,
                           size_t stride);
lc_status lc_plane_inverse(lc_ctx *ctx, lc_plane *plane, double *x, double *y, size_t count,
                           size_t stride);

/* Area in m2 and perimeter in m of a ring of count positions (not closed twice) on the ellipsoid
 * (Karney 2013); area is positive either way round. For rings smaller than a hemisphere. Pure, any
 * thread. O(count). */
void lc_geodesic_ring(const lc_lonlat *ring, size_t count, double *area_m2, double *perimeter_m);
/* Length in m of a line. */
double lc_geodesic_length_m(const lc_lonlat *line, size_t count);
/* A position on the ellipsoid in space: metres from the earth's centre. */
typedef struct lc_space {
    double x, y, z;
} lc_space;
lc_space lc_space_at(lc_lonlat at);
/* What the straight chord through the ellipsoid tells of lc_geodesic_distance_m, to both sides: a
 * few additions instead of a microsecond, and apart by less than a millimetre where people walk.
 * *most_m is INFINITY beyond a quarter of the globe. Pure, any thread. */
void lc_geodesic_bounds_m(lc_space a, lc_space b, double *least_m, double *most_m);
/* lc_geodesic_distance_m from the chord alone, thirty times faster: c + c^3 / 24 R^2, the arc of a
 * circle of radius R over the chord c. R lies between the ellipsoid's radii of curvature (6335 and
 * 6400 km) and is taken between them, so the arc is off by less than *off_m, which holds the
 * rounding of both ways, too: 0.1 micrometre up to a kilometre. *off_m is INFINITY beyond 100 km.
 * Pure, any thread. */
double lc_geodesic_near_m(lc_space a, lc_space b, double *off_m);
/* The same for one radius and many pairs: places whose chord squared is at most `within_m2` are
 * surely within the radius, those above `beyond_m2` surely are not; between the two, ask. */
typedef struct lc_chords {
    double within_m2, beyond_m2;
} lc_chords;
lc_chords lc_chords_of(double radius_m);
/* The position reached from `from` after distance_m on azimuth_deg (clockwise from north);
 * longitude in [-180, 180]. */
lc_lonlat lc_geodesic_direct(lc_lonlat from, double azimuth_deg, double distance_m);
/* The geodesic circle of radius_m as a ring of count positions, counter-clockwise from the north,
 * not closed. The corners lie on the circle, so the ring holds sin(2 pi / n) / (2 pi / n) of its
 * area: 256 corners lose 0.01004 %, LC_CIRCLE_POINTS 0.005 %. Longitudes are in
 * [-180, 180]: a ring over the antimeridian jumps there and one around a pole does not hold it, so
 * neither can be drawn as a plain polygon. */
enum { LC_CIRCLE_POINTS = 360 };
void lc_geodesic_circle(lc_lonlat centre, double radius_m, lc_lonlat *ring, size_t count);

/* The version of PROJ, for provenance. Static. */
const char *lc_crs_version(void);

#endif
