#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/homes.h"
#include "report/near.h"
#include "report/page.h"

static lc_status take_facts(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    const char *zh = lc_stmt_text(stmt, 0), *en = lc_stmt_text(stmt, 1);
    const char *title = page->zh ? zh : en;
    if (lc_text_blank(title))
        title = page->zh ? en : zh;
    if (lc_text_blank(title))
        title = lc_stmt_text(stmt, 7);
    page->title =
        lc_strdup(page->ctx, title != NULL ? title : lc_tr(page->ctx, LC_N("Service circles")));
    page->as_of = lc_strdup(page->ctx, lc_stmt_is_null(stmt, 2) ? "" : lc_stmt_text(stmt, 2));
    page->limit_min = lc_stmt_double(stmt, 3);
    page->has_network = lc_stmt_int(stmt, 4) != 0;
    page->has_circle = lc_stmt_int(stmt, 5) != 0;
    const char *level = lc_stmt_text(stmt, 8);
    page->level = lc_strdup(page->ctx, level != NULL            ? level
                                       : lc_page_is_whole(page) ? "town"
                                                                : "");
    page->margin_missing = lc_stmt_int(stmt, 9) != 0;
    page->has_targets = lc_stmt_int(stmt, 10) != 0;
    page->has_units = lc_stmt_int(stmt, 11) != 0;
    bool has_within = !lc_stmt_is_null(stmt, 12);
    page->within = has_within ? lc_strdup(page->ctx, lc_stmt_text(stmt, 12)) : NULL;
    bool whole = page->title != NULL && page->as_of != NULL && page->level != NULL &&
                 (page->within != NULL || !has_within);
    return whole ? LC_OK : LC_MEMORY;
}

static lc_status take_extent(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    page->west_deg = lc_stmt_double(stmt, 0);
    page->south_deg = lc_stmt_double(stmt, 1);
    page->east_deg = lc_stmt_double(stmt, 2);
    page->north_deg = lc_stmt_double(stmt, 3);
    page->radius_m = lc_stmt_double(stmt, 4);
    page->has_map = isfinite(page->west_deg) && isfinite(page->south_deg) &&
                    isfinite(page->east_deg) && isfinite(page->north_deg);
    return LC_OK;
}

static lc_status read_extent(lc_page *page)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query_here(page, "report/page_map_extent", false, &stmt);
    return lc_page_each(page, status, stmt, take_extent, NULL, NULL);
}

static lc_status take_layer(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)user;
    if (page->layer_count == LC_PAGE_LAYERS_MAX)
        return LC_OK;
    lc_page_layer *layer = &page->layers[page->layer_count++];
    *layer = (lc_page_layer){.set_id = lc_stmt_int(stmt, 0),
                             .types = lc_strdup(page->ctx, lc_stmt_text(stmt, 1)),
                             .name = lc_strdup(page->ctx, lc_stmt_text(stmt, 2)),
                             .group = lc_strdup(page->ctx, lc_stmt_text(stmt, 3)),
                             .group_name = lc_strdup(page->ctx, lc_stmt_text(stmt, 4)),
                             .people = NAN,
                             .circle = NAN,
                             .network = NAN};
    bool whole = layer->types && layer->name && layer->group && layer->group_name;
    return whole ? LC_OK : LC_MEMORY;
}

static lc_status take_people(lc_page *page, lc_stmt *stmt, void *user)
{
    (void)page;
    lc_page_layer *layer = user;
    layer->people = lc_stmt_double(stmt, 0);
    layer->circle = lc_stmt_double(stmt, 1);
    layer->network = lc_stmt_double(stmt, 2);
    layer->facilities = lc_stmt_double(stmt, 3);
    return LC_OK;
}

static lc_status read_layer_people(lc_page *page, lc_page_layer *layer)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_page_query_here(page, "report/page_layer_facts", false, &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, ":types", layer->types);
        lc_stmt_bind_text(stmt, ":group", layer->group);
        lc_stmt_bind_double(stmt, ":limit_min", page->limit_min);
    }
    return lc_page_each(page, status, stmt, take_people, layer, NULL);
}

lc_status lc_page_read_facts(lc_page *page)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_near_make(page->store);
    if (status == LC_OK)
        status = lc_page_query_here(page, "report/page_facts", false, &stmt);
    status = lc_page_each(page, status, stmt, take_facts, NULL, NULL);
    if (status == LC_OK)
        status = read_extent(page);
    int64_t trend = 0;
    if (status == LC_OK)
        status = lc_store_count(page->store, "report/has_trend", &trend);
    page->has_trend = trend != 0;
    if (status == LC_OK)
        status =
            lc_store_count(page->store, "report/count_targets_not_read", &page->targets_not_read);
    if (status == LC_OK)
        status = lc_store_count(page->store, "report/count_facilities_left_out",
                                &page->facilities_left_out);
    stmt = NULL;
    if (status == LC_OK)
        status = lc_page_query(page, "report/page_layers", true, &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":most",
                         page->brief              ? 1
                         : lc_page_is_whole(page) ? LC_PAGE_LAYERS_MAX
                                                  : LC_PAGE_LAYERS_REGION);
    status = lc_page_each(page, status, stmt, take_layer, NULL, NULL);
    for (size_t i = 0; status == LC_OK && i < page->layer_count; i++)
        status = read_layer_people(page, &page->layers[i]);
    return status;
}

void lc_page_clear_facts(lc_page *page)
{
    lc_trace_clear(&page->trace);
    for (size_t i = 0; i < page->layer_count; i++) {
        free(page->layers[i].types);
        free(page->layers[i].group);
        free(page->layers[i].name);
        free(page->layers[i].group_name);
        lc_homes_free(page->homes[i]);
        page->homes[i] = NULL;
    }
    page->layer_count = 0;
    free(page->title);
    free(page->as_of);
    free(page->level);
    free(page->within);
    page->title = page->as_of = page->level = page->within = NULL;
}
