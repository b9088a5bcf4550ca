/* Where the place meets the streets. */
#include <stdlib.h>
#include <unistd.h>

#include "run/explain.h"

/* The file of the ready network beside the store; NULL where there is none: to explain writes
 * nothing that was not asked for. Free with free(). */
static lc_status find_cache(const lc_explanation *e, char **cache)
{
    const char *path = lc_store_path(e->store);
    *cache = NULL;
    if (path == NULL)
        return LC_OK;
    *cache = lc_format(e->ctx, "%s.network", path);
    if (*cache == NULL)
        return LC_MEMORY;
    if (access(*cache, R_OK) != 0) {
        free(*cache);
        *cache = NULL;
    }
    return LC_OK;
}

static lc_status open_network(lc_explanation *e)
{
    lc_stmt *stmt = NULL;
    char *cache = NULL;
    bool row = false;
    lc_status status = lc_store_query(e->store, "run/explain_network", &stmt);
    if (status == LC_OK)
        status = lc_stmt_step(stmt, &row);
    if (status == LC_OK)
        status = find_cache(e, &cache);
    if (status == LC_OK)
        status = lc_network_open(e->store, cache, row ? lc_stmt_text(stmt, 0) : "", &e->network);
    if (status == LC_OK)
        e->streets = lc_network_streets(e->network);
    free(cache);
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_explain_join_place(lc_explanation *e)
{
    lc_spot spot;
    lc_explain_join *join = &e->join;
    *join = (lc_explain_join){.join = {.edge = LC_UNREACHED}, .at = e->at};
    if (e->profile.network == 0)
        return LC_OK;
    lc_status status = open_network(e);
    if (status == LC_OK)
        status = lc_network_join_spot(e->store, e->network, e->snap_warn_m, e->snap_limit_m, e->at,
                                      &spot);
    if (status != LC_OK)
        return status;
    join->snap = !spot.joined ? LC_SNAP_UNSNAPPED : spot.far ? LC_SNAP_FAR : LC_SNAP_OK;
    join->blocked = spot.blocked;
    join->leg_mm = spot.leg_mm;
    if (!spot.joined)
        return LC_OK;
    join->join = (lc_join){spot.piece, spot.offset_mm, (uint32_t)spot.leg_mm};
    join->at = lc_explain_point(e->streets, spot.piece, spot.offset_mm);
    return lc_explain_street_of(e, e->streets->pieces[spot.piece].street_id, &join->street);
}
