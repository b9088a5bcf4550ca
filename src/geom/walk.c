#include "geom/walk.h"

#include <string.h>

#include "base/base.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "Coordinates are copied as they are: a big-endian machine needs a swap here."
#endif

enum { PAIR_SIZE = 16, HEADER_SIZE = 5, DEEPEST = 16 };

typedef struct walk {
    const unsigned char *bytes;
    size_t size, at;
    lc_run_fn *fn;
    void *user;
    lc_status status; /* what fn said */
    size_t parts;     /* seen so far */
} walk;

static bool take_u32(walk *w, uint32_t *out)
{
    if (w->size - w->at < sizeof *out)
        return false;
    memcpy(out, w->bytes + w->at, sizeof *out);
    w->at += sizeof *out;
    return true;
}

static bool take_run(walk *w, lc_shape shape, size_t ring, size_t count)
{
    if (count > (w->size - w->at) / PAIR_SIZE)
        return false;
    lc_run run = {shape, w->parts, ring, w->at, count};
    w->at += count * PAIR_SIZE;
    if (w->fn != NULL)
        w->status = w->fn(w->user, &run);
    return w->status == LC_OK;
}

static bool take_counted_run(walk *w, lc_shape shape, size_t ring)
{
    uint32_t count;
    return take_u32(w, &count) && take_run(w, shape, ring, count);
}

static bool take_polygon(walk *w)
{
    uint32_t rings;
    if (!take_u32(w, &rings) || rings > (w->size - w->at) / sizeof rings)
        return false;
    for (uint32_t i = 0; i < rings; i++)
        if (!take_counted_run(w, LC_SHAPE_POLYGON, i))
            return false;
    return true;
}

static bool take_header(walk *w, uint32_t *type)
{
    if (w->size - w->at < HEADER_SIZE || w->bytes[w->at] != 1)
        return false;
    w->at++;
    return take_u32(w, type) && *type >= WKB_POINT && *type <= WKB_COLLECTION;
}

static bool take_geometry(walk *w, uint32_t wanted, int depth);

static bool take_members(walk *w, uint32_t wanted, int depth)
{
    uint32_t count;
    if (depth >= DEEPEST || !take_u32(w, &count) || count > (w->size - w->at) / HEADER_SIZE)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (!take_geometry(w, wanted, depth + 1))
            return false;
    return true;
}

/* wanted 0 takes any type. */
static bool take_geometry(walk *w, uint32_t wanted, int depth)
{
    uint32_t type;
    if (!take_header(w, &type) || (wanted != 0 && type != wanted))
        return false;
    bool good;
    switch (type) {
    case WKB_POINT:
        good = take_run(w, LC_SHAPE_POINT, 0, 1);
        break;
    case WKB_LINE:
        good = take_counted_run(w, LC_SHAPE_LINE, 0);
        break;
    case WKB_POLYGON:
        good = take_polygon(w);
        break;
    case WKB_COLLECTION:
        return take_members(w, 0, depth);
    default:
        return take_members(w, type - (WKB_MULTIPOINT - WKB_POINT), depth);
    }
    w->parts++;
    return good;
}

lc_status lc_wkb_walk(const unsigned char *bytes, size_t size, lc_run_fn *fn, void *user,
                      bool *well_formed)
{
    walk w = {.bytes = bytes, .size = bytes != NULL ? size : 0, .fn = fn, .user = user};
    *well_formed = take_geometry(&w, 0, 0) && w.at == w.size;
    return w.status;
}

void lc_wkb_get_xy(const unsigned char *bytes, const lc_run *run, size_t i, double xy[2])
{
    memcpy(xy, bytes + run->offset + i * PAIR_SIZE, PAIR_SIZE);
}

lc_status lc_wkb_fail(lc_ctx *ctx)
{
    return lc_fail(ctx, LC_INPUT,
                   "A geometry is damaged: its bytes are no well-formed WKB (two dimensions, "
                   "little endian). Export the layer again.");
}

lc_status lc_wkb_fail_finite(lc_ctx *ctx)
{
    return lc_fail(ctx, LC_INPUT,
                   "A geometry has a coordinate that is no finite number: its positions may not "
                   "fit the declared coordinate system.");
}
