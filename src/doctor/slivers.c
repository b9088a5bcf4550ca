/* Parts of a region that are thin and small: what clipping and digitising leave behind. */
#include <math.h>
#include <stdio.h>

#include "base/base.h"
#include "doctor/internal.h"
#include "geom/geom.h"

/* Roundness 4 pi A / P2 is 1 for a circle, 0.8 for a square and below a fiftieth for a strip that
 * is 150 times as long as wide. A thin part that is more than a hundredth of the region is a place.
 */
static const double roundness_least = 0.02, share_most = 0.01;

typedef struct parts {
    double scale; /* degrees of longitude to those of latitude */
    double total;
    int64_t slivers;
    double lon_deg, lat_deg; /* of the first */
} parts;

/* Area and perimeter of a shell, in square degrees and degrees of latitude. */
static void measure(const double *xy, size_t count, double scale, double *area, double *perimeter)
{
    *area = *perimeter = 0;
    for (size_t i = 0; i < count; i++) {
        size_t j = (i + 1) % count;
        double dx = (xy[2 * j] - xy[2 * i]) * scale, dy = xy[2 * j + 1] - xy[2 * i + 1];
        *area += (xy[2 * i] - xy[0]) * scale * dy - (xy[2 * i + 1] - xy[1]) * dx;
        *perimeter += sqrt(dx * dx + dy * dy);
    }
    *area = fabs(*area) / 2;
}

static lc_status add_area(void *user, size_t polygon, size_t ring, const double *xy, size_t count)
{
    (void)polygon;
    parts *all = user;
    double area, perimeter;
    if (ring == 0 && count > 0) {
        all->scale = cos(xy[1] * acos(-1) / 180);
        measure(xy, count, all->scale, &area, &perimeter);
        all->total += area;
    }
    return LC_OK;
}

static lc_status count_sliver(void *user, size_t polygon, size_t ring, const double *xy,
                              size_t count)
{
    (void)polygon;
    parts *all = user;
    double area, perimeter;
    if (ring != 0 || count == 0)
        return LC_OK;
    measure(xy, count, all->scale, &area, &perimeter);
    if (4 * acos(-1) * area >= roundness_least * perimeter * perimeter ||
        area > share_most * all->total)
        return LC_OK;
    if (all->slivers++ == 0) {
        all->lon_deg = xy[0];
        all->lat_deg = xy[1];
    }
    return LC_OK;
}

enum { INPUT_ID, ROW_NO, NAME, WKB };

static lc_status check_region(void *user, lc_stmt *row)
{
    lc_store *store = user;
    lc_ctx *ctx = lc_store_ctx(store);
    size_t size;
    const unsigned char *wkb = lc_stmt_blob(row, WKB, &size);
    parts all = {.scale = 1};
    char count[24];
    lc_status status = lc_wkb_each_part(ctx, wkb, size, add_area, &all);
    if (status == LC_OK)
        status = lc_wkb_each_part(ctx, wkb, size, count_sliver, &all);
    if (status != LC_OK || all.slivers == 0)
        return status;
    snprintf(count, sizeof count, "%lld", (long long)all.slivers);
    return lc_store_finding_add(store, &(lc_finding){.code = "sliver_parts",
                                                     .input_id = lc_stmt_int(row, INPUT_ID),
                                                     .row = lc_stmt_int(row, ROW_NO),
                                                     .has_row = true,
                                                     .feature = lc_stmt_text(row, NAME),
                                                     .value = count,
                                                     .has_place = true,
                                                     .lon_deg = all.lon_deg,
                                                     .lat_deg = all.lat_deg});
}

lc_status lc_doctor_slivers(lc_store *store, const lc_study *study)
{
    (void)study;
    return lc_store_each(store, "doctor/regions_in_parts", check_region, store);
}
