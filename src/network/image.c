/* The block: a header, then the arrays, each at a multiple of ALIGN bytes, in the order and the
 * sizes that the counts in the header give. The same bytes in memory and in the file. */
#include "network/image.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "network/cache.h"
#include "network/measure.h"
#include "network/parts.h"

enum { ALIGN = 64, SECTIONS = 6 };

typedef struct layout {
    size_t start[SECTIONS], size;
} layout;

static layout plan(size_t nodes, size_t pieces, size_t vertices)
{
    lc_tree tree = lc_tree_plan(vertices - pieces);
    const size_t bytes[SECTIONS] = {
        nodes * sizeof(lc_street_node),       (pieces + 1) * sizeof(lc_piece),
        vertices * sizeof(lc_lonlat),         vertices * sizeof(double),
        tree.count[0] * sizeof(lc_tree_leaf), lc_tree_group_count(&tree) * sizeof(lc_tree_group)};
    layout l = {.size = (sizeof(lc_cache_header) + ALIGN - 1) / ALIGN * ALIGN};
    for (int i = 0; i < SECTIONS; i++) {
        l.start[i] = l.size;
        l.size += (bytes[i] + ALIGN - 1) / ALIGN * ALIGN;
    }
    return l;
}

size_t lc_image_size(size_t nodes, size_t pieces, size_t vertices)
{
    return plan(nodes, pieces, vertices).size;
}

lc_image lc_image_of(lc_network *network)
{
    const lc_streets *s = &network->streets;
    layout l = plan(s->node_count, s->piece_count, s->vertex_count);
    unsigned char *block = network->block;
    return (lc_image){(void *)(block + l.start[0]), (void *)(block + l.start[1]),
                      (void *)(block + l.start[2]), (void *)(block + l.start[3]),
                      (void *)(block + l.start[4]), (void *)(block + l.start[5])};
}

void lc_image_attach(lc_network *network, uint32_t nodes, uint32_t pieces, uint32_t vertices)
{
    network->streets =
        (lc_streets){.node_count = nodes, .piece_count = pieces, .vertex_count = vertices};
    lc_image image = lc_image_of(network);
    network->streets.nodes = image.nodes;
    network->streets.pieces = image.pieces;
    network->streets.vertices = image.vertices;
    network->along_m = image.along_m;
    network->tree = lc_tree_plan(vertices - pieces);
    network->tree.leaves = image.leaves;
    network->tree.groups = image.groups;
}

lc_status lc_image_new(lc_ctx *ctx, size_t node_count, size_t piece_count, size_t vertex_count,
                       lc_network **out)
{
    *out = NULL;
    if (vertex_count >= UINT32_MAX)
        return lc_fail(ctx, LC_INPUT,
                       "The streets have %zu points, more than this program can hold; cut the "
                       "file to the study area.",
                       vertex_count);
    lc_network *network = lc_alloc(ctx, 1, sizeof *network);
    if (network == NULL)
        return LC_MEMORY;
    network->size = lc_image_size(node_count, piece_count, vertex_count);
    network->block = lc_alloc(ctx, network->size, 1);
    if (network->block == NULL) {
        free(network);
        return LC_MEMORY;
    }
    lc_image_attach(network, (uint32_t)node_count, (uint32_t)piece_count, (uint32_t)vertex_count);
    *out = network;
    return LC_OK;
}

void lc_network_close(lc_network *network)
{
    if (network == NULL)
        return;
    if (network->mapped)
        (void)munmap(network->block, network->size);
    else
        free(network->block);
    free(network);
}

const lc_streets *lc_network_streets(const lc_network *network)
{
    return &network->streets;
}

static void list_segments(const lc_network *network, lc_segment *segments)
{
    const lc_piece *pieces = network->streets.pieces;
    size_t at = 0;
    for (uint32_t p = 0; p < network->streets.piece_count; p++)
        for (uint32_t v = pieces[p].first_vertex; v + 1 < pieces[p + 1].first_vertex; v++)
            segments[at++] = (lc_segment){v, p};
}

static double twist_of(const lc_network *network, const lc_segment *segments)
{
    const double rad_per_deg = 0.01745329251994329577;
    double most = 0;
    for (size_t i = 0; i < network->tree.segment_count; i++) {
        const lc_lonlat *v = network->streets.vertices + segments[i].vertex;
        most = fmax(most, fabs((v[1].lon_deg - v[0].lon_deg) * (v[1].lat_deg - v[0].lat_deg)));
    }
    return most * rad_per_deg * rad_per_deg;
}

static lc_status index_segments(lc_ctx *ctx, lc_network *network)
{
    lc_image image = lc_image_of(network);
    lc_segment *segments = lc_alloc(ctx, network->tree.segment_count, sizeof *segments);
    if (segments == NULL)
        return LC_MEMORY;
    list_segments(network, segments);
    network->twist_rad2 = twist_of(network, segments);
    lc_status status =
        lc_tree_fill(ctx, &network->tree, image.vertices, segments, image.leaves, image.groups);
    free(segments);
    return status;
}

lc_status lc_image_finish(lc_ctx *ctx, lc_network *network)
{
    lc_image image = lc_image_of(network);
    lc_status status = lc_network_measure(ctx, &network->streets, image.pieces, image.along_m);
    if (status == LC_OK)
        status = lc_network_find_parts(ctx, &network->streets, image.nodes);
    return status == LC_OK ? index_segments(ctx, network) : status;
}
