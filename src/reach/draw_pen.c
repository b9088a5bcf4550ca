/* The stretches of street from which an entrance is within a limit, cut where the limit falls. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reach/draw.h"

/* An entrance that meets a street, by its edge; offset in cost. */
typedef struct door {
    uint32_t edge, offset_mm, leg_mm;
} door;

/* --- the canvas --- */

static void widen(lc_lonlat at, lc_lonlat *low, lc_lonlat *high)
{
    low->lon_deg = fmin(low->lon_deg, at.lon_deg);
    low->lat_deg = fmin(low->lat_deg, at.lat_deg);
    high->lon_deg = fmax(high->lon_deg, at.lon_deg);
    high->lat_deg = fmax(high->lat_deg, at.lat_deg);
}

/* The middle of all that may be drawn. */
static lc_lonlat centre_of(const lc_reach_model *model)
{
    lc_lonlat low = {INFINITY, INFINITY}, high = {-INFINITY, -INFINITY};
    for (size_t i = 0; i < model->xy.count; i++)
        widen(*(const lc_lonlat *)lc_array_at(&model->xy, i), &low, &high);
    for (size_t i = 0; i < model->entrances.count; i++)
        widen(lc_reach_entrance_at(model, i)->at, &low, &high);
    if (!(low.lon_deg <= high.lon_deg))
        return (lc_lonlat){0, 0};
    return (lc_lonlat){(low.lon_deg + high.lon_deg) / 2, (low.lat_deg + high.lat_deg) / 2};
}

static lc_status lay_out(lc_reach_canvas *c)
{
    lc_ctx *ctx = c->model->ctx;
    lc_plane *plane = NULL;
    size_t vertices = c->model->xy.count, entrances = c->model->entrances.count;
    lc_status status = lc_plane_open(ctx, c->centre, &plane);
    if (status != LC_OK)
        return status;
    if (vertices > 0)
        memcpy(c->xy_m, c->model->xy.items, vertices * 2 * sizeof *c->xy_m);
    for (size_t i = 0; i < entrances; i++) {
        c->entrance_m[2 * i] = lc_reach_entrance_at(c->model, i)->at.lon_deg;
        c->entrance_m[2 * i + 1] = lc_reach_entrance_at(c->model, i)->at.lat_deg;
    }
    status = lc_plane_forward(ctx, plane, c->xy_m, c->xy_m + 1, vertices, 2);
    if (status == LC_OK)
        status = lc_plane_forward(ctx, plane, c->entrance_m, c->entrance_m + 1, entrances, 2);
    lc_plane_close(plane);
    return status;
}

static void measure_edges(lc_reach_canvas *c)
{
    for (size_t e = 0; e < c->model->edges.count; e++) {
        const lc_reach_edge *edge = lc_reach_edge_at(c->model, e);
        for (size_t i = edge->first + 1; i < edge->end; i++)
            c->along_m[i] = c->along_m[i - 1] + hypot(c->xy_m[2 * i] - c->xy_m[2 * i - 2],
                                                      c->xy_m[2 * i + 1] - c->xy_m[2 * i - 1]);
    }
}

/* Edge i of the graph is piece i, another one may be the same piece for those who arrive on it;
 * what else the graph may have stands for no street, and nobody walks on the water along a ferry.
 */
static void name_pieces(lc_reach_canvas *c)
{
    for (uint32_t e = 0; e < lc_graph_edge_count(c->walk->graph); e++)
        c->piece[e] = e < c->model->edges.count ? e : LC_UNREACHED;
    for (uint32_t e = 0; e < c->model->edges.count; e++)
        if (c->walk->arrival[e] != LC_UNREACHED)
            c->piece[c->walk->arrival[e]] = e;
    for (uint32_t e = 0; e < lc_graph_edge_count(c->walk->graph); e++)
        if (c->piece[e] != LC_UNREACHED && lc_reach_edge_at(c->model, c->piece[e])->ferry)
            c->piece[e] = LC_UNREACHED;
}

static void index_edges(lc_reach_canvas *c)
{
    const lc_graph *graph = c->walk->graph;
    uint32_t edges = lc_graph_edge_count(graph), nodes = lc_graph_node_count(graph);
    for (uint32_t e = 0; e < edges; e++)
        if (c->piece[e] != LC_UNREACHED) {
            c->edges_start[lc_graph_edge(graph, e)->from]++;
            c->edges_start[lc_graph_edge(graph, e)->to]++;
        }
    for (uint32_t n = 1; n <= nodes; n++)
        c->edges_start[n] += c->edges_start[n - 1];
    for (uint32_t e = edges; e-- > 0;)
        if (c->piece[e] != LC_UNREACHED) {
            c->edges_at[--c->edges_start[lc_graph_edge(graph, e)->from]] = e;
            c->edges_at[--c->edges_start[lc_graph_edge(graph, e)->to]] = e;
        }
}

static bool make_room(lc_reach_canvas *c)
{
    lc_ctx *ctx = c->model->ctx;
    size_t vertices = c->model->xy.count, edges = lc_graph_edge_count(c->walk->graph);
    c->xy_m = lc_alloc(ctx, vertices, 2 * sizeof *c->xy_m);
    c->along_m = lc_alloc(ctx, vertices, sizeof *c->along_m);
    c->entrance_m = lc_alloc(ctx, c->model->entrances.count, 2 * sizeof *c->entrance_m);
    c->piece = lc_alloc(ctx, edges, sizeof *c->piece);
    c->edges_start =
        lc_alloc(ctx, (size_t)lc_graph_node_count(c->walk->graph) + 1, sizeof *c->edges_start);
    c->edges_at = lc_alloc(ctx, edges, 2 * sizeof *c->edges_at);
    return c->xy_m != NULL && c->along_m != NULL && c->entrance_m != NULL && c->piece != NULL &&
           c->edges_start != NULL && c->edges_at != NULL;
}

lc_status lc_reach_canvas_init(lc_reach_canvas *c, const lc_reach_model *model,
                               const lc_reach_walk *walk)
{
    *c = (lc_reach_canvas){.model = model, .walk = walk, .centre = centre_of(model)};
    lc_status status = make_room(c) ? lay_out(c) : LC_MEMORY;
    if (status == LC_OK) {
        measure_edges(c);
        name_pieces(c);
        index_edges(c);
    }
    return status;
}

void lc_reach_canvas_clear(lc_reach_canvas *c)
{
    free(c->xy_m);
    free(c->along_m);
    free(c->entrance_m);
    free(c->piece);
    free(c->edges_start);
    free(c->edges_at);
    *c = (lc_reach_canvas){0};
}

/* --- the search --- */

lc_status lc_reach_pen_init(lc_reach_pen *pen, lc_ctx *ctx, const lc_reach_canvas *canvas,
                            uint32_t limit_mm)
{
    *pen = (lc_reach_pen){.ctx = ctx, .canvas = canvas};
    lc_array_init(&pen->edges, sizeof(uint32_t));
    lc_array_init(&pen->doors, sizeof(door));
    lc_array_init(&pen->stretches, sizeof(lc_reach_stretch));
    lc_array_init(&pen->parts, sizeof(lc_reach_stretch));
    pen->mark = lc_alloc(ctx, lc_graph_edge_count(canvas->walk->graph), sizeof *pen->mark);
    if (pen->mark == NULL)
        return LC_MEMORY;
    return lc_reacher_new(ctx, canvas->walk->graph, limit_mm, &pen->reacher);
}

void lc_reach_pen_clear(lc_reach_pen *pen)
{
    lc_reacher_free(pen->reacher);
    free(pen->mark);
    lc_array_clear(&pen->edges);
    lc_array_clear(&pen->doors);
    lc_array_clear(&pen->stretches);
    lc_array_clear(&pen->parts);
}

static lc_status note_edge(lc_reach_pen *pen, uint32_t number)
{
    if (pen->mark[number] == pen->search)
        return LC_OK;
    pen->mark[number] = pen->search;
    uint32_t *edge = lc_array_push(pen->ctx, &pen->edges);
    if (edge == NULL)
        return LC_MEMORY;
    *edge = number;
    return LC_OK;
}

static lc_status note_doors(lc_reach_pen *pen, uint32_t first, uint32_t end)
{
    lc_status status = LC_OK;
    pen->doors.count = 0;
    for (uint32_t i = first; status == LC_OK && i < end; i++) {
        const lc_join *join = &pen->canvas->walk->entrances[i];
        if (join->edge == LC_UNREACHED)
            continue;
        door *at = lc_array_push(pen->ctx, &pen->doors);
        if (at == NULL)
            return LC_MEMORY;
        *at = (door){join->edge, join->offset_mm, join->leg_mm};
        status = note_edge(pen, join->edge);
    }
    return status;
}

lc_status lc_reach_pen_search(lc_reach_pen *pen, uint32_t first, uint32_t end)
{
    const lc_reach_canvas *c = pen->canvas;
    const uint32_t *nodes;
    uint32_t count;
    pen->search++;
    pen->edges.count = 0;
    lc_status status = lc_reacher_run(pen->reacher, c->walk->entrances + first, end - first, &nodes,
                                      &count, &pen->cost_mm);
    if (status != LC_OK)
        return lc_fail_memory(pen->ctx);
    status = note_doors(pen, first, end);
    for (uint32_t i = 0; status == LC_OK && i < count; i++)
        for (uint32_t k = c->edges_start[nodes[i]];
             status == LC_OK && k < c->edges_start[nodes[i] + 1]; k++)
            status = note_edge(pen, c->edges_at[k]);
    return status;
}

/* --- stretches --- */

static lc_status add_part(lc_reach_pen *pen, uint32_t edge, uint32_t begin_mm, uint32_t end_mm)
{
    if (begin_mm >= end_mm)
        return LC_OK;
    lc_reach_stretch *part = lc_array_push(pen->ctx, &pen->parts);
    if (part == NULL)
        return LC_MEMORY;
    *part = (lc_reach_stretch){pen->canvas->piece[edge], begin_mm, end_mm};
    return LC_OK;
}

/* What left_mm of cost is in length, on an edge that costs `whole`; never more than `most`. */
static uint32_t walked(uint32_t left_mm, uint32_t whole_mm, uint32_t length_mm, uint32_t most_mm)
{
    if (left_mm >= whole_mm)
        return most_mm;
    uint64_t length = (uint64_t)left_mm * length_mm / whole_mm;
    return length < most_mm ? (uint32_t)length : most_mm;
}

/* From where on the edge an end of it, or a door on it, is reached. People walk towards the
 * facility: to the edge's start against its direction, to its end along it. */
static lc_status collect_ends(lc_reach_pen *pen, uint32_t number, uint32_t length_mm,
                              uint32_t limit_mm)
{
    const lc_edge *e = lc_graph_edge(pen->canvas->walk->graph, number);
    uint32_t from_mm = pen->cost_mm[e->from], to_mm = pen->cost_mm[e->to];
    lc_status status = LC_OK;
    if (e->backward_mm != LC_UNREACHED && from_mm <= limit_mm)
        status = add_part(pen, number, 0,
                          walked(limit_mm - from_mm, e->backward_mm, length_mm, length_mm));
    if (status == LC_OK && e->forward_mm != LC_UNREACHED && to_mm <= limit_mm)
        status = add_part(pen, number,
                          length_mm - walked(limit_mm - to_mm, e->forward_mm, length_mm, length_mm),
                          length_mm);
    return status;
}

static lc_status collect_door(lc_reach_pen *pen, const door *at, uint32_t length_mm,
                              uint32_t limit_mm)
{
    const lc_edge *e = lc_graph_edge(pen->canvas->walk->graph, at->edge);
    uint32_t whole_mm = e->forward_mm != LC_UNREACHED ? e->forward_mm : e->backward_mm;
    uint32_t left_mm = limit_mm - at->leg_mm;
    if (at->leg_mm > limit_mm)
        return LC_OK;
    uint32_t place_mm = (uint32_t)(((uint64_t)at->offset_mm * length_mm + whole_mm / 2) / whole_mm);
    uint32_t begin_mm = place_mm, end_mm = place_mm;
    if (e->forward_mm != LC_UNREACHED)
        begin_mm -= walked(left_mm, e->forward_mm, length_mm, place_mm);
    if (e->backward_mm != LC_UNREACHED)
        end_mm += walked(left_mm, e->backward_mm, length_mm, length_mm - place_mm);
    return add_part(pen, at->edge, begin_mm, end_mm);
}

static int earlier_part(const void *left, const void *right)
{
    const lc_reach_stretch *a = left, *b = right;
    if (a->piece != b->piece)
        return a->piece < b->piece ? -1 : 1;
    if (a->begin_mm != b->begin_mm)
        return a->begin_mm < b->begin_mm ? -1 : 1;
    return (a->end_mm > b->end_mm) - (a->end_mm < b->end_mm);
}

/* Parts of a piece that overlap or touch become one stretch. In the order of the streets, whatever
 * that of the search. */
static lc_status join_parts(lc_reach_pen *pen)
{
    lc_reach_stretch *parts = pen->parts.items, *open = NULL;
    if (pen->parts.count > 1)
        qsort(parts, pen->parts.count, sizeof *parts, earlier_part);
    for (size_t i = 0; i < pen->parts.count; i++) {
        if (open != NULL && parts[i].piece == open->piece && parts[i].begin_mm <= open->end_mm) {
            if (parts[i].end_mm > open->end_mm)
                open->end_mm = parts[i].end_mm;
            continue;
        }
        open = lc_array_push(pen->ctx, &pen->stretches);
        if (open == NULL)
            return LC_MEMORY;
        *open = parts[i];
    }
    return LC_OK;
}

/* The length of the piece that an edge is; 0 when nobody can be on it. */
static uint32_t length_of(const lc_reach_pen *pen, uint32_t number)
{
    const lc_edge *e = lc_graph_edge(pen->canvas->walk->graph, number);
    uint32_t piece = pen->canvas->piece[number];
    uint32_t whole_mm = e->forward_mm != LC_UNREACHED ? e->forward_mm : e->backward_mm;
    if (piece == LC_UNREACHED || whole_mm == LC_UNREACHED || whole_mm == 0)
        return 0;
    return lc_reach_edge_at(pen->canvas->model, piece)->length_mm;
}

lc_status lc_reach_pen_stretches(lc_reach_pen *pen, uint32_t limit_mm)
{
    const door *doors = pen->doors.items;
    const uint32_t *edges = pen->edges.items;
    lc_status status = LC_OK;
    pen->stretches.count = pen->parts.count = 0;
    for (size_t i = 0; status == LC_OK && i < pen->edges.count; i++) {
        uint32_t length_mm = length_of(pen, edges[i]);
        if (length_mm > 0)
            status = collect_ends(pen, edges[i], length_mm, limit_mm);
    }
    for (size_t i = 0; status == LC_OK && i < pen->doors.count; i++) {
        uint32_t length_mm = length_of(pen, doors[i].edge);
        if (length_mm > 0)
            status = collect_door(pen, &doors[i], length_mm, limit_mm);
    }
    return status == LC_OK ? join_parts(pen) : status;
}

/* --- lines --- */

static lc_status add_corner(lc_ctx *ctx, lc_array *corners, double x, double y)
{
    double *corner = lc_array_push(ctx, corners);
    if (corner == NULL)
        return LC_MEMORY;
    corner[0] = x;
    corner[1] = y;
    return LC_OK;
}

/* The position at_m along the edge, on the segment that ends at vertex i. */
static void between(const lc_reach_canvas *c, const double *coordinates, size_t i, double at_m,
                    double xy[2])
{
    const double *a = coordinates + 2 * i - 2, *b = coordinates + 2 * i;
    double t = (at_m - c->along_m[i - 1]) / (c->along_m[i] - c->along_m[i - 1]);
    xy[0] = a[0] + t * (b[0] - a[0]);
    xy[1] = a[1] + t * (b[1] - a[1]);
}

lc_status lc_reach_pen_line(const lc_reach_pen *pen, const lc_reach_stretch *s,
                            const double *coordinates, lc_array *corners)
{
    const lc_reach_canvas *c = pen->canvas;
    const lc_reach_edge *edge = lc_reach_edge_at(c->model, s->piece);
    const double *along_m = c->along_m;
    double total_m = along_m[edge->end - 1], cut[2];
    double begin_m = total_m * s->begin_mm / edge->length_mm;
    double end_m = s->end_mm == edge->length_mm ? total_m : total_m * s->end_mm / edge->length_mm;
    lc_status status = LC_OK;
    if (!(end_m > begin_m))
        return LC_OK;
    size_t i = edge->first;
    while (along_m[i] < begin_m)
        i++;
    if (along_m[i] > begin_m) {
        between(c, coordinates, i, begin_m, cut);
        status = add_corner(pen->ctx, corners, cut[0], cut[1]);
    }
    for (; status == LC_OK && i < edge->end && along_m[i] <= end_m; i++)
        status = add_corner(pen->ctx, corners, coordinates[2 * i], coordinates[2 * i + 1]);
    if (status == LC_OK && i < edge->end && along_m[i - 1] < end_m) {
        between(c, coordinates, i, end_m, cut);
        status = add_corner(pen->ctx, corners, cut[0], cut[1]);
    }
    return status;
}

bool lc_reach_pen_leg(const lc_reach_pen *pen, uint32_t entrance, uint32_t limit_mm, double xy[4])
{
    const lc_reach_canvas *c = pen->canvas;
    const lc_join *join = &lc_reach_entrance_at(c->model, entrance)->join; /* in real lengths */
    if (join->edge == LC_UNREACHED)
        return false;
    const lc_reach_edge *edge = lc_reach_edge_at(c->model, join->edge);
    double at_m =
        edge->length_mm > 0 ? c->along_m[edge->end - 1] * join->offset_mm / edge->length_mm : 0;
    size_t i = edge->first + 1;
    while (i + 1 < edge->end && c->along_m[i] < at_m)
        i++;
    memcpy(xy, c->entrance_m + 2 * (size_t)entrance, 2 * sizeof *xy);
    if (c->along_m[i] > c->along_m[i - 1])
        between(c, c->xy_m, i, at_m, xy + 2);
    else
        memcpy(xy + 2, c->xy_m + 2 * i, 2 * sizeof *xy);
    if (join->leg_mm > limit_mm)
        for (int k = 0; k < 2; k++)
            xy[2 + k] = xy[k] + (xy[2 + k] - xy[k]) * limit_mm / join->leg_mm;
    return true;
}
