/* The ground within half a street's width of what is walked within a limit. Each area is drawn by
 * one thread from nothing but the streets, and they are written in order, so no byte depends on the
 * number of threads. */
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "geom/geom.h"
#include "geom/street_area.h"
#include "reach/draw.h"

/* What is drawn: an area for each limit of all facilities of a type (facility NULL) or of one of
 * them; with all that it reaches, or with its shares of the streets. */
typedef struct job {
    const lc_reach_type *type;
    const lc_reach_facility *facility;
    const lc_array *shares; /* lc_reach_share of the type, one array per limit; NULL: no split */
} job;

/* An area as it is written; no bytes: nothing is walked. */
typedef struct drawn {
    lc_wkb wkb;
    double area_m2;
} drawn;

/* What one thread has for itself, a context too: a failure there meets no other. */
typedef struct worker {
    lc_ctx *ctx;
    lc_reach_pen pen;
    lc_street_area *area;
    lc_plane *plane;
    lc_array corners; /* pairs of metres */
    lc_status status;
} worker;

typedef struct studio {
    const lc_reach_canvas *canvas;
    const lc_reach_measure *measure;
    double half_width_m;
    bool dissolved, overlapping, split;
    size_t first_limit; /* limits before it are not drawn */
    lc_array jobs;      /* job */
    lc_array *shares;   /* of the type in hand, one per limit */
    worker *workers;
    int worker_count;
} studio;

/* --- one area --- */

static lc_status add_legs(worker *w, const job *j, uint32_t limit_mm)
{
    const lc_reach_model *model = w->pen.canvas->model;
    uint32_t first, end;
    double leg[4];
    lc_status status = LC_OK;
    lc_reach_type_entrances(model, j->type, &first, &end);
    if (j->facility != NULL) {
        first = j->facility->first;
        end = j->facility->end;
    }
    for (uint32_t e = first; status == LC_OK && e < end; e++)
        if (lc_reach_pen_leg(&w->pen, e, limit_mm, leg))
            status = lc_street_area_add(w->area, leg, 2);
    return status;
}

static lc_status add_stretch(worker *w, const lc_reach_stretch *stretch)
{
    w->corners.count = 0;
    lc_status status = lc_reach_pen_line(&w->pen, stretch, w->pen.canvas->xy_m, &w->corners);
    if (status == LC_OK && w->corners.count > 0)
        status = lc_street_area_add(w->area, w->corners.items, w->corners.count);
    return status;
}

static lc_status add_streets(worker *w, uint32_t limit_mm)
{
    lc_status status = lc_reach_pen_stretches(&w->pen, limit_mm);
    const lc_reach_stretch *stretches = w->pen.stretches.items;
    for (size_t i = 0; status == LC_OK && i < w->pen.stretches.count; i++)
        status = add_stretch(w, &stretches[i]);
    return status;
}

/* The shares of one facility among those of its type, which are sorted by facility. */
static lc_status add_shares(worker *w, const lc_array *shares, uint32_t facility)
{
    const lc_reach_share *all = shares->items;
    size_t low = 0, high = shares->count;
    lc_status status = LC_OK;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (all[middle].facility < facility)
            low = middle + 1;
        else
            high = middle;
    }
    for (; status == LC_OK && low < shares->count && all[low].facility == facility; low++)
        status = add_stretch(w, &all[low].stretch);
    return status;
}

/* The surveyor's formula; holes turn the other way and so are taken off. */
static double area_m2(const lc_polygons *p)
{
    double twice = 0;
    for (size_t r = 0; r < p->ring_count; r++)
        for (size_t i = p->ring_start[r], j = p->ring_start[r + 1] - 1; i < p->ring_start[r + 1];
             j = i++) {
            const double *a = p->xy + 2 * j, *b = p->xy + 2 * i, *o = p->xy + 2 * p->ring_start[r];
            twice += (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
        }
    return twice / 2;
}

static lc_status draw_one(worker *w, const job *j, size_t limit, uint32_t limit_mm, drawn *out)
{
    const lc_reach_model *model = w->pen.canvas->model;
    lc_polygons polygons = {0};
    lc_street_area_begin(w->area);
    lc_status status = add_legs(w, j, limit_mm);
    if (status == LC_OK && j->shares != NULL)
        status = add_shares(w, &j->shares[limit],
                            (uint32_t)(j->facility - lc_reach_facility_at(model, j->type->first)));
    else if (status == LC_OK)
        status = add_streets(w, limit_mm);
    if (status == LC_OK)
        status = lc_street_area_draw(w->area, &polygons);
    if (status != LC_OK || polygons.polygon_count == 0)
        return status;
    out->area_m2 = area_m2(&polygons);
    status =
        lc_plane_inverse(w->ctx, w->plane, polygons.xy, polygons.xy + 1, polygons.corner_count, 2);
    if (status == LC_OK)
        status = lc_wkb_multipolygon(w->ctx, polygons.xy, polygons.ring_start,
                                     polygons.polygon_start, polygons.polygon_count, &out->wkb);
    return status;
}

/* One search to the largest limit serves the smaller ones; `out` has an item per limit. */
static void draw_job(worker *w, const studio *s, const job *j, drawn *out)
{
    const lc_reach_model *model = s->canvas->model;
    uint32_t first, end;
    lc_reach_type_entrances(model, j->type, &first, &end);
    if (j->shares == NULL)
        w->status = j->facility != NULL
                        ? lc_reach_pen_search(&w->pen, j->facility->first, j->facility->end)
                        : lc_reach_pen_search(&w->pen, first, end);
    for (size_t k = s->first_limit; w->status == LC_OK && k < model->limits.count; k++)
        w->status = draw_one(w, j, k, s->measure->limit_mm[k], &out[k]);
}

/* --- all of them --- */

static lc_status open_worker(worker *w, const studio *s)
{
    const lc_reach_model *model = s->canvas->model;
    lc_array_init(&w->corners, 2 * sizeof(double));
    w->ctx = lc_ctx_new();
    if (w->ctx == NULL)
        return LC_MEMORY;
    lc_status status = lc_reach_pen_init(&w->pen, w->ctx, s->canvas,
                                         s->measure->limit_mm[model->limits.count - 1]);
    if (status == LC_OK)
        status = lc_street_area_new(w->ctx, s->half_width_m, &w->area);
    if (status == LC_OK)
        status = lc_plane_open(w->ctx, s->canvas->centre, &w->plane);
    return status;
}

static void close_worker(worker *w)
{
    if (w->ctx != NULL)
        lc_reach_pen_clear(&w->pen);
    lc_street_area_free(w->area);
    lc_plane_close(w->plane);
    lc_array_clear(&w->corners);
    lc_ctx_free(w->ctx);
}

/* A worker's failure in the words of the context that the caller reads. */
static lc_status hand_on(lc_ctx *ctx, const worker *w)
{
    if (w->status == LC_MEMORY)
        return lc_fail_memory(ctx);
    return lc_fail(ctx, w->status, "A service area cannot be drawn: %s", lc_ctx_message(w->ctx));
}

static lc_status write_drawn(const studio *s, const job *j, size_t limit, const drawn *d,
                             lc_stmt *insert)
{
    lc_stmt_bind_text(insert, ":kind",
                      j->facility == NULL ? "dissolved"
                      : j->shares == NULL ? "overlapping"
                                          : "split");
    lc_stmt_bind_int(insert, ":type_id", j->type->id);
    if (j->facility != NULL)
        lc_stmt_bind_int(insert, ":facility_id", j->facility->id);
    else
        lc_stmt_bind_null(insert, ":facility_id");
    lc_stmt_bind_int(insert, ":limit_id", lc_reach_limit_at(s->canvas->model, limit)->id);
    lc_stmt_bind_double(insert, ":area_m2", d->area_m2);
    lc_stmt_bind_blob(insert, ":wkb", d->wkb.bytes, d->wkb.size);
    return lc_stmt_run(insert);
}

/* Draws `count` jobs at once and writes them in order. */
static lc_status draw_batch(const studio *s, size_t first, size_t count, drawn *batch,
                            lc_stmt *insert)
{
    lc_ctx *ctx = s->canvas->model->ctx;
    size_t limits = s->canvas->model->limits.count;
    lc_status status = LC_OK;
    atomic_size_t next = 0;
#pragma omp parallel for schedule(static, 1) num_threads(s->worker_count)
    for (int i = 0; i < s->worker_count; i++) {
        worker *w = &s->workers[i];
        for (size_t k;
             w->status == LC_OK && !lc_cancelled(ctx) && (k = atomic_fetch_add(&next, 1)) < count;)
            draw_job(w, s, lc_array_at(&s->jobs, first + k), batch + k * limits);
    }
    for (int i = 0; i < s->worker_count; i++)
        if (status == LC_OK && s->workers[i].status != LC_OK)
            status = hand_on(ctx, &s->workers[i]);
    for (size_t i = 0; i < count * limits; i++) {
        if (status == LC_OK && batch[i].wkb.bytes != NULL)
            status = write_drawn(s, lc_array_at(&s->jobs, first + i / limits), i % limits,
                                 &batch[i], insert);
        lc_wkb_clear(&batch[i].wkb);
    }
    return status;
}

static lc_status draw_all(const studio *s, lc_stmt *insert)
{
    enum { JOBS_PER_WORKER = 16 };
    const lc_reach_model *model = s->canvas->model;
    size_t at_once = (size_t)s->worker_count * JOBS_PER_WORKER;
    lc_status status = LC_OK;
    drawn *batch = lc_alloc(model->ctx, at_once * model->limits.count, sizeof *batch);
    if (batch == NULL)
        return LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < s->jobs.count; i += at_once) {
        size_t left = s->jobs.count - i;
        status = draw_batch(s, i, left < at_once ? left : at_once, batch, insert);
        if (status == LC_OK)
            status = lc_tick(model->ctx, model->done, model->total);
    }
    free(batch);
    return status;
}

static lc_status add_job(studio *s, job it)
{
    job *j = lc_array_push(s->canvas->model->ctx, &s->jobs);
    if (j == NULL)
        return LC_MEMORY;
    *j = it;
    return LC_OK;
}

/* One job for each facility of a type. */
static lc_status add_facilities(studio *s, const lc_reach_type *type, const lc_array *shares)
{
    lc_status status = LC_OK;
    for (uint32_t f = type->first; status == LC_OK && f < type->end; f++)
        status = add_job(s, (job){type, lc_reach_facility_at(s->canvas->model, f), shares});
    return status;
}

/* Those that need no sharing out go together, so that all threads have work. */
static lc_status draw_whole(studio *s, lc_stmt *insert)
{
    const lc_reach_model *model = s->canvas->model;
    lc_status status = LC_OK;
    s->jobs.count = 0;
    for (size_t t = 0; status == LC_OK && s->dissolved && t < model->types.count; t++)
        status = add_job(s, (job){.type = lc_reach_type_at(model, t)});
    for (size_t t = 0; status == LC_OK && s->overlapping && t < model->types.count; t++)
        status = add_facilities(s, lc_reach_type_at(model, t), NULL);
    return status == LC_OK ? draw_all(s, insert) : status;
}

static lc_status draw_split(studio *s, const lc_reach_type *type, lc_stmt *insert)
{
    lc_status status = LC_OK;
    for (size_t k = s->first_limit; status == LC_OK && k < s->canvas->model->limits.count; k++)
        status = lc_reach_split(s->canvas, type, s->measure->limit_mm[k], &s->shares[k]);
    s->jobs.count = 0;
    if (status == LC_OK)
        status = add_facilities(s, type, s->shares);
    return status == LC_OK ? draw_all(s, insert) : status;
}

static lc_status draw_splits(studio *s, lc_stmt *insert)
{
    const lc_reach_model *model = s->canvas->model;
    lc_status status = LC_OK;
    if (!s->split)
        return LC_OK;
    s->shares = lc_alloc(model->ctx, model->limits.count, sizeof *s->shares);
    if (s->shares == NULL)
        return LC_MEMORY;
    for (size_t k = 0; k < model->limits.count; k++)
        lc_array_init(&s->shares[k], sizeof(lc_reach_share));
    for (size_t t = 0; status == LC_OK && t < model->types.count; t++)
        status = draw_split(s, lc_reach_type_at(model, t), insert);
    for (size_t k = 0; k < model->limits.count; k++)
        lc_array_clear(&s->shares[k]);
    free(s->shares);
    return status;
}

static lc_status read_settings(studio *s)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(s->canvas->model->store, "reach/select_area_settings", &stmt);
    if (status == LC_OK)
        status = lc_stmt_step(stmt, &row);
    if (status == LC_OK && row) {
        s->half_width_m = fmin(fmax(lc_stmt_double(stmt, 0), 0.1), 1000);
        s->dissolved = lc_stmt_int(stmt, 1) != 0;
        s->overlapping = lc_stmt_int(stmt, 2) != 0;
        s->split = lc_stmt_int(stmt, 3) != 0;
        s->first_limit = lc_stmt_int(stmt, 4) != 0 ? 0 : s->canvas->model->limits.count - 1;
    }
    lc_stmt_free(stmt);
    return status;
}

static lc_status open_workers(studio *s)
{
    lc_ctx *ctx = s->canvas->model->ctx;
    s->worker_count = lc_ctx_threads(ctx);
    s->workers = lc_alloc(ctx, (size_t)s->worker_count, sizeof *s->workers);
    if (s->workers == NULL)
        return LC_MEMORY;
    for (int i = 0; i < s->worker_count; i++) {
        s->workers[i].status = open_worker(&s->workers[i], s);
        if (s->workers[i].status != LC_OK)
            return hand_on(ctx, &s->workers[i]);
    }
    return LC_OK;
}

lc_status lc_reach_draw_areas(const lc_reach_canvas *canvas, const lc_reach_measure *measure)
{
    studio s = {.canvas = canvas, .measure = measure};
    lc_stmt *insert = NULL;
    lc_array_init(&s.jobs, sizeof(job));
    lc_status status = read_settings(&s);
    bool any = s.dissolved || s.overlapping || s.split;
    if (status == LC_OK && any)
        status = lc_store_query(canvas->model->store, "reach/insert_service_area", &insert);
    if (status == LC_OK && any)
        status = open_workers(&s);
    if (status == LC_OK && any) {
        lc_stmt_bind_int(insert, ":measure_id", measure->id);
        status = draw_whole(&s, insert);
    }
    if (status == LC_OK && any)
        status = draw_splits(&s, insert);
    for (int i = 0; s.workers != NULL && i < s.worker_count; i++)
        close_worker(&s.workers[i]);
    free(s.workers);
    lc_array_clear(&s.jobs);
    lc_stmt_free(insert);
    return status;
}
