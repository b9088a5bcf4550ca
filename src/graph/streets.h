/* The walking network as a plain, read-only value: what room network makes of the streets and every
 * other room may look at. Rooms hand it on as `const lc_streets *`; whoever made it owns it. */
#ifndef LC_GRAPH_STREETS_H
#define LC_GRAPH_STREETS_H

#include <lifecircle/coordinates.h>
#include <stdint.h>

/* What a piece is and who may walk it. */
enum {
    LC_PIECE_FORWARD = 1,  /* from `from` to `to` */
    LC_PIECE_BACKWARD = 2, /* from `to` to `from` */
    LC_PIECE_STEPS = 4,
    LC_PIECE_ENDS_ONLY = 8, /* only where a walk begins or ends: private drives, compounds */
    LC_PIECE_ELEVATOR = 16,
    LC_PIECE_CROSSING = 32, /* across a carriageway */
    LC_PIECE_FERRY = 64,
    LC_PIECE_AREA = 128 /* straight across a square */
};

/* A piece's slope factors where it is level. */
enum { LC_LEVEL_PM = 1000 };

/* What stands at a node. */
typedef enum lc_node_kind {
    LC_NODE_PLAIN,
    LC_NODE_GATE,     /* passed after wait_s */
    LC_NODE_CROSSING, /* a marked crossing: profiles lose time there */
    LC_NODE_ELEVATOR
} lc_node_kind;

typedef struct lc_street_node {
    lc_lonlat at;
    uint32_t component; /* 0 is the largest */
    uint16_t wait_ds;   /* lost by whoever passes, tenths of a second */
    uint8_t kind;       /* lc_node_kind */
} lc_street_node;

/* A stretch of street between two nodes; its vertices are vertices[first_vertex] up to the next
 * piece's first vertex, both ends included. */
typedef struct lc_piece {
    uint32_t from, to;  /* nodes */
    uint32_t length_mm; /* geodesic */
    uint32_t first_vertex;
    uint32_t street_id; /* of the table street */
    uint16_t flags;     /* LC_PIECE_* */
    uint16_t wait_ds;   /* lost once on the piece, tenths of a second */
    /* What the slope makes of the time, in thousandths: 1000 on the level (Tobler 1993). */
    uint16_t slope_forward_pm, slope_backward_pm;
} lc_piece;

typedef struct lc_streets {
    uint32_t node_count, piece_count, vertex_count;
    const lc_street_node *nodes;
    const lc_piece *pieces; /* piece_count + 1 items: the last closes first_vertex */
    const lc_lonlat *vertices;
} lc_streets;

#endif
