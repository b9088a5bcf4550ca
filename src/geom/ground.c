/* Which place is nearest to each cell: places in bins, searched ring by ring outwards. */
#include "geom/ground.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"

static const int64_t most_cells = 40000000;
/* Cells to the side of a bin. */
enum { BIN_CELLS = 4 };

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

typedef struct maker {
    lc_ctx *ctx;
    const lc_spot_mm *places;
    size_t count;
    int64_t reach_mm;
    lc_ground *ground;
    uint32_t columns, rows; /* of bins */
    uint32_t *start, *items;
    uint8_t *near; /* per bin: may hold cells within reach */
    int64_t rings; /* bins to every side within which all places within reach lie */
} maker;

static void find_box(maker *m, lc_spot_mm *low, lc_spot_mm *high)
{
    *low = *high = m->places[0];
    for (size_t p = 1; p < m->count; p++) {
        lc_spot_mm at = m->places[p];
        low->x = at.x < low->x ? at.x : low->x;
        low->y = at.y < low->y ? at.y : low->y;
        high->x = at.x > high->x ? at.x : high->x;
        high->y = at.y > high->y ? at.y : high->y;
    }
}

/* Whole bins around all places and their reach. */
static lc_status lay_grid(maker *m, int64_t cell_mm)
{
    lc_spot_mm low, high;
    lc_ground *g = m->ground;
    find_box(m, &low, &high);
    for (g->cell_mm = cell_mm;; g->cell_mm *= 2) {
        int64_t bin = g->cell_mm * BIN_CELLS;
        g->west_mm = floor_div(low.x - m->reach_mm, bin) * bin;
        g->south_mm = floor_div(low.y - m->reach_mm, bin) * bin;
        int64_t columns = floor_div(high.x + m->reach_mm - g->west_mm, bin) + 1;
        int64_t rows = floor_div(high.y + m->reach_mm - g->south_mm, bin) + 1;
        if (columns * BIN_CELLS <= most_cells / (rows * BIN_CELLS)) {
            m->columns = (uint32_t)columns;
            m->rows = (uint32_t)rows;
            break;
        }
    }
    g->columns = m->columns * BIN_CELLS;
    g->rows = m->rows * BIN_CELLS;
    m->rings = m->reach_mm / (g->cell_mm * BIN_CELLS) + 1;
    g->owner = lc_alloc_large(m->ctx, (size_t)g->columns * g->rows, sizeof *g->owner);
    if (g->owner == NULL)
        return LC_MEMORY;
    memset(g->owner, 0xFF, (size_t)g->columns * g->rows * sizeof *g->owner);
    return LC_OK;
}

static size_t cell_of(const lc_ground *g, lc_spot_mm at)
{
    return (size_t)((at.y - g->south_mm) / g->cell_mm) * g->columns +
           (size_t)((at.x - g->west_mm) / g->cell_mm);
}

static size_t bin_of(const maker *m, lc_spot_mm at)
{
    int64_t bin = m->ground->cell_mm * BIN_CELLS;
    return (size_t)((at.y - m->ground->south_mm) / bin) * m->columns +
           (size_t)((at.x - m->ground->west_mm) / bin);
}

/* Counting sort: within a bin places stay in the order of their numbers. */
static lc_status fill_bins(maker *m)
{
    size_t bins = (size_t)m->columns * m->rows;
    m->start = lc_alloc(m->ctx, bins + 2, sizeof *m->start);
    m->items = lc_alloc(m->ctx, m->count, sizeof *m->items);
    m->near = lc_alloc(m->ctx, bins, sizeof *m->near);
    if (m->start == NULL || m->items == NULL || m->near == NULL)
        return LC_MEMORY;
    for (size_t p = 0; p < m->count; p++)
        m->start[bin_of(m, m->places[p]) + 2]++;
    for (size_t b = 0; b < bins; b++)
        m->start[b + 2] += m->start[b + 1];
    for (size_t p = 0; p < m->count; p++)
        m->items[m->start[bin_of(m, m->places[p]) + 1]++] = (uint32_t)p;
    return LC_OK;
}

static void mark_around(maker *m, int64_t column, int64_t row)
{
    int64_t west = column > m->rings ? column - m->rings : 0;
    int64_t east = column + m->rings < m->columns ? column + m->rings : (int64_t)m->columns - 1;
    for (int64_t r = row > m->rings ? row - m->rings : 0; r <= row + m->rings && r < m->rows; r++)
        memset(m->near + (size_t)r * m->columns + (size_t)west, 1, (size_t)(east - west + 1));
}

static void mark_near(maker *m)
{
    for (int64_t r = 0; r < m->rows; r++)
        for (int64_t c = 0; c < m->columns; c++) {
            size_t bin = (size_t)r * m->columns + (size_t)c;
            if (m->start[bin + 1] > m->start[bin])
                mark_around(m, c, r);
        }
}

typedef struct nearest {
    lc_spot_mm from;
    int64_t square; /* of the distance to the best so far, or of the reach */
    uint32_t place;
} nearest;

static void look_in(const maker *m, size_t bin, nearest *n)
{
    for (uint32_t i = m->start[bin]; i < m->start[bin + 1]; i++) {
        uint32_t p = m->items[i];
        int64_t dx = m->places[p].x - n->from.x, dy = m->places[p].y - n->from.y;
        int64_t square = dx * dx + dy * dy;
        if (square < n->square || (square == n->square && p < n->place)) {
            n->square = square;
            n->place = p;
        }
    }
}

static void look_in_row(const maker *m, int64_t row, int64_t west, int64_t east, int64_t step,
                        nearest *n)
{
    if (row < 0 || row >= m->rows)
        return;
    for (int64_t c = west; c <= east; c += step)
        if (c >= 0 && c < m->columns)
            look_in(m, (size_t)row * m->columns + (size_t)c, n);
}

/* Bins of ring k lie at least k - 1 bins away and a cell's margin more. */
static void find_nearest(const maker *m, int64_t column, int64_t row, nearest *n)
{
    int64_t bin = m->ground->cell_mm * BIN_CELLS;
    for (int64_t k = 0; k <= m->rings; k++) {
        int64_t least = k > 0 ? (k - 1) * bin : 0;
        if (least * least > n->square)
            return;
        look_in_row(m, row - k, column - k, column + k, 1, n);
        for (int64_t r = row - k + 1; r < row + k; r++)
            look_in_row(m, r, column - k, column + k, 2 * k, n);
        if (k > 0)
            look_in_row(m, row + k, column - k, column + k, 1, n);
    }
}

static void fill_bin(maker *m, int64_t column, int64_t row)
{
    lc_ground *g = m->ground;
    for (int64_t r = row * BIN_CELLS; r < (row + 1) * BIN_CELLS; r++)
        for (int64_t c = column * BIN_CELLS; c < (column + 1) * BIN_CELLS; c++) {
            nearest n = {{g->west_mm + c * g->cell_mm + g->cell_mm / 2,
                          g->south_mm + r * g->cell_mm + g->cell_mm / 2},
                         m->reach_mm * m->reach_mm,
                         LC_GROUND_NONE};
            find_nearest(m, column, row, &n);
            g->owner[(size_t)r * g->columns + (size_t)c] = n.place;
        }
}

static int64_t square_to_centre(const lc_ground *g, size_t cell, lc_spot_mm at)
{
    int64_t x = g->west_mm + (int64_t)(cell % g->columns) * g->cell_mm + g->cell_mm / 2;
    int64_t y = g->south_mm + (int64_t)(cell / g->columns) * g->cell_mm + g->cell_mm / 2;
    return (at.x - x) * (at.x - x) + (at.y - y) * (at.y - y);
}

/* A cell with places belongs to one of them, though one outside may be nearer to its centre. */
static void seat_places(maker *m)
{
    lc_ground *g = m->ground;
    for (size_t p = 0; p < m->count; p++) {
        size_t cell = cell_of(g, m->places[p]);
        uint32_t other = g->owner[cell];
        bool seated = other != LC_GROUND_NONE && cell_of(g, m->places[other]) == cell;
        if (!seated ||
            square_to_centre(g, cell, m->places[p]) < square_to_centre(g, cell, m->places[other]))
            g->owner[cell] = (uint32_t)p;
    }
}

lc_status lc_ground_make(lc_ctx *ctx, const lc_spot_mm *places, size_t count, int64_t reach_mm,
                         int64_t cell_mm, lc_ground *out)
{
    *out = (lc_ground){.cell_mm = cell_mm};
    if (count == 0)
        return LC_OK;
    maker m = {.ctx = ctx, .places = places, .count = count, .reach_mm = reach_mm, .ground = out};
    lc_status status = lay_grid(&m, cell_mm);
    if (status == LC_OK)
        status = fill_bins(&m);
    if (status == LC_OK)
        mark_near(&m);
    for (int64_t r = 0; status == LC_OK && r < m.rows; r++) {
        for (int64_t c = 0; c < m.columns; c++)
            if (m.near[(size_t)r * m.columns + (size_t)c] != 0)
                fill_bin(&m, c, r);
        status = lc_tick(ctx, 0, 0);
    }
    if (status == LC_OK)
        seat_places(&m);
    free(m.start);
    free(m.items);
    free(m.near);
    return status;
}

void lc_ground_clear(lc_ground *ground)
{
    free(ground->owner);
    *ground = (lc_ground){0};
}

uint32_t lc_ground_at(const lc_ground *g, lc_spot_mm at)
{
    if (g->owner == NULL || at.x < g->west_mm || at.y < g->south_mm ||
        at.x >= g->west_mm + (int64_t)g->columns * g->cell_mm ||
        at.y >= g->south_mm + (int64_t)g->rows * g->cell_mm)
        return LC_GROUND_NONE;
    return g->owner[cell_of(g, at)];
}

/* --- neighbours --- */

static lc_status add_pair(lc_ctx *ctx, lc_array *pairs, uint32_t a, uint32_t b)
{
    if (a == b || a == LC_GROUND_NONE || b == LC_GROUND_NONE)
        return LC_OK;
    lc_neighbours *last =
        pairs->count > 0 ? (lc_neighbours *)pairs->items + pairs->count - 1 : NULL;
    lc_neighbours pair = a < b ? (lc_neighbours){a, b} : (lc_neighbours){b, a};
    if (last != NULL && last->a == pair.a && last->b == pair.b)
        return LC_OK; /* along a straight border the same two meet again and again */
    lc_neighbours *item = lc_array_push(ctx, pairs);
    if (item == NULL)
        return LC_MEMORY;
    *item = pair;
    return LC_OK;
}

static int by_places(const void *left, const void *right)
{
    const lc_neighbours *a = left, *b = right;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

/* The owners of the cells around the seat of a place that owns none. */
static lc_status add_seat(lc_ctx *ctx, const lc_ground *g, lc_spot_mm at, uint32_t place,
                          lc_array *pairs)
{
    lc_status status = LC_OK;
    for (int64_t dy = -1; dy <= 1; dy++)
        for (int64_t dx = -1; status == LC_OK && dx <= 1; dx++)
            status = add_pair(
                ctx, pairs, place,
                lc_ground_at(g, (lc_spot_mm){at.x + dx * g->cell_mm, at.y + dy * g->cell_mm}));
    return status;
}

static lc_status collect_pairs(lc_ctx *ctx, const lc_ground *g, const lc_spot_mm *places,
                               size_t count, lc_array *pairs)
{
    lc_status status = LC_OK;
    for (size_t r = 0; status == LC_OK && r < g->rows; r++) {
        const uint32_t *row = g->owner + r * g->columns, *above = row + g->columns;
        for (size_t c = 0; status == LC_OK && c < g->columns; c++) {
            if (c + 1 < g->columns)
                status = add_pair(ctx, pairs, row[c], row[c + 1]);
            if (status == LC_OK && r + 1 < g->rows)
                status = add_pair(ctx, pairs, row[c], above[c]);
        }
    }
    for (size_t p = 0; status == LC_OK && p < count; p++)
        if (lc_ground_at(g, places[p]) != p)
            status = add_seat(ctx, g, places[p], (uint32_t)p, pairs);
    return status;
}

lc_status lc_ground_neighbours(lc_ctx *ctx, const lc_ground *ground, const lc_spot_mm *places,
                               size_t count, lc_neighbours **pairs, size_t *pair_count)
{
    lc_array found;
    lc_array_init(&found, sizeof(lc_neighbours));
    *pairs = NULL;
    *pair_count = 0;
    lc_status status =
        ground->owner != NULL ? collect_pairs(ctx, ground, places, count, &found) : LC_OK;
    if (status != LC_OK) {
        lc_array_clear(&found);
        return status;
    }
    lc_neighbours *all = found.items;
    if (found.count > 1)
        qsort(all, found.count, sizeof *all, by_places);
    for (size_t i = 0; i < found.count; i++)
        if (*pair_count == 0 || by_places(&all[*pair_count - 1], &all[i]) != 0)
            all[(*pair_count)++] = all[i];
    *pairs = all;
    return LC_OK;
}
