/* Neither the file nor the study says which coordinate system the coordinates are in: the first of
 * them tell what it may be. It is said, never taken. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/feed.h"

/* CGCS2000, Gauss-Krueger in zones of 3 degrees: with the zone before the easting (EPSG:4513 is
 * zone 25), and by central meridian without it (EPSG:4534 is 75 degrees east). */
enum { ZONED_FIRST = 4513, ZONE_FIRST = 25, ZONE_LAST = 45, MERIDIANS_FIRST = 4534 };
enum { ZONES = ZONE_LAST - ZONE_FIRST + 1 };

typedef struct first_place {
    double x, y;
    bool found;
} first_place;

static lc_status keep_first(void *user, size_t polygon, size_t ring, const double *xy, size_t count)
{
    first_place *first = user;
    (void)polygon;
    (void)ring;
    if (!first->found && count > 0)
        *first = (first_place){xy[0], xy[1], true};
    return LC_OK;
}

static bool number_in(const lc_feed *feed, lc_source_field field, double *out)
{
    const char *text = feed->record->values[feed->column[field]];
    return text != NULL && lc_text_number(text, out) && isfinite(*out);
}

/* The first place of the file, as far as it can be read. Rows are used up: the file is refused. */
static lc_status find_first(lc_feed *feed, first_place *first)
{
    enum { ROWS_TRIED = 100 };
    lc_status status = LC_OK;
    for (int i = 0; status == LC_OK && !first->found && i < ROWS_TRIED; i++) {
        status = lc_reader_next(feed->reader, &feed->record);
        if (status != LC_OK || feed->record == NULL)
            break;
        if (feed->record->error != NULL)
            continue;
        if (feed->where == LC_WHERE_GEOMETRY && feed->record->wkb != NULL)
            status = lc_wkb_each_part(feed->ctx, feed->record->wkb, feed->record->wkb_size,
                                      keep_first, first);
        else if (feed->where == LC_WHERE_XY)
            first->found = number_in(feed, LC_F_X, &first->x) && number_in(feed, LC_F_Y, &first->y);
    }
    feed->record = NULL;
    if (status == LC_INPUT) {
        lc_ctx_forget(feed->ctx);
        status = LC_OK;
    }
    return status;
}

/* The box around the study's regions, a little wider; false when there are none yet. */
static lc_status read_box(lc_feed *feed, double box[4], bool *known)
{
    static const double wider_deg = 0.2;
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(feed->store, "source/select_area_box", &stmt);
    if (status == LC_OK)
        status = lc_stmt_step(stmt, &row);
    *known = status == LC_OK && row && !lc_stmt_is_null(stmt, 0);
    for (int i = 0; *known && i < 4; i++)
        box[i] = lc_stmt_double(stmt, i) + (i < 2 ? -wider_deg : wider_deg);
    lc_stmt_free(stmt);
    return status;
}

/* Does the place lie in the box when it is read in this system? */
static lc_status lies_within(lc_ctx *ctx, int epsg, const first_place *first, const double box[4],
                             bool *within)
{
    char definition[16];
    lc_crs *crs = NULL;
    double lon = first->x, lat = first->y;
    (void)snprintf(definition, sizeof definition, "EPSG:%d", epsg);
    lc_status status = lc_crs_open(ctx, definition, &crs);
    if (status == LC_OK)
        status = lc_crs_to_wgs84(ctx, crs, &lon, &lat, 1, 1);
    *within = status == LC_OK && lon >= box[0] && lat >= box[1] && lon <= box[2] && lat <= box[3];
    lc_crs_close(crs);
    if (status == LC_INPUT) {
        lc_ctx_forget(ctx);
        status = LC_OK;
    }
    return status;
}

/* The usual Chinese system of metres in which the place lies among the study's regions; 0: none. */
static lc_status find_system(lc_feed *feed, const first_place *first, int *epsg)
{
    double box[4];
    bool known = false, within = false;
    lc_status status = read_box(feed, box, &known);
    const int zone = (int)(first->x / 1e6);
    const bool zoned = zone >= ZONE_FIRST && zone <= ZONE_LAST;
    *epsg = 0;
    if (zoned)
        *epsg = ZONED_FIRST + zone - ZONE_FIRST;
    for (int i = 0; status == LC_OK && known && !zoned && *epsg == 0 && i < ZONES; i++) {
        status = lies_within(feed->ctx, MERIDIANS_FIRST + i, first, box, &within);
        if (within)
            *epsg = MERIDIANS_FIRST + i;
    }
    return status;
}

static lc_status fail_metres(lc_feed *feed, const first_place *first)
{
    char place[64];
    int epsg = 0;
    lc_status status = find_system(feed, first, &epsg);
    if (status != LC_OK)
        return status;
    lc_print(place, sizeof place, "%.0f, %.0f", first->x, first->y);
    if (epsg == 0)
        return lc_fail(feed->ctx, LC_INPUT,
                       "%s: neither the file nor the study says which coordinate system the "
                       "coordinates are in. They are metres (e.g. %s): ask where the file comes "
                       "from, and add crs: with its system (for China often EPSG:4549 and its "
                       "neighbours).",
                       feed->source->written, place);
    return lc_fail(
        feed->ctx, LC_INPUT,
        "%s: neither the file nor the study says which coordinate system the "
        "coordinates are in. They are metres (e.g. %s), most likely EPSG:%d (CGCS2000 in "
        "zones of 3 degrees), which fits them: add crs: EPSG:%d if that is true.",
        feed->source->written, place, epsg, epsg);
}

lc_status lc_feed_crs_missing(lc_feed *feed)
{
    char place[64];
    first_place first = {0, 0, false};
    lc_status status = find_first(feed, &first);
    if (status != LC_OK)
        return status;
    if (first.found && (fabs(first.x) > 360 || fabs(first.y) > 360))
        return fail_metres(feed, &first);
    lc_print(place, sizeof place, "%.9g, %.9g", first.x, first.y);
    if (first.found)
        return lc_fail(feed->ctx, LC_INPUT,
                       "%s: neither the file nor the study says which coordinate system the "
                       "coordinates are in. They are degrees (e.g. %s): add crs: EPSG:4326, gcj02 "
                       "or bd09, whichever is true.",
                       feed->source->written, place);
    return lc_fail(feed->ctx, LC_INPUT,
                   "%s: neither the file nor the study says which coordinate system the "
                   "coordinates are in: add crs: EPSG:4326, EPSG:4549, gcj02 or bd09, "
                   "whichever is true.",
                   feed->source->written);
}
