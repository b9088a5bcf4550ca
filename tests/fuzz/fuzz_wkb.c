/* Any bytes as WKB: the walkers agree on what is well formed, and what GEOS makes of it is a valid
 * multipolygon or a message. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "fuzz.h"
#include "geom/geom.h"

/* What GEOS takes seconds for is no finding. */
enum { LARGEST = 4096 };

typedef struct pairs {
    size_t count;
    bool on_a_map; /* every number is one that a map may hold: GEOS promises nothing of 1e-300
                      beside 1e200 */
} pairs;

static bool is_on_a_map(double number)
{
    return number == 0 || (fabs(number) >= 1e-6 && fabs(number) <= 1e8);
}

static void touch(void *user, double *x, double *y)
{
    pairs *p = user;
    p->count++;
    p->on_a_map = p->on_a_map && is_on_a_map(*x) && is_on_a_map(*y);
}

static lc_status add_part(void *user, size_t polygon, size_t ring, const double *xy, size_t count)
{
    (void)polygon;
    (void)ring;
    fuzz_check(count > 0 && xy != NULL, "parts are not empty");
    *(size_t *)user += count;
    return LC_OK;
}

static void to_polygon(lc_ctx *ctx, const uint8_t *data, size_t size, bool on_a_map)
{
    lc_geom *geom = NULL;
    lc_wkb valid = {0}, again = {0};
    bool repaired = false;
    char *reason = NULL;
    double area = NAN;
    if (lc_geom_open(ctx, &geom) != LC_OK)
        return;
    lc_status status = lc_geom_valid_polygon(geom, data, size, &valid, &repaired, &reason);
    fuzz_check((status == LC_OK) == (valid.size > 0), "a polygon or a failure");
    if (status == LC_OK) {
        fuzz_check(lc_wkb_shape(valid.bytes, valid.size) == LC_SHAPE_POLYGON, "a polygon");
        fuzz_check(!on_a_map ||
                       (lc_geom_area(geom, valid.bytes, valid.size, &area) == LC_OK && area >= 0),
                   "an area");
        fuzz_check(!on_a_map || (lc_geom_valid_polygon(geom, valid.bytes, valid.size, &again,
                                                       &repaired, NULL) == LC_OK &&
                                 !repaired),
                   "nothing is left to repair");
    }
    lc_wkb_clear(&valid);
    lc_wkb_clear(&again);
    free(reason);
    lc_geom_close(geom);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_ctx *ctx = lc_ctx_new();
    uint8_t *copy = malloc(size > 0 ? size : 1);
    size_t in_parts = 0;
    pairs seen = {0, true};
    if (ctx == NULL || copy == NULL || size > LARGEST)
        goto done;
    if (size > 0)
        memcpy(copy, data, size);
    bool well_formed = lc_wkb_each_xy(copy, size, touch, &seen);
    lc_status status = lc_wkb_each_part(ctx, data, size, add_part, &in_parts);
    fuzz_check(well_formed == (status == LC_OK), "both walkers agree");
    fuzz_check(!well_formed || seen.count == in_parts, "every pair is in a part");
    (void)lc_wkb_shape(data, size);
    lc_ctx_clear(ctx);
    to_polygon(ctx, data, size, seen.on_a_map);
done:
    free(copy);
    lc_ctx_free(ctx);
    return 0;
}
