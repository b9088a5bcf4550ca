/* Each stretch of street with the facility that is nearest from it. */
#include <math.h>
#include <stdlib.h>

#include "reach/draw.h"

/* A place on an edge, an end of it or an entrance, from where a facility is cost_mm away. Costs
 * rise from there to either side as walking towards it costs; INFINITY where nobody may. */
typedef struct source {
    uint32_t facility;
    double at_mm, cost_mm, before, behind; /* the last two: cost per millimetre */
} source;

typedef struct entrance_at {
    uint32_t edge, entrance;
} entrance_at;

typedef struct splitter {
    const lc_reach_canvas *canvas;
    const lc_reach_type *type;
    uint32_t first, end;       /* the type's entrances */
    uint32_t *cost_mm, *which; /* per node: the nearest entrance, from `first` */
    uint32_t *owner;           /* per entrance of the type: its facility, from the type's first */
    lc_array doors;            /* entrance_at, by edge */
    lc_array sources, cuts;    /* of the edge in hand: source; double, millimetres */
} splitter;

static lc_status add_source(splitter *s, source it)
{
    source *added = lc_array_push(s->canvas->model->ctx, &s->sources);
    if (added == NULL)
        return LC_MEMORY;
    *added = it;
    return LC_OK;
}

static int by_edge(const void *left, const void *right)
{
    const entrance_at *a = left, *b = right;
    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    return (a->entrance > b->entrance) - (a->entrance < b->entrance);
}

static lc_status list_doors(splitter *s)
{
    for (uint32_t e = s->first; e < s->end; e++) {
        if (s->canvas->walk->entrances[e].edge == LC_UNREACHED)
            continue;
        entrance_at *door = lc_array_push(s->canvas->model->ctx, &s->doors);
        if (door == NULL)
            return LC_MEMORY;
        *door = (entrance_at){s->canvas->walk->entrances[e].edge, e};
    }
    if (s->doors.count > 1)
        qsort(s->doors.items, s->doors.count, sizeof(entrance_at), by_edge);
    return LC_OK;
}

/* The nearest entrance of every node: each node stands at an end of one of its edges. */
static lc_status label_nodes(splitter *s, uint32_t limit_mm)
{
    const lc_reach_canvas *c = s->canvas;
    uint32_t nodes = lc_graph_node_count(c->walk->graph);
    lc_join *at = lc_alloc(c->model->ctx, nodes, sizeof *at);
    if (at == NULL)
        return LC_MEMORY;
    for (uint32_t n = 0; n < nodes; n++) {
        at[n] = (lc_join){LC_UNREACHED, 0, 0};
        if (c->edges_start[n] == c->edges_start[n + 1])
            continue;
        uint32_t edge = c->edges_at[c->edges_start[n]];
        const lc_edge *e = lc_graph_edge(c->walk->graph, edge);
        uint32_t whole_mm = e->forward_mm != LC_UNREACHED ? e->forward_mm : e->backward_mm;
        if (whole_mm == LC_UNREACHED)
            whole_mm = 0;
        at[n] = (lc_join){edge, e->from == n ? 0 : whole_mm, 0};
    }
    lc_status status =
        lc_graph_nearest(c->model->ctx, c->walk->graph, at, nodes, c->walk->entrances + s->first,
                         s->end - s->first, limit_mm, s->cost_mm, s->which);
    free(at);
    return status;
}

static lc_status splitter_init(splitter *s, const lc_reach_canvas *canvas,
                               const lc_reach_type *type, uint32_t limit_mm)
{
    const lc_reach_model *model = canvas->model;
    *s = (splitter){.canvas = canvas, .type = type};
    lc_array_init(&s->doors, sizeof(entrance_at));
    lc_array_init(&s->sources, sizeof(source));
    lc_array_init(&s->cuts, sizeof(double));
    lc_reach_type_entrances(model, type, &s->first, &s->end);
    size_t nodes = lc_graph_node_count(canvas->walk->graph);
    s->cost_mm = lc_alloc(model->ctx, nodes, sizeof *s->cost_mm);
    s->which = lc_alloc(model->ctx, nodes, sizeof *s->which);
    s->owner = lc_alloc(model->ctx, s->end - s->first, sizeof *s->owner);
    if (s->cost_mm == NULL || s->which == NULL || s->owner == NULL)
        return LC_MEMORY;
    for (uint32_t f = type->first; f < type->end; f++)
        for (uint32_t e = lc_reach_facility_at(model, f)->first;
             e < lc_reach_facility_at(model, f)->end; e++)
            s->owner[e - s->first] = f - type->first;
    lc_status status = list_doors(s);
    return status == LC_OK ? label_nodes(s, limit_mm) : status;
}

static void splitter_clear(splitter *s)
{
    free(s->cost_mm);
    free(s->which);
    free(s->owner);
    lc_array_clear(&s->doors);
    lc_array_clear(&s->sources);
    lc_array_clear(&s->cuts);
}

/* --- one edge --- */

static double length_of(const splitter *s, uint32_t number)
{
    uint32_t piece = s->canvas->piece[number];
    return piece != LC_UNREACHED ? lc_reach_edge_at(s->canvas->model, piece)->length_mm : 0;
}

static lc_status add_end(splitter *s, uint32_t node, source it)
{
    if (s->cost_mm[node] == LC_UNREACHED || (isinf(it.before) && isinf(it.behind)))
        return LC_OK;
    it.facility = s->owner[s->which[node]];
    it.cost_mm = s->cost_mm[node];
    return add_source(s, it);
}

/* The edge's ends and the doors on it, which start at doors[*at]. */
static lc_status find_sources(splitter *s, uint32_t number, size_t *at)
{
    const lc_edge *e = lc_graph_edge(s->canvas->walk->graph, number);
    const entrance_at *doors = s->doors.items;
    double length_mm = length_of(s, number);
    double ahead = e->forward_mm != LC_UNREACHED ? e->forward_mm / length_mm : INFINITY;
    double back = e->backward_mm != LC_UNREACHED ? e->backward_mm / length_mm : INFINITY;
    s->sources.count = 0;
    bool walked = length_mm > 0 && (ahead > 0 || back > 0) && (isfinite(ahead) || isfinite(back));
    lc_status status = LC_OK;
    if (walked)
        status = add_end(s, e->from, (source){.at_mm = 0, .before = INFINITY, .behind = back});
    if (walked && status == LC_OK)
        status =
            add_end(s, e->to, (source){.at_mm = length_mm, .before = ahead, .behind = INFINITY});
    for (; status == LC_OK && *at < s->doors.count && doors[*at].edge == number; ++*at) {
        const lc_reach_place *place = lc_reach_entrance_at(s->canvas->model, doors[*at].entrance);
        if (walked)
            status =
                add_source(s, (source){s->owner[doors[*at].entrance - s->first],
                                       place->join.offset_mm, place->join.leg_mm, ahead, back});
    }
    return status;
}

static double cost_at(const source *s, double at_mm)
{
    double away_mm = at_mm - s->at_mm;
    if (away_mm == 0)
        return s->cost_mm;
    return s->cost_mm + (away_mm < 0 ? -away_mm * s->before : away_mm * s->behind);
}

static lc_status add_cut(splitter *s, double at_mm, double length_mm)
{
    if (!(at_mm > 0 && at_mm < length_mm))
        return LC_OK;
    double *cut = lc_array_push(s->canvas->model->ctx, &s->cuts);
    if (cut == NULL)
        return LC_MEMORY;
    *cut = floor(at_mm);
    return LC_OK;
}

/* Where two sources cost the same, between them. */
static lc_status add_meeting(splitter *s, const source *a, const source *b, double length_mm)
{
    if (a->at_mm > b->at_mm)
        return add_meeting(s, b, a, length_mm);
    if (!isfinite(a->behind) || !isfinite(b->before) || !(a->behind + b->before > 0))
        return LC_OK;
    return add_cut(s,
                   (b->cost_mm - a->cost_mm + a->behind * a->at_mm + b->before * b->at_mm) /
                       (a->behind + b->before),
                   length_mm);
}

static int smaller_first(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Where the nearest facility or what is within the limit may change, ascending, with both ends. */
static lc_status find_cuts(splitter *s, double length_mm, double limit_mm)
{
    const source *sources = s->sources.items;
    lc_status status = LC_OK;
    s->cuts.count = 0;
    for (size_t i = 0; status == LC_OK && i < s->sources.count; i++) {
        double left_mm = limit_mm - sources[i].cost_mm;
        status = add_cut(s, sources[i].at_mm, length_mm);
        if (status == LC_OK && left_mm > 0 && sources[i].before > 0)
            status = add_cut(s, ceil(sources[i].at_mm - left_mm / sources[i].before), length_mm);
        if (status == LC_OK && left_mm > 0 && sources[i].behind > 0)
            status = add_cut(s, sources[i].at_mm + left_mm / sources[i].behind, length_mm);
        for (size_t j = 0; status == LC_OK && j < i; j++)
            status = add_meeting(s, &sources[j], &sources[i], length_mm);
    }
    double *ends = status == LC_OK ? lc_array_push_many(s->canvas->model->ctx, &s->cuts, 2) : NULL;
    if (ends == NULL)
        return LC_MEMORY;
    ends[1] = length_mm;
    qsort(s->cuts.items, s->cuts.count, sizeof(double), smaller_first);
    return LC_OK;
}

/* The facility nearest from a position within the limit; LC_UNREACHED for none. */
static uint32_t nearest(const splitter *s, double at_mm, double limit_mm)
{
    const source *sources = s->sources.items;
    uint32_t best = LC_UNREACHED;
    double least = limit_mm;
    for (size_t i = 0; i < s->sources.count; i++) {
        double cost = cost_at(&sources[i], at_mm);
        if (cost < least || (cost <= least && sources[i].facility < best)) {
            least = cost;
            best = sources[i].facility;
        }
    }
    return best;
}

static lc_status split_edge(splitter *s, uint32_t number, double limit_mm, lc_array *out)
{
    double length_mm = length_of(s, number);
    lc_reach_share *open = NULL;
    lc_status status = find_cuts(s, length_mm, limit_mm);
    const double *cuts = s->cuts.items;
    for (size_t i = 0; status == LC_OK && i + 1 < s->cuts.count; i++) {
        uint32_t facility = cuts[i] < cuts[i + 1]
                                ? nearest(s, (cuts[i] + cuts[i + 1]) / 2, limit_mm)
                                : LC_UNREACHED;
        if (facility == LC_UNREACHED)
            continue;
        if (open != NULL && open->facility == facility &&
            open->stretch.end_mm == (uint32_t)cuts[i]) {
            open->stretch.end_mm = (uint32_t)cuts[i + 1];
            continue;
        }
        open = lc_array_push(s->canvas->model->ctx, out);
        if (open == NULL)
            return LC_MEMORY;
        *open = (lc_reach_share){
            facility, {s->canvas->piece[number], (uint32_t)cuts[i], (uint32_t)cuts[i + 1]}};
    }
    return status;
}

/* Ascending facilities, and for each its stretches in the order of the streets. */
static int lower_share(const void *left, const void *right)
{
    const lc_reach_share *a = left, *b = right;
    if (a->facility != b->facility)
        return a->facility < b->facility ? -1 : 1;
    if (a->stretch.piece != b->stretch.piece)
        return a->stretch.piece < b->stretch.piece ? -1 : 1;
    return (a->stretch.begin_mm > b->stretch.begin_mm) -
           (a->stretch.begin_mm < b->stretch.begin_mm);
}

lc_status lc_reach_split(const lc_reach_canvas *canvas, const lc_reach_type *type,
                         uint32_t limit_mm, lc_array *out)
{
    splitter s;
    size_t at = 0;
    lc_status status = splitter_init(&s, canvas, type, limit_mm);
    out->count = 0;
    for (uint32_t e = 0; status == LC_OK && e < lc_graph_edge_count(canvas->walk->graph); e++) {
        status = find_sources(&s, e, &at);
        if (status == LC_OK && s.sources.count > 0)
            status = split_edge(&s, e, limit_mm, out);
    }
    if (status == LC_OK && out->count > 1)
        qsort(out->items, out->count, sizeof(lc_reach_share), lower_share);
    splitter_clear(&s);
    return status;
}
