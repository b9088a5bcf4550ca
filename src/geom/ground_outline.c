/* The outlines of groups of cells. Parts hang together along sides, never at a corner alone; each
 * part is numbered where its southernmost row begins, and its outlines are walked with the part to
 * their left: the first one met is its shell, the others are its holes. */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "geom/ground.h"

typedef struct tracer {
    lc_ctx *ctx;
    const lc_ground *ground;
    const uint32_t *group; /* of each place */
    uint32_t *part;        /* per cell: number of its part */
    uint8_t *walked;       /* per cell: its southern side has been walked */
    lc_array parts;        /* uint32_t: the group of each */
    lc_array xy;           /* double[2] */
    lc_array rings;        /* ring, in the order they were met */
    lc_array stack;        /* size_t: cells whose neighbours are still to be looked at */
} tracer;

typedef struct ring {
    uint32_t part, order;
    size_t first, count; /* pairs of xy */
} ring;

static uint32_t group_at(const tracer *t, int64_t column, int64_t row)
{
    const lc_ground *g = t->ground;
    if (column < 0 || row < 0 || column >= g->columns || row >= g->rows)
        return LC_GROUND_NONE;
    uint32_t owner = g->owner[(size_t)row * g->columns + (size_t)column];
    return owner == LC_GROUND_NONE ? LC_GROUND_NONE : t->group[owner];
}

/* --- parts --- */

static lc_status visit(tracer *t, int64_t column, int64_t row, uint32_t group, uint32_t number)
{
    if (group_at(t, column, row) != group)
        return LC_OK;
    size_t cell = (size_t)row * t->ground->columns + (size_t)column;
    if (t->part[cell] != LC_GROUND_NONE)
        return LC_OK;
    t->part[cell] = number;
    size_t *item = lc_array_push(t->ctx, &t->stack);
    if (item == NULL)
        return LC_MEMORY;
    *item = cell;
    return LC_OK;
}

static lc_status spread_part(tracer *t, int64_t column, int64_t row, uint32_t group)
{
    uint32_t number = (uint32_t)t->parts.count;
    uint32_t *part = lc_array_push(t->ctx, &t->parts);
    if (part == NULL)
        return LC_MEMORY;
    *part = group;
    lc_status status = visit(t, column, row, group, number);
    while (status == LC_OK && t->stack.count > 0) {
        size_t cell = *(size_t *)lc_array_pop(&t->stack);
        int64_t c = (int64_t)(cell % t->ground->columns), r = (int64_t)(cell / t->ground->columns);
        const int64_t beside[4][2] = {{c + 1, r}, {c - 1, r}, {c, r + 1}, {c, r - 1}};
        for (int i = 0; status == LC_OK && i < 4; i++)
            status = visit(t, beside[i][0], beside[i][1], group, number);
    }
    return status;
}

/* --- rings --- */

typedef enum heading { EAST, NORTH, WEST, SOUTH } heading;
static const int step_x[] = {1, 0, -1, 0}, step_y[] = {0, 1, 0, -1};

/* The cell to the left or right of the next side, for a walker who stands at a crossing of the grid
 * lines and looks along `h`: its column and row beside those of the crossing. */
static const int column_of[2][4] = {{0, 0, -1, -1}, {0, -1, -1, 0}};
static const int row_of[2][4] = {{-1, 0, 0, -1}, {0, 0, -1, -1}};
enum { RIGHT, LEFT };

static uint32_t across(const tracer *t, int64_t x, int64_t y, heading h)
{
    return group_at(t, x + column_of[RIGHT][h], y + row_of[RIGHT][h]);
}

static bool is_part(const tracer *t, int64_t x, int64_t y, heading h, int side, uint32_t part)
{
    int64_t column = x + column_of[side][h], row = y + row_of[side][h];
    if (column < 0 || row < 0 || column >= t->ground->columns || row >= t->ground->rows)
        return false;
    return t->part[(size_t)row * t->ground->columns + (size_t)column] == part;
}

static lc_status add_corner(tracer *t, int64_t x, int64_t y)
{
    double *pair = lc_array_push(t->ctx, &t->xy);
    if (pair == NULL)
        return LC_MEMORY;
    const lc_ground *g = t->ground;
    pair[0] = (double)(g->west_mm + x * g->cell_mm) / 1000;
    pair[1] = (double)(g->south_mm + y * g->cell_mm) / 1000;
    return LC_OK;
}

/* Where the walker turns, with the part to the left. Where the part meets itself at a corner the
 * walker keeps to the cell outside: a hole and the outside, or two holes, touch there and are rings
 * of their own. */
static heading turn(const tracer *t, int64_t x, int64_t y, heading h, uint32_t part)
{
    if (is_part(t, x, y, h, RIGHT, part))
        return (heading)((h + 3) % 4);
    return is_part(t, x, y, h, LEFT, part) ? h : (heading)((h + 1) % 4);
}

static lc_status walk_ring(tracer *t, int64_t column, int64_t row)
{
    const lc_ground *g = t->ground;
    int64_t x = column, y = row;
    heading h = EAST;
    ring r = {t->part[(size_t)row * g->columns + (size_t)column], (uint32_t)t->rings.count,
              t->xy.count, 0};
    lc_status status = LC_OK;
    do {
        uint32_t before = across(t, x, y, h); /* whose ground lies across this side */
        if (h == EAST)
            t->walked[(size_t)y * g->columns + (size_t)x] = 1;
        x += step_x[h];
        y += step_y[h];
        heading next = turn(t, x, y, h, r.part);
        if (next != h || across(t, x, y, h) != before)
            status = add_corner(t, x, y);
        h = next;
    } while (status == LC_OK && !(x == column && y == row && h == EAST));
    r.count = t->xy.count - r.first;
    ring *item = status == LC_OK ? lc_array_push(t->ctx, &t->rings) : NULL;
    if (item == NULL)
        return status != LC_OK ? status : LC_MEMORY;
    *item = r;
    return LC_OK;
}

static lc_status trace_row(tracer *t, int64_t row)
{
    lc_status status = LC_OK;
    for (int64_t c = 0; status == LC_OK && c < t->ground->columns; c++) {
        uint32_t group = group_at(t, c, row);
        size_t cell = (size_t)row * t->ground->columns + (size_t)c;
        if (group == LC_GROUND_NONE)
            continue;
        if (t->part[cell] == LC_GROUND_NONE)
            status = spread_part(t, c, row, group);
        if (status == LC_OK && t->walked[cell] == 0 && group_at(t, c, row - 1) != group)
            status = walk_ring(t, c, row);
    }
    return status == LC_OK ? lc_tick(t->ctx, 0, 0) : status;
}

/* --- writing --- */

static int by_part(const void *left, const void *right)
{
    const ring *a = left, *b = right;
    if (a->part != b->part)
        return a->part < b->part ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

/* One group: the rings of its parts, in the order of parts. */
static lc_status write_group(const tracer *t, uint32_t group, const uint32_t *first_ring,
                             lc_wkb *out)
{
    lc_array xy, ring_start, polygon_start;
    lc_array_init(&xy, 2 * sizeof(double));
    lc_array_init(&ring_start, sizeof(size_t));
    lc_array_init(&polygon_start, sizeof(size_t));
    lc_status status = LC_OK;
    const ring *rings = t->rings.items;
    for (size_t p = 0; status == LC_OK && p < t->parts.count; p++) {
        if (((const uint32_t *)t->parts.items)[p] != group)
            continue;
        size_t *polygon = lc_array_push(t->ctx, &polygon_start);
        if (polygon == NULL)
            status = LC_MEMORY;
        else
            *polygon = ring_start.count;
        for (uint32_t i = first_ring[p]; status == LC_OK && i < first_ring[p + 1]; i++) {
            size_t *start = lc_array_push(t->ctx, &ring_start);
            size_t at = xy.count;
            double *pairs = lc_array_push_many(t->ctx, &xy, rings[i].count);
            if (start == NULL || pairs == NULL) {
                status = LC_MEMORY;
                break;
            }
            *start = at;
            memcpy(pairs, (const double *)t->xy.items + 2 * rings[i].first,
                   rings[i].count * 2 * sizeof(double));
        }
    }
    size_t polygons = polygon_start.count;
    size_t *last_polygon = lc_array_push(t->ctx, &polygon_start);
    size_t *last_ring = lc_array_push(t->ctx, &ring_start);
    if (last_polygon == NULL || last_ring == NULL)
        status = LC_MEMORY;
    if (status == LC_OK) {
        *last_polygon = ring_start.count - 1;
        *last_ring = xy.count;
        status = lc_wkb_multipolygon(t->ctx, xy.items, ring_start.items, polygon_start.items,
                                     polygons, out);
    }
    lc_array_clear(&xy);
    lc_array_clear(&ring_start);
    lc_array_clear(&polygon_start);
    return status;
}

static lc_status write_groups(tracer *t, size_t group_count, lc_wkb *out)
{
    uint32_t *first_ring = lc_alloc(t->ctx, t->parts.count + 2, sizeof *first_ring);
    if (first_ring == NULL)
        return LC_MEMORY;
    ring *rings = t->rings.items;
    if (t->rings.count > 1)
        qsort(rings, t->rings.count, sizeof *rings, by_part);
    for (size_t i = 0; i < t->rings.count; i++)
        first_ring[rings[i].part + 1]++;
    for (size_t p = 0; p < t->parts.count; p++)
        first_ring[p + 1] += first_ring[p];
    lc_status status = LC_OK;
    for (size_t g = 0; status == LC_OK && g < group_count; g++)
        status = write_group(t, (uint32_t)g, first_ring, &out[g]);
    free(first_ring);
    return status;
}

lc_status lc_ground_outline(lc_ctx *ctx, const lc_ground *ground, const uint32_t *group,
                            size_t group_count, lc_wkb *out)
{
    size_t cells = (size_t)ground->columns * ground->rows;
    tracer t = {.ctx = ctx, .ground = ground, .group = group};
    lc_array_init(&t.parts, sizeof(uint32_t));
    lc_array_init(&t.xy, 2 * sizeof(double));
    lc_array_init(&t.rings, sizeof(ring));
    lc_array_init(&t.stack, sizeof(size_t));
    for (size_t g = 0; g < group_count; g++)
        out[g] = (lc_wkb){NULL, 0};
    t.part = lc_alloc_large(ctx, cells, sizeof *t.part);
    t.walked = lc_alloc_large(ctx, cells, sizeof *t.walked);
    lc_status status = t.part != NULL && t.walked != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK && cells > 0)
        memset(t.part, 0xFF, cells * sizeof *t.part);
    for (int64_t r = 0; status == LC_OK && r < ground->rows; r++)
        status = trace_row(&t, r);
    if (status == LC_OK)
        status = write_groups(&t, group_count, out);
    for (size_t g = 0; status != LC_OK && g < group_count; g++)
        lc_wkb_clear(&out[g]);
    free(t.part);
    free(t.walked);
    lc_array_clear(&t.parts);
    lc_array_clear(&t.xy);
    lc_array_clear(&t.rings);
    lc_array_clear(&t.stack);
    return status;
}
