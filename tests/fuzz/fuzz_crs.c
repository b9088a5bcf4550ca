/* Text as the name of a coordinate system, and eight bytes each behind its NUL as coordinates: what
 * comes out is on the globe or nothing, and the shifts of Chinese maps go there and back. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "crs/crs.h"
#include "fuzz.h"

enum { PLACES_MAX = 16 };

static bool on_globe(double lon, double lat)
{
    return fabs(lon) <= 180 && fabs(lat) <= 90;
}

/* There and back by a shift of a few hundred metres. */
static void check_shift(lc_lonlat at)
{
    lc_lonlat gcj = lc_gcj02_from_wgs84(at), bd = lc_bd09_from_wgs84(at);
    lc_lonlat back = lc_wgs84_from_gcj02(gcj);
    fuzz_check(fabs(gcj.lon_deg - at.lon_deg) < 0.1 && fabs(gcj.lat_deg - at.lat_deg) < 0.1 &&
                   fabs(bd.lon_deg - at.lon_deg) < 0.1 && fabs(bd.lat_deg - at.lat_deg) < 0.1,
               "a shift is small");
    fuzz_check(fabs(back.lon_deg - at.lon_deg) < 2e-8 && fabs(back.lat_deg - at.lat_deg) < 2e-8,
               "and can be undone");
}

static void check_distance(lc_lonlat a, lc_lonlat b)
{
    double exact_m = lc_geodesic_distance_m(a, b), least_m, most_m, off_m;
    lc_space in_space = lc_space_at(a), other = lc_space_at(b);
    lc_geodesic_bounds_m(in_space, other, &least_m, &most_m);
    fuzz_check(exact_m >= 0 && exact_m < 20.1e6, "a distance is one on earth");
    fuzz_check(least_m <= exact_m && exact_m <= most_m, "it lies between its bounds");
    double near_m = lc_geodesic_near_m(in_space, other, &off_m);
    fuzz_check(isinf(off_m) || fabs(near_m - exact_m) <= off_m, "and is as near as is said");
}

static void transform(lc_ctx *ctx, lc_crs *crs, const lc_lonlat *places, size_t count)
{
    double x[PLACES_MAX], y[PLACES_MAX];
    for (size_t i = 0; i < count; i++)
        x[i] = places[i].lon_deg, y[i] = places[i].lat_deg;
    fuzz_check(lc_crs_to_wgs84(ctx, crs, x, y, count, 1) == LC_OK, "places are turned");
    for (size_t i = 0; i < count; i++)
        fuzz_check((isnan(x[i]) && isnan(y[i])) || on_globe(x[i], y[i]), "on the globe, or none");
    fuzz_check(lc_crs_from_wgs84(ctx, crs, x, y, count, 1) == LC_OK, "and back");
    for (size_t i = 0; i < count; i++)
        fuzz_check(isnan(x[i]) == isnan(y[i]) && !isinf(x[i]) && !isinf(y[i]), "or none");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *rest;
    lc_lonlat places[PLACES_MAX];
    lc_crs *crs = NULL;
    lc_ctx *ctx = lc_ctx_new();
    if (ctx == NULL)
        return 0;
    char *name = fuzz_text(data, fuzz_part(data, size, &rest));
    size_t count = (size_t)(data + size - rest) / sizeof *places;
    count = count < PLACES_MAX ? count : PLACES_MAX;
    if (count > 0)
        memcpy(places, rest, count * sizeof *places);
    lc_status status = lc_crs_open(ctx, name, &crs);
    fuzz_told(ctx, status);
    fuzz_check((status == LC_OK) == (crs != NULL), "a system or a failure");
    if (crs != NULL) {
        fuzz_check(lc_text_is_utf8(lc_crs_name(crs), strlen(lc_crs_name(crs))), "a name is UTF-8");
        (void)lc_crs_is_geographic(crs);
        transform(ctx, crs, places, count);
    }
    for (size_t i = 0; i < count; i++)
        if (on_globe(places[i].lon_deg, places[i].lat_deg)) {
            check_shift(places[i]);
            for (size_t j = 0; j < i; j++)
                if (on_globe(places[j].lon_deg, places[j].lat_deg))
                    check_distance(places[i], places[j]);
        }
    lc_crs_close(crs);
    free(name);
    lc_ctx_free(ctx);
    return 0;
}
