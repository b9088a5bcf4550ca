#include "report/homes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "store/shelf.h"

void lc_homes_free(lc_homes *homes)
{
    if (homes == NULL)
        return;
    free(homes->group);
    lc_array_clear(&homes->items);
    lc_array_clear(&homes->points);
    free(homes);
}

typedef struct reading {
    lc_homes *homes;
    lc_shelf *shelf;
} reading;

static lc_status take_home(lc_page *page, lc_stmt *stmt, void *user)
{
    reading *r = user;
    size_t point = lc_shelf_point(r->shelf, lc_stmt_int(stmt, 0));
    lc_home *home = lc_array_push(page->ctx, &r->homes->items);
    uint32_t *at = home != NULL ? lc_array_push(page->ctx, &r->homes->points) : NULL;
    if (at == NULL)
        return LC_MEMORY;
    *home = (lc_home){lc_stmt_double(stmt, 1), lc_stmt_double(stmt, 2), lc_stmt_int(stmt, 3)};
    *at = point == SIZE_MAX ? UINT32_MAX : (uint32_t)point;
    return LC_OK;
}

static lc_status read_homes(lc_page *page, const char *group, lc_homes *homes)
{
    reading r = {.homes = homes};
    lc_stmt *stmt = NULL;
    lc_array_init(&homes->items, sizeof(lc_home));
    lc_array_init(&homes->points, sizeof(uint32_t));
    homes->group = lc_strdup(page->ctx, group);
    lc_status status = homes->group != NULL ? lc_shelf_open(page->store, &r.shelf) : LC_MEMORY;
    if (status == LC_OK)
        status = lc_page_query_here(page, "report/homes", false, &stmt);
    if (status == LC_OK)
        lc_stmt_bind_text(stmt, ":group", group);
    status = lc_page_each(page, status, stmt, take_home, &r, NULL);
    lc_shelf_close(r.shelf);
    return status;
}

lc_status lc_page_homes(lc_page *page, const lc_page_layer *layer, const lc_homes **out)
{
    size_t i = 0;
    *out = NULL;
    for (; page->homes[i] != NULL; i++)
        if (strcmp(page->homes[i]->group, layer->group) == 0) {
            *out = page->homes[i];
            return LC_OK;
        }
    lc_homes *homes =
        lc_alloc(page->ctx, 1, sizeof *homes); /* there is one group a layer at most */
    if (homes == NULL)
        return LC_MEMORY;
    lc_status status = read_homes(page, layer->group, homes);
    if (status == LC_OK)
        *out = page->homes[i] = homes;
    else
        lc_homes_free(homes);
    return status;
}

/* --- ways --- */

/* What the types of a set are gone through with, one after the other. */
typedef struct search {
    const lc_homes *homes;
    lc_shelf *shelf;
    uint32_t *limits, *costs; /* of the type at hand, one for each home */
    lc_home_way *ways;
    double speed_mps;
    int64_t measure_id;
} search;

static lc_status take_measure(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)page;
    search *s = user;
    s->measure_id = lc_stmt_int(stmt, 0);
    return LC_OK;
}

static lc_status take_type(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)page;
    search *s = user;
    const uint32_t *points = s->homes->points.items;
    const size_t count = s->homes->points.count, limit_count = lc_shelf_limit_count(s->shelf);
    int64_t type_id = lc_stmt_int(stmt, 0);
    lc_status status =
        lc_shelf_pick(s->shelf, s->measure_id, type_id, LC_PART_LIMIT, 0, points, count, s->limits);
    if (status == LC_OK)
        status = lc_shelf_pick(s->shelf, s->measure_id, type_id, LC_PART_COST, 0, points, count,
                               s->costs);
    for (size_t i = 0; status == LC_OK && i < count; i++) {
        if (s->limits[i] == 0) /* none within the horizon */
            continue;
        s->ways[i].walk_min =
            fmin(s->ways[i].walk_min, lc_shelf_walk_min(s->costs[i], s->speed_mps));
        s->ways[i].is_within |= s->limits[i] <= limit_count;
    }
    return status;
}

static lc_status find_ways(lc_page *page, int64_t set_id, const char *mode, search *s)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(page->store, "report/home_measure", &stmt);
    if (status == LC_OK)
        lc_stmt_bind_text(stmt, ":mode", mode);
    status = lc_page_each(page, status, stmt, take_measure, s, NULL);
    if (status != LC_OK || s->measure_id == 0)
        return status;
    s->speed_mps = lc_shelf_speed_mps(s->shelf, s->measure_id);
    stmt = NULL;
    status = lc_store_query(page->store, "report/home_types", &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":set_id", set_id);
    return lc_page_each(page, status, stmt, take_type, s, NULL);
}

lc_status lc_page_home_ways(lc_page *page, const lc_page_layer *layer, const char *mode,
                            const lc_homes *homes, lc_home_way **ways)
{
    search s = {.homes = homes};
    const size_t count = s.homes->points.count;
    *ways = NULL;
    s.limits = lc_alloc(page->ctx, count, sizeof *s.limits);
    s.costs = lc_alloc(page->ctx, count, sizeof *s.costs);
    s.ways = lc_alloc(page->ctx, count, sizeof *s.ways);
    bool whole = s.limits != NULL && s.costs != NULL && s.ways != NULL;
    for (size_t i = 0; whole && i < count; i++)
        s.ways[i].walk_min = NAN;
    lc_status status = whole ? lc_shelf_open(page->store, &s.shelf) : LC_MEMORY;
    if (status == LC_OK)
        status = find_ways(page, layer->set_id, mode, &s);
    lc_shelf_close(s.shelf);
    free(s.limits);
    free(s.costs);
    if (status == LC_OK)
        *ways = s.ways;
    else
        free(s.ways);
    return status;
}
