/* GCJ-02 and BD-09: the published formulas, made invertible. docs/coordinates.md tells where they
 * come from. */
#include <lifecircle/coordinates.h>
#include <math.h>

/* Krasovsky 1940, which the published formula uses whatever the datum. */
static const double semi_major_m = 6378245.0;
static const double eccentricity_sq = 0.00669342162296594323;
/* The customary box of "China"; its sides lie over 1.3 degrees from the country's land. */
static const double west_deg = 72.004, east_deg = 137.8347;
static const double south_deg = 0.8293, north_deg = 55.8271;
/* Inside the box the shift grows from nothing at the side to its full size over this width. A step
 * there would make two places share one offset position (no inverse exists then); the ramp keeps
 * the mapping one to one everywhere. */
static const double ramp_deg = 0.1;
/* About 0.001 mm. */
static const double tolerance_deg = 1e-11;

typedef lc_lonlat offset_fn(lc_lonlat position);

/* 0 outside the box (and for NaN), 1 in all but its margin. */
static double ramp_01(lc_lonlat p)
{
    double inside_deg = fmin(fmin(p.lon_deg - west_deg, east_deg - p.lon_deg),
                             fmin(p.lat_deg - south_deg, north_deg - p.lat_deg));
    if (isnan(p.lon_deg) || isnan(p.lat_deg) || !(inside_deg > 0))
        return 0;
    return fmin(inside_deg / ramp_deg, 1);
}

/* 20 sin 6 pi t + 20 sin 2 pi t, the part that both axes share. */
static double ripple_m(double t)
{
    return 20 * sin(6 * t * M_PI) + 20 * sin(2 * t * M_PI);
}

static double shift_north_m(double x, double y)
{
    double sum = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(fabs(x));
    sum += ripple_m(x) * 2 / 3;
    sum += (20 * sin(y * M_PI) + 40 * sin(y / 3 * M_PI)) * 2 / 3;
    return sum + (160 * sin(y / 12 * M_PI) + 320 * sin(y * M_PI / 30)) * 2 / 3;
}

static double shift_east_m(double x, double y)
{
    double sum = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(fabs(x));
    sum += ripple_m(x) * 2 / 3;
    sum += (20 * sin(x * M_PI) + 40 * sin(x / 3 * M_PI)) * 2 / 3;
    return sum + (150 * sin(x / 12 * M_PI) + 300 * sin(x / 30 * M_PI)) * 2 / 3;
}

/* What GCJ-02 adds to a WGS-84 position, in degrees. */
static lc_lonlat gcj02_shift(lc_lonlat p)
{
    double x = p.lon_deg - 105, y = p.lat_deg - 35;
    double lat_rad = p.lat_deg * M_PI / 180;
    double w_sq = 1 - eccentricity_sq * sin(lat_rad) * sin(lat_rad);
    double meridian_m = semi_major_m * (1 - eccentricity_sq) / (w_sq * sqrt(w_sq));
    double parallel_m = semi_major_m / sqrt(w_sq) * cos(lat_rad);
    return (lc_lonlat){.lon_deg = shift_east_m(x, y) * 180 / (parallel_m * M_PI),
                       .lat_deg = shift_north_m(x, y) * 180 / (meridian_m * M_PI)};
}

/* What BD-09 adds to a GCJ-02 position, in degrees. */
static lc_lonlat bd09_shift(lc_lonlat p)
{
    static const double wave = M_PI * 3000 / 180;
    double radius = hypot(p.lon_deg, p.lat_deg) + 0.00002 * sin(p.lat_deg * wave);
    double angle_rad = atan2(p.lat_deg, p.lon_deg) + 0.000003 * cos(p.lon_deg * wave);
    return (lc_lonlat){.lon_deg = radius * cos(angle_rad) + 0.0065 - p.lon_deg,
                       .lat_deg = radius * sin(angle_rad) + 0.006 - p.lat_deg};
}

static lc_lonlat shifted(lc_lonlat p, offset_fn *shift)
{
    double share_01 = ramp_01(p);
    if (!(share_01 > 0))
        return p;
    lc_lonlat d = shift(p);
    return (lc_lonlat){p.lon_deg + share_01 * d.lon_deg, p.lat_deg + share_01 * d.lat_deg};
}

/* The position that `shift` takes to `target`. Both shifts change by less than 0.15 degrees per
 * degree, so each round of the fixed point leaves at most a sixth of the error: a dozen rounds
 * reach the tolerance. */
static lc_lonlat unshifted(lc_lonlat target, offset_fn *shift)
{
    lc_lonlat p = target;
    if (!(ramp_01(target) > 0)) /* the box maps onto itself, so what lies outside came from there */
        return target;
    for (int round = 0; round < 40; round++) {
        lc_lonlat there = shifted(p, shift);
        double lon_off_deg = there.lon_deg - target.lon_deg;
        double lat_off_deg = there.lat_deg - target.lat_deg;
        p.lon_deg -= lon_off_deg;
        p.lat_deg -= lat_off_deg;
        if (!(fabs(lon_off_deg) > tolerance_deg || fabs(lat_off_deg) > tolerance_deg))
            break;
    }
    return p;
}

lc_lonlat lc_gcj02_from_wgs84(lc_lonlat wgs84)
{
    return shifted(wgs84, gcj02_shift);
}

lc_lonlat lc_wgs84_from_gcj02(lc_lonlat gcj02)
{
    return unshifted(gcj02, gcj02_shift);
}

lc_lonlat lc_bd09_from_wgs84(lc_lonlat wgs84)
{
    return shifted(shifted(wgs84, gcj02_shift), bd09_shift);
}

lc_lonlat lc_wgs84_from_bd09(lc_lonlat bd09)
{
    return unshifted(unshifted(bd09, bd09_shift), gcj02_shift);
}
