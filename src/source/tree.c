/* Which region belongs to which. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/regions.h"
#include "source/source.h"

typedef struct linker {
    lc_store *store;
    lc_ctx *ctx;
    lc_geom *geom;
    lc_array *rows;
    lc_stmt *outline, *update;
} linker;

static lc_region_row *at(const linker *l, int64_t i)
{
    return lc_array_at(l->rows, (size_t)i);
}

static int64_t count_of(const linker *l)
{
    return (int64_t)l->rows->count;
}

static lc_status note(linker *l, const lc_region_row *row, const char *code, const char *field,
                      const char *value, const char *detail)
{
    const lc_finding finding = {.code = code,
                                .input_id = row->input_id,
                                .row = row->row,
                                .has_row = true,
                                .feature = row->name,
                                .field = field,
                                .value = value,
                                .detail = detail,
                                .has_place = true,
                                .lon_deg = (row->box.west + row->box.east) / 2,
                                .lat_deg = (row->box.south + row->box.north) / 2};
    return lc_store_finding_add(l->store, &finding);
}

/* Index of the region with a code, -1 for none. O(log n). */
static int64_t find_code(const linker *l, const char *code)
{
    int64_t low = 0, high = count_of(l);
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        int order = strcmp(at(l, middle)->code, code);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

/* --- by name and by code --- */

/* Does the chain of named parents from row i come back to it? */
static bool in_cycle(const linker *l, int64_t i)
{
    int64_t up = at(l, i)->parent;
    for (int64_t steps = 0; up >= 0 && steps <= count_of(l); steps++) {
        if (up == i)
            return true;
        up = at(l, up)->parent;
    }
    return false;
}

static lc_status link_named(linker *l)
{
    lc_status status = LC_OK;
    for (int64_t i = 0; i < count_of(l); i++)
        if (at(l, i)->parent_code != NULL)
            at(l, i)->parent = find_code(l, at(l, i)->parent_code);
    for (int64_t i = 0; status == LC_OK && i < count_of(l); i++)
        if (in_cycle(l, i)) {
            at(l, i)->parent = -1;
            at(l, i)->parent_named = true; /* told already: not an orphan */
            status = note(l, at(l, i), "parent_cycle", "parent", at(l, i)->parent_code, NULL);
        }
    for (int64_t i = 0; i < count_of(l); i++) /* a town is no parent of a district */
        if (at(l, i)->parent >= 0 && at(l, at(l, i)->parent)->rank >= at(l, i)->rank)
            at(l, i)->parent = -1;
    return status;
}

/* The region whose statistical code begins the row's: 310115 007 003 -> 310115007000 ->
 * 310115000000, or the short codes 310115007 and 310115. */
static int64_t find_by_prefix(const linker *l, const lc_region_row *row)
{
    static const int digits[] = {9, 6, 4, 2};
    size_t size = strlen(row->code);
    if (strspn(row->code, "0123456789") != size || (size != 12 && size != 9 && size != 6))
        return -1;
    for (size_t d = 0; d < sizeof digits / sizeof *digits; d++) {
        char code[16];
        if ((size_t)digits[d] >= size)
            continue;
        snprintf(code, sizeof code, "%.*s", digits[d], row->code);
        int64_t found = find_code(l, code);
        if (found < 0) {
            snprintf(code, sizeof code, "%.*s%0*d", digits[d], row->code, 12 - digits[d], 0);
            found = find_code(l, code);
        }
        if (found >= 0 && at(l, found)->rank < row->rank)
            return found;
    }
    return -1;
}

/* --- by ground --- */

static lc_status read_outline(linker *l, int64_t i, lc_wkb *out)
{
    bool row = false;
    *out = (lc_wkb){NULL, 0};
    lc_stmt_bind_int(l->outline, ":region_id", at(l, i)->region_id);
    lc_status status = lc_stmt_step(l->outline, &row);
    if (status == LC_OK && row) {
        const void *blob = lc_stmt_blob(l->outline, 0, &out->size);
        out->bytes = lc_alloc(l->ctx, out->size, 1);
        if (out->bytes != NULL)
            memcpy(out->bytes, blob, out->size);
        else
            status = LC_MEMORY;
    }
    lc_stmt_reset(l->outline);
    return status;
}

static bool boxes_meet(const lc_box *a, const lc_box *b)
{
    return a->west <= b->east && b->west <= a->east && a->south <= b->north && b->south <= a->north;
}

/* How much ground the outline of a row shares with region j, in square degrees: only compared. */
static lc_status shared_with(linker *l, const lc_wkb *outline, int64_t j, double *shared)
{
    lc_wkb other;
    *shared = 0;
    lc_status status = read_outline(l, j, &other);
    if (status == LC_OK)
        status = lc_geom_shared_area(l->geom, outline, &other, shared);
    lc_wkb_clear(&other);
    return status;
}

/* The level above a rank that has regions, -1 for none. */
static int next_higher(const linker *l, int rank)
{
    int best = -1;
    for (int64_t i = 0; i < count_of(l); i++)
        if (at(l, i)->rank < rank && at(l, i)->rank > best)
            best = at(l, i)->rank;
    return best;
}

static lc_status find_by_ground(linker *l, const lc_region_row *row, const lc_wkb *outline,
                                int64_t *found)
{
    int rank = next_higher(l, row->rank);
    double most = 0, shared;
    lc_status status = LC_OK;
    *found = -1;
    for (int64_t j = 0; status == LC_OK && rank >= 0 && j < count_of(l); j++) {
        if (at(l, j)->rank != rank || !boxes_meet(&at(l, j)->box, &row->box))
            continue;
        status = shared_with(l, outline, j, &shared);
        if (status == LC_OK && shared > most) {
            most = shared;
            *found = j;
        }
    }
    return status;
}

/* A region that lies for less than nine tenths in its parent is doubtful: an old boundary, or the
 * wrong parent. */
static lc_status check_inside(linker *l, const lc_region_row *row, const lc_wkb *outline)
{
    static const double enough = 0.9;
    double area = 0, shared = 0;
    char share[16];
    lc_status status = lc_geom_area(l->geom, outline->bytes, outline->size, &area);
    if (status == LC_OK)
        status = shared_with(l, outline, row->parent, &shared);
    if (status != LC_OK || area <= 0 || shared >= enough * area)
        return status;
    lc_print(share, sizeof share, "%.1f %%", 100 * shared / area);
    return note(l, row, "outside_parent", "parent", share, at(l, row->parent)->name);
}

/* The ground that two boxes share bounds what their regions do. */
static double box_shared(const lc_box *a, const lc_box *b)
{
    double width = fmin(a->east, b->east) - fmax(a->west, b->west);
    double height = fmin(a->north, b->north) - fmax(a->south, b->south);
    return width > 0 && height > 0 ? width * height : 0;
}

/* Neighbours of one level that share more than a hundredth of the smaller one's ground: digitising
 * leaves slivers, this is more. Told for the one with the higher code, which loses the people.
 * Those before row i have their area already. Two that share nearly all their ground are one region
 * under two codes. */
static lc_status check_overlap(linker *l, int64_t i, const lc_wkb *outline)
{
    static const double sliver = 0.01, all = 0.98;
    lc_region_row *row = at(l, i);
    char share[16];
    double shared = 0;
    lc_status status = lc_geom_area(l->geom, outline->bytes, outline->size, &row->area);
    for (int64_t j = 0; status == LC_OK && j < i; j++) {
        const lc_region_row *other = at(l, j);
        double enough = sliver * fmin(row->area, other->area);
        if (other->rank != row->rank || box_shared(&other->box, &row->box) <= enough)
            continue;
        status = shared_with(l, outline, j, &shared);
        lc_print(share, sizeof share, "%.1f %%", 100 * shared / row->area);
        bool same = shared > all * fmax(row->area, other->area);
        if (status == LC_OK && same)
            status = note(l, row, "duplicate_region", "code", row->code, other->name);
        else if (status == LC_OK && shared > enough)
            status = note(l, row, "region_overlap", NULL, other->name, share);
    }
    return status;
}

/* --- all of them --- */

static lc_status link_row(linker *l, int64_t i)
{
    lc_region_row *row = at(l, i);
    lc_wkb outline = {NULL, 0};
    bool orphan = row->parent < 0 && row->parent_code != NULL && !row->parent_named;
    if (row->parent < 0)
        row->parent = find_by_prefix(l, row);
    lc_status status = read_outline(l, i, &outline);
    if (status == LC_OK)
        status = check_overlap(l, i, &outline);
    if (status == LC_OK && row->parent < 0 && outline.bytes != NULL)
        status = find_by_ground(l, row, &outline, &row->parent);
    if (status == LC_OK && orphan)
        status = note(l, row, "orphan_parent", "parent", row->parent_code,
                      row->parent >= 0 ? at(l, row->parent)->name : "-");
    if (status == LC_OK && row->parent >= 0)
        status = check_inside(l, row, &outline);
    if (status == LC_OK && row->parent >= 0) {
        lc_stmt_bind_int(l->update, ":region_id", row->region_id);
        lc_stmt_bind_int(l->update, ":parent_id", at(l, row->parent)->region_id);
        status = lc_stmt_run(l->update);
    }
    lc_wkb_clear(&outline);
    return status;
}

lc_status lc_regions_link(lc_store *store, lc_geom *geom, lc_array *rows)
{
    linker l = {.store = store, .ctx = lc_store_ctx(store), .geom = geom, .rows = rows};
    lc_status status = lc_store_query(store, "source/select_region_outline", &l.outline);
    if (status == LC_OK)
        status = lc_store_query(store, "source/update_region_parent", &l.update);
    if (status == LC_OK)
        status = link_named(&l);
    for (int64_t i = 0; status == LC_OK && i < count_of(&l); i++) {
        status = lc_tick(l.ctx, (uint64_t)i, rows->count);
        if (status == LC_OK)
            status = link_row(&l, i);
    }
    lc_stmt_free(l.outline);
    lc_stmt_free(l.update);
    return status == LC_OK ? lc_store_run(store, "source/insert_region_tree") : status;
}
