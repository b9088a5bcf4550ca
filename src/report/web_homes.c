/* homes.js, people-<group>.js and reach-<set>.js: where people live, how many, and from which limit
 * on a set is within reach there; lists in one order, so that the page finds the people beyond any
 * limit by itself. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/web.h"
#include "store/shelf.h"

static const double DEGREE = 1e5; /* places are told in hundred-thousandths, about a metre */

typedef struct homes {
    lc_web *web;
    lc_array points; /* size_t: place of each home in the columns of the shelf */
    lc_shelf *shelf;
    long x, y; /* of the home before, in 1/DEGREE */
} homes;

/* --- places --- */

/* Two whole numbers: how far it lies from the one before. */
static lc_status add_home(lc_page *page, lc_stmt *stmt, void *user)
{
    homes *h = user;
    size_t *point = lc_array_push(page->ctx, &h->points);
    if (point == NULL)
        return LC_MEMORY;
    *point = lc_shelf_point(h->shelf, lc_stmt_int(stmt, 0));
    long x = lround(lc_stmt_double(stmt, 1) * DEGREE), y = lround(lc_stmt_double(stmt, 2) * DEGREE);
    lc_page_rawf(page, "%s%ld,%ld", h->points.count > 1 ? "," : "", x - h->x, y - h->y);
    h->x = x, h->y = y;
    return LC_OK;
}

static lc_status write_places(homes *h)
{
    lc_page *page = &h->web->page;
    lc_stmt *stmt = NULL;
    lc_status status = lc_web_open(h->web, "homes");
    lc_page_raw(page, "[");
    if (status == LC_OK)
        status = lc_page_query(page, "report/web_homes", false, &stmt);
    status = lc_page_each(page, status, stmt, add_home, h, NULL);
    lc_page_raw(page, "]");
    return lc_web_close(h->web, status);
}

/* --- people --- */

static lc_status add_people(lc_page *page, lc_stmt *stmt, void *user)
{
    lc_web *web = user;
    lc_page_raw(page, web->written++ > 0 ? "," : "");
    lc_web_number(web, lc_stmt_double(stmt, 0));
    return LC_OK;
}

static lc_status write_people(lc_web *web, int64_t group_id)
{
    char name[48];
    lc_stmt *stmt = NULL;
    (void)snprintf(name, sizeof name, "people-%lld", (long long)group_id);
    lc_status status = lc_web_open(web, name);
    lc_web_list(web, "[");
    if (status == LC_OK)
        status = lc_page_query(&web->page, "report/web_home_people", false, &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":group_id", group_id);
    status = lc_page_each(&web->page, status, stmt, add_people, web, NULL);
    lc_page_raw(&web->page, "]");
    return lc_web_close(web, status);
}

/* The numbers of a query's first column. */
static lc_status take_id(lc_page *page, lc_stmt *stmt, void *user)
{
    int64_t *id = lc_array_push(page->ctx, user);
    if (id == NULL)
        return LC_MEMORY;
    *id = lc_stmt_int(stmt, 0);
    return LC_OK;
}

static lc_status read_ids(lc_web *web, const char *query, bool named, int64_t set_id, lc_array *ids)
{
    lc_stmt *stmt = NULL;
    lc_array_init(ids, sizeof(int64_t));
    lc_status status = lc_page_query(&web->page, query, named, &stmt);
    if (status == LC_OK && set_id != 0)
        lc_stmt_bind_int(stmt, ":set_id", set_id);
    return lc_page_each(&web->page, status, stmt, take_id, ids, NULL);
}

/* --- reach --- */

/* How far one measure reaches: columns of the shelf. */
typedef struct reach {
    uint32_t *limits, *nearest; /* of one type; the least over the types of a set */
    size_t count;
} reach;

/* What is within no limit counts as one more than there are. */
static void take_least(reach *r, uint32_t beyond)
{
    for (size_t i = 0; i < r->count; i++) {
        uint32_t limit = r->limits[i] > 0 ? r->limits[i] : beyond;
        r->nearest[i] = limit < r->nearest[i] ? limit : r->nearest[i];
    }
}

static lc_status read_reach(homes *h, reach *r, int64_t measure_id, const lc_array *types)
{
    uint32_t beyond = (uint32_t)lc_shelf_limit_count(h->shelf) + 1;
    lc_status status = LC_OK;
    for (size_t i = 0; i < r->count; i++)
        r->nearest[i] = beyond;
    for (size_t k = 0; status == LC_OK && k < types->count; k++) {
        status = lc_shelf_read(h->shelf, measure_id, *(const int64_t *)lc_array_at(types, k),
                               LC_PART_LIMIT, 0, r->limits);
        if (status == LC_OK)
            take_least(r, beyond);
    }
    return status;
}

/* One character for each home: '0' is within the shortest limit, '1' the next. */
static void write_reach(homes *h, const reach *r)
{
    lc_page *page = &h->web->page;
    uint32_t beyond = (uint32_t)lc_shelf_limit_count(h->shelf) + 1;
    lc_page_raw(page, "\"");
    for (size_t i = 0; i < h->points.count; i++) {
        size_t point = *(const size_t *)lc_array_at(&h->points, i);
        uint32_t limit = point < r->count ? r->nearest[point] : beyond;
        lc_text_add_bytes(&page->out.text, (char[]){(char)('0' + limit - 1)}, 1);
    }
    lc_page_raw(page, "\"");
}

/* A list of texts, one for each measure. */
static lc_status write_set(homes *h, const lc_web_set *set, const lc_array *measures, reach *r)
{
    char name[48];
    lc_array types;
    (void)snprintf(name, sizeof name, "reach-%lld", (long long)set->set_id);
    lc_status status = lc_web_open(h->web, name);
    if (status == LC_OK)
        status = read_ids(h->web, "report/web_set_types", false, set->set_id, &types);
    else
        lc_array_init(&types, sizeof(int64_t));
    lc_page_raw(&h->web->page, "[");
    for (size_t k = 0; status == LC_OK && k < measures->count; k++) {
        status = read_reach(h, r, *(const int64_t *)lc_array_at(measures, k), &types);
        lc_page_raw(&h->web->page, k > 0 ? ",\n" : "");
        if (status == LC_OK)
            write_reach(h, r);
    }
    lc_page_raw(&h->web->page, "]");
    lc_array_clear(&types);
    return lc_web_close(h->web, status);
}

static lc_status write_sets(homes *h)
{
    lc_ctx *ctx = h->web->page.ctx;
    lc_array measures;
    reach r = {NULL, NULL, 0};
    (void)lc_shelf_demand(h->shelf, &r.count);
    r.limits = lc_alloc(ctx, r.count, sizeof *r.limits);
    r.nearest = lc_alloc(ctx, r.count, sizeof *r.nearest);
    lc_status status = r.limits != NULL && r.nearest != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK)
        status = read_ids(h->web, "report/web_measures", true, 0, &measures);
    else
        lc_array_init(&measures, sizeof(int64_t));
    for (size_t i = 0; status == LC_OK && i < h->web->sets.count; i++)
        status = write_set(h, lc_array_at(&h->web->sets, i), &measures, &r);
    lc_array_clear(&measures);
    free(r.limits);
    free(r.nearest);
    return status;
}

lc_status lc_web_homes(lc_web *web)
{
    homes h = {.web = web};
    lc_array groups;
    lc_array_init(&h.points, sizeof(size_t));
    lc_status status = read_ids(web, "report/web_groups", true, 0, &groups);
    if (status == LC_OK)
        status = lc_shelf_open(web->page.store, &h.shelf);
    if (status == LC_OK)
        status = write_places(&h);
    for (size_t i = 0; status == LC_OK && i < groups.count; i++)
        status = write_people(web, *(const int64_t *)lc_array_at(&groups, i));
    if (status == LC_OK)
        status = write_sets(&h);
    lc_shelf_close(h.shelf);
    lc_array_clear(&groups);
    lc_array_clear(&h.points);
    return status;
}
