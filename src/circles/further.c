/* Further circles: whoever has no centre within the limit, grouped. */
#include <stdlib.h>

#include "base/base.h"
#include "circles/group.h"
#include "circles/town.h"

/* Two places are neighbours when their ground, up to this far around each, touches. */
enum { NEAR_MM = 500000, CELL_MM = 25000 };

typedef struct rest {
    town *t;
    size_t count;
    uint32_t *place; /* its number in the town */
    lc_spot_mm *at;
    int64_t *weight;
    size_t *start;
    uint32_t *next, *group;
    uint32_t group_count;
} rest;

/* A region without a class of its own or above it counts as asked for: nothing says it is not. */
static bool is_asked(const town *t, size_t place)
{
    static const unsigned bits[CLASS_COUNT] = {~0u, LC_CIRCLE_CENTRAL, LC_CIRCLE_URBANISED,
                                               LC_CIRCLE_RURAL};
    return (bits[town_region_of(t, place)->class] & t->wish->classes) != 0;
}

static lc_status collect(rest *r)
{
    const town *t = r->t;
    size_t count = t->places.count;
    r->place = lc_alloc(t->ctx, count, sizeof *r->place);
    r->at = lc_alloc(t->ctx, count, sizeof *r->at);
    r->weight = lc_alloc(t->ctx, count, sizeof *r->weight);
    r->group = lc_alloc(t->ctx, count, sizeof *r->group);
    if (r->place == NULL || r->at == NULL || r->weight == NULL || r->group == NULL)
        return LC_MEMORY;
    for (size_t p = 0; p < count; p++) {
        if (t->circle[p] != LC_GROUND_NONE || !is_asked(t, p))
            continue;
        r->place[r->count] = (uint32_t)p;
        r->at[r->count] = t->at[p];
        r->weight[r->count++] = town_place_at(t, p)->people_micro;
    }
    return LC_OK;
}

/* Leaves the pairs that no barrier parts. */
static void drop_parted(const rest *r, const town_barriers *barriers, lc_neighbours *pairs,
                        size_t *count)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (!town_barriers_part(barriers, r->at[pairs[i].a], r->at[pairs[i].b]))
            pairs[kept++] = pairs[i];
    *count = kept;
}

/* Neighbours of each place, ascending. */
static lc_status list_neighbours(rest *r, const lc_neighbours *pairs, size_t count)
{
    r->start = lc_alloc(r->t->ctx, r->count + 2, sizeof *r->start);
    r->next = lc_alloc(r->t->ctx, 2 * count, sizeof *r->next);
    if (r->start == NULL || r->next == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < count; i++) {
        r->start[pairs[i].a + 2]++;
        r->start[pairs[i].b + 2]++;
    }
    for (size_t p = 0; p < r->count; p++)
        r->start[p + 2] += r->start[p + 1];
    for (size_t i = 0; i < count; i++) {
        r->next[r->start[pairs[i].a + 1]++] = pairs[i].b;
        r->next[r->start[pairs[i].b + 1]++] = pairs[i].a;
    }
    return LC_OK;
}

static lc_status find_neighbours(rest *r)
{
    lc_ctx *ctx = r->t->ctx;
    lc_ground ground;
    lc_neighbours *pairs = NULL;
    size_t count = 0;
    town_barriers *barriers = NULL;
    lc_status status = lc_ground_make(ctx, r->at, r->count, NEAR_MM, CELL_MM, &ground);
    if (status == LC_OK)
        status = lc_ground_neighbours(ctx, &ground, r->at, r->count, &pairs, &count);
    lc_ground_clear(&ground);
    if (status == LC_OK)
        status = town_barriers_read(r->t, &barriers);
    if (status == LC_OK)
        drop_parted(r, barriers, pairs, &count);
    if (status == LC_OK)
        status = list_neighbours(r, pairs, count);
    town_barriers_free(barriers);
    free(pairs);
    return status;
}

static lc_status add_circles(rest *r, int64_t least, int64_t most)
{
    town *t = r->t;
    size_t first = t->circles.count;
    for (uint32_t g = 0; g < r->group_count; g++)
        if (lc_array_push(t->ctx, &t->circles) == NULL)
            return LC_MEMORY;
    town_circle *circles = (town_circle *)t->circles.items + first;
    for (size_t i = 0; i < r->count; i++) {
        t->circle[r->place[i]] = (uint32_t)first + r->group[i];
        circles[r->group[i]].people_micro += r->weight[i];
    }
    for (uint32_t g = 0; g < r->group_count; g++)
        circles[g].remark = circles[g].people_micro < least  ? "below_minimum"
                            : circles[g].people_micro > most ? "above_maximum"
                                                             : NULL;
    return LC_OK;
}

lc_status town_form_further(town *t)
{
    const double micro = 1e6;
    rest r = {.t = t};
    int64_t least = (int64_t)(t->wish->people[0] * micro);
    int64_t most = (int64_t)(t->wish->people[1] * micro);
    lc_status status = collect(&r);
    if (status == LC_OK && r.count > 0)
        status = find_neighbours(&r);
    if (status == LC_OK && r.count > 0) {
        const circles_graph graph = {r.count, r.at, r.weight, r.start, r.next};
        status = circles_group(t->ctx, &graph, least, most, r.group, &r.group_count);
    }
    if (status == LC_OK)
        status = add_circles(&r, least, most);
    void *arrays[] = {r.place, r.at, r.weight, r.start, r.next, r.group};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        free(arrays[i]);
    return status;
}
