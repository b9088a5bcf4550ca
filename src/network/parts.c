#include "network/parts.h"

#include <stdlib.h>

#include "base/base.h"

/* Found in the order of their smallest nodes. */
typedef struct part {
    uint32_t found, size;
} part;

typedef struct finding_parts {
    const lc_streets *streets;
    uint32_t *parent; /* of each node; the root of a set is its smallest node */
    uint32_t *home;   /* of each root of nodes for ends alone: the root of the part it hangs on */
    uint32_t *size;   /* of each root */
    bool *passed;     /* a piece leads through the node */
} finding_parts;

static uint32_t root_of(uint32_t *parent, uint32_t node)
{
    while (parent[node] != node) {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    return node;
}

static void unite(uint32_t *parent, uint32_t a, uint32_t b)
{
    a = root_of(parent, a);
    b = root_of(parent, b);
    if (a < b)
        parent[b] = a;
    else
        parent[a] = b;
}

static bool is_through(const lc_piece *piece)
{
    return (piece->flags & LC_PIECE_ENDS_ONLY) == 0;
}

static void unite_through(finding_parts *f)
{
    for (uint32_t i = 0; i < f->streets->piece_count; i++) {
        const lc_piece *p = &f->streets->pieces[i];
        if (!is_through(p))
            continue;
        f->passed[p->from] = f->passed[p->to] = true;
        unite(f->parent, p->from, p->to);
    }
}

/* Drives that hang together away from the streets. */
static void unite_drives(finding_parts *f)
{
    for (uint32_t i = 0; i < f->streets->piece_count; i++) {
        const lc_piece *p = &f->streets->pieces[i];
        if (!f->passed[p->from] && !f->passed[p->to])
            unite(f->parent, p->from, p->to);
    }
}

static void measure_sets(finding_parts *f)
{
    for (uint32_t i = 0; i < f->streets->node_count; i++) {
        f->home[i] = i;
        f->size[root_of(f->parent, i)]++;
    }
}

static bool is_better(const finding_parts *f, uint32_t root, uint32_t than)
{
    if (!f->passed[than])
        return true;
    return f->size[root] != f->size[than] ? f->size[root] > f->size[than] : root < than;
}

static void hang(finding_parts *f, uint32_t drive, uint32_t street)
{
    uint32_t set = root_of(f->parent, drive), root = root_of(f->parent, street);
    if (is_better(f, root, f->home[set]))
        f->home[set] = root;
}

static void hang_drives(finding_parts *f)
{
    for (uint32_t i = 0; i < f->streets->piece_count; i++) {
        const lc_piece *p = &f->streets->pieces[i];
        if (f->passed[p->from] && !f->passed[p->to])
            hang(f, p->to, p->from);
        else if (f->passed[p->to] && !f->passed[p->from])
            hang(f, p->from, p->to);
    }
}

static int by_size(const void *a, const void *b)
{
    const part *x = a, *y = b;
    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return x->found < y->found ? -1 : x->found > y->found;
}

/* Lists the parts and gives every node the number under which its part was found; `number` is
 * scratch, zero, an item per node. */
static uint32_t list_parts(finding_parts *f, lc_street_node *nodes, part *all, uint32_t *number)
{
    uint32_t parts = 0;
    for (uint32_t i = 0; i < f->streets->node_count; i++) {
        uint32_t root = f->home[root_of(f->parent, i)];
        if (number[root] == 0) {
            all[parts].found = parts;
            number[root] = ++parts;
        }
        nodes[i].component = number[root] - 1;
        all[nodes[i].component].size++;
    }
    return parts;
}

static lc_status number_parts(lc_ctx *ctx, finding_parts *f, lc_street_node *nodes)
{
    uint32_t count = f->streets->node_count;
    part *all = lc_alloc(ctx, count, sizeof *all);
    uint32_t *number = lc_alloc(ctx, count, sizeof *number);
    lc_status status = all != NULL && number != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK) {
        uint32_t parts = list_parts(f, nodes, all, number);
        qsort(all, parts, sizeof *all, by_size);
        for (uint32_t i = 0; i < parts; i++)
            number[all[i].found] = i;
        for (uint32_t i = 0; i < count; i++)
            nodes[i].component = number[nodes[i].component];
    }
    free(all);
    free(number);
    return status;
}

lc_status lc_network_find_parts(lc_ctx *ctx, const lc_streets *streets, lc_street_node *nodes)
{
    uint32_t count = streets->node_count;
    finding_parts f = {.streets = streets};
    f.parent = lc_alloc(ctx, count, sizeof *f.parent);
    f.home = lc_alloc(ctx, count, sizeof *f.home);
    f.size = lc_alloc(ctx, count, sizeof *f.size);
    f.passed = lc_alloc(ctx, count, sizeof *f.passed);
    lc_status status = f.parent && f.home && f.size && f.passed ? LC_OK : LC_MEMORY;
    if (status == LC_OK) {
        for (uint32_t i = 0; i < count; i++)
            f.parent[i] = i;
        unite_through(&f);
        unite_drives(&f);
        measure_sets(&f);
        hang_drives(&f);
        status = number_parts(ctx, &f, nodes);
    }
    free(f.parent);
    free(f.home);
    free(f.size);
    free(f.passed);
    return status;
}
