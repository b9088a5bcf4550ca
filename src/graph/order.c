#include "graph/internal.h"

#include <math.h>
#include <stdlib.h>

#include "base/base.h"

enum { HILBERT_SIDE = 1 << 16 };

typedef struct keyed {
    uint32_t key, index;
} keyed;

/* Distance along the curve (Hilbert 1891) that fills a square of HILBERT_SIDE cells. O(log side).
 */
static uint32_t hilbert_key(uint32_t x, uint32_t y)
{
    uint32_t key = 0;
    for (uint32_t side = HILBERT_SIDE / 2; side > 0; side /= 2) {
        bool right = (x & side) != 0, up = (y & side) != 0;
        key += side * side * ((right ? 3u : 0u) ^ (up ? 1u : 0u));
        if (up)
            continue;
        if (right) {
            x = HILBERT_SIDE - 1 - x;
            y = HILBERT_SIDE - 1 - y;
        }
        uint32_t swap = x;
        x = y;
        y = swap;
    }
    return key;
}

static uint32_t cell(double value, double low, double extent)
{
    double share = extent > 0 ? (value - low) / extent : 0;
    return (uint32_t)fmin(share * HILBERT_SIDE, HILBERT_SIDE - 1);
}

/* By key, equal ones as they came: radix sort, a byte at a time; `spare` holds as many rows. */
static void sort_rows(keyed *rows, keyed *spare, size_t count)
{
    enum { DIGITS = 4, BUCKETS = 256 };
    for (int digit = 0; digit < DIGITS; digit++) { /* an even number: the result is in rows */
        size_t start[BUCKETS + 1] = {0};
        for (size_t i = 0; i < count; i++)
            start[(rows[i].key >> (8 * digit) & 0xff) + 1]++;
        for (size_t i = 0; i < BUCKETS; i++)
            start[i + 1] += start[i];
        for (size_t i = 0; i < count; i++)
            spare[start[rows[i].key >> (8 * digit) & 0xff]++] = rows[i];
        keyed *swap = rows;
        rows = spare;
        spare = swap;
    }
}

lc_status lc_graph_hilbert_order(lc_ctx *ctx, const lc_lonlat *places, size_t count,
                                 uint32_t *order)
{
    double west = INFINITY, south = INFINITY, east = -INFINITY, north = -INFINITY;
    keyed *rows = lc_alloc(ctx, 2 * count, sizeof *rows);
    if (rows == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < count; i++) {
        west = fmin(west, places[i].lon_deg);
        east = fmax(east, places[i].lon_deg);
        south = fmin(south, places[i].lat_deg);
        north = fmax(north, places[i].lat_deg);
    }
    double extent = fmax(east - west, north - south);
    for (size_t i = 0; i < count; i++)
        rows[i] = (keyed){hilbert_key(cell(places[i].lon_deg, west, extent),
                                      cell(places[i].lat_deg, south, extent)),
                          (uint32_t)i};
    sort_rows(rows, rows + count, count);
    for (size_t i = 0; i < count; i++)
        order[i] = rows[i].index;
    free(rows);
    return LC_OK;
}

/* Nodes that are numbered along a curve are sorted well enough by the upper bits of their number.
 */
lc_status lc_graph_sweep(lc_ctx *ctx, const lc_graph *graph,
                         uint32_t (*node)(const void *user, size_t i), const void *user,
                         size_t count, uint32_t *order)
{
    enum { CLASSES = 1 << 12 };
    uint32_t end[CLASSES + 1] = {0}, *class_of = lc_alloc(ctx, count, sizeof *class_of);
    if (class_of == NULL)
        return LC_MEMORY;
    unsigned shift = 0;
    while (graph->node_count >> shift >= CLASSES)
        shift++;
    for (size_t i = 0; i < count; i++) {
        uint32_t at = node(user, i);
        class_of[i] = at != LC_UNREACHED ? at >> shift : CLASSES;
        end[class_of[i]]++;
    }
    for (uint32_t k = 1; k <= CLASSES; k++)
        end[k] += end[k - 1];
    for (size_t i = count; i-- > 0;)
        order[--end[class_of[i]]] = (uint32_t)i;
    free(class_of);
    return LC_OK;
}
