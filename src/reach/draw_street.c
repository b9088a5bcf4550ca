/* The street pieces from which a facility of a type is within a limit, cut where the limit falls.
 */
#include <stdlib.h>

#include "geom/geom.h"
#include "reach/internal.h"

/* A stretch of an edge in cost from its start. */
typedef struct stretch {
    uint32_t begin_mm, end_mm;
} stretch;

/* An entrance of the type in hand, by edge. */
typedef struct door {
    uint32_t edge, offset_mm, leg_mm;
} door;

/* All that drawing one type's streets needs. */
typedef struct pen {
    const lc_reach_model *model;
    const lc_graph *graph;
    double *along_m;   /* per vertex of the model: metres from its edge's first one; an edge whose
                          last is 0 is not measured yet */
    uint32_t *cost_mm; /* per node, to the nearest entrance of the type */
    door *doors;       /* the type's entrances that meet a street, by edge */
    size_t door_count;
    lc_array stretches;       /* stretch, of the edge in hand */
    lc_array corners, starts; /* the lines so far: lc_lonlat, and size_t where each begins */
    double length_mm;         /* real length of the lines so far */
} pen;

static lc_status add_stretch(pen *p, uint32_t begin_mm, uint32_t end_mm)
{
    if (begin_mm == end_mm)
        return LC_OK;
    stretch *s = lc_array_push(p->model->ctx, &p->stretches);
    if (s == NULL)
        return LC_MEMORY;
    *s = (stretch){begin_mm, end_mm};
    return LC_OK;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* From where on the edge, which costs `whole`, an end or an entrance on it is reached. People walk
 * towards the facility: to the edge's start against its direction, to its end along it. */
static lc_status collect(pen *p, uint32_t number, uint32_t whole, size_t first_door,
                         size_t end_door, uint32_t limit_mm)
{
    const lc_edge *e = lc_graph_edge(p->graph, number);
    bool forward = e->forward_mm != LC_UNREACHED, backward = e->backward_mm != LC_UNREACHED;
    lc_status status = LC_OK;
    if (backward && p->cost_mm[e->from] <= limit_mm)
        status = add_stretch(p, 0, smaller(whole, limit_mm - p->cost_mm[e->from]));
    if (status == LC_OK && forward && p->cost_mm[e->to] <= limit_mm)
        status = add_stretch(p, whole - smaller(whole, limit_mm - p->cost_mm[e->to]), whole);
    for (size_t d = first_door; status == LC_OK && d < end_door; d++) {
        const door *at = &p->doors[d];
        if (at->leg_mm > limit_mm)
            continue;
        uint32_t left_mm = limit_mm - at->leg_mm;
        uint32_t begin_mm =
            forward ? at->offset_mm - smaller(at->offset_mm, left_mm) : at->offset_mm;
        uint32_t end_mm =
            backward ? at->offset_mm + smaller(whole - at->offset_mm, left_mm) : at->offset_mm;
        status = add_stretch(p, begin_mm, end_mm);
    }
    return status;
}

static int earlier_first(const void *left, const void *right)
{
    const stretch *a = left, *b = right;
    if (a->begin_mm != b->begin_mm)
        return a->begin_mm < b->begin_mm ? -1 : 1;
    return (a->end_mm > b->end_mm) - (a->end_mm < b->end_mm);
}

static const lc_lonlat *vertex(const pen *p, size_t i)
{
    return lc_array_at(&p->model->xy, i);
}

static lc_status add_corner(pen *p, lc_lonlat at)
{
    lc_lonlat *corner = lc_array_push(p->model->ctx, &p->corners);
    if (corner == NULL)
        return LC_MEMORY;
    *corner = at;
    return LC_OK;
}

/* Metres along the edge at each of its vertices, measured when first asked for. */
static const double *measured(pen *p, const lc_reach_edge *edge)
{
    if (p->along_m[edge->end - 1] == 0)
        for (size_t i = edge->first + 1; i < edge->end; i++)
            p->along_m[i] =
                p->along_m[i - 1] + lc_geodesic_distance_m(*vertex(p, i - 1), *vertex(p, i));
    return p->along_m;
}

/* The position on the segment that ends at vertex i. */
static lc_lonlat between(const pen *p, size_t i, double at_m)
{
    const lc_lonlat *a = vertex(p, i - 1), *b = vertex(p, i);
    double t = (at_m - p->along_m[i - 1]) / (p->along_m[i] - p->along_m[i - 1]);
    return (lc_lonlat){a->lon_deg + t * (b->lon_deg - a->lon_deg),
                       a->lat_deg + t * (b->lat_deg - a->lat_deg)};
}

/* One line: the edge's vertices between two positions, and the positions themselves. */
static lc_status add_line(pen *p, const lc_reach_edge *edge, uint32_t whole, stretch s)
{
    const double *along_m = measured(p, edge);
    double total_m = along_m[edge->end - 1];
    double begin_m = total_m * s.begin_mm / whole;
    double end_m = s.end_mm == whole ? total_m : total_m * s.end_mm / whole;
    if (!(end_m > begin_m))
        return LC_OK;
    size_t *start = lc_array_push(p->model->ctx, &p->starts);
    if (start == NULL)
        return LC_MEMORY;
    *start = p->corners.count;
    size_t i = edge->first;
    lc_status status = LC_OK;
    while (along_m[i] < begin_m)
        i++;
    if (along_m[i] > begin_m)
        status = add_corner(p, between(p, i, begin_m));
    for (; status == LC_OK && i < edge->end && along_m[i] <= end_m; i++)
        status = add_corner(p, *vertex(p, i));
    if (status == LC_OK && i < edge->end && along_m[i - 1] < end_m)
        status = add_corner(p, between(p, i, end_m));
    p->length_mm += (double)(s.end_mm - s.begin_mm) * edge->length_mm / whole;
    return status;
}

/* Overlapping and touching stretches become one line. */
static lc_status add_lines(pen *p, const lc_reach_edge *edge, uint32_t whole)
{
    lc_status status = LC_OK;
    const stretch *s = p->stretches.items;
    if (p->stretches.count == 0)
        return LC_OK;
    qsort(p->stretches.items, p->stretches.count, sizeof *s, earlier_first);
    stretch open = s[0];
    for (size_t i = 1; status == LC_OK && i < p->stretches.count; i++) {
        if (s[i].begin_mm > open.end_mm) {
            status = add_line(p, edge, whole, open);
            open = s[i];
        } else if (s[i].end_mm > open.end_mm) {
            open.end_mm = s[i].end_mm;
        }
    }
    return status == LC_OK ? add_line(p, edge, whole, open) : status;
}

static lc_status draw(pen *p, uint32_t limit_mm)
{
    lc_status status = LC_OK;
    size_t door_at = 0;
    p->corners.count = p->starts.count = 0;
    p->length_mm = 0;
    for (uint32_t i = 0; status == LC_OK && i < p->model->edges.count; i++) {
        const lc_edge *e = lc_graph_edge(p->graph, i);
        uint32_t whole = e->forward_mm != LC_UNREACHED ? e->forward_mm : e->backward_mm;
        size_t first_door = door_at;
        while (door_at < p->door_count && p->doors[door_at].edge == i)
            door_at++;
        if (whole == LC_UNREACHED || whole == 0)
            continue;
        p->stretches.count = 0;
        status = collect(p, i, whole, first_door, door_at, limit_mm);
        if (status == LC_OK)
            status = add_lines(p, lc_reach_edge_at(p->model, i), whole);
    }
    return status;
}

static lc_status insert_lines(pen *p, size_t limit, lc_stmt *insert)
{
    lc_wkb lines = {0};
    size_t count = p->starts.count;
    if (count == 0)
        return LC_OK;
    size_t *end = lc_array_push(p->model->ctx, &p->starts);
    if (end == NULL)
        return LC_MEMORY;
    *end = p->corners.count;
    lc_status status =
        lc_wkb_multiline(p->model->ctx, p->corners.items, p->starts.items, count, &lines);
    if (status == LC_OK) {
        lc_stmt_bind_int(insert, ":limit_id", lc_reach_limit_at(p->model, limit)->id);
        lc_stmt_bind_double(insert, ":length_m", p->length_mm / 1000);
        lc_stmt_bind_blob(insert, ":wkb", lines.bytes, lines.size);
        status = lc_stmt_run(insert);
    }
    lc_wkb_clear(&lines);
    return status;
}

static int lower_edge_first(const void *left, const void *right)
{
    const door *a = left, *b = right;
    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    return (a->offset_mm > b->offset_mm) - (a->offset_mm < b->offset_mm);
}

static void set_doors(pen *p, const lc_join *joins, size_t count)
{
    p->door_count = 0;
    for (size_t i = 0; i < count; i++)
        if (joins[i].edge != LC_UNREACHED)
            p->doors[p->door_count++] = (door){joins[i].edge, joins[i].offset_mm, joins[i].leg_mm};
    qsort(p->doors, p->door_count, sizeof *p->doors, lower_edge_first);
}

/* One search to the largest limit serves the smaller ones. */
static lc_status draw_type(pen *p, const lc_reach_walk *walk, const lc_reach_measure *measure,
                           const lc_reach_type *type, lc_stmt *insert)
{
    uint32_t first, end;
    size_t limits = p->model->limits.count;
    lc_reach_type_entrances(p->model, type, &first, &end);
    set_doors(p, walk->entrances + first, end - first);
    lc_stmt_bind_int(insert, ":type_id", type->id);
    lc_status status = lc_graph_node_costs(p->model->ctx, p->graph, walk->entrances + first,
                                           end - first, measure->limit_mm[limits - 1], p->cost_mm);
    for (size_t k = 0; status == LC_OK && k < limits; k++) {
        status = draw(p, measure->limit_mm[k]);
        if (status == LC_OK)
            status = insert_lines(p, k, insert);
    }
    return status;
}

static lc_status pen_init(pen *p, const lc_reach_model *model, const lc_reach_walk *walk)
{
    *p = (pen){.model = model, .graph = walk->graph};
    lc_array_init(&p->stretches, sizeof(stretch));
    lc_array_init(&p->corners, sizeof(lc_lonlat));
    lc_array_init(&p->starts, sizeof(size_t));
    p->along_m = lc_alloc(model->ctx, model->xy.count, sizeof *p->along_m);
    p->cost_mm = lc_alloc(model->ctx, lc_graph_node_count(p->graph), sizeof *p->cost_mm);
    p->doors = lc_alloc(model->ctx, model->entrances.count, sizeof *p->doors);
    return p->along_m != NULL && p->cost_mm != NULL && p->doors != NULL ? LC_OK : LC_MEMORY;
}

static void pen_clear(pen *p)
{
    free(p->along_m);
    free(p->cost_mm);
    free(p->doors);
    lc_array_clear(&p->stretches);
    lc_array_clear(&p->corners);
    lc_array_clear(&p->starts);
}

lc_status lc_reach_draw_streets(lc_reach_model *model, const lc_reach_walk *walk,
                                const lc_reach_measure *measure)
{
    pen p;
    lc_stmt *insert = NULL;
    lc_status status = pen_init(&p, model, walk);
    if (status == LC_OK)
        status = lc_store_query(model->store, "reach/insert_service_street", &insert);
    if (status == LC_OK)
        lc_stmt_bind_int(insert, ":measure_id", measure->id);
    for (size_t t = 0; status == LC_OK && model->limits.count > 0 && t < model->types.count; t++) {
        status = draw_type(&p, walk, measure, lc_reach_type_at(model, t), insert);
        if (status == LC_OK)
            status = lc_tick(model->ctx, model->done, model->total);
    }
    lc_stmt_free(insert);
    pen_clear(&p);
    return status;
}
