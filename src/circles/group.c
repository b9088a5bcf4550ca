#include "circles/group.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"

/* Directions along which places are put in order: a cut runs across. */
enum { DIRECTIONS = 8, TARGETS = 3 };
static const int direction_x[DIRECTIONS] = {1, 0, 1, -1, 2, 1, -1, -2};
static const int direction_y[DIRECTIONS] = {0, 1, 1, 1, 1, 2, 2, 1};

/* A group: items first .. end - 1. A group without items was joined to another. */
typedef struct piece {
    size_t first, end;
    int64_t weight;
} piece;

typedef struct grouping {
    lc_ctx *ctx;
    const circles_graph *graph;
    int64_t least, most;
    uint32_t *piece_of;                   /* per place */
    lc_array pieces;                      /* piece */
    lc_array items;                       /* uint32_t: places, ascending within a piece */
    uint32_t *order, *spare, *key, *part; /* scratch, an item per place */
    uint8_t *side;                        /* per place: 0 or 1 */
    lc_array stack;                       /* uint32_t */
} grouping;

/* What a cut is worth: the fewer groups outside the bounds the better, then the fewer people by
 * whom they miss them, then the fewer neighbours are parted. */
typedef struct worth {
    int bad;
    int64_t misses, parted;
} worth;

static bool is_better(worth a, worth b)
{
    if (a.bad != b.bad)
        return a.bad < b.bad;
    return a.misses != b.misses ? a.misses < b.misses : a.parted < b.parted;
}

/* By how many people a weight misses what some number of groups can weigh. */
static int64_t misses_by(const grouping *g, int64_t weight)
{
    int64_t groups = weight / g->most;
    int64_t over = groups > 0 ? weight - groups * g->most : INT64_MAX; /* with so many groups */
    int64_t under = (groups + 1) * g->least - weight;                  /* with one more */
    if (over == 0 || under <= 0)
        return 0;
    return over < under ? over : under;
}

static piece *piece_at(const grouping *g, size_t number)
{
    return (piece *)g->pieces.items + number;
}

static const uint32_t *items_of(const grouping *g, const piece *p)
{
    return (const uint32_t *)g->items.items + p->first;
}

/* --- what hangs together --- */

static lc_status push(grouping *g, uint32_t place)
{
    uint32_t *item = lc_array_push(g->ctx, &g->stack);
    if (item == NULL)
        return LC_MEMORY;
    *item = place;
    return LC_OK;
}

/* Marks with `number` what hangs together with a place inside its piece and on its side. */
static lc_status spread(grouping *g, uint32_t from, uint32_t number, int64_t *weight)
{
    const circles_graph *n = g->graph;
    *weight = 0;
    g->part[from] = number;
    lc_status status = push(g, from);
    while (status == LC_OK && g->stack.count > 0) {
        uint32_t at = *(uint32_t *)lc_array_pop(&g->stack);
        *weight += n->weight[at];
        for (size_t i = n->start[at]; status == LC_OK && i < n->start[at + 1]; i++) {
            uint32_t to = n->next[i];
            if (g->part[to] != 0 || g->piece_of[to] != g->piece_of[from] ||
                g->side[to] != g->side[from])
                continue;
            g->part[to] = number;
            status = push(g, to);
        }
    }
    return status;
}

/* Of one side only the heaviest part stays (of equals the first); the others go to the other side.
 */
static lc_status keep_heaviest(grouping *g, const piece *p, uint8_t side)
{
    const uint32_t *items = items_of(g, p);
    size_t count = p->end - p->first;
    uint32_t number = 0, best = 0;
    int64_t most = -1, weight = 0;
    lc_status status = LC_OK;
    for (size_t i = 0; i < count; i++)
        g->part[items[i]] = 0;
    for (size_t i = 0; status == LC_OK && i < count; i++) {
        if (g->side[items[i]] != side || g->part[items[i]] != 0)
            continue;
        status = spread(g, items[i], ++number, &weight);
        if (weight > most) {
            most = weight;
            best = number;
        }
    }
    for (size_t i = 0; status == LC_OK && i < count; i++)
        if (g->side[items[i]] == side && g->part[items[i]] != best)
            g->side[items[i]] = (uint8_t)!side;
    return status;
}

/* --- one cut --- */

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, PASSES = 3 };

/* `order` by key, among equals by place (radix sort; Knuth, TAOCP 3, 5.2.5). */
static void sort_order(grouping *g, size_t count)
{
    for (unsigned pass = 0; pass < PASSES; pass++) {
        size_t start[DIGITS + 1] = {0};
        unsigned shift = pass * DIGIT_BITS;
        for (size_t i = 0; i < count; i++)
            start[(g->key[g->order[i]] >> shift) % DIGITS + 1]++;
        for (size_t d = 0; d < DIGITS; d++)
            start[d + 1] += start[d];
        for (size_t i = 0; i < count; i++)
            g->spare[start[(g->key[g->order[i]] >> shift) % DIGITS]++] = g->order[i];
        uint32_t *sorted = g->spare;
        g->spare = g->order;
        g->order = sorted;
    }
}

/* Puts the places of a piece in order along a direction. Keys are whole centimetres or coarser, as
 * 32 bits hold them. */
static void order_along(grouping *g, const piece *p, int direction)
{
    const uint32_t *items = items_of(g, p);
    size_t count = p->end - p->first;
    int64_t low = INT64_MAX, high = INT64_MIN, unit = 10;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < count; i++) {
            lc_spot_mm at = g->graph->at[items[i]];
            int64_t far = at.x * direction_x[direction] + at.y * direction_y[direction];
            low = pass == 0 && far < low ? far : low;
            high = pass == 0 && far > high ? far : high;
            while (pass == 1 && i == 0 && (high - low) / unit > UINT32_MAX)
                unit *= 2;
            if (pass == 1)
                g->key[items[i]] = (uint32_t)((far - low) / unit);
        }
    memcpy(g->order, items, count * sizeof *items);
    sort_order(g, count);
}

/* The weights that the first side is to reach: its share of the groups, the least and nearly the
 * most that they can weigh. */
static void set_targets(const grouping *g, int64_t weight, int64_t targets[TARGETS])
{
    int64_t least_groups = (weight + g->most - 1) / g->most;
    int64_t groups = 2 * weight / (g->least + g->most);
    int64_t most_groups = g->least > 0 ? weight / g->least : groups;
    groups = groups > most_groups ? most_groups : groups;
    groups = groups < least_groups ? least_groups : groups;
    groups = groups < 2 ? 2 : groups;
    int64_t first = groups / 2;
    targets[0] = (int64_t)((double)weight / (double)groups * (double)first);
    targets[1] = first * g->least;
    targets[2] = first * (g->most - g->most / 32);
}

/* Puts the places before the target on side 0, the others on side 1; each has one at least. */
static void split_order(grouping *g, size_t count, int64_t target)
{
    int64_t weight = 0;
    for (size_t i = 0; i < count; i++) {
        bool first = i == 0 || (weight < target && i + 1 < count);
        g->side[g->order[i]] = (uint8_t)!first;
        weight += g->graph->weight[g->order[i]];
    }
}

static worth weigh_cut(const grouping *g, const piece *p)
{
    const uint32_t *items = items_of(g, p);
    int64_t first = 0, parted = 0;
    for (size_t i = 0; i < p->end - p->first; i++) {
        uint32_t at = items[i];
        if (g->side[at] != 0)
            continue;
        first += g->graph->weight[at];
        for (size_t n = g->graph->start[at]; n < g->graph->start[at + 1]; n++) {
            uint32_t to = g->graph->next[n];
            parted += g->piece_of[to] == g->piece_of[at] && g->side[to] != 0;
        }
    }
    int64_t a = misses_by(g, first), b = misses_by(g, p->weight - first);
    return (worth){(a > 0) + (b > 0), a + b, parted};
}

/* Both sides hang together afterwards: of side 0 its heaviest part stays, so all else touches it or
 * side 1; what of side 1 does not hang together with its own heaviest part touches side 0 alone. */
static lc_status try_cut(grouping *g, const piece *p, int64_t target, worth *out)
{
    split_order(g, p->end - p->first, target);
    lc_status status = keep_heaviest(g, p, 0);
    if (status == LC_OK)
        status = keep_heaviest(g, p, 1);
    if (status == LC_OK)
        *out = weigh_cut(g, p);
    return status;
}

/* Leaves the best cut in `side`: the middle target in all directions, the others where it does not
 * serve. */
static lc_status find_cut(grouping *g, const piece *p, worth *best)
{
    int64_t targets[TARGETS];
    int best_direction = 0, best_target = 0;
    lc_status status = LC_OK;
    *best = (worth){3, INT64_MAX, INT64_MAX};
    set_targets(g, p->weight, targets);
    for (int t = 0; t < TARGETS && best->bad > 0; t++)
        for (int d = 0; status == LC_OK && d < DIRECTIONS; d++) {
            worth now = {0};
            order_along(g, p, d);
            status = try_cut(g, p, targets[t], &now);
            if (status == LC_OK && is_better(now, *best)) {
                *best = now;
                best_direction = d;
                best_target = t;
            }
        }
    if (status != LC_OK)
        return status;
    worth again;
    order_along(g, p, best_direction);
    return try_cut(g, p, targets[best_target], &again);
}

/* --- cutting --- */

static lc_status add_piece(grouping *g, size_t first, size_t end, size_t *number)
{
    *number = g->pieces.count;
    piece *p = lc_array_push(g->ctx, &g->pieces);
    if (p == NULL)
        return LC_MEMORY;
    *p = (piece){first, end, 0};
    for (size_t i = first; i < end; i++) {
        uint32_t place = ((const uint32_t *)g->items.items)[i];
        g->piece_of[place] = (uint32_t)*number;
        p->weight += g->graph->weight[place];
    }
    return LC_OK;
}

/* Side 1 leaves a piece and becomes one of its own. */
static lc_status part_piece(grouping *g, size_t number, size_t *other)
{
    piece *p = piece_at(g, number);
    uint32_t *items = (uint32_t *)g->items.items + p->first;
    size_t count = p->end - p->first, stay = 0, leave = 0, end = p->end;
    for (size_t i = 0; i < count; i++) {
        if (g->side[items[i]] == 0)
            items[stay++] = items[i];
        else
            g->spare[leave++] = items[i];
    }
    memcpy(items + stay, g->spare, leave * sizeof *items);
    p->end = p->first + stay;
    for (size_t i = 0; i < leave; i++)
        g->side[g->spare[i]] = 0;
    lc_status status = add_piece(g, p->end, end, other);
    if (status == LC_OK)
        piece_at(g, number)->weight -= piece_at(g, *other)->weight;
    return status;
}

/* Cuts a piece and what becomes of it until all are light enough, or single places. */
static lc_status cut_down(grouping *g, size_t number)
{
    lc_status status = LC_OK;
    for (size_t next = g->pieces.count;;) { /* the piece itself, then those that left it */
        while (status == LC_OK && piece_at(g, number)->weight > g->most &&
               piece_at(g, number)->end - piece_at(g, number)->first > 1) {
            worth ignored;
            size_t other;
            piece now = *piece_at(g, number);
            status = find_cut(g, &now, &ignored);
            if (status == LC_OK)
                status = part_piece(g, number, &other);
            if (status == LC_OK)
                status = lc_tick(g->ctx, 0, 0);
        }
        if (status != LC_OK || next >= g->pieces.count)
            return status;
        number = next++;
    }
}

/* --- mending --- */

static bool is_outside(const grouping *g, int64_t weight)
{
    return weight < g->least || weight > g->most;
}

static bool is_bad(const grouping *g, const piece *p)
{
    return p->end > p->first && is_outside(g, p->weight);
}

/* How many of the two sides of a cut would be bad groups. */
static int bad_sides(const grouping *g, const piece *p)
{
    const uint32_t *items = items_of(g, p);
    int64_t first = 0;
    for (size_t i = 0; i < p->end - p->first; i++)
        first += g->side[items[i]] == 0 ? g->graph->weight[items[i]] : 0;
    return is_outside(g, first) + is_outside(g, p->weight - first);
}

/* The items of two pieces behind all others, as one new piece; they keep theirs in case. */
static lc_status join(grouping *g, const piece *a, const piece *b, size_t *number)
{
    size_t first = g->items.count, count_a = a->end - a->first, count_b = b->end - b->first;
    piece left = *a, right = *b;
    uint32_t *to = lc_array_push_many(g->ctx, &g->items, count_a + count_b);
    if (to == NULL)
        return LC_MEMORY;
    const uint32_t *from_a = items_of(g, &left), *from_b = items_of(g, &right);
    for (size_t i = 0, j = 0; i + j < count_a + count_b;) {
        bool take_a = j == count_b || (i < count_a && from_a[i] < from_b[j]);
        to[i + j] = take_a ? from_a[i] : from_b[j];
        i += take_a;
        j += !take_a;
    }
    return add_piece(g, first, first + count_a + count_b, number);
}

static void forget(grouping *g, size_t number)
{
    piece_at(g, number)->end = piece_at(g, number)->first;
    piece_at(g, number)->weight = 0;
}

/* Back to two pieces as they were; the joined one is the last. */
static void unjoin(grouping *g, size_t joined, size_t a, size_t b)
{
    const size_t both[] = {a, b};
    for (int k = 0; k < 2; k++)
        for (size_t i = piece_at(g, both[k])->first; i < piece_at(g, both[k])->end; i++)
            g->piece_of[((const uint32_t *)g->items.items)[i]] = (uint32_t)both[k];
    g->items.count = piece_at(g, joined)->first;
    g->pieces.count = joined;
}

/* Joins a bad piece to a neighbour, or cuts the two anew, where that leaves fewer bad ones. */
static lc_status try_mend(grouping *g, size_t number, size_t beside, bool *mended)
{
    int bad = is_bad(g, piece_at(g, number)) + is_bad(g, piece_at(g, beside));
    size_t joined, other;
    worth ignored;
    *mended = false;
    lc_status status = join(g, piece_at(g, number), piece_at(g, beside), &joined);
    if (status != LC_OK)
        return status;
    if (piece_at(g, joined)->weight <= g->most) {
        *mended = true;
    } else {
        piece whole = *piece_at(g, joined);
        status = find_cut(g, &whole, &ignored);
        *mended = status == LC_OK && bad_sides(g, &whole) < bad;
        if (*mended)
            status = part_piece(g, joined, &other);
        for (size_t i = whole.first; i < whole.end; i++)
            g->side[((const uint32_t *)g->items.items)[i]] = 0;
    }
    if (!*mended) {
        unjoin(g, joined, number, beside);
        return status;
    }
    forget(g, number);
    forget(g, beside);
    return status;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* The pieces beside one, ascending. */
static lc_status find_beside(grouping *g, size_t number, lc_array *out)
{
    const piece *p = piece_at(g, number);
    const uint32_t *items = items_of(g, p);
    size_t kept = 0;
    out->count = 0;
    for (size_t i = 0; i < p->end - p->first; i++)
        for (size_t n = g->graph->start[items[i]]; n < g->graph->start[items[i] + 1]; n++) {
            uint32_t other = g->piece_of[g->graph->next[n]];
            if (other == number)
                continue;
            uint32_t *item = lc_array_push(g->ctx, out);
            if (item == NULL)
                return LC_MEMORY;
            *item = other;
        }
    uint32_t *all = out->items;
    if (out->count > 1)
        qsort(all, out->count, sizeof *all, by_number);
    for (size_t i = 0; i < out->count; i++)
        if (kept == 0 || all[kept - 1] != all[i])
            all[kept++] = all[i];
    out->count = kept;
    return LC_OK;
}

/* Pieces that mending makes come behind and are looked at in their turn. */
static lc_status mend(grouping *g)
{
    lc_array beside;
    lc_array_init(&beside, sizeof(uint32_t));
    lc_status status = LC_OK;
    for (size_t p = 0; status == LC_OK && p < g->pieces.count; p++) {
        if (!is_bad(g, piece_at(g, p)))
            continue;
        bool mended = false;
        status = find_beside(g, p, &beside);
        for (size_t i = 0; status == LC_OK && !mended && i < beside.count; i++)
            status = try_mend(g, p, *(uint32_t *)lc_array_at(&beside, i), &mended);
        if (status == LC_OK)
            status = lc_tick(g->ctx, 0, 0);
    }
    lc_array_clear(&beside);
    return status;
}

/* --- all --- */

/* A piece for each set of places that hang together. */
static lc_status find_pieces(grouping *g)
{
    size_t count = g->graph->count;
    lc_status status = LC_OK;
    uint32_t parts = 0;
    for (size_t p = 0; status == LC_OK && p < count; p++) {
        int64_t weight;
        if (g->part[p] == 0)
            status = spread(g, (uint32_t)p, ++parts, &weight);
    }
    size_t *start = lc_alloc(g->ctx, (size_t)parts + 2, sizeof *start);
    uint32_t *items = lc_array_push_many(g->ctx, &g->items, count);
    if (start == NULL || (items == NULL && count > 0))
        status = LC_MEMORY;
    for (size_t p = 0; status == LC_OK && p < count; p++)
        start[g->part[p] + 1]++;
    for (size_t i = 0; status == LC_OK && i < parts; i++)
        start[i + 2] += start[i + 1];
    for (size_t p = 0; status == LC_OK && p < count; p++)
        items[start[g->part[p]]++] = (uint32_t)p;
    for (size_t i = 0, number; status == LC_OK && i < parts; i++)
        status = add_piece(g, i > 0 ? start[i] : 0, start[i + 1], &number);
    free(start);
    return status;
}

static void number_groups(const grouping *g, uint32_t *number, uint32_t *group, uint32_t *count)
{
    *count = 0;
    memset(number, 0, g->pieces.count * sizeof *number);
    for (size_t p = 0; p < g->graph->count; p++) {
        uint32_t *n = &number[g->piece_of[p]];
        if (*n == 0)
            *n = ++*count;
        group[p] = *n - 1;
    }
}

static lc_status alloc(grouping *g)
{
    uint32_t **arrays[] = {&g->piece_of, &g->order, &g->spare, &g->key, &g->part};
    size_t count = g->graph->count;
    lc_array_init(&g->pieces, sizeof(piece));
    lc_array_init(&g->items, sizeof(uint32_t));
    lc_array_init(&g->stack, sizeof(uint32_t));
    g->side = lc_alloc(g->ctx, count, sizeof *g->side);
    bool ok = g->side != NULL;
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        ok = (*arrays[i] = lc_alloc(g->ctx, count, sizeof(uint32_t))) != NULL && ok;
    return ok ? LC_OK : LC_MEMORY;
}

static void clear(grouping *g)
{
    void *arrays[] = {g->piece_of, g->order, g->spare, g->key, g->part, g->side};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        free(arrays[i]);
    lc_array_clear(&g->pieces);
    lc_array_clear(&g->items);
    lc_array_clear(&g->stack);
}

lc_status circles_group(lc_ctx *ctx, const circles_graph *graph, int64_t least, int64_t most,
                        uint32_t *group, uint32_t *group_count)
{
    grouping g = {.ctx = ctx, .graph = graph, .least = least, .most = most};
    uint32_t *numbers = NULL;
    *group_count = 0;
    lc_status status = alloc(&g);
    if (status == LC_OK)
        status = find_pieces(&g);
    for (size_t p = 0, first = g.pieces.count; status == LC_OK && p < first; p++)
        status = cut_down(&g, p);
    if (status == LC_OK)
        status = mend(&g);
    if (status == LC_OK && (numbers = lc_alloc(ctx, g.pieces.count, sizeof *numbers)) == NULL)
        status = LC_MEMORY;
    if (status == LC_OK)
        number_groups(&g, numbers, group, group_count);
    free(numbers);
    clear(&g);
    return status;
}
