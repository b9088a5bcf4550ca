/* lc_bench_area STORE REPS [SAMPLE]: draws the service area of every facility at the largest limit
 * of a store's first network measure, one thread, as the stage reach does, and says what a
 * repetition took: search (with the stretches), union, and total, in milliseconds for an area. Of
 * every SAMPLE-th area (default 10; 1 checks all, and those of the smaller limits) GEOS tells: its
 * own buffer's time and area (16 segments to the quarter circle), whether ours is valid, holds the
 * entrance and those of the smaller limits (0.01 m of tolerance), and random points of it are
 * within the half width of a street within the limit. Facilities without a street are left out. */
#include <geos_c.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "geom/street_area.h"
#include "reach/draw.h"

static const double HALF_WIDTH_M = 30;

typedef struct bench {
    lc_ctx *ctx;
    lc_store *store;
    lc_reach_model model;
    lc_reach_walk walk;
    lc_reach_canvas canvas;
    const lc_reach_measure *measure;
    lc_reach_pen pen;
    lc_street_area *area;
    lc_array corners, starts; /* pairs; size_t */
} bench;

/* What GEOS found of the sample. */
typedef struct verdict {
    size_t areas, invalid, homeless, unnested, points, beyond;
    double geos_s, worst_share, mean_share, worst_m;
} verdict;

/* Seconds that the processor worked: others on the machine do not count. */
static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static lc_status open_bench(bench *b, const char *path)
{
    lc_array_init(&b->corners, 2 * sizeof(double));
    lc_array_init(&b->starts, sizeof(size_t));
    lc_status status = lc_store_open(b->ctx, path, LC_STORE_READ, &b->store);
    if (status == LC_OK)
        status = lc_reach_model_load(b->store, NULL, LC_REACH_COUNTING, &b->model);
    for (size_t i = b->model.measures.count; status == LC_OK && i-- > 0;)
        if (lc_reach_measure_at(&b->model, i)->is_network)
            b->measure = lc_reach_measure_at(&b->model, i);
    if (status == LC_OK && (b->measure == NULL || b->model.limits.count == 0))
        status = lc_fail(b->ctx, LC_USAGE, "the store has no network measure");
    if (status == LC_OK)
        status = lc_reach_walk_init(&b->model, b->measure, &b->walk);
    if (status == LC_OK)
        status = lc_reach_canvas_init(&b->canvas, &b->model, &b->walk);
    if (status == LC_OK)
        status = lc_reach_pen_init(&b->pen, b->ctx, &b->canvas,
                                   b->measure->limit_mm[b->model.limits.count - 1]);
    return status == LC_OK ? lc_street_area_new(b->ctx, HALF_WIDTH_M, &b->area) : status;
}

static lc_status begin_line(bench *b)
{
    size_t *start = lc_array_push(b->ctx, &b->starts);
    if (start != NULL)
        *start = b->corners.count;
    return start != NULL ? LC_OK : LC_MEMORY;
}

static lc_status add_leg(bench *b, uint32_t entrance, uint32_t limit_mm)
{
    double leg[4];
    if (!lc_reach_pen_leg(&b->pen, entrance, limit_mm, leg))
        return LC_OK;
    lc_status status = begin_line(b);
    double *corners = lc_array_push_many(b->ctx, &b->corners, 2);
    if (corners != NULL)
        memcpy(corners, leg, sizeof leg);
    return corners != NULL ? status : LC_MEMORY;
}

/* The lines of a facility within a limit; the search has been made. */
static lc_status lines_of(bench *b, const lc_reach_facility *f, uint32_t limit_mm)
{
    const lc_reach_stretch *stretches;
    b->corners.count = b->starts.count = 0;
    lc_status status = lc_reach_pen_stretches(&b->pen, limit_mm);
    for (uint32_t e = f->first; status == LC_OK && e < f->end; e++)
        status = add_leg(b, e, limit_mm);
    stretches = b->pen.stretches.items;
    for (size_t i = 0; status == LC_OK && i < b->pen.stretches.count; i++) {
        status = begin_line(b);
        if (status == LC_OK)
            status = lc_reach_pen_line(&b->pen, &stretches[i], b->canvas.xy_m, &b->corners);
        const size_t *last = lc_array_at(&b->starts, b->starts.count - 1);
        if (*last == b->corners.count)
            b->starts.count--;
    }
    return status == LC_OK ? begin_line(b) : status;
}

static lc_status draw(bench *b, lc_polygons *out)
{
    const double *corners = b->corners.items;
    const size_t *starts = b->starts.items;
    lc_status status = LC_OK;
    lc_street_area_begin(b->area);
    for (size_t i = 0; status == LC_OK && i + 1 < b->starts.count; i++)
        status = lc_street_area_add(b->area, corners + 2 * starts[i], starts[i + 1] - starts[i]);
    return status == LC_OK ? lc_street_area_draw(b->area, out) : status;
}

/* --- by GEOS --- */

static GEOSGeometry *from_wkb(lc_wkb *wkb)
{
    GEOSGeometry *g = GEOSGeomFromWKB_buf(wkb->bytes, wkb->size);
    lc_wkb_clear(wkb);
    return g;
}

static GEOSGeometry *shape_of(bench *b, const lc_polygons *p)
{
    lc_wkb wkb = {0};
    (void)lc_wkb_multipolygon(b->ctx, p->xy, p->ring_start, p->polygon_start, p->polygon_count,
                              &wkb);
    return from_wkb(&wkb);
}

static GEOSGeometry *lines_as_shape(bench *b)
{
    lc_wkb wkb = {0};
    (void)lc_wkb_multiline(b->ctx, b->corners.items, b->starts.items, b->starts.count - 1, &wkb);
    return from_wkb(&wkb);
}

static double random_01(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

/* How far a point is from the lines that are walked within the limit. */
static double to_lines(const bench *b, double x, double y)
{
    const double *corners = b->corners.items;
    const size_t *starts = b->starts.items;
    double best = INFINITY;
    for (size_t i = 0; i + 1 < b->starts.count; i++)
        for (size_t k = starts[i]; k + 1 < starts[i + 1]; k++) {
            const double *p = corners + 2 * k, *q = p + 2;
            double dx = q[0] - p[0], dy = q[1] - p[1], length2 = dx * dx + dy * dy;
            double t = length2 > 0 ? ((x - p[0]) * dx + (y - p[1]) * dy) / length2 : 0;
            t = fmin(fmax(t, 0), 1);
            best = fmin(best, hypot(x - p[0] - t * dx, y - p[1] - t * dy));
        }
    return best;
}

static void sample_points(const bench *b, const GEOSGeometry *shape, verdict *v)
{
    static uint64_t seed = 20261125;
    const GEOSPreparedGeometry *prepared = GEOSPrepare(shape);
    double x0, y0, x1, y1;
    GEOSGeom_getXMin(shape, &x0);
    GEOSGeom_getYMin(shape, &y0);
    GEOSGeom_getXMax(shape, &x1);
    GEOSGeom_getYMax(shape, &y1);
    for (int i = 0; i < 200; i++) {
        double x = x0 + random_01(&seed) * (x1 - x0), y = y0 + random_01(&seed) * (y1 - y0);
        GEOSGeometry *point = GEOSGeom_createPointFromXY(x, y);
        if (GEOSPreparedIntersects(prepared, point) == 1) {
            double away = to_lines(b, x, y);
            v->points++;
            v->beyond += away > HALF_WIDTH_M + 0.01;
            v->worst_m = fmax(v->worst_m, away - HALF_WIDTH_M);
        }
        GEOSGeom_destroy(point);
    }
    GEOSPreparedGeom_destroy(prepared);
}

static void compare(bench *b, const lc_reach_facility *f, const GEOSGeometry *shape, verdict *v)
{
    double ours, theirs, begin = now_s();
    GEOSGeometry *lines = lines_as_shape(b), *buffer = GEOSBuffer(lines, HALF_WIDTH_M, 16);
    v->geos_s += now_s() - begin;
    GEOSArea(shape, &ours);
    GEOSArea(buffer, &theirs);
    v->areas++;
    v->worst_share = fmax(v->worst_share, fabs(ours / theirs - 1));
    v->mean_share += fabs(ours / theirs - 1);
    v->invalid += GEOSisValid(shape) != 1;
    for (uint32_t e = f->first; e < f->end; e++) {
        const double *at = b->canvas.entrance_m + 2 * (size_t)e;
        GEOSGeometry *point = GEOSGeom_createPointFromXY(at[0], at[1]);
        v->homeless += GEOSCovers(shape, point) != 1;
        GEOSGeom_destroy(point);
    }
    GEOSGeom_destroy(lines);
    GEOSGeom_destroy(buffer);
}

/* The smaller limits' areas lie within the larger ones', and are valid. */
static lc_status check_limits(bench *b, const lc_reach_facility *f, verdict *v)
{
    lc_polygons polygons;
    GEOSGeometry *last = NULL;
    lc_status status = LC_OK;
    for (size_t k = 0; status == LC_OK && k < b->model.limits.count; k++) {
        status = lines_of(b, f, b->measure->limit_mm[k]);
        if (status == LC_OK)
            status = draw(b, &polygons);
        if (status != LC_OK)
            break;
        GEOSGeometry *shape = shape_of(b, &polygons);
        if (last != NULL && GEOSCovers(shape, last) != 1) {
            GEOSGeometry *grown = GEOSBuffer(shape, 0.01, 2);
            v->unnested += GEOSCovers(grown, last) != 1;
            GEOSGeom_destroy(grown);
        }
        if (k + 1 == b->model.limits.count) {
            compare(b, f, shape, v);
            sample_points(b, shape, v);
        } else {
            v->invalid += GEOSisValid(shape) != 1;
        }
        GEOSGeom_destroy(last);
        last = shape;
    }
    GEOSGeom_destroy(last);
    return status;
}

/* --- */

static lc_status repeat(bench *b)
{
    size_t areas = 0, corners = 0, lines = 0;
    double search_s = 0, union_s = 0;
    uint32_t limit_mm = b->measure->limit_mm[b->model.limits.count - 1];
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < b->model.facilities.count; i++) {
        const lc_reach_facility *f = lc_reach_facility_at(&b->model, i);
        lc_polygons polygons = {0};
        double begin = now_s();
        status = lc_reach_pen_search(&b->pen, f->first, f->end);
        if (status == LC_OK)
            status = lines_of(b, f, limit_mm);
        double middle = now_s();
        if (status == LC_OK)
            status = draw(b, &polygons);
        search_s += middle - begin;
        union_s += now_s() - middle;
        areas += polygons.polygon_count > 0;
        corners += polygons.corner_count;
        lines += b->corners.count;
    }
    if (areas > 0)
        printf(
            "areas %zu total_s %.4f search_ms %.3f union_ms %.3f each_ms %.3f lines %.0f corners "
            "%.0f\n",
            areas, search_s + union_s, search_s * 1e3 / (double)areas,
            union_s * 1e3 / (double)areas, (search_s + union_s) * 1e3 / (double)areas,
            (double)lines / (double)areas, (double)corners / (double)areas);
    return status;
}

static lc_status check(bench *b, size_t step)
{
    verdict v = {0};
    lc_status status = LC_OK;
    initGEOS(NULL, NULL);
    for (size_t i = 0; status == LC_OK && i < b->model.facilities.count; i += step) {
        const lc_reach_facility *f = lc_reach_facility_at(&b->model, i);
        if (b->walk.entrances[f->first].edge == LC_UNREACHED)
            continue;
        status = lc_reach_pen_search(&b->pen, f->first, f->end);
        if (status == LC_OK)
            status = check_limits(b, f, &v);
    }
    finishGEOS();
    if (v.areas > 0)
        printf("checked %zu geos_ms %.0f mean_share %.6f worst_share %.6f invalid %zu homeless %zu "
               "unnested %zu points %zu beyond %zu worst_m %.6f\n",
               v.areas, v.geos_s * 1e3 / (double)v.areas, v.mean_share / (double)v.areas,
               v.worst_share, v.invalid, v.homeless, v.unnested, v.points, v.beyond, v.worst_m);
    return status;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        (void)fprintf(stderr, "usage: lc_bench_area STORE REPS [SAMPLE]\n");
        return 2;
    }
    bench b = {.ctx = lc_ctx_new()};
    size_t step = argc > 3 ? strtoul(argv[3], NULL, 10) : 10;
    lc_status status = open_bench(&b, argv[1]);
    for (long i = strtol(argv[2], NULL, 10); status == LC_OK && i > 0; i--)
        status = repeat(&b);
    if (status == LC_OK && step > 0)
        status = check(&b, step);
    if (status != LC_OK)
        (void)fprintf(stderr, "lc_bench_area: %s\n", lc_ctx_message(b.ctx));
    lc_street_area_free(b.area);
    lc_reach_pen_clear(&b.pen);
    lc_reach_canvas_clear(&b.canvas);
    lc_reach_walk_clear(&b.walk);
    lc_reach_model_clear(&b.model);
    lc_array_clear(&b.corners);
    lc_array_clear(&b.starts);
    lc_store_close(b.store);
    lc_ctx_free(b.ctx);
    return status == LC_OK ? 0 : 1;
}
