/* Simple WKB made and read without GEOS. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "geom/walk.h"

void lc_wkb_clear(lc_wkb *wkb)
{
    free(wkb->bytes);
    *wkb = (lc_wkb){NULL, 0};
}

/* --- writing --- */

static unsigned char *put(unsigned char *at, const void *bytes, size_t size)
{
    if (size > 0)
        memcpy(at, bytes, size);
    return at + size;
}

static unsigned char *put_u32(unsigned char *at, size_t value)
{
    uint32_t narrow = (uint32_t)value;
    return put(at, &narrow, sizeof narrow);
}

static unsigned char *put_header(unsigned char *at, uint32_t type)
{
    *at = 1;
    return put_u32(at + 1, type);
}

/* Room for `size` bytes; the counts in a WKB have 32 bits. */
static lc_status make(lc_ctx *ctx, size_t size, size_t largest_count, lc_wkb *out)
{
    *out = (lc_wkb){NULL, 0};
    if (largest_count >= UINT32_MAX)
        return lc_fail(ctx, LC_INPUT, "A geometry has %zu positions, more than WKB can hold.",
                       largest_count);
    out->bytes = lc_alloc(ctx, size, 1);
    if (out->bytes == NULL)
        return LC_MEMORY;
    out->size = size;
    return LC_OK;
}

lc_status lc_wkb_point(lc_ctx *ctx, double x, double y, lc_wkb *out)
{
    lc_status status = make(ctx, 21, 1, out);
    if (status != LC_OK)
        return status;
    unsigned char *at = put_header(out->bytes, WKB_POINT);
    at = put(at, &x, sizeof x);
    (void)put(at, &y, sizeof y);
    return LC_OK;
}

lc_status lc_wkb_line(lc_ctx *ctx, const double *xy, size_t count, lc_wkb *out)
{
    lc_status status = make(ctx, 9 + 16 * count, count, out);
    if (status != LC_OK)
        return status;
    unsigned char *at = put_u32(put_header(out->bytes, WKB_LINE), count);
    (void)put(at, xy, 16 * count);
    return LC_OK;
}

lc_status lc_wkb_polygon(lc_ctx *ctx, const double *xy, size_t count, lc_wkb *out)
{
    size_t rings = count > 0;
    bool closed = count > 1 && xy[0] == xy[2 * count - 2] && xy[1] == xy[2 * count - 1];
    size_t extra = rings > 0 && !closed;
    lc_status status = make(ctx, 9 + rings * (4 + 16 * (count + extra)), count, out);
    if (status != LC_OK)
        return status;
    unsigned char *at = put_u32(put_header(out->bytes, WKB_POLYGON), rings);
    if (rings > 0) {
        at = put_u32(at, count + extra);
        at = put(at, xy, 16 * count);
        (void)put(at, xy, 16 * extra);
    }
    return LC_OK;
}

lc_status lc_wkb_multiline(lc_ctx *ctx, const double *xy, const size_t *start, size_t line_count,
                           lc_wkb *out)
{
    size_t pairs = line_count > 0 ? start[line_count] - start[0] : 0;
    size_t largest = pairs > line_count ? pairs : line_count;
    lc_status status = make(ctx, 9 + 9 * line_count + 16 * pairs, largest, out);
    if (status != LC_OK)
        return status;
    unsigned char *at = put_u32(put_header(out->bytes, WKB_MULTILINE), line_count);
    for (size_t i = 0; i < line_count; i++) {
        size_t count = start[i + 1] - start[i];
        at = put_u32(put_header(at, WKB_LINE), count);
        at = put(at, xy + 2 * start[i], 16 * count);
    }
    return LC_OK;
}

/* A ring with its first pair again at the end. */
static unsigned char *put_ring(unsigned char *at, const double *xy, size_t count)
{
    at = put_u32(at, count + 1);
    at = put(at, xy, 16 * count);
    return put(at, xy, 16);
}

lc_status lc_wkb_multipolygon(lc_ctx *ctx, const double *xy, const size_t *ring_start,
                              const size_t *polygon_start, size_t polygon_count, lc_wkb *out)
{
    size_t rings = polygon_count > 0 ? polygon_start[polygon_count] : 0;
    size_t pairs = rings > 0 ? ring_start[rings] : 0;
    lc_status status =
        make(ctx, 9 + 9 * polygon_count + 20 * rings + 16 * pairs, pairs + rings, out);
    if (status != LC_OK)
        return status;
    unsigned char *at = put_u32(put_header(out->bytes, WKB_MULTIPOLYGON), polygon_count);
    for (size_t p = 0; p < polygon_count; p++) {
        at = put_u32(put_header(at, WKB_POLYGON), polygon_start[p + 1] - polygon_start[p]);
        for (size_t r = polygon_start[p]; r < polygon_start[p + 1]; r++)
            at = put_ring(at, xy + 2 * ring_start[r], ring_start[r + 1] - ring_start[r]);
    }
    return LC_OK;
}

/* --- reading --- */

lc_shape lc_wkb_shape(const unsigned char *bytes, size_t size)
{
    uint32_t type = 0;
    if (bytes == NULL || size < 5 || bytes[0] != 1)
        return LC_SHAPE_NONE;
    memcpy(&type, bytes + 1, sizeof type);
    switch (type) {
    case WKB_POINT:
    case WKB_MULTIPOINT:
        return LC_SHAPE_POINT;
    case WKB_LINE:
    case WKB_MULTILINE:
        return LC_SHAPE_LINE;
    case WKB_POLYGON:
    case WKB_MULTIPOLYGON:
        return LC_SHAPE_POLYGON;
    default:
        return LC_SHAPE_NONE;
    }
}

typedef struct editor {
    unsigned char *bytes;
    lc_wkb_xy_fn *fn;
    void *user;
} editor;

static lc_status edit_run(void *user, const lc_run *run)
{
    const editor *e = user;
    for (size_t i = 0; i < run->count; i++) {
        double xy[2];
        lc_wkb_get_xy(e->bytes, run, i, xy);
        e->fn(e->user, &xy[0], &xy[1]);
        memcpy(e->bytes + run->offset + i * sizeof xy, xy, sizeof xy);
    }
    return LC_OK;
}

bool lc_wkb_each_xy(unsigned char *bytes, size_t size, lc_wkb_xy_fn *fn, void *user)
{
    bool well_formed;
    editor e = {bytes, fn, user};
    (void)lc_wkb_walk(bytes, size, NULL, NULL,
                      &well_formed); /* first all, so that nothing is half done */
    if (well_formed)
        (void)lc_wkb_walk(bytes, size, edit_run, &e, &well_formed);
    return well_formed;
}

typedef struct copier {
    lc_ctx *ctx;
    const unsigned char *bytes;
    lc_wkb_part_fn *fn;
    void *user;
    double *xy;      /* owned, aligned */
    size_t capacity; /* pairs */
} copier;

static lc_status copy_run(void *user, const lc_run *run)
{
    copier *c = user;
    if (run->count > c->capacity) {
        free(c->xy);
        c->capacity = 0;
        c->xy = lc_alloc(c->ctx, run->count, 2 * sizeof(double));
        if (c->xy == NULL)
            return LC_MEMORY;
        c->capacity = run->count;
    }
    if (run->count == 0)
        return LC_OK;
    memcpy(c->xy, c->bytes + run->offset, run->count * 2 * sizeof(double));
    if (run->shape == LC_SHAPE_POINT && isnan(c->xy[0]) && isnan(c->xy[1]))
        return LC_OK; /* how WKB writes POINT EMPTY */
    return c->fn(c->user, run->part, run->ring, c->xy, run->count);
}

lc_status lc_wkb_each_part(lc_ctx *ctx, const unsigned char *bytes, size_t size, lc_wkb_part_fn *fn,
                           void *user)
{
    bool well_formed;
    copier c = {.ctx = ctx, .bytes = bytes, .fn = fn, .user = user};
    (void)lc_wkb_walk(bytes, size, NULL, NULL, &well_formed);
    if (!well_formed)
        return lc_wkb_fail(ctx);
    lc_status status = lc_wkb_walk(bytes, size, copy_run, &c, &well_formed);
    free(c.xy);
    return status;
}
