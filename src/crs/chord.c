/* Distances bounded by chords:
 *   - no curve on the surface is shorter than the chord c;
 *   - a geodesic's curvature is nowhere above 1/R, R = b^2/a (the meridian's at the equator), so by
 * Schur's comparison theorem its chord is at least that of a circle of radius R: its length is at
 * most 2 R asin(c / 2R).
 */
#include <math.h>

#include "crs/crs.h"

/* WGS-84 (NIMA TR8350.2). */
static const double semi_major_m = 6378137.0, flattening = 1 / 298.257223563;
/* R = b^2 / a, rounded down. */
static const double least_radius_m = 6335439.3;
/* Far above the rounding of coordinates near 6.4e6 m (1e-8 m) and of the exact solution (15 nm),
 * far below what anybody walks. */
static const double slack_m = 1e-5;

lc_space lc_space_at(lc_lonlat at)
{
    double lon = at.lon_deg * (M_PI / 180), lat = at.lat_deg * (M_PI / 180);
    double e2 = flattening * (2 - flattening), s = sin(lat), c = cos(lat);
    double n = semi_major_m / sqrt(1 - e2 * s * s);
    return (lc_space){n * c * cos(lon), n * c * sin(lon), n * (1 - e2) * s};
}

void lc_geodesic_bounds_m(lc_space a, lc_space b, double *least_m, double *most_m)
{
    double x = a.x - b.x, y = a.y - b.y, z = a.z - b.z;
    double chord_m = sqrt(x * x + y * y + z * z);
    *least_m = chord_m - slack_m;
    *most_m = chord_m < least_radius_m
                  ? 2 * least_radius_m * asin(chord_m / (2 * least_radius_m)) + slack_m
                  : INFINITY;
}

double lc_geodesic_near_m(lc_space a, lc_space b, double *off_m)
{
    const double radius_m = 6367000; /* both radii of curvature are within 0.52 % of it */
    double x = a.x - b.x, y = a.y - b.y, z = a.z - b.z;
    double chord2_m2 = x * x + y * y + z * z, chord_m = sqrt(chord2_m2);
    double bend_m = chord_m * chord2_m2 / (24 * radius_m * radius_m);
    *off_m = chord_m < 1e5 ? 5e-8 + bend_m / 50 : (double)INFINITY;
    return chord_m + bend_m;
}

/* The bounds turned round: chord <= 2 R sin(r / 2R) and chord > r. */
lc_chords lc_chords_of(double radius_m)
{
    double sure_m = fmax(0, radius_m - slack_m), far_m = radius_m + slack_m;
    double chord_m = sure_m < least_radius_m
                         ? 2 * least_radius_m * sin(sure_m / (2 * least_radius_m))
                         : least_radius_m * 0.95; /* 2 sin(1/2) = 0.9589 */
    return (lc_chords){chord_m * chord_m, far_m * far_m};
}
