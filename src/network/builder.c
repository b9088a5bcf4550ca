#include "network/builder.h"

#include <stdlib.h>

#include "graph/graph.h"
#include "network/ids.h"
#include "network/image.h"

/* A street as kept: the vertices from `first` up to the next street's. */
typedef struct kept {
    size_t first;
    uint32_t street_id;
    uint16_t flags, wait_ds;
} kept;

/* What is known of a node id. */
typedef struct place {
    uint32_t uses; /* in how many places it stands; the ends of streets count twice */
    uint32_t node; /* 1 + its raw node, 0 while it has none */
    uint16_t wait_ds;
    uint8_t kind;
    bool stops, post;
} place;

/* A node before the nodes are numbered. */
typedef struct raw_node {
    int64_t id;
    uint32_t raw;    /* its number in the order of coming */
    uint32_t number; /* of its id */
    lc_lonlat at;
} raw_node;

struct lc_builder {
    lc_ctx *ctx;
    lc_ids ids;
    lc_array places;  /* place, by number of id */
    lc_array streets; /* kept */
    lc_array numbers; /* uint32_t per vertex: of its id */
    lc_array points;  /* lc_lonlat per vertex */
    lc_array nodes;   /* raw_node */
    lc_array pieces;  /* lc_piece between raw nodes; first_vertex counts the vertices of `points` */
    uint32_t *lengths; /* vertices of each piece */
    uint32_t *number;  /* of each raw node */
};

lc_status lc_builder_new(lc_ctx *ctx, lc_builder **out)
{
    lc_builder *b = *out = lc_alloc(ctx, 1, sizeof *b);
    if (b == NULL)
        return LC_MEMORY;
    b->ctx = ctx;
    lc_ids_init(&b->ids);
    lc_array_init(&b->places, sizeof(place));
    lc_array_init(&b->streets, sizeof(kept));
    lc_array_init(&b->numbers, sizeof(uint32_t));
    lc_array_init(&b->points, sizeof(lc_lonlat));
    lc_array_init(&b->nodes, sizeof(raw_node));
    lc_array_init(&b->pieces, sizeof(lc_piece));
    return LC_OK;
}

void lc_builder_free(lc_builder *b)
{
    if (b == NULL)
        return;
    lc_ids_clear(&b->ids);
    lc_array_clear(&b->places);
    lc_array_clear(&b->streets);
    lc_array_clear(&b->numbers);
    lc_array_clear(&b->points);
    lc_array_clear(&b->nodes);
    lc_array_clear(&b->pieces);
    free(b->lengths);
    free(b->number);
    free(b);
}

/* --- taking --- */

static place *place_at(const lc_builder *b, uint32_t number)
{
    return (place *)b->places.items + number;
}

static uint32_t number_at(const lc_builder *b, size_t vertex)
{
    return ((const uint32_t *)b->numbers.items)[vertex];
}

static lc_lonlat point_at(const lc_builder *b, size_t vertex)
{
    return ((const lc_lonlat *)b->points.items)[vertex];
}

/* The number of an id, with a place for it. */
static lc_status number_of(lc_builder *b, int64_t id, uint32_t *number)
{
    lc_status status = lc_ids_number(b->ctx, &b->ids, id, number);
    if (status == LC_OK && *number >= b->places.count && lc_array_push(b->ctx, &b->places) == NULL)
        status = LC_MEMORY;
    return status;
}

static lc_status take_vertices(lc_builder *b, const lc_walkway *street)
{
    size_t first = b->numbers.count, last = first;
    uint32_t *numbers = lc_array_push_many(b->ctx, &b->numbers, street->count);
    lc_lonlat *points = lc_array_push_many(b->ctx, &b->points, street->count);
    lc_status status = numbers != NULL && points != NULL ? LC_OK : LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < street->count; i++) {
        if (i > 0 && street->ids[i] == street->ids[i - 1])
            continue;
        size_t at = last++ - first;
        points[at] = street->points[i];
        status = number_of(b, street->ids[i], &numbers[at]);
    }
    b->numbers.count = b->points.count = last;
    return status;
}

lc_status lc_builder_street(lc_builder *b, const lc_walkway *street)
{
    size_t first = b->numbers.count;
    if (street->count < 2)
        return LC_OK;
    lc_status status = take_vertices(b, street);
    if (status != LC_OK)
        return status;
    if (b->numbers.count - first < 2) {
        b->numbers.count = b->points.count = first;
        return LC_OK;
    }
    kept *k = lc_array_push(b->ctx, &b->streets);
    if (k == NULL)
        return LC_MEMORY;
    *k = (kept){first, street->street_id, street->flags, street->wait_ds};
    for (size_t i = first; i < b->numbers.count; i++)
        place_at(b, number_at(b, i))->uses++;
    place_at(b, number_at(b, first))->uses++;
    place_at(b, number_at(b, b->numbers.count - 1))->uses++;
    return LC_OK;
}

lc_status lc_builder_post(lc_builder *b, const lc_post *post)
{
    uint32_t number;
    if (post->passes && post->kind == LC_NODE_PLAIN)
        return LC_OK;
    lc_status status = number_of(b, post->node_id, &number);
    if (status != LC_OK)
        return status;
    place *p = place_at(b, number);
    p->post = true;
    p->stops = p->stops || !post->passes;
    if (p->kind == LC_NODE_PLAIN)
        p->kind = (uint8_t)post->kind;
    if (post->wait_ds > p->wait_ds)
        p->wait_ds = post->wait_ds;
    return LC_OK;
}

/* --- cutting --- */

static bool is_cut(const place *p)
{
    return p->uses > 1 || p->post;
}

/* The raw node of a piece's end: one for each end where a post stops, else one for the id. The
 * first piece says where a node is. */
static lc_status node_of(lc_builder *b, size_t vertex, uint32_t *raw)
{
    uint32_t number = number_at(b, vertex);
    place *p = place_at(b, number);
    if (p->node != 0 && !p->stops) {
        *raw = p->node - 1;
        return LC_OK;
    }
    raw_node *node = lc_array_push(b->ctx, &b->nodes);
    if (node == NULL)
        return LC_MEMORY;
    *raw = (uint32_t)b->nodes.count - 1;
    *node =
        (raw_node){((const int64_t *)b->ids.ids.items)[number], *raw, number, point_at(b, vertex)};
    p->node = *raw + 1;
    return LC_OK;
}

/* A loop without extent. */
static bool is_spot(const lc_builder *b, size_t first, size_t last)
{
    if (number_at(b, first) != number_at(b, last))
        return false;
    lc_lonlat at = point_at(b, first);
    for (size_t i = first + 1; i <= last; i++)
        if (point_at(b, i).lon_deg != at.lon_deg || point_at(b, i).lat_deg != at.lat_deg)
            return false;
    return true;
}

static lc_status add_piece(lc_builder *b, const kept *street, size_t first, size_t last)
{
    if (is_spot(b, first, last))
        return LC_OK;
    lc_piece *piece = lc_array_push(b->ctx, &b->pieces);
    if (piece == NULL)
        return LC_MEMORY;
    *piece = (lc_piece){.first_vertex = (uint32_t)first,
                        .street_id = street->street_id,
                        .flags = street->flags,
                        .wait_ds = street->wait_ds,
                        .slope_forward_pm = LC_LEVEL_PM,
                        .slope_backward_pm = LC_LEVEL_PM};
    b->lengths[b->pieces.count - 1] = (uint32_t)(last - first + 1);
    lc_status status = node_of(b, first, &piece->from);
    return status == LC_OK ? node_of(b, last, &piece->to) : status;
}

static lc_status cut_street(lc_builder *b, const kept *street, size_t end)
{
    size_t first = street->first;
    lc_status status = LC_OK;
    for (size_t i = first + 1; status == LC_OK && i < end; i++)
        if (is_cut(place_at(b, number_at(b, i)))) {
            status = add_piece(b, street, first, i);
            first = i;
        }
    return status;
}

static lc_status cut_streets(lc_builder *b)
{
    const kept *streets = b->streets.items;
    lc_status status = LC_OK;
    b->lengths = lc_alloc(b->ctx, b->numbers.count, sizeof *b->lengths);
    if (b->lengths == NULL)
        return LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < b->streets.count; i++)
        status = cut_street(b, &streets[i],
                            i + 1 < b->streets.count ? streets[i + 1].first : b->numbers.count);
    return status;
}

/* --- numbering --- */

static int by_id(const void *a, const void *b)
{
    const raw_node *x = a, *y = b;
    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return x->raw < y->raw ? -1 : x->raw > y->raw;
}

/* Along the curve; on one spot by id, so that numbers do not hang on the order of streets. */
static lc_status write_nodes(lc_builder *b, lc_street_node *nodes)
{
    size_t count = b->nodes.count;
    raw_node *raw = b->nodes.items;
    lc_lonlat *spots = lc_alloc(b->ctx, count, sizeof *spots);
    uint32_t *order = lc_alloc(b->ctx, count, sizeof *order);
    b->number = lc_alloc(b->ctx, count, sizeof *b->number);
    lc_status status = spots && order && b->number ? LC_OK : LC_MEMORY;
    if (status == LC_OK) {
        qsort(raw, count, sizeof *raw, by_id);
        for (size_t i = 0; i < count; i++)
            spots[i] = raw[i].at;
        status = lc_graph_hilbert_order(b->ctx, spots, count, order);
    }
    for (uint32_t i = 0; status == LC_OK && i < count; i++) {
        const raw_node *node = &raw[order[i]];
        const place *p = place_at(b, node->number);
        nodes[i].at = node->at;
        nodes[i].kind = p->stops ? LC_NODE_PLAIN : p->kind;
        nodes[i].wait_ds = p->stops ? 0 : p->wait_ds;
        b->number[node->raw] = i;
    }
    free(spots);
    free(order);
    return status;
}

static void write_pieces(const lc_builder *b, lc_image image)
{
    const lc_piece *pieces = b->pieces.items;
    uint32_t at = 0;
    for (size_t i = 0; i < b->pieces.count; i++) {
        image.pieces[i] = pieces[i];
        image.pieces[i].from = b->number[pieces[i].from];
        image.pieces[i].to = b->number[pieces[i].to];
        image.pieces[i].first_vertex = at;
        for (uint32_t k = 0; k < b->lengths[i]; k++)
            image.vertices[at++] = point_at(b, pieces[i].first_vertex + k);
    }
    image.pieces[b->pieces.count].first_vertex = at;
}

/* --- lost once --- */

static uint64_t share_of(uint64_t wait_ds, uint64_t part_mm, uint64_t whole_mm)
{
    return whole_mm > 0 ? (wait_ds * part_mm + whole_mm / 2) / whole_mm : 0;
}

/* Each piece of a street has its share of the street's wait by length: tenths of a second whose sum
 * is the wait. */
static void share_wait(lc_piece *pieces, uint32_t count)
{
    uint64_t whole_mm = 0, walked_mm = 0, wait_ds = pieces[0].wait_ds;
    for (uint32_t p = 0; p < count; p++)
        whole_mm += pieces[p].length_mm;
    for (uint32_t p = 0; whole_mm > 0 && p < count; p++) {
        uint64_t before_ds = share_of(wait_ds, walked_mm, whole_mm);
        walked_mm += pieces[p].length_mm;
        pieces[p].wait_ds = (uint16_t)(share_of(wait_ds, walked_mm, whole_mm) - before_ds);
    }
}

/* A way across a carriageway is most often cut at the node where that is met, which is marked as
 * well: then the node costs the time and no piece does. Else the longest piece does, the first
 * among equals. */
static void cross_once(const lc_street_node *nodes, lc_piece *pieces, uint32_t count)
{
    uint32_t longest = 0;
    bool at_node = false;
    for (uint32_t p = 0; p < count; p++) {
        at_node = at_node || nodes[pieces[p].from].kind == LC_NODE_CROSSING ||
                  nodes[pieces[p].to].kind == LC_NODE_CROSSING;
        if (pieces[p].length_mm > pieces[longest].length_mm)
            longest = p;
    }
    for (uint32_t p = 0; p < count; p++)
        if (at_node || p != longest)
            pieces[p].flags &= (uint16_t)~LC_PIECE_CROSSING;
}

/* What is lost on a street is lost once, however many pieces it was cut into. Those of a street
 * stand together; they are measured. */
static void lose_once(lc_image image, uint32_t count)
{
    for (uint32_t first = 0, end; first < count; first = end) {
        lc_piece *pieces = image.pieces + first;
        for (end = first + 1; end < count && image.pieces[end].street_id == pieces->street_id;)
            end++;
        if (pieces->wait_ds > 0 && end - first > 1)
            share_wait(pieces, end - first);
        if ((pieces->flags & LC_PIECE_CROSSING) != 0)
            cross_once(image.nodes, pieces, end - first);
    }
}

lc_status lc_builder_finish(lc_builder *b, lc_network **out)
{
    size_t vertices = 0;
    lc_network *network = NULL;
    *out = NULL;
    lc_status status = cut_streets(b);
    if (status != LC_OK || b->pieces.count == 0)
        return status;
    for (size_t i = 0; i < b->pieces.count; i++)
        vertices += b->lengths[i];
    status = lc_image_new(b->ctx, b->nodes.count, b->pieces.count, vertices, &network);
    if (status == LC_OK)
        status = write_nodes(b, lc_image_of(network).nodes);
    if (status == LC_OK) {
        write_pieces(b, lc_image_of(network));
        status = lc_image_finish(b->ctx, network);
    }
    if (status == LC_OK)
        lose_once(lc_image_of(network), network->streets.piece_count);
    if (status == LC_OK)
        *out = network;
    else
        lc_network_close(network);
    return status;
}
