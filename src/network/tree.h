/* A packed Hilbert R-tree (Kamel & Faloutsos 1993) over line segments, as plain arrays that a file
 * can hold. What is looked at together lies together: eight segments to a leaf with their ends, the
 * boxes of eight children to a group, each number beside the same number of its neighbours, as
 * processors like to work on them. Pure. For this room alone. */
#ifndef LC_NETWORK_TREE_H
#define LC_NETWORK_TREE_H

#include <lifecircle/coordinates.h>
#include <stddef.h>
#include <stdint.h>

#include "base/base.h"

enum { LC_TREE_FAN = 8, LC_TREE_LEVELS = 12 }; /* 8^11 > 2^32 segments */

/* The segment from vertices[vertex] to the next vertex; whose it is, is the holder's business. */
typedef struct lc_segment {
    uint32_t vertex, owner;
} lc_segment;

/* Degrees; NaN where there is no segment. */
typedef struct lc_tree_leaf {
    double a_lon[LC_TREE_FAN], a_lat[LC_TREE_FAN], b_lon[LC_TREE_FAN], b_lat[LC_TREE_FAN];
    lc_segment segments[LC_TREE_FAN];
} lc_tree_leaf;

/* Degrees; NaN where there is no child. */
typedef struct lc_tree_group {
    double west[LC_TREE_FAN], south[LC_TREE_FAN], east[LC_TREE_FAN], north[LC_TREE_FAN];
} lc_tree_group;

/* Borrows its arrays. Level 0 are the leaves; item i of a level holds the items 8 i .. 8 i + 7 of
 * the level below, or segments. The highest level is one item. */
typedef struct lc_tree {
    const lc_tree_leaf *leaves;
    const lc_tree_group *groups; /* level by level from 1 */
    size_t segment_count;
    size_t count[LC_TREE_LEVELS]; /* items of each level */
    size_t start[LC_TREE_LEVELS]; /* first group of each level from 1 */
    size_t top;                   /* the highest level */
} lc_tree;

/* The levels over so many segments; the arrays are the caller's to fill in. */
lc_tree lc_tree_plan(size_t segment_count);
size_t lc_tree_group_count(const lc_tree *tree);
/* Fills count[0] leaves and lc_tree_group_count groups with `segments`, which are put in the tree's
 * order: it depends on where segments are and on nothing else but, for equals, the order they come
 * in. LC_MEMORY. O(n). */
lc_status lc_tree_fill(lc_ctx *ctx, const lc_tree *tree, const lc_lonlat *vertices,
                       lc_segment *segments, lc_tree_leaf *leaves, lc_tree_group *groups);

/* Is there segment `lane` in a leaf? */
static inline bool lc_tree_has(const lc_tree *tree, size_t leaf, size_t lane)
{
    return leaf * LC_TREE_FAN + lane < tree->segment_count;
}

typedef struct lc_tree_box {
    double west, south, east, north; /* degrees */
} lc_tree_box;

/* Calls fn with every segment whose own box meets `box`, and its ends, until it answers true; says
 * whether it did. */
typedef bool lc_tree_fn(void *user, uint32_t owner, lc_lonlat a, lc_lonlat b);
bool lc_tree_any(const lc_tree *tree, lc_tree_box box, lc_tree_fn *fn, void *user);

#endif
