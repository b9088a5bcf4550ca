/* The way to a facility, leg by leg, as a person walks it. */
#include <stdlib.h>
#include <string.h>

#include "run/explain.h"

/* What a leg is, of the flags of a piece; the rest says in which direction it is open. */
enum { TELLING = 0xffff & ~(LC_PIECE_FORWARD | LC_PIECE_BACKWARD) };

/* A part of a line that is walked, from begin_mm to end_mm (either may be the larger). */
typedef struct stretch {
    lc_explain_kind kind;
    uint32_t street_id; /* 0 for straight legs */
    uint16_t flags;
    const lc_lonlat *line;
    size_t count;
    uint32_t length_mm; /* of the whole line */
    uint32_t begin_mm, end_mm;
    uint32_t cost_mm, wait_mm;
} stretch;

typedef struct walker {
    lc_explanation *e;
    lc_explain_type *type;
    uint32_t street_id; /* whose name is at hand; 0 for none */
    lc_explain_street street;
    uint32_t total_mm; /* walked so far */
    uint32_t wait_mm;  /* waited at nodes since then: it belongs to the stretch that follows */
    uint16_t stops;    /* as in lc_explain_leg */
    size_t next_limit;
} walker;

static uint32_t gap_mm(uint32_t a, uint32_t b)
{
    return a > b ? a - b : b - a;
}

/* --- where along a line --- */

/* Calls for the vertices' distances are made again and again: lines are short. */
static double line_m(const lc_lonlat *line, size_t count)
{
    double m = 0;
    for (size_t i = 1; i < count; i++)
        m += lc_geodesic_distance_m(line[i - 1], line[i]);
    return m;
}

/* The point `along_mm` of `length_mm` along a line, and the vertex at or before it. */
static lc_lonlat point_along(const lc_lonlat *line, size_t count, uint32_t length_mm,
                             uint32_t along_mm, size_t *before)
{
    *before = 0;
    if (along_mm == 0 || length_mm == 0)
        return line[0];
    *before = count - 1;
    if (along_mm >= length_mm)
        return line[count - 1];
    double left_m = line_m(line, count) * along_mm / length_mm;
    for (size_t i = 1; i < count; i++) {
        double m = lc_geodesic_distance_m(line[i - 1], line[i]);
        if (left_m < m) {
            double share = left_m / m;
            *before = i - 1;
            return (lc_lonlat){
                line[i - 1].lon_deg + share * (line[i].lon_deg - line[i - 1].lon_deg),
                line[i - 1].lat_deg + share * (line[i].lat_deg - line[i - 1].lat_deg)};
        }
        left_m -= m;
    }
    return line[count - 1];
}

lc_lonlat lc_explain_point(const lc_streets *streets, uint32_t piece, uint32_t offset_mm)
{
    const lc_piece *p = &streets->pieces[piece];
    size_t before;
    return point_along(streets->vertices + p->first_vertex, p[1].first_vertex - p->first_vertex,
                       p->length_mm, offset_mm, &before);
}

/* --- drawing --- */

static lc_status push_point(walker *w, lc_lonlat at)
{
    const lc_explain_leg *leg = lc_explain_leg_at(w->type, w->type->legs.count - 1);
    if (w->type->xy.count > leg->first) {
        const lc_lonlat *last = lc_array_at(&w->type->xy, w->type->xy.count - 1);
        if (last->lon_deg == at.lon_deg && last->lat_deg == at.lat_deg)
            return LC_OK;
    }
    lc_lonlat *point = lc_array_push(w->e->ctx, &w->type->xy);
    if (point == NULL)
        return LC_MEMORY;
    *point = at;
    return LC_OK;
}

/* The line from one offset to another, either way. */
static lc_status draw(walker *w, const stretch *s, uint32_t from_mm, uint32_t to_mm)
{
    size_t first, last;
    lc_lonlat begin = point_along(s->line, s->count, s->length_mm, from_mm, &first);
    lc_lonlat end = point_along(s->line, s->count, s->length_mm, to_mm, &last);
    lc_status status = push_point(w, begin);
    if (from_mm <= to_mm)
        for (size_t i = first + 1; status == LC_OK && i <= last; i++)
            status = push_point(w, s->line[i]);
    else
        for (size_t i = first + 1; status == LC_OK && i-- > last + 1;)
            status = push_point(w, s->line[i]);
    return status == LC_OK ? push_point(w, end) : status;
}

/* --- walking --- */

/* Where on the stretch so much of its cost is spent; waiting comes before walking. */
static uint32_t offset_at(const stretch *s, uint32_t spent_mm)
{
    uint64_t length_mm = gap_mm(s->begin_mm, s->end_mm);
    uint64_t walking_mm = s->cost_mm - s->wait_mm;
    uint64_t walked_mm = spent_mm > s->wait_mm ? spent_mm - s->wait_mm : 0;
    uint32_t along_mm = walking_mm > 0 ? (uint32_t)(length_mm * walked_mm / walking_mm) : 0;
    return s->begin_mm <= s->end_mm ? s->begin_mm + along_mm : s->begin_mm - along_mm;
}

static bool goes_on(const walker *w, const stretch *s)
{
    if (w->type->legs.count == 0)
        return false;
    const lc_explain_leg *leg = lc_explain_leg_at(w->type, w->type->legs.count - 1);
    return leg->kind == s->kind && leg->flags == s->flags &&
           lc_text_same(leg->street.name, w->street.name) &&
           lc_text_same(leg->street.road_class, w->street.road_class);
}

static lc_status begin_leg(walker *w, const stretch *s)
{
    lc_explain_leg *leg = lc_array_push(w->e->ctx, &w->type->legs);
    if (leg == NULL)
        return LC_MEMORY;
    *leg = (lc_explain_leg){.kind = s->kind,
                            .street = w->street,
                            .flags = s->flags,
                            .first = w->type->xy.count,
                            .end = w->type->xy.count};
    return LC_OK;
}

static lc_status mark(walker *w, const stretch *s, uint32_t offset_mm)
{
    lc_explain_mark *at = lc_array_push(w->e->ctx, &w->type->marks);
    if (at == NULL)
        return LC_MEMORY;
    size_t number = w->type->legs.count - 1;
    *at = (lc_explain_mark){.limit = w->next_limit,
                            .leg = number,
                            .vertex = w->type->xy.count - 1,
                            .along_mm = lc_explain_leg_at(w->type, number)->length_mm +
                                        gap_mm(s->begin_mm, offset_mm)};
    return LC_OK;
}

/* Draws a stretch up to each limit that ends on it. A limit at the very end of the way ends
 * nothing. */
static lc_status draw_to_limits(walker *w, const stretch *s)
{
    uint32_t from_mm = s->begin_mm;
    lc_status status = LC_OK;
    for (; status == LC_OK && w->next_limit < lc_trace_limit_count(w->e->trace); w->next_limit++) {
        uint32_t limit_mm = lc_trace_limit_mm(w->e->trace, w->next_limit);
        if (limit_mm > w->total_mm + s->cost_mm || limit_mm >= w->type->walk.end.cost_mm)
            break;
        uint32_t to_mm = offset_at(s, limit_mm - w->total_mm);
        status = draw(w, s, from_mm, to_mm);
        if (status == LC_OK)
            status = mark(w, s, to_mm);
        from_mm = to_mm;
    }
    return status == LC_OK ? draw(w, s, from_mm, s->end_mm) : status;
}

lc_status lc_explain_street_of(lc_explanation *e, uint32_t street_id, lc_explain_street *street)
{
    lc_stmt *stmt = NULL;
    bool row = false, failed = false;
    *street = (lc_explain_street){NULL, NULL};
    lc_status status = lc_store_query(e->store, "run/explain_street", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":street_id", street_id);
        status = lc_stmt_step(stmt, &row);
    }
    if (status == LC_OK && row) {
        street->name = lc_explain_keep(e, lc_stmt_text(stmt, 0), &failed);
        street->road_class = lc_explain_keep(e, lc_stmt_text(stmt, 1), &failed);
    }
    lc_stmt_free(stmt);
    return failed ? LC_MEMORY : status;
}

static lc_status name_street(walker *w, uint32_t street_id)
{
    if (street_id == w->street_id)
        return LC_OK;
    w->street_id = street_id;
    if (street_id != 0)
        return lc_explain_street_of(w->e, street_id, &w->street);
    w->street = (lc_explain_street){NULL, NULL};
    return LC_OK;
}

/* A stretch without length and cost is none: a place that stands on the street. */
static lc_status walk(walker *w, stretch *s)
{
    uint32_t length_mm = gap_mm(s->begin_mm, s->end_mm);
    s->cost_mm += w->wait_mm;
    s->wait_mm += w->wait_mm;
    if (length_mm == 0 && s->cost_mm == 0)
        return LC_OK;
    lc_status status = name_street(w, s->street_id);
    if (status == LC_OK && !goes_on(w, s))
        status = begin_leg(w, s);
    if (status == LC_OK)
        status = draw_to_limits(w, s);
    if (status != LC_OK)
        return status;
    lc_explain_leg *leg = lc_array_at(&w->type->legs, w->type->legs.count - 1);
    w->total_mm += s->cost_mm;
    leg->length_mm += length_mm;
    leg->cost_mm += s->cost_mm;
    leg->wait_mm += s->wait_mm;
    leg->stops |= w->stops;
    leg->total_mm = w->total_mm;
    leg->end = w->type->xy.count;
    w->wait_mm = 0;
    w->stops = 0;
    return LC_OK;
}

static lc_status walk_straight(walker *w, lc_explain_kind kind, lc_lonlat from, lc_lonlat to,
                               uint32_t leg_mm)
{
    const lc_lonlat line[] = {from, to};
    return walk(w, &(stretch){.kind = kind,
                              .line = line,
                              .count = 2,
                              .length_mm = leg_mm,
                              .end_mm = leg_mm,
                              .cost_mm = leg_mm});
}

static lc_status walk_step(walker *w, const lc_trace_step *step)
{
    const lc_streets *streets = w->e->streets;
    if (step->piece == LC_UNREACHED) {
        w->wait_mm += step->wait_mm;
        w->stops |= (uint16_t)(1U << streets->nodes[step->node].kind);
        return LC_OK;
    }
    const lc_piece *piece = &streets->pieces[step->piece];
    return walk(w, &(stretch){.kind = LC_LEG_STREET,
                              .street_id = piece->street_id,
                              .flags = piece->flags & TELLING,
                              .line = streets->vertices + piece->first_vertex,
                              .count = piece[1].first_vertex - piece->first_vertex,
                              .length_mm = piece->length_mm,
                              .begin_mm = step->begin_mm,
                              .end_mm = step->end_mm,
                              .cost_mm = step->cost_mm,
                              .wait_mm = step->wait_mm});
}

lc_status lc_explain_find_way(lc_explanation *e, lc_explain_type *type)
{
    walker w = {.e = e, .type = type};
    lc_trace_way way = {0};
    const lc_trace_end *end = &type->walk.end;
    if (!end->found)
        return LC_OK;
    lc_status status = lc_trace_way_find(e->trace, &e->join.join, end, &way);
    lc_lonlat last = e->join.at;
    if (status == LC_OK)
        status = walk_straight(&w, LC_LEG_TO_STREET, e->at, e->join.at, way.leg_mm);
    for (size_t i = 0; status == LC_OK && i < way.count; i++) {
        status = walk_step(&w, &way.steps[i]);
        if (way.steps[i].piece != LC_UNREACHED)
            last = lc_explain_point(e->streets, way.steps[i].piece, way.steps[i].end_mm);
    }
    if (status == LC_OK)
        status = walk_straight(&w, LC_LEG_FROM_STREET, last, end->at, way.last_leg_mm);
    lc_trace_way_clear(&way);
    return status;
}
