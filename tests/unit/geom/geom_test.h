/* Helpers of this room's tests: random polygons and a point-in-polygon test of our own. */
#ifndef GEOM_TEST_H
#define GEOM_TEST_H

#include "lc_test.h"

#include <math.h>

#include "geom/geom.h"

static inline double random_01(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

/* A star-shaped, so simple, polygon around (cx, cy); count pairs into xy. */
static inline void random_star(uint64_t *seed, double cx, double cy, double radius, double *xy,
                               size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double angle_rad = 2 * M_PI * ((double)i + 0.8 * random_01(seed)) / (double)count;
        double r = radius * (0.3 + 0.7 * random_01(seed));
        xy[2 * i] = cx + r * cos(angle_rad);
        xy[2 * i + 1] = cy + r * sin(angle_rad);
    }
}

/* Ray casting after Shimrat (1962). */
static inline bool cast_ray(const double *xy, size_t count, double x, double y)
{
    bool inside = false;
    for (size_t i = 0, j = count - 1; i < count; j = i++) {
        const double *a = xy + 2 * i, *b = xy + 2 * j;
        if ((a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
            inside = !inside;
    }
    return inside;
}

/* Distance of a point to the nearest side. */
static inline double to_side(const double *xy, size_t count, double x, double y)
{
    double best = INFINITY;
    for (size_t i = 0, j = count - 1; i < count; j = i++) {
        double dx = xy[2 * i] - xy[2 * j], dy = xy[2 * i + 1] - xy[2 * j + 1];
        double t = ((x - xy[2 * j]) * dx + (y - xy[2 * j + 1]) * dy) / (dx * dx + dy * dy);
        t = fmin(fmax(t, 0), 1);
        best = fmin(best, hypot(x - xy[2 * j] - t * dx, y - xy[2 * j + 1] - t * dy));
    }
    return best;
}

/* The surveyor's formula. */
static inline double shoelace(const double *xy, size_t count)
{
    double twice = 0;
    for (size_t i = 0, j = count - 1; i < count; j = i++)
        twice += xy[2 * j] * xy[2 * i + 1] - xy[2 * i] * xy[2 * j + 1];
    return fabs(twice) / 2;
}

static inline lc_wkb polygon(lc_ctx *ctx, const double *xy, size_t count)
{
    lc_wkb wkb;
    assert_ok(ctx, lc_wkb_polygon(ctx, xy, count, &wkb));
    return wkb;
}

static inline lc_wkb box(lc_ctx *ctx, double x0, double y0, double x1, double y1)
{
    return polygon(ctx, (double[]){x0, y0, x1, y0, x1, y1, x0, y1}, 4);
}

/* Writes bytes one by one, for geometries that the room itself does not make. */
typedef struct bytes {
    unsigned char at[4096];
    size_t size;
} bytes;

static inline void add(bytes *b, const void *data, size_t size)
{
    assert_true(b->size + size <= sizeof b->at);
    memcpy(b->at + b->size, data, size);
    b->size += size;
}

static inline void add_u32(bytes *b, uint32_t value)
{
    add(b, &value, 4);
}

static inline void add_header(bytes *b, uint32_t type)
{
    add(b, "\1", 1);
    add_u32(b, type);
}

static inline void add_ring(bytes *b, const double *xy, uint32_t count)
{
    add_u32(b, count);
    add(b, xy, 16 * count);
}

#endif
