#include "circles/town.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

static town_class class_of(const char *word)
{
    static const char *const words[CLASS_COUNT] = {"", "central", "urbanised", "rural"};
    for (int i = 1; word != NULL && i < CLASS_COUNT; i++)
        if (strcmp(word, words[i]) == 0)
            return (town_class)i;
    return CLASS_NONE;
}

static lc_status read_region(void *user, lc_stmt *row)
{
    town *t = user;
    town_region *region = lc_array_push(t->ctx, &t->regions);
    if (region == NULL)
        return LC_MEMORY;
    *region =
        (town_region){lc_stmt_int(row, 0), lc_stmt_int(row, 1), class_of(lc_stmt_text(row, 2))};
    return LC_OK;
}

static lc_status open_plane(void *user, lc_stmt *row)
{
    town *t = user;
    if (lc_stmt_is_null(row, 0))
        return LC_OK;
    return lc_plane_open(t->ctx, (lc_lonlat){lc_stmt_double(row, 0), lc_stmt_double(row, 1)},
                         &t->plane);
}

static uint32_t region_index(const town *t, int64_t region_id)
{
    const town_region *regions = t->regions.items;
    size_t low = 0, high = t->regions.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (regions[middle].region_id < region_id)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

static lc_status read_places(town *t, lc_array *at)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(t->store, "circles/read_places", &stmt);
    if (status == LC_OK)
        lc_stmt_bind_text(stmt, ":group", t->wish->group);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        town_place *place = lc_array_push(t->ctx, &t->places);
        lc_spot_mm *spot = lc_array_push(t->ctx, at);
        if (place == NULL || spot == NULL) {
            status = LC_MEMORY;
            break;
        }
        *place = (town_place){lc_stmt_int(stmt, 0), lc_stmt_int(stmt, 4),
                              region_index(t, lc_stmt_int(stmt, 1))};
        status = town_spot(t, lc_stmt_double(stmt, 2), lc_stmt_double(stmt, 3), spot);
    }
    lc_stmt_free(stmt);
    return status;
}

lc_status town_spot(const town *t, double lon_deg, double lat_deg, lc_spot_mm *out)
{
    double x = lon_deg, y = lat_deg;
    lc_status status = lc_plane_forward(t->ctx, t->plane, &x, &y, 1, 1);
    if (status == LC_OK && (!(fabs(x) < 1e7) || !(fabs(y) < 1e7)))
        return lc_fail(t->ctx, LC_STORE,
                       "A place of the store lies off the map of the study. "
                       "Delete the store and run again.");
    *out = (lc_spot_mm){llround(x * 1000), llround(y * 1000)};
    return status;
}

lc_status town_read(lc_store *store, const lc_circle_wish *wish, const lc_streets *streets,
                    town *out)
{
    lc_array at;
    *out = (town){.store = store, .ctx = lc_store_ctx(store), .wish = wish, .streets = streets};
    lc_array_init(&out->regions, sizeof(town_region));
    lc_array_init(&out->places, sizeof(town_place));
    lc_array_init(&out->circles, sizeof(town_circle));
    lc_array_init(&at, sizeof(lc_spot_mm));
    lc_status status = lc_store_each(store, "circles/read_regions", read_region, out);
    if (status == LC_OK)
        status = lc_store_each(store, "circles/read_middle", open_plane, out);
    if (status == LC_OK && out->plane != NULL)
        status = read_places(out, &at);
    out->at = at.items;
    out->circle = lc_alloc(out->ctx, out->places.count, sizeof *out->circle);
    if (status == LC_OK && out->circle == NULL)
        status = LC_MEMORY;
    for (size_t p = 0; status == LC_OK && p < out->places.count; p++)
        out->circle[p] = LC_GROUND_NONE;
    return status;
}

void town_clear(town *t)
{
    lc_plane_close(t->plane);
    lc_array_clear(&t->regions);
    lc_array_clear(&t->places);
    lc_array_clear(&t->circles);
    free(t->at);
    free(t->circle);
}
