/* A network in memory: one block that holds all its arrays, made here or mapped from a file. For
 * this room alone. */
#ifndef LC_NETWORK_IMAGE_H
#define LC_NETWORK_IMAGE_H

#include "graph/streets.h"
#include "network/network.h"
#include "network/tree.h"

enum { LC_IMAGE_FINGERPRINT = 65 };

struct lc_network {
    lc_streets streets;    /* into the block, as is all that follows */
    const double *along_m; /* per vertex: metres from the first vertex of its piece */
    lc_tree tree;          /* of all segments; the owner is the piece */
    double twist_rad2;     /* largest |dlon * dlat| of a segment */
    void *block;
    size_t size;
    bool mapped;
};

/* Where the arrays of a network under construction are written. */
typedef struct lc_image {
    lc_street_node *nodes;
    lc_piece *pieces; /* one more than there are: the last closes first_vertex */
    lc_lonlat *vertices;
    double *along_m;
    lc_tree_leaf *leaves;
    lc_tree_group *groups;
} lc_image;

/* A network of so many items, all zero. LC_INPUT for more vertices than numbers of 32 bits can
 * count. *out is yours (lc_network_close). */
lc_status lc_image_new(lc_ctx *ctx, size_t node_count, size_t piece_count, size_t vertex_count,
                       lc_network **out);
/* Its arrays, to be written. */
lc_image lc_image_of(lc_network *network);
/* To be called once nodes, pieces (from, to, first_vertex) and vertices are in: measures the
 * pieces, finds the components and builds the tree. LC_INPUT for a piece longer than numbers of 32
 * bits hold. O(n). */
lc_status lc_image_finish(lc_ctx *ctx, lc_network *network);

#endif
