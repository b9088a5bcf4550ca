/* Reading what the stage needs, once, into plain arrays. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reach/internal.h"

static lc_status contradiction(const lc_reach_model *m, const char *table, int64_t id)
{
    return lc_fail(m->ctx, LC_STORE,
                   "The street tables of the store contradict each other (%s %lld): delete the "
                   "store and run again.",
                   table, (long long)id);
}

static lc_status read_limit(void *user, lc_stmt *row)
{
    lc_reach_model *m = user;
    lc_reach_limit *limit = lc_array_push(m->ctx, &m->limits);
    if (limit == NULL)
        return LC_MEMORY;
    *limit = (lc_reach_limit){lc_stmt_int(row, 0), lc_stmt_double(row, 1)};
    return LC_OK;
}

static lc_status read_horizon(void *user, lc_stmt *row)
{
    lc_reach_model *m = user;
    m->horizon_min = fmax(m->horizon_min, lc_stmt_double(row, 0));
    return LC_OK;
}

static lc_status read_measure(void *user, lc_stmt *row)
{
    lc_reach_model *m = user;
    lc_reach_measure *measure = lc_array_push(m->ctx, &m->measures);
    if (measure == NULL)
        return LC_MEMORY;
    *measure = (lc_reach_measure){.id = lc_stmt_int(row, 0),
                                  .is_network = lc_stmt_int(row, 1) != 0,
                                  .speed_mps = lc_stmt_double(row, 2),
                                  .steps_factor = lc_stmt_double(row, 3),
                                  .crossing_s = lc_stmt_double(row, 4),
                                  .elevator_s = lc_stmt_double(row, 5),
                                  .step_free = lc_stmt_int(row, 6) != 0,
                                  .slope = lc_stmt_int(row, 7) != 0};
    measure->limit_mm = lc_alloc(m->ctx, m->limits.count, sizeof *measure->limit_mm);
    if (measure->limit_mm == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < m->limits.count; i++)
        measure->limit_mm[i] =
            lc_shelf_walked_mm(lc_reach_limit_at(m, i)->limit_min, measure->speed_mps);
    measure->horizon_mm = lc_shelf_walked_mm(m->horizon_min, measure->speed_mps);
    return LC_OK;
}

static bool is_word(lc_stmt *row, int column, const char *word)
{
    return strcmp(lc_stmt_text(row, column), word) == 0;
}

static lc_status read_stop(void *user, lc_stmt *row)
{
    lc_reach_model *m = user;
    int64_t node = lc_stmt_int(row, 0);
    double wait_s = lc_stmt_double(row, 2);
    if (node < 0 || node >= m->node_count || !(wait_s >= 0))
        return contradiction(m, "net_node", node);
    lc_reach_stop *stop = lc_array_push(m->ctx, &m->stops);
    if (stop == NULL)
        return LC_MEMORY;
    *stop = (lc_reach_stop){.node = (uint32_t)node,
                            .crossing = is_word(row, 1, "crossing"),
                            .elevator = is_word(row, 1, "elevator"),
                            .wait_s = wait_s};
    return LC_OK;
}

static lc_status read_edge(void *user, lc_stmt *row)
{
    lc_reach_model *m = user;
    int64_t id = lc_stmt_int(row, 0), from = lc_stmt_int(row, 1), to = lc_stmt_int(row, 2);
    int64_t length_mm = lc_stmt_int(row, 3);
    size_t size = 0;
    const void *xy = lc_stmt_blob(row, 7, &size);
    if (id != (int64_t)m->edges.count || from < 0 || from >= m->node_count || to < 0 ||
        to >= m->node_count || length_mm < 0 || length_mm >= LC_UNREACHED ||
        size < 2 * sizeof(lc_lonlat) || size % sizeof(lc_lonlat) != 0 ||
        !(lc_stmt_double(row, 10) >= 0) || !(lc_stmt_double(row, 11) > 0) ||
        !(lc_stmt_double(row, 12) > 0))
        return contradiction(m, "net_edge", id);
    size_t count = size / sizeof(lc_lonlat);
    lc_reach_edge *edge = lc_array_push(m->ctx, &m->edges);
    lc_lonlat *vertices = lc_array_push_many(m->ctx, &m->xy, count);
    if (edge == NULL || vertices == NULL)
        return LC_MEMORY;
    memcpy(vertices, xy, size);
    *edge = (lc_reach_edge){.from = (uint32_t)from,
                            .to = (uint32_t)to,
                            .length_mm = (uint32_t)length_mm,
                            .steps = lc_stmt_int(row, 4) != 0,
                            .forward = lc_stmt_int(row, 5) != 0,
                            .backward = lc_stmt_int(row, 6) != 0,
                            .ends_only = lc_stmt_int(row, 8) != 0,
                            .crossing = is_word(row, 9, "crossing"),
                            .elevator = is_word(row, 9, "elevator"),
                            .ferry = is_word(row, 9, "ferry"),
                            .wait_s = lc_stmt_double(row, 10),
                            .slope_forward = lc_stmt_double(row, 11),
                            .slope_backward = lc_stmt_double(row, 12),
                            .first = m->xy.count - count,
                            .end = m->xy.count};
    return LC_OK;
}

/* --- the same from the network itself --- */

static lc_status take_nodes(lc_reach_model *m, const lc_streets *streets)
{
    m->node_count = streets->node_count;
    for (uint32_t v = 0; v < streets->node_count; v++) {
        const lc_street_node *node = &streets->nodes[v];
        if (node->kind == LC_NODE_PLAIN && node->wait_ds == 0)
            continue;
        lc_reach_stop *stop = lc_array_push(m->ctx, &m->stops);
        if (stop == NULL)
            return LC_MEMORY;
        *stop = (lc_reach_stop){.node = v,
                                .crossing = node->kind == LC_NODE_CROSSING,
                                .elevator = node->kind == LC_NODE_ELEVATOR,
                                .wait_s = node->wait_ds / 10.0};
    }
    return LC_OK;
}

static lc_status take_pieces(lc_reach_model *m, const lc_streets *streets)
{
    lc_reach_edge *edges = lc_array_push_many(m->ctx, &m->edges, streets->piece_count);
    lc_lonlat *xy = lc_array_push_many(m->ctx, &m->xy, streets->vertex_count);
    if (streets->piece_count == 0)
        return LC_OK;
    if (edges == NULL || xy == NULL)
        return LC_MEMORY;
    memcpy(xy, streets->vertices, streets->vertex_count * sizeof *xy);
    for (uint32_t i = 0; i < streets->piece_count; i++) {
        const lc_piece *p = &streets->pieces[i];
        edges[i] = (lc_reach_edge){.from = p->from,
                                   .to = p->to,
                                   .length_mm = p->length_mm,
                                   .steps = (p->flags & LC_PIECE_STEPS) != 0,
                                   .forward = (p->flags & LC_PIECE_FORWARD) != 0,
                                   .backward = (p->flags & LC_PIECE_BACKWARD) != 0,
                                   .ends_only = (p->flags & LC_PIECE_ENDS_ONLY) != 0,
                                   .crossing = (p->flags & LC_PIECE_CROSSING) != 0,
                                   .elevator = (p->flags & LC_PIECE_ELEVATOR) != 0,
                                   .ferry = (p->flags & LC_PIECE_FERRY) != 0,
                                   .wait_s = p->wait_ds / 10.0,
                                   .slope_forward = p->slope_forward_pm / 1000.0,
                                   .slope_backward = p->slope_backward_pm / 1000.0,
                                   .first = p->first_vertex,
                                   .end = p[1].first_vertex};
    }
    return LC_OK;
}

static lc_status take_streets(lc_reach_model *m, const lc_streets *streets)
{
    lc_status status = take_nodes(m, streets);
    return status == LC_OK ? take_pieces(m, streets) : status;
}

static lc_status read_streets(lc_reach_model *m)
{
    int64_t nodes = 0;
    lc_status status = lc_store_count(m->store, "reach/count_nodes", &nodes);
    m->node_count = (uint32_t)nodes;
    if (status == LC_OK)
        status = lc_store_each(m->store, "reach/select_stops", read_stop, m);
    return status == LC_OK ? lc_store_each(m->store, "reach/select_edges", read_edge, m) : status;
}

/* --- places --- */

/* The join in columns `at`, at + 1 and at + 2. */
static lc_status read_join(const lc_reach_model *m, lc_stmt *row, int at, const char *table,
                           int64_t id, lc_join *out)
{
    *out = (lc_join){LC_UNREACHED, 0, 0};
    if (lc_stmt_is_null(row, at))
        return LC_OK;
    int64_t edge = lc_stmt_int(row, at), offset_mm = lc_stmt_int(row, at + 1);
    int64_t leg_mm = lc_stmt_int(row, at + 2);
    if (edge < 0 || (size_t)edge >= m->edges.count || offset_mm < 0 ||
        offset_mm > lc_reach_edge_at(m, (size_t)edge)->length_mm || leg_mm < 0 ||
        leg_mm >= LC_UNREACHED)
        return contradiction(m, table, id);
    *out = (lc_join){(uint32_t)edge, (uint32_t)offset_mm, (uint32_t)leg_mm};
    return LC_OK;
}

static lc_status read_demand(void *user, lc_stmt *row)
{
    lc_reach_model *m = user;
    lc_reach_place *place = lc_array_push(m->ctx, &m->demand);
    if (place == NULL)
        return LC_MEMORY;
    place->id = lc_stmt_int(row, 0);
    place->at = (lc_lonlat){lc_stmt_double(row, 1), lc_stmt_double(row, 2)};
    return read_join(m, row, 3, "demand_join", place->id, &place->join);
}

/* Rows come by type, then facility: a new id opens the next of each. */
static lc_status read_entrance(void *user, lc_stmt *row)
{
    lc_reach_model *m = user;
    int64_t type_id = lc_stmt_int(row, 0), facility_id = lc_stmt_int(row, 1);
    lc_reach_type *type = m->types.count ? lc_array_at(&m->types, m->types.count - 1) : NULL;
    lc_reach_facility *facility =
        m->facilities.count ? lc_array_at(&m->facilities, m->facilities.count - 1) : NULL;
    lc_reach_place *place = lc_array_push(m->ctx, &m->entrances);
    if (place != NULL && (type == NULL || type->id != type_id)) {
        type = lc_array_push(m->ctx, &m->types);
        if (type != NULL)
            *type = (lc_reach_type){type_id, (uint32_t)m->facilities.count, 0};
    }
    if (type != NULL && (facility == NULL || facility->id != facility_id)) {
        facility = lc_array_push(m->ctx, &m->facilities);
        if (facility != NULL)
            *facility = (lc_reach_facility){facility_id, (uint32_t)m->entrances.count - 1, 0};
    }
    if (place == NULL || type == NULL || facility == NULL)
        return LC_MEMORY;
    type->end = (uint32_t)m->facilities.count;
    facility->end = (uint32_t)m->entrances.count;
    place->id = facility_id;
    place->at = (lc_lonlat){lc_stmt_double(row, 2), lc_stmt_double(row, 3)};
    return read_join(m, row, 4, "facility_join", facility_id, &place->join);
}

static lc_status load_places(lc_store *store, const lc_streets *streets, lc_reach_whose whose,
                             lc_reach_model *m)
{
    const char *entrances =
        whose == LC_REACH_WANTED ? "reach/select_entrances_wanted" : "reach/select_entrances";
    *m = (lc_reach_model){.ctx = lc_store_ctx(store), .store = store};
    lc_array_init(&m->limits, sizeof(lc_reach_limit));
    lc_array_init(&m->measures, sizeof(lc_reach_measure));
    lc_array_init(&m->types, sizeof(lc_reach_type));
    lc_array_init(&m->facilities, sizeof(lc_reach_facility));
    lc_array_init(&m->entrances, sizeof(lc_reach_place));
    lc_array_init(&m->demand, sizeof(lc_reach_place));
    lc_array_init(&m->edges, sizeof(lc_reach_edge));
    lc_array_init(&m->stops, sizeof(lc_reach_stop));
    lc_array_init(&m->xy, sizeof(lc_lonlat));
    lc_status status = lc_store_each(m->store, "reach/select_limits", read_limit, m);
    for (size_t i = 0; i < m->limits.count; i++)
        m->horizon_min = fmax(m->horizon_min, lc_reach_limit_at(m, i)->limit_min);
    if (status == LC_OK)
        status = lc_store_each(m->store, "reach/select_horizon", read_horizon, m);
    if (status == LC_OK)
        status = lc_store_each(m->store, "reach/select_measures", read_measure, m);
    if (status == LC_OK)
        status = streets != NULL ? take_streets(m, streets) : read_streets(m);
    if (status == LC_OK)
        status = lc_store_each(m->store, entrances, read_entrance, m);
    return status;
}

lc_status lc_reach_model_load_places(lc_store *store, const lc_streets *streets, lc_reach_model *m)
{
    return load_places(store, streets, LC_REACH_COUNTING, m);
}

lc_status lc_reach_model_load(lc_store *store, const lc_streets *streets, lc_reach_whose whose,
                              lc_reach_model *m)
{
    lc_status status = load_places(store, streets, whose, m);
    return status == LC_OK ? lc_store_each(m->store, "reach/select_demand", read_demand, m)
                           : status;
}

void lc_reach_model_clear(lc_reach_model *m)
{
    for (size_t i = 0; i < m->measures.count; i++)
        free(lc_reach_measure_at(m, i)->limit_mm);
    lc_array_clear(&m->limits);
    lc_array_clear(&m->measures);
    lc_array_clear(&m->types);
    lc_array_clear(&m->facilities);
    lc_array_clear(&m->entrances);
    lc_array_clear(&m->demand);
    lc_array_clear(&m->edges);
    lc_array_clear(&m->stops);
    lc_array_clear(&m->xy);
}

void lc_reach_type_entrances(const lc_reach_model *m, const lc_reach_type *type, uint32_t *first,
                             uint32_t *end)
{
    *first = lc_reach_facility_at(m, type->first)->first;
    *end = lc_reach_facility_at(m, type->end - 1)->end;
}
