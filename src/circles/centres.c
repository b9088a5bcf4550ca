/* Who belongs to an existing centre: those whose nearest it is, within the limit. */
#include <stdlib.h>

#include "base/base.h"
#include "circles/town.h"
#include "store/shelf.h"

/* The nearest centre so far of a place. */
typedef struct nearest {
    uint32_t cost_mm;
    int64_t facility_id; /* 0: none within the limit */
} nearest;

typedef struct search {
    town *t;
    lc_shelf *shelf;
    int64_t measure_id;
    uint32_t limit; /* how many limits are no longer than the one that is asked */
    uint32_t *cost_mm, *rank, *within;
    nearest *best;  /* per place */
    lc_array types; /* int64_t */
} search;

static lc_status read_measure(void *user, lc_stmt *row)
{
    search *s = user;
    if ((lc_stmt_int(row, 1) != 0) == s->t->wish->network && s->measure_id == 0)
        s->measure_id = lc_stmt_int(row, 0);
    return LC_OK;
}

static lc_status read_limit(void *user, lc_stmt *row)
{
    search *s = user;
    s->limit += lc_stmt_double(row, 0) <= s->t->wish->limit_min;
    return LC_OK;
}

static lc_status read_types(search *s)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    const char *set = s->t->wish->types;
    lc_status status = lc_store_query(s->t->store, "circles/read_types", &stmt);
    if (status == LC_OK)
        lc_stmt_bind_text(stmt, ":types", set);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        int64_t *type = lc_array_push(s->t->ctx, &s->types);
        if (type == NULL)
            status = LC_MEMORY;
        else
            *type = lc_stmt_int(stmt, 0);
    }
    lc_stmt_free(stmt);
    if (status == LC_OK && s->types.count == 0)
        status = lc_fail(s->t->ctx, LC_INPUT,
                         "circles: \"%s\" is neither a set of facility types nor a type; correct "
                         "types under circles of the study file.",
                         set);
    return status;
}

/* Lowers the nearest by one more type; of centres equally near the one with the lowest id counts.
 */
static lc_status add_type(search *s, int64_t type_id)
{
    const town *t = s->t;
    lc_status status = lc_shelf_read(s->shelf, s->measure_id, type_id, LC_PART_COST, 0, s->cost_mm);
    if (status == LC_OK)
        status = lc_shelf_read(s->shelf, s->measure_id, type_id, LC_PART_FACILITY, 0, s->rank);
    if (status == LC_OK)
        status = lc_shelf_read(s->shelf, s->measure_id, type_id, LC_PART_LIMIT, 0, s->within);
    for (size_t p = 0; status == LC_OK && p < t->places.count; p++) {
        size_t at = lc_shelf_point(s->shelf, town_place_at(t, p)->demand_id);
        if (at == SIZE_MAX || s->within[at] == 0 || s->within[at] > s->limit)
            continue;
        int64_t facility = lc_shelf_facility_id(s->shelf, type_id, s->rank[at]);
        nearest *best = &s->best[p];
        bool nearer = best->facility_id == 0 || s->cost_mm[at] < best->cost_mm ||
                      (s->cost_mm[at] == best->cost_mm && facility < best->facility_id);
        if (nearer)
            *best = (nearest){s->cost_mm[at], facility};
    }
    return status;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* A circle for each centre that somebody belongs to, in the order of their ids. */
static lc_status add_circles(search *s, int64_t **centres, size_t *count)
{
    town *t = s->t;
    lc_array ids;
    lc_array_init(&ids, sizeof(int64_t));
    *centres = NULL;
    *count = 0;
    for (size_t p = 0; p < t->places.count; p++) {
        if (s->best[p].facility_id == 0)
            continue;
        int64_t *id = lc_array_push(t->ctx, &ids);
        if (id == NULL) {
            lc_array_clear(&ids);
            return LC_MEMORY;
        }
        *id = s->best[p].facility_id;
    }
    int64_t *all = ids.items;
    if (ids.count > 1)
        qsort(all, ids.count, sizeof *all, by_id);
    for (size_t i = 0; i < ids.count; i++)
        if (*count == 0 || all[*count - 1] != all[i])
            all[(*count)++] = all[i];
    *centres = all;
    for (size_t i = 0; i < *count; i++) {
        town_circle *circle = lc_array_push(t->ctx, &t->circles);
        if (circle == NULL)
            return LC_MEMORY;
        *circle = (town_circle){.facility_id = all[i]};
    }
    return LC_OK;
}

static lc_status assign(search *s)
{
    town *t = s->t;
    int64_t *centres = NULL;
    size_t count = 0;
    lc_status status = add_circles(s, &centres, &count);
    for (size_t p = 0; status == LC_OK && p < t->places.count; p++) {
        int64_t id = s->best[p].facility_id;
        const int64_t *found =
            id != 0 ? bsearch(&id, centres, count, sizeof *centres, by_id) : NULL;
        if (found == NULL)
            continue;
        t->circle[p] = (uint32_t)(found - centres);
        town_circle *circle = lc_array_at(&t->circles, t->circle[p]);
        circle->people_micro += town_place_at(t, p)->people_micro;
    }
    free(centres);
    return status;
}

static lc_status open_columns(search *s)
{
    size_t numbers = 0;
    lc_status status = lc_shelf_open(s->t->store, &s->shelf);
    if (status != LC_OK)
        return status;
    (void)lc_shelf_demand(s->shelf, &numbers);
    s->cost_mm = lc_alloc(s->t->ctx, numbers, sizeof *s->cost_mm);
    s->rank = lc_alloc(s->t->ctx, numbers, sizeof *s->rank);
    s->within = lc_alloc(s->t->ctx, numbers, sizeof *s->within);
    s->best = lc_alloc(s->t->ctx, s->t->places.count, sizeof *s->best);
    return s->cost_mm != NULL && s->rank != NULL && s->within != NULL && s->best != NULL
               ? LC_OK
               : LC_MEMORY;
}

lc_status town_find_centres(town *t)
{
    search s = {.t = t};
    lc_array_init(&s.types, sizeof(int64_t));
    lc_status status = lc_store_each(t->store, "circles/read_measures", read_measure, &s);
    if (status == LC_OK)
        status = lc_store_each(t->store, "circles/read_limits", read_limit, &s);
    if (status == LC_OK)
        status = read_types(&s);
    if (status == LC_OK)
        status = open_columns(&s);
    for (size_t i = 0; status == LC_OK && i < s.types.count; i++)
        status = add_type(&s, *(int64_t *)lc_array_at(&s.types, i));
    if (status == LC_OK)
        status = assign(&s);
    lc_shelf_close(s.shelf);
    lc_array_clear(&s.types);
    free(s.cost_mm);
    free(s.rank);
    free(s.within);
    free(s.best);
    return status;
}
