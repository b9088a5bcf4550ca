#include "geom/rings.h"

#include <math.h>
#include <string.h>

#include "geom/walk.h"

typedef struct ring {
    size_t polygon; /* number of the part it came from */
    size_t first;   /* pair */
    size_t count;   /* pairs, the first again at the end */
} ring;

typedef struct reader {
    lc_ctx *ctx;
    const unsigned char *bytes;
    lc_rings *rings;
    bool no_shell; /* the shell of the current polygon was left out */
} reader;

void lc_rings_init(lc_rings *rings)
{
    *rings = (lc_rings){0};
    lc_array_init(&rings->xy, 2 * sizeof(double));
    lc_array_init(&rings->rings, sizeof(ring));
}

void lc_rings_clear(lc_rings *rings)
{
    lc_array_clear(&rings->xy);
    lc_array_clear(&rings->rings);
}

/* Copies the run as a ring, with its first pair again at the end where it came open. */
static lc_status add_ring(reader *r, const lc_run *run, bool open)
{
    size_t first = r->rings->xy.count, count = run->count + open;
    double *xy = lc_array_push_many(r->ctx, &r->rings->xy, count);
    ring *added = xy != NULL ? lc_array_push(r->ctx, &r->rings->rings) : NULL;
    if (added == NULL)
        return LC_MEMORY;
    *added = (ring){run->part, first, count};
    for (size_t i = 0; i < count; i++) {
        double *pair = xy + 2 * i;
        lc_wkb_get_xy(r->bytes, run, i < run->count ? i : 0, pair);
        if (!isfinite(pair[0]) || !isfinite(pair[1]))
            return lc_wkb_fail_finite(r->ctx);
    }
    r->rings->closed_some |= open;
    return LC_OK;
}

static bool is_open(const unsigned char *bytes, const lc_run *run)
{
    double first[2], last[2];
    if (run->count == 0)
        return false;
    lc_wkb_get_xy(bytes, run, 0, first);
    lc_wkb_get_xy(bytes, run, run->count - 1, last);
    return first[0] != last[0] || first[1] != last[1];
}

static lc_status read_run(void *user, const lc_run *run)
{
    reader *r = user;
    if (run->shape == LC_SHAPE_POLYGON && run->ring == 0)
        r->no_shell = false;
    bool open = is_open(r->bytes, run);
    if (run->shape == LC_SHAPE_POLYGON && !r->no_shell && run->count + open >= 4)
        return add_ring(r, run, open);
    r->rings->dropped_some = true;
    r->no_shell = r->no_shell || run->ring == 0;
    return LC_OK;
}

lc_status lc_rings_read(lc_ctx *ctx, const unsigned char *bytes, size_t size, lc_rings *rings)
{
    reader r = {.ctx = ctx, .bytes = bytes, .rings = rings};
    bool well_formed;
    lc_status status = lc_wkb_walk(bytes, size, read_run, &r, &well_formed);
    return status == LC_OK && !well_formed ? lc_wkb_fail(ctx) : status;
}

static unsigned char *put_u32(unsigned char *at, size_t value)
{
    uint32_t narrow = (uint32_t)value;
    memcpy(at, &narrow, sizeof narrow);
    return at + sizeof narrow;
}

static size_t rings_of_polygon(const lc_rings *rings, size_t from)
{
    const ring *all = rings->rings.items;
    size_t n = 1;
    while (from + n < rings->rings.count && all[from + n].polygon == all[from].polygon)
        n++;
    return n;
}

lc_status lc_rings_write(lc_ctx *ctx, const lc_rings *rings, lc_wkb *out)
{
    const ring *all = rings->rings.items;
    size_t polygons = 0;
    for (size_t i = 0; i < rings->rings.count; i += rings_of_polygon(rings, i))
        polygons++;
    out->size = 9 + 9 * polygons + 4 * rings->rings.count + 16 * rings->xy.count;
    out->bytes = lc_alloc(ctx, out->size, 1);
    if (out->bytes == NULL) {
        out->size = 0;
        return LC_MEMORY;
    }
    out->bytes[0] = 1;
    unsigned char *at = put_u32(put_u32(out->bytes + 1, WKB_MULTIPOLYGON), polygons);
    for (size_t i = 0, n; i < rings->rings.count; i += n) {
        n = rings_of_polygon(rings, i);
        *at = 1;
        at = put_u32(put_u32(at + 1, WKB_POLYGON), n);
        for (size_t j = i; j < i + n; j++) {
            at = put_u32(at, all[j].count);
            memcpy(at, lc_array_at(&rings->xy, all[j].first), 16 * all[j].count);
            at += 16 * all[j].count;
        }
    }
    return LC_OK;
}
