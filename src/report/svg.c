#include "report/svg.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double WIDTH_MAX_PX = 1000, HEIGHT_MAX_PX = 900, WIDTH_MIN_PX = 480, BORDER_PX = 14;
static const double EARTH_M_PER_DEGREE = 111195; /* mean sphere, R = 6371008.8 m */
static const double LEAST_M = 200;               /* a box is never drawn larger than that */
static const double TOLERANCE_PX = 0.5;

bool lc_plane_fit(lc_plane *plane, double west_deg, double south_deg, double east_deg,
                  double north_deg)
{
    *plane = (lc_plane){.west_deg = west_deg, .north_deg = north_deg};
    if (!isfinite(west_deg) || !isfinite(south_deg) || !isfinite(east_deg) || !isfinite(north_deg))
        return false;
    double shrink = cos((south_deg + north_deg) / 2 * acos(-1) / 180);
    double wide_m = fmax((east_deg - west_deg) * EARTH_M_PER_DEGREE * shrink, LEAST_M);
    double high_m = fmax((north_deg - south_deg) * EARTH_M_PER_DEGREE, LEAST_M);
    plane->px_per_m =
        fmin((WIDTH_MAX_PX - 2 * BORDER_PX) / wide_m, (HEIGHT_MAX_PX - 2 * BORDER_PX) / high_m);
    plane->px_per_lat = EARTH_M_PER_DEGREE * plane->px_per_m;
    plane->px_per_lon = plane->px_per_lat * shrink;
    plane->width_px = ceil(fmax(wide_m * plane->px_per_m + 2 * BORDER_PX, WIDTH_MIN_PX));
    plane->height_px = ceil(fmax(high_m * plane->px_per_m + 2 * BORDER_PX, WIDTH_MIN_PX / 2));
    plane->left_px = (plane->width_px - (east_deg - west_deg) * plane->px_per_lon) / 2;
    plane->top_px = (plane->height_px - (north_deg - south_deg) * plane->px_per_lat) / 2;
    return true;
}

void lc_plane_move(void *user, double *x, double *y)
{
    const lc_plane *plane = user;
    *x = plane->left_px + (*x - plane->west_deg) * plane->px_per_lon;
    *y = plane->top_px + (plane->north_deg - *y) * plane->px_per_lat;
}

bool lc_plane_holds(const lc_plane *plane, double x_px, double y_px)
{
    return x_px >= 0 && y_px >= 0 && x_px <= plane->width_px && y_px <= plane->height_px;
}

lc_box lc_plane_box(const lc_plane *plane)
{
    const double border = 0.05;
    double left = plane->left_px + border * plane->width_px,
           top = plane->top_px + border * plane->height_px;
    lc_box box = {.west_deg = plane->west_deg - left / plane->px_per_lon,
                  .north_deg = plane->north_deg + top / plane->px_per_lat};
    box.east_deg = box.west_deg + (1 + 2 * border) * plane->width_px / plane->px_per_lon;
    box.south_deg = box.north_deg - (1 + 2 * border) * plane->height_px / plane->px_per_lat;
    return box;
}

long lc_svg_tenths(double px)
{
    return lround(fmax(-1e7, fmin(1e7, px * 10)));
}

/* In tenths. The sign parts a number from the one before it; else a space does, when asked for. */
static void add_tenths(lc_text *text, long number, bool space)
{
    long size = labs(number);
    lc_text_add(text, number < 0 ? "-" : space ? " " : "");
    if (size % 10 == 0)
        lc_text_addf(text, "%ld", size / 10);
    else if (size < 10)
        lc_text_addf(text, ".%ld", size);
    else
        lc_text_addf(text, "%ld.%ld", size / 10, size % 10);
}

void lc_svg_number(lc_text *text, double number)
{
    add_tenths(text, lc_svg_tenths(number), false);
}

void lc_svg_pair(lc_text *text, long x_tenths, long y_tenths)
{
    add_tenths(text, x_tenths, false);
    add_tenths(text, y_tenths, true);
}

typedef struct part_writer {
    lc_text *text;
    bool closed;
} part_writer;

static lc_status write_part(void *user, size_t polygon, size_t ring, const double *xy, size_t count)
{
    (void)polygon, (void)ring;
    part_writer *writer = user;
    long x = lc_svg_tenths(xy[0]), y = lc_svg_tenths(xy[1]);
    lc_text_add(writer->text, "M");
    add_tenths(writer->text, x, false);
    add_tenths(writer->text, y, true);
    bool first = true;
    for (size_t i = 1; i < count - writer->closed; i++) {
        long dx = lc_svg_tenths(xy[2 * i]) - x, dy = lc_svg_tenths(xy[2 * i + 1]) - y;
        if (dx == 0 && dy == 0)
            continue;
        lc_text_add(writer->text, first ? "l" : "");
        add_tenths(writer->text, dx, !first);
        add_tenths(writer->text, dy, true);
        x += dx, y += dy;
        first = false;
    }
    lc_text_add(writer->text, writer->closed ? "z" : first ? "h0" : "");
    return LC_OK;
}

/* Bytes in pixels as path data. */
static lc_status write_simplified(lc_geom *geom, lc_ctx *ctx, const unsigned char *bytes,
                                  size_t size, lc_text *text)
{
    lc_wkb simple = {NULL, 0};
    part_writer writer = {text, lc_wkb_shape(bytes, size) == LC_SHAPE_POLYGON};
    lc_status status = lc_geom_simplify(geom, bytes, size, TOLERANCE_PX, &simple);
    if (status == LC_OK)
        status = lc_wkb_each_part(ctx, simple.bytes, simple.size, write_part, &writer);
    lc_wkb_clear(&simple);
    return status;
}

lc_status lc_svg_path(lc_geom *geom, const lc_plane *plane, const void *wkb, size_t size,
                      lc_text *text)
{
    lc_plane copy = *plane;
    unsigned char *bytes = lc_alloc(text->ctx, size, 1);
    if (bytes == NULL)
        return LC_MEMORY;
    if (size > 0)
        memcpy(bytes, wkb, size);
    lc_status status = LC_OK;
    if (!lc_wkb_each_xy(bytes, size, lc_plane_move, &copy))
        status = lc_fail(text->ctx, LC_STORE,
                         "The store holds a damaged outline; delete the store and run again.");
    if (status == LC_OK)
        status = write_simplified(geom, text->ctx, bytes, size, text);
    free(bytes);
    return status;
}

lc_status lc_outline_status(lc_ctx *ctx, lc_status status, const char *name)
{
    if (status != LC_INPUT)
        return status;
    lc_ctx_forget(ctx);
    return lc_fail(ctx, LC_STORE,
                   "The store's outline of %s is damaged; delete the store and run again.", name);
}

/* --- trails --- */

/* Between two places in tenths of a pixel, the lesser one first. */
typedef struct piece {
    int32_t x[2], y[2];
} piece;

/* One end of a piece. */
typedef struct end {
    int32_t x, y;
    uint32_t piece;
    uint8_t side;
} end;

void lc_trails_init(lc_trails *trails, lc_ctx *ctx, const lc_plane *plane)
{
    *trails = (lc_trails){.ctx = ctx, .plane = plane};
    lc_array_init(&trails->pieces, sizeof(piece));
}

void lc_trails_clear(lc_trails *trails)
{
    lc_array_clear(&trails->pieces);
}

lc_status lc_trails_add_piece(lc_trails *trails, const double lon_deg[2], const double lat_deg[2])
{
    lc_plane plane = *trails->plane;
    int32_t x[2], y[2];
    for (int i = 0; i < 2; i++) {
        double x_px = lon_deg[i], y_px = lat_deg[i];
        lc_plane_move(&plane, &x_px, &y_px);
        if (!lc_plane_holds(&plane, x_px, y_px))
            return LC_OK;
        x[i] = (int32_t)lc_svg_tenths(x_px);
        y[i] = (int32_t)lc_svg_tenths(y_px);
    }
    if (x[0] == x[1] && y[0] == y[1])
        return LC_OK;
    piece *added = lc_array_push(trails->ctx, &trails->pieces);
    if (added == NULL)
        return LC_MEMORY;
    bool turn = x[0] > x[1] || (x[0] == x[1] && y[0] > y[1]);
    *added = (piece){{x[turn], x[!turn]}, {y[turn], y[!turn]}};
    return LC_OK;
}

static lc_status add_part(void *user, size_t polygon, size_t ring, const double *xy, size_t count)
{
    (void)polygon, (void)ring;
    lc_status status = LC_OK;
    for (size_t i = 1; status == LC_OK && i < count; i++) {
        const double *from = xy + 2 * (i - 1), *to = xy + 2 * i;
        status = lc_trails_add_piece(user, (double[]){from[0], to[0]}, (double[]){from[1], to[1]});
    }
    return status;
}

lc_status lc_trails_add(lc_trails *trails, const void *wkb, size_t size)
{
    return lc_wkb_each_part(trails->ctx, wkb, size, add_part, trails);
}

static int by_place(const void *a, const void *b)
{
    const piece *p = a, *q = b;
    const int32_t left[] = {p->x[0], p->y[0], p->x[1], p->y[1]};
    const int32_t right[] = {q->x[0], q->y[0], q->x[1], q->y[1]};
    for (int i = 0; i < 4; i++)
        if (left[i] != right[i])
            return left[i] < right[i] ? -1 : 1;
    return 0;
}

static int32_t snapped(int32_t tenths, int32_t to)
{
    return (tenths + to / 2) / to * to; /* never negative: on the plane */
}

/* Moves corners to a grid; pieces that shrink to a point are dropped. */
static void snap(lc_array *pieces, int32_t to)
{
    piece *items = pieces->items;
    size_t kept = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        int32_t x[2] = {snapped(items[i].x[0], to), snapped(items[i].x[1], to)};
        int32_t y[2] = {snapped(items[i].y[0], to), snapped(items[i].y[1], to)};
        bool turn = x[0] > x[1] || (x[0] == x[1] && y[0] > y[1]);
        if (x[0] != x[1] || y[0] != y[1])
            items[kept++] = (piece){{x[turn], x[!turn]}, {y[turn], y[!turn]}};
    }
    pieces->count = kept;
}

static void drop_doubles(lc_array *pieces)
{
    piece *items = pieces->items;
    size_t kept = 0;
    if (pieces->count > 0)
        qsort(items, pieces->count, sizeof *items, by_place);
    for (size_t i = 0; i < pieces->count; i++)
        if (i == 0 || by_place(&items[kept - 1], &items[i]) != 0)
            items[kept++] = items[i];
    pieces->count = kept;
}

static int by_end(const void *a, const void *b)
{
    const end *p = a, *q = b;
    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    if (p->y != q->y)
        return p->y < q->y ? -1 : 1;
    if (p->piece != q->piece)
        return p->piece < q->piece ? -1 : 1;
    return p->side - q->side;
}

typedef struct walk {
    const piece *pieces;
    end *ends;
    size_t end_count;
    bool *used;
    lc_array xy;    /* double pairs of all trails */
    lc_array start; /* size_t, where each begins */
} walk;

/* The first end at (x, y). */
static size_t find_ends(const walk *w, int32_t x, int32_t y)
{
    size_t low = 0, high = w->end_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const end *e = &w->ends[middle];
        if (e->x < x || (e->x == x && e->y < y))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The unused piece that goes on most nearly straight from (x, y) in direction (dx, dy); NULL at a
 * dead end. */
static const end *find_next(const walk *w, int32_t x, int32_t y, double dx, double dy)
{
    const end *best = NULL;
    double best_cosine = -2;
    for (size_t i = find_ends(w, x, y); i < w->end_count; i++) {
        const end *e = &w->ends[i];
        if (e->x != x || e->y != y)
            break;
        if (w->used[e->piece])
            continue;
        const piece *p = &w->pieces[e->piece];
        double ex = p->x[!e->side] - x, ey = p->y[!e->side] - y;
        double cosine = (ex * dx + ey * dy) / sqrt((ex * ex + ey * ey) * (dx * dx + dy * dy));
        if (best == NULL || cosine > best_cosine) {
            best = e;
            best_cosine = cosine;
        }
    }
    return best;
}

static lc_status push_place(lc_ctx *ctx, walk *w, int32_t x, int32_t y)
{
    double *xy = lc_array_push_many(ctx, &w->xy, 2);
    if (xy == NULL)
        return LC_MEMORY;
    xy[0] = x / 10.0;
    xy[1] = y / 10.0;
    return LC_OK;
}

/* One trail from an end of an unused piece, as far as it goes. */
static lc_status follow(lc_ctx *ctx, walk *w, const end *from)
{
    size_t *start = lc_array_push(ctx, &w->start);
    if (start == NULL)
        return LC_MEMORY;
    *start = w->xy.count / 2;
    lc_status status = push_place(ctx, w, from->x, from->y);
    while (status == LC_OK && from != NULL) {
        const piece *p = &w->pieces[from->piece];
        int to = !from->side;
        w->used[from->piece] = true;
        status = push_place(ctx, w, p->x[to], p->y[to]);
        from = find_next(w, p->x[to], p->y[to], p->x[to] - p->x[!to], p->y[to] - p->y[!to]);
    }
    return status;
}

/* How many ends meet at the place of end i is odd: a trail has to begin or end there. */
static bool is_odd(const walk *w, size_t i)
{
    size_t first = find_ends(w, w->ends[i].x, w->ends[i].y), last = first;
    while (last < w->end_count && w->ends[last].x == w->ends[i].x &&
           w->ends[last].y == w->ends[i].y)
        last++;
    return (last - first) % 2 != 0;
}

static lc_status make_trails(lc_ctx *ctx, walk *w)
{
    lc_status status = LC_OK;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; status == LC_OK && i < w->end_count; i++)
            if (!w->used[w->ends[i].piece] && (pass == 1 || is_odd(w, i)))
                status = follow(ctx, w, &w->ends[i]);
    size_t *last = status == LC_OK ? lc_array_push(ctx, &w->start) : NULL;
    if (last == NULL)
        return LC_MEMORY;
    *last = w->xy.count / 2;
    return LC_OK;
}

static void lay_ends(walk *w, size_t piece_count)
{
    for (size_t i = 0; i < piece_count; i++)
        for (uint8_t side = 0; side < 2; side++)
            w->ends[2 * i + side] =
                (end){w->pieces[i].x[side], w->pieces[i].y[side], (uint32_t)i, side};
    w->end_count = 2 * piece_count;
    if (w->end_count > 0)
        qsort(w->ends, w->end_count, sizeof *w->ends, by_end);
}

lc_status lc_trails_write(lc_trails *trails, lc_geom *geom, lc_text *text)
{
    if (trails->snap_tenths > 1)
        snap(&trails->pieces, trails->snap_tenths);
    drop_doubles(&trails->pieces);
    size_t count = trails->pieces.count;
    walk w = {.pieces = trails->pieces.items};
    lc_wkb lines = {NULL, 0};
    lc_array_init(&w.xy, sizeof(double));
    lc_array_init(&w.start, sizeof(size_t));
    w.ends = lc_alloc(trails->ctx, 2 * count, sizeof *w.ends);
    w.used = lc_alloc(trails->ctx, count, sizeof *w.used);
    lc_status status = w.ends != NULL && w.used != NULL ? LC_OK : LC_MEMORY;
    if (status != LC_OK || count == 0)
        goto done;
    lay_ends(&w, count);
    status = make_trails(trails->ctx, &w);
    if (status == LC_OK)
        status =
            lc_wkb_multiline(trails->ctx, w.xy.items, w.start.items, w.start.count - 1, &lines);
    if (status == LC_OK)
        status = write_simplified(geom, trails->ctx, lines.bytes, lines.size, text);
done:
    lc_wkb_clear(&lines);
    lc_array_clear(&w.xy);
    lc_array_clear(&w.start);
    free(w.ends);
    free(w.used);
    return status;
}
