/* Streets in, the network out: the topology that docs/network.md tells. Pure: no store. */
#ifndef LC_NETWORK_BUILDER_H
#define LC_NETWORK_BUILDER_H

#include "graph/streets.h"
#include "network/network.h"

/* A walkable street; equal ids are one node, ids that follow each other at once are merged. */
typedef struct lc_walkway {
    uint32_t street_id;
    uint16_t flags, wait_ds; /* as in lc_piece */
    const int64_t *ids;
    const lc_lonlat *points;
    size_t count; /* fewer than two are no street */
} lc_walkway;

/* What stands at a node. Several at one node: it stops when one of them stops, the longest wait and
 * the first kind that is not plain count. */
typedef struct lc_post {
    int64_t node_id;
    lc_node_kind kind;
    bool passes; /* false: streets end there, on every side */
    uint16_t wait_ds;
} lc_post;

typedef struct lc_builder lc_builder;

/* *out is yours (lc_builder_free). */
lc_status lc_builder_new(lc_ctx *ctx, lc_builder **out);
void lc_builder_free(lc_builder *builder);
/* Adds the next street; copied. LC_MEMORY, LC_INPUT. O(count). */
lc_status lc_builder_street(lc_builder *builder, const lc_walkway *street);
/* Adds a post; of nodes that no street has, nothing comes. */
lc_status lc_builder_post(lc_builder *builder, const lc_post *post);
/* The network of what was added, measured and indexed; once. A street is cut at its ends, at every
 * node that stands in two or more places, in one street or in several, and at posts. Where a post
 * stops, every street end is a node of its own. Nodes are numbered along a Hilbert curve, those on
 * one spot by id; pieces in the order of streets. *out is yours (lc_network_close); NULL, and
 * LC_OK, when there is no street. About 30 bytes per vertex beside the network. O(n). */
lc_status lc_builder_finish(lc_builder *builder, lc_network **out);

#endif
