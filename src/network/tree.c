#include "network/tree.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "graph/graph.h"

lc_tree lc_tree_plan(size_t segment_count)
{
    lc_tree tree = {.segment_count = segment_count};
    size_t groups = 0;
    tree.count[0] = (segment_count + LC_TREE_FAN - 1) / LC_TREE_FAN;
    while (tree.count[tree.top] > 1) {
        tree.start[tree.top + 1] = groups;
        tree.count[tree.top + 1] = (tree.count[tree.top] + LC_TREE_FAN - 1) / LC_TREE_FAN;
        groups += tree.count[++tree.top];
    }
    return tree;
}

size_t lc_tree_group_count(const lc_tree *tree)
{
    return tree->top > 0 ? tree->start[tree->top] + tree->count[tree->top] : 0;
}

static lc_status sort_segments(lc_ctx *ctx, const lc_lonlat *vertices, lc_segment *segments,
                               size_t count)
{
    lc_segment *sorted = lc_alloc(ctx, count, sizeof *sorted);
    lc_lonlat *middles = lc_alloc(ctx, count, sizeof *middles);
    uint32_t *order = lc_alloc(ctx, count, sizeof *order);
    lc_status status = sorted && middles && order ? LC_OK : LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < count; i++) {
        const lc_lonlat *v = vertices + segments[i].vertex;
        middles[i] = (lc_lonlat){v[0].lon_deg + (v[1].lon_deg - v[0].lon_deg) / 2,
                                 v[0].lat_deg + (v[1].lat_deg - v[0].lat_deg) / 2};
    }
    if (status == LC_OK)
        status = lc_graph_hilbert_order(ctx, middles, count, order);
    if (status == LC_OK) {
        for (size_t i = 0; i < count; i++)
            sorted[i] = segments[order[i]];
        memcpy(segments, sorted, count * sizeof *segments);
    }
    free(sorted);
    free(middles);
    free(order);
    return status;
}

static void fill_leaf(const lc_tree *tree, const lc_lonlat *vertices, const lc_segment *segments,
                      size_t number, lc_tree_leaf *leaf)
{
    for (size_t lane = 0; lane < LC_TREE_FAN; lane++) {
        bool has = lc_tree_has(tree, number, lane);
        lc_segment segment = has ? segments[number * LC_TREE_FAN + lane] : (lc_segment){0, 0};
        const lc_lonlat nowhere = {NAN, NAN};
        lc_lonlat a = has ? vertices[segment.vertex] : nowhere;
        lc_lonlat b = has ? vertices[segment.vertex + 1] : nowhere;
        leaf->a_lon[lane] = a.lon_deg;
        leaf->a_lat[lane] = a.lat_deg;
        leaf->b_lon[lane] = b.lon_deg;
        leaf->b_lat[lane] = b.lat_deg;
        leaf->segments[lane] = segment;
    }
}

/* fmin and fmax leave aside the NaN of lanes without anything. */
static lc_tree_box leaf_box(const lc_tree_leaf *leaf)
{
    lc_tree_box box = {NAN, NAN, NAN, NAN};
    for (int i = 0; i < LC_TREE_FAN; i++) {
        box.west = fmin(box.west, fmin(leaf->a_lon[i], leaf->b_lon[i]));
        box.south = fmin(box.south, fmin(leaf->a_lat[i], leaf->b_lat[i]));
        box.east = fmax(box.east, fmax(leaf->a_lon[i], leaf->b_lon[i]));
        box.north = fmax(box.north, fmax(leaf->a_lat[i], leaf->b_lat[i]));
    }
    return box;
}

static lc_tree_box group_box(const lc_tree_group *group)
{
    lc_tree_box box = {NAN, NAN, NAN, NAN};
    for (int i = 0; i < LC_TREE_FAN; i++) {
        box.west = fmin(box.west, group->west[i]);
        box.south = fmin(box.south, group->south[i]);
        box.east = fmax(box.east, group->east[i]);
        box.north = fmax(box.north, group->north[i]);
    }
    return box;
}

static void fill_level(const lc_tree *tree, size_t level, const lc_tree_leaf *leaves,
                       lc_tree_group *groups)
{
    for (size_t i = 0; i < tree->count[level] * LC_TREE_FAN; i++) {
        lc_tree_group *group = &groups[tree->start[level] + i / LC_TREE_FAN];
        lc_tree_box box = {NAN, NAN, NAN, NAN};
        if (i < tree->count[level - 1])
            box =
                level == 1 ? leaf_box(&leaves[i]) : group_box(&groups[tree->start[level - 1] + i]);
        group->west[i % LC_TREE_FAN] = box.west;
        group->south[i % LC_TREE_FAN] = box.south;
        group->east[i % LC_TREE_FAN] = box.east;
        group->north[i % LC_TREE_FAN] = box.north;
    }
}

lc_status lc_tree_fill(lc_ctx *ctx, const lc_tree *tree, const lc_lonlat *vertices,
                       lc_segment *segments, lc_tree_leaf *leaves, lc_tree_group *groups)
{
    if (tree->segment_count == 0)
        return LC_OK;
    lc_status status = sort_segments(ctx, vertices, segments, tree->segment_count);
    if (status != LC_OK)
        return status;
    for (size_t i = 0; i < tree->count[0]; i++)
        fill_leaf(tree, vertices, segments, i, &leaves[i]);
    for (size_t level = 1; level <= tree->top; level++)
        fill_level(tree, level, leaves, groups);
    return LC_OK;
}

typedef struct asking {
    const lc_tree *tree;
    lc_tree_box box;
    lc_tree_fn *fn;
    void *user;
} asking;

static bool any_in_leaf(const asking *a, size_t number)
{
    const lc_tree_leaf *leaf = &a->tree->leaves[number];
    const lc_tree_box *box = &a->box;
    for (size_t i = 0; i < LC_TREE_FAN && lc_tree_has(a->tree, number, i); i++) {
        lc_lonlat from = {leaf->a_lon[i], leaf->a_lat[i]}, to = {leaf->b_lon[i], leaf->b_lat[i]};
        if (fmin(from.lon_deg, to.lon_deg) <= box->east &&
            fmax(from.lon_deg, to.lon_deg) >= box->west &&
            fmin(from.lat_deg, to.lat_deg) <= box->north &&
            fmax(from.lat_deg, to.lat_deg) >= box->south &&
            a->fn(a->user, leaf->segments[i].owner, from, to))
            return true;
    }
    return false;
}

/* Recursion is at most LC_TREE_LEVELS deep. */
static bool any_below(const asking *a, size_t level, size_t number)
{
    if (level == 0)
        return any_in_leaf(a, number);
    const lc_tree_group *group = &a->tree->groups[a->tree->start[level] + number];
    const lc_tree_box *box = &a->box;
    for (size_t i = 0; i < LC_TREE_FAN && number * LC_TREE_FAN + i < a->tree->count[level - 1]; i++)
        if (group->west[i] <= box->east && group->east[i] >= box->west &&
            group->south[i] <= box->north && group->north[i] >= box->south &&
            any_below(a, level - 1, number * LC_TREE_FAN + i))
            return true;
    return false;
}

bool lc_tree_any(const lc_tree *tree, lc_tree_box box, lc_tree_fn *fn, void *user)
{
    asking a = {tree, box, fn, user};
    return tree->segment_count > 0 && any_below(&a, tree->top, 0);
}
