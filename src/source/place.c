/* Where a row is: from its geometry, its columns x and y or its WKT, to WGS-84. Swapped and
 * mistaken systems are told, never put right in silence. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/doubts.h"
#include "source/mending.h"
#include "source/outline.h"

typedef enum lc_fault {
    FAULT_NONE,
    FAULT_NOWHERE,
    FAULT_METRES,
    FAULT_DEGREES,
    FAULT_SWAPPED
} lc_fault;

/* All positions of a geometry, pulled out to be transformed at once and put back. */
typedef struct positions {
    lc_ctx *ctx;
    lc_array xy; /* pairs of double */
    size_t next;
    bool failed;
} positions;

static void pull(void *user, double *x, double *y)
{
    positions *all = user;
    double *pair = all->failed ? NULL : lc_array_push(all->ctx, &all->xy);
    if (pair == NULL) {
        all->failed = true;
        return;
    }
    pair[0] = *x;
    pair[1] = *y;
}

static void put(void *user, double *x, double *y)
{
    positions *all = user;
    const double *pair = lc_array_at(&all->xy, all->next++);
    *x = pair[0];
    *y = pair[1];
}

/* What is wrong with a position before it is transformed? */
static lc_fault check_raw(const lc_feed *feed, double x, double y)
{
    if (!isfinite(x) || !isfinite(y))
        return FAULT_NOWHERE;
    bool small = fabs(x) <= 180 && fabs(y) <= 180;
    if (!lc_crs_is_geographic(feed->crs))
        return small && (x != 0 || y != 0) ? FAULT_DEGREES : FAULT_NONE;
    if (fabs(x) > 360 || fabs(y) > 360)
        return FAULT_METRES;
    if (fabs(y) > 90)
        return fabs(x) <= 90 && fabs(y) <= 180 ? FAULT_SWAPPED : FAULT_NOWHERE;
    return fabs(x) <= 180 ? FAULT_NONE : FAULT_NOWHERE;
}

static bool in_box(const lc_area *area, double lon_deg, double lat_deg)
{
    lc_box box = lc_area_box(area, true);
    return lon_deg >= box.west && lon_deg <= box.east && lat_deg >= box.south &&
           lat_deg <= box.north;
}

/* Would (y, x) lie in the study while (x, y), which is at `at`, does not? */
static lc_status is_swapped(lc_feed *feed, const lc_area *area, double x, double y, lc_lonlat at,
                            bool *swapped)
{
    *swapped = false;
    if (area == NULL || !lc_area_known(area) || in_box(area, at.lon_deg, at.lat_deg))
        return LC_OK;
    double lon = y, lat = x;
    lc_status status = lc_crs_to_wgs84(feed->ctx, feed->crs, &lon, &lat, 1, 1);
    *swapped = isfinite(lon) && isfinite(lat) && in_box(area, lon, lat);
    return status;
}

static lc_status reject_place(lc_feed *feed, lc_fault fault, double x, double y)
{
    static const char *const codes[] = {[FAULT_NOWHERE] = "bad_coordinates",
                                        [FAULT_METRES] = "looks_like_metres",
                                        [FAULT_DEGREES] = "looks_like_degrees",
                                        [FAULT_SWAPPED] = "lat_lon_swapped"};
    char value[64];
    lc_print(value, sizeof value, "%.9g, %.9g", x, y);
    return lc_feed_reject(feed, codes[fault], NULL, value, lc_crs_name(feed->crs));
}

/* Transforms the positions in place; *fault tells what is wrong with the first that cannot be used,
 * whose raw pair is in bad_x, bad_y. */
static lc_status transform(lc_feed *feed, const lc_area *area, positions *all, lc_fault *fault,
                           double *bad_x, double *bad_y)
{
    double *xy = all->xy.items;
    size_t count = all->xy.count;
    *fault = FAULT_NONE;
    *bad_x = xy[0];
    *bad_y = xy[1];
    for (size_t i = 0; i < count && *fault == FAULT_NONE; i++) {
        *fault = check_raw(feed, xy[2 * i], xy[2 * i + 1]);
        if (*fault != FAULT_NONE) {
            *bad_x = xy[2 * i];
            *bad_y = xy[2 * i + 1];
        }
    }
    if (*fault != FAULT_NONE)
        return LC_OK;
    lc_status status = lc_crs_to_wgs84(feed->ctx, feed->crs, xy, xy + 1, count, 2);
    bool swapped = false;
    if (status == LC_OK)
        status = is_swapped(feed, area, *bad_x, *bad_y, (lc_lonlat){xy[0], xy[1]}, &swapped);
    if (swapped)
        *fault = FAULT_SWAPPED;
    for (size_t i = 0; i < count && *fault == FAULT_NONE; i++)
        if (!isfinite(xy[2 * i]) || !isfinite(xy[2 * i + 1]))
            *fault = FAULT_NOWHERE;
    return status;
}

/* Is the number one of at most `decimals`? */
static bool has_few_decimals(double number, int decimals)
{
    double scaled = number * pow(10, decimals);
    return fabs(scaled - round(scaled)) < 1e-6;
}

/* Was the place rounded? Asked before it is transformed. */
static bool is_rounded(const lc_feed *feed, const positions *all)
{
    const double *xy = all->xy.items;
    return all->xy.count == 1 && lc_crs_is_geographic(feed->crs) &&
           has_few_decimals(xy[0], LC_DECIMALS_FEW) && has_few_decimals(xy[1], LC_DECIMALS_FEW);
}

/* In the corrected copy they are exchanged where that puts the place into the study. */
static lc_status mend_swapped(lc_feed *feed, const lc_area *area, double x, double y)
{
    double lon = y, lat = x;
    if (area == NULL || !lc_area_known(area))
        return LC_OK;
    lc_status status = lc_crs_to_wgs84(feed->ctx, feed->crs, &lon, &lat, 1, 1);
    return status == LC_OK && isfinite(lon) && isfinite(lat) && in_box(area, lon, lat)
               ? lc_mend_swap(feed)
               : status;
}

/* Turns `wkb` into WGS-84 in place, or rejects the row. */
static lc_status to_wgs84(lc_feed *feed, const lc_area *area, lc_wkb *wkb, bool *ok)
{
    positions all = {.ctx = feed->ctx};
    lc_array_init(&all.xy, 2 * sizeof(double));
    lc_fault fault = FAULT_NONE;
    double bad_x = 0, bad_y = 0;
    lc_status status = LC_OK;
    bool sound = lc_wkb_each_xy(wkb->bytes, wkb->size, pull, &all);
    if (all.failed) {
        status = LC_MEMORY;
    } else if (!sound || all.xy.count == 0) {
        status = lc_feed_reject(feed, "no_geometry", NULL, NULL, sound ? "EMPTY" : "WKB");
    } else {
        bool rounded = is_rounded(feed, &all);
        status = transform(feed, area, &all, &fault, &bad_x, &bad_y);
        if (status == LC_OK && fault != FAULT_NONE)
            status = reject_place(feed, fault, bad_x, bad_y);
        if (status == LC_OK && fault == FAULT_SWAPPED)
            status = mend_swapped(feed, area, bad_x, bad_y);
        *ok = status == LC_OK && fault == FAULT_NONE;
        feed->places += *ok;
        feed->rounded += *ok && rounded;
        if (*ok)
            (void)lc_wkb_each_xy(wkb->bytes, wkb->size, put, &all);
    }
    lc_array_clear(&all.xy);
    return status;
}

static bool is_nothing(lc_cell_sense sense)
{
    return sense == LC_CELL_EMPTY || sense == LC_CELL_EMPTY_WORD;
}

/* The point of columns x and y. Zero for both is how tables write "not known". */
static lc_status read_xy(lc_feed *feed, lc_wkb *out)
{
    const char *x_text = lc_feed_text(feed, LC_F_X), *y_text = lc_feed_text(feed, LC_F_Y);
    double x, y;
    lc_cell_sense x_sense = lc_cell_read(x_text, LC_QUANTITY_PLAIN, &x);
    lc_cell_sense y_sense = lc_cell_read(y_text, LC_QUANTITY_PLAIN, &y);
    if (is_nothing(x_sense) || is_nothing(y_sense))
        return lc_feed_reject(feed, "no_coordinates", is_nothing(x_sense) ? "x" : "y", NULL, NULL);
    if (x_sense != LC_CELL_NUMBER)
        return lc_feed_reject(feed, "bad_coordinates", "x", x_text, NULL);
    if (y_sense != LC_CELL_NUMBER)
        return lc_feed_reject(feed, "bad_coordinates", "y", y_text, NULL);
    if (x == 0 && y == 0)
        return lc_feed_reject(feed, "no_coordinates", "x, y", "0, 0", NULL);
    lc_status status = lc_mend_number(feed, feed->column[LC_F_X], x);
    if (status == LC_OK)
        status = lc_mend_number(feed, feed->column[LC_F_Y], y);
    return status == LC_OK ? lc_wkb_point(feed->ctx, x, y, out) : status;
}

static lc_status read_wkt(lc_feed *feed, lc_wkb *out)
{
    const char *text = lc_feed_text(feed, LC_F_WKT);
    if (text == NULL)
        return lc_feed_reject(feed, "no_coordinates", "wkt", NULL, NULL);
    lc_status status = lc_geom_from_wkt(feed->geom, text, out);
    if (status != LC_INPUT)
        return status;
    lc_ctx_forget(feed->ctx);
    return lc_feed_reject(feed, "no_geometry", "wkt", NULL, "WKT");
}

static lc_status read_geometry(lc_feed *feed, lc_wkb *out)
{
    if (feed->record->wkb == NULL)
        return lc_feed_reject(feed, "no_geometry", NULL, NULL, "NULL");
    out->bytes = lc_alloc(feed->ctx, feed->record->wkb_size, 1);
    if (out->bytes == NULL)
        return LC_MEMORY;
    memcpy(out->bytes, feed->record->wkb, feed->record->wkb_size);
    out->size = feed->record->wkb_size;
    return LC_OK;
}

lc_status lc_feed_geometry(lc_feed *feed, const lc_area *area, lc_wkb *out, bool *ok)
{
    *out = (lc_wkb){NULL, 0};
    *ok = false;
    lc_status status = feed->where == LC_WHERE_XY    ? read_xy(feed, out)
                       : feed->where == LC_WHERE_WKT ? read_wkt(feed, out)
                                                     : read_geometry(feed, out);
    if (status == LC_OK && out->bytes != NULL)
        status = to_wgs84(feed, area, out, ok);
    if (status == LC_OK && *ok)
        status = lc_mend_shape(feed, out, false);
    if (!*ok)
        lc_wkb_clear(out);
    return status;
}

lc_status lc_feed_note_repaired(lc_feed *feed, const lc_wkb *raw, const lc_wkb *valid,
                                const char *reason)
{
    lc_outline_measures before, after;
    char areas[96];
    lc_status status = lc_outline_measure(feed->ctx, raw, &before);
    if (status == LC_OK)
        status = lc_outline_measure(feed->ctx, valid, &after);
    if (status != LC_OK)
        return status;
    lc_print(areas, sizeof areas, "%.0f m2 -> %.0f m2", fabs(before.area_m2), after.area_m2);
    if (before.area_m2 != 0 && fabs(before.area_m2) * 100 > after.area_m2) {
        size_t used = strlen(areas);
        lc_print(areas + used, sizeof areas - used, " (%+.1f %%)",
                 100 * (after.area_m2 / fabs(before.area_m2) - 1));
    }
    return lc_feed_note(feed, "geometry_repaired", NULL, areas, reason != NULL ? reason : "-");
}
