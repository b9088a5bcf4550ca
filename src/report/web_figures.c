/* regions.js and figures-<set>.js: what indicators.csv says of coverage and floor area, by lists in
 * the order of the regions. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/web.h"

/* --- regions --- */

/* The name of a region's files, NULL where it gets none. O(regions). */
static const char *file_of(const lc_web *web, int64_t region_id)
{
    for (size_t i = 0; i < web->scopes.count; i++)
        if (web->scopes.items[i].region_id == region_id)
            return web->scopes.items[i].file;
    return NULL;
}

/* A place for its name, and its shape. */
static lc_status add_outline(lc_web *web, lc_stmt *stmt)
{
    double x = NAN, y = NAN;
    size_t size = 0;
    const void *wkb = lc_stmt_blob(stmt, 7, &size);
    lc_status status = wkb != NULL ? lc_geom_inner_point(web->geom, wkb, size, &x, &y) : LC_OK;
    lc_page_raw(&web->page, ",\"at\":[");
    lc_web_number(web, x);
    lc_page_raw(&web->page, ",");
    lc_web_number(web, y);
    lc_page_raw(&web->page, "],\"shape\":");
    if (status == LC_OK)
        status = lc_web_shape(web, stmt, 7);
    return lc_outline_status(web->page.ctx, status, lc_stmt_text(stmt, 2));
}

static lc_status add_region(lc_page *page, lc_stmt *stmt, void *user)
{
    lc_web *web = user;
    lc_web_region *region = lc_array_push(page->ctx, &web->regions);
    if (region == NULL)
        return LC_MEMORY;
    region->region_id = lc_stmt_int(stmt, 0);
    lc_page_rawf(page, "%s{\"code\":", web->regions.count > 1 ? ",\n" : "");
    lc_web_text(web, lc_stmt_text(stmt, 1));
    lc_page_raw(page, ",\"name\":");
    lc_web_text(web, lc_stmt_text(stmt, 2));
    lc_page_raw(page, ",\"file\":");
    lc_web_text(web, file_of(web, region->region_id));
    lc_page_rawf(page, ",\"compared\":%s,\"top\":%s,\"missed\":%lld,\"targets\":%lld",
                 lc_stmt_int(stmt, 3) != 0 ? "true" : "false",
                 lc_stmt_int(stmt, 4) != 0 ? "true" : "false", (long long)lc_stmt_int(stmt, 5),
                 (long long)lc_stmt_int(stmt, 6));
    lc_status status = add_outline(web, stmt);
    lc_page_raw(page, "}");
    return status;
}

lc_status lc_web_regions(lc_web *web)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_web_open(web, "regions");
    lc_page_raw(&web->page, "[");
    if (status == LC_OK)
        status = lc_page_query(&web->page, "report/web_regions", false, &stmt);
    if (status == LC_OK)
        lc_stmt_bind_text(stmt, ":level", web->page.level);
    status = lc_page_each(&web->page, status, stmt, add_region, web, NULL);
    lc_page_raw(&web->page, "]");
    return lc_web_close(web, status);
}

/* --- figures --- */

/* One list of figures: of a group, and of a measure and limit where they are of coverage. */
typedef struct block {
    lc_web *web;
    char *key;     /* what it is of; NULL before the first */
    size_t region; /* that comes next */
} block;

/* Nulls for the regions that have no row, up to the one of `region_id`; false where it is none of
 * the map's. */
static bool skip_to(block *b, int64_t region_id)
{
    while (b->region < b->web->regions.count) {
        const lc_web_region *region = lc_array_at(&b->web->regions, b->region++);
        lc_page_raw(&b->web->page, b->region > 1 ? "," : "");
        if (region->region_id == region_id)
            return true;
        lc_page_raw(&b->web->page, "null");
    }
    return false;
}

static void end_block(block *b)
{
    if (b->key == NULL)
        return;
    (void)skip_to(b, 0);
    lc_page_raw(&b->web->page, "]");
}

/* Ends the list before and begins the one of `key`, which it takes. */
static void begin_block(block *b, char *key)
{
    end_block(b);
    lc_web_next(b->web);
    lc_web_text(b->web, key);
    lc_page_raw(&b->web->page, ":[");
    free(b->key);
    b->key = key;
    b->region = 0;
}

static lc_status to_block(block *b, char *key)
{
    if (key == NULL)
        return LC_MEMORY;
    if (b->key == NULL || strcmp(b->key, key) != 0)
        begin_block(b, key);
    else
        free(key);
    return LC_OK;
}

/* [people within reach, all people] of a region. */
static lc_status add_coverage(lc_page *page, lc_stmt *stmt, void *user)
{
    block *b = user;
    lc_text key;
    lc_text_init(&key, page->ctx);
    lc_text_add(&key, lc_stmt_text(stmt, 0));
    lc_text_add(&key, "|");
    lc_text_add(&key, lc_stmt_text(stmt, 1));
    lc_text_add(&key, "|");
    lc_text_add_number(&key, lc_stmt_double(stmt, 2), "");
    lc_status status = to_block(b, lc_text_take(&key));
    if (status != LC_OK || !skip_to(b, lc_stmt_int(stmt, 3)))
        return status;
    lc_page_raw(page, "[");
    lc_web_number(b->web, lc_stmt_double(stmt, 4));
    lc_page_raw(page, ",");
    lc_web_number(b->web, lc_stmt_double(stmt, 5));
    lc_page_raw(page, "]");
    return LC_OK;
}

/* [value, how many facilities lack theirs, low, high] of a region. */
static lc_status add_area(lc_page *page, lc_stmt *stmt, void *user)
{
    block *b = user;
    lc_status status = to_block(b, lc_format(page->ctx, "%s|", lc_stmt_text(stmt, 0)));
    if (status != LC_OK || !skip_to(b, lc_stmt_int(stmt, 1)))
        return status;
    for (int i = 2; i < 6; i++) {
        lc_page_raw(page, i > 2 ? "," : "[");
        lc_web_number(b->web, lc_stmt_double(stmt, i));
    }
    lc_page_raw(page, "]");
    return LC_OK;
}

static lc_status write_blocks(lc_web *web, const lc_web_set *set, const char *query,
                              lc_page_row_fn *fn)
{
    block b = {.web = web};
    lc_stmt *stmt = NULL;
    lc_web_list(web, "{");
    lc_status status = lc_page_query(&web->page, query, false, &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, ":types", set->code);
        lc_stmt_bind_text(stmt, ":level", web->page.level);
    }
    status = lc_page_each(&web->page, status, stmt, fn, &b, NULL);
    end_block(&b);
    free(b.key);
    lc_page_raw(&web->page, "}");
    return status;
}

static lc_status write_figures(lc_web *web, const lc_web_set *set)
{
    char name[48];
    (void)snprintf(name, sizeof name, "figures-%lld", (long long)set->set_id);
    lc_status status = lc_web_open(web, name);
    lc_page_raw(&web->page, "{\"coverage\":");
    if (status == LC_OK)
        status = write_blocks(web, set, "report/web_coverage", add_coverage);
    lc_page_raw(&web->page, ",\n\"area\":");
    if (status == LC_OK)
        status = write_blocks(web, set, "report/web_area", add_area);
    lc_page_raw(&web->page, "}");
    return lc_web_close(web, status);
}

lc_status lc_web_figures(lc_web *web)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < web->sets.count; i++)
        status = write_figures(web, lc_array_at(&web->sets, i));
    return status;
}
