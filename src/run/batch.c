#include "run/batch.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/base.h"
#include "report/report.h"
#include "run/run.h"
#include "run/set_list.h"
#include "study/study.h"

/* SpatiaLite has room for 64 connections in a process. */
enum { WORKERS_MAX = 32, WATCH_MS = 50 };

typedef struct piece piece;
typedef lc_status make_fn(const lc_batch *batch, lc_store *store, const piece *what,
                          const char *folder);

struct piece {
    make_fn *make;
    const lc_scope *region; /* NULL: about the whole study */
    char *name;             /* that it is noted by. Owned */
    int cost;               /* about how long it takes, in regions */
    bool made, before;      /* before: by an earlier call */
    char *reason;           /* why it could not be made; owned */
};

typedef struct line {
    lc_level level;
    char *text;
} line;

typedef struct crew crew;

typedef struct worker {
    crew *crew;
    pthread_t thread;
    bool started;
    lc_ctx *ctx;
    lc_store *store;
    char *folder; /* where it makes one piece at a time */
    lc_status status;
} worker;

/* What the threads share. The mutex guards all but `batch`, `pieces` that are taken, and each
 * worker's own. */
struct crew {
    const lc_batch *batch;
    lc_array pieces; /* piece */
    size_t next;
    bool stop;
    int working;
    size_t regions_done;
    int cost_done, cost_all;
    lc_array lines; /* line: said by workers, to be told by the thread that called */
    worker workers[WORKERS_MAX];
    int worker_count;
    const worker *failed; /* the first whose failure ends the batch */
    pthread_mutex_t mutex;
    pthread_cond_t changed;
};

/* --- the pieces --- */

static lc_status make_workbook(const lc_batch *batch, lc_store *store, const piece *what,
                               const char *folder)
{
    (void)batch;
    (void)what;
    return lc_report_workbook(store, folder);
}

static lc_status make_pdf(const lc_batch *batch, lc_store *store, const piece *what,
                          const char *folder)
{
    (void)batch;
    (void)what;
    return lc_report_pdf(store, lc_scope_whole(), folder);
}

static lc_status make_tables(const lc_batch *batch, lc_store *store, const piece *what,
                             const char *folder)
{
    (void)what;
    return lc_report_tables(store, folder, batch->csv_bom);
}

static lc_status make_assets(const lc_batch *batch, lc_store *store, const piece *what,
                             const char *folder)
{
    (void)batch;
    (void)what;
    return lc_report_set_assets(store, folder);
}

static lc_status make_data(const lc_batch *batch, lc_store *store, const piece *what,
                           const char *folder)
{
    (void)batch;
    (void)what;
    return lc_report_set_data(store, folder);
}

static lc_status make_index(const lc_batch *batch, lc_store *store, const piece *what,
                            const char *folder)
{
    (void)what;
    return lc_report_set_page(store, batch->set, lc_scope_whole(), folder);
}

static lc_status make_region(const lc_batch *batch, lc_store *store, const piece *what,
                             const char *folder)
{
    lc_status status = LC_OK;
    if (batch->set->formats & LC_FORMAT_HTML)
        status = lc_report_set_page(store, batch->set, what->region, folder);
    if (status == LC_OK && (batch->set->formats & LC_FORMAT_PDF))
        status = lc_report_pdf(store, what->region, folder);
    return status;
}

/* What is about the whole study, the longest first: nobody is to wait for one of them at the end.
 */
static const struct {
    unsigned format;
    const char *name;
    make_fn *make;
} whole_pieces[] = {
    {LC_FORMAT_HTML, "index.html", make_index},  {LC_FORMAT_XLSX, "lifecircle.xlsx", make_workbook},
    {LC_FORMAT_PDF, "lifecircle.pdf", make_pdf}, {LC_FORMAT_HTML, "data", make_data},
    {LC_FORMAT_CSV, "tables", make_tables},      {LC_FORMAT_HTML, "assets", make_assets},
};
/* One of them takes about as long as that many of the study's regions. */
enum { WHOLE_COST_LEAST = 2, REGIONS_OF_WHOLE = 12 };

/* Noted before pages are made again without the regions that failed: a later call, in which these
 * may succeed, does not count on any. */
static const char mended[] = "mended";

static lc_status add_piece(crew *c, make_fn *make, const lc_scope *region, char *name, int cost)
{
    piece *one = lc_array_push(c->batch->ctx, &c->pieces);
    if (one == NULL || name == NULL) {
        free(name);
        return LC_MEMORY;
    }
    *one = (piece){.make = make, .region = region, .name = name, .cost = cost};
    one->before = one->made =
        lc_set_has(c->batch->files, name) && !lc_set_has(c->batch->files, mended);
    c->cost_all += cost;
    c->cost_done += one->before ? cost : 0;
    c->regions_done += one->before && region != NULL;
    return LC_OK;
}

static lc_status plan_pieces(crew *c)
{
    lc_ctx *ctx = c->batch->ctx;
    const lc_set *set = c->batch->set;
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof whole_pieces / sizeof *whole_pieces; i++)
        if (set->formats & whole_pieces[i].format)
            status = add_piece(c, whole_pieces[i].make, NULL, lc_strdup(ctx, whole_pieces[i].name),
                               WHOLE_COST_LEAST + (int)(set->scopes->count / REGIONS_OF_WHOLE));
    bool each = (set->formats & (LC_FORMAT_HTML | LC_FORMAT_PDF)) != 0;
    for (size_t i = 0; status == LC_OK && each && i < set->scopes->count; i++) {
        const lc_scope *region = &set->scopes->items[i];
        status = add_piece(c, make_region, region, lc_format(ctx, "regions/%s", region->file), 1);
    }
    return status;
}

static void clear_pieces(crew *c)
{
    for (size_t i = 0; i < c->pieces.count; i++) {
        piece *one = lc_array_at(&c->pieces, i);
        free(one->name);
        free(one->reason);
    }
    lc_array_clear(&c->pieces);
}

/* --- in the threads --- */

/* Is it the region's own failure, which the others do not share? */
static bool is_its_own(lc_status status)
{
    return status == LC_INPUT || status == LC_STORE || status == LC_INTERNAL;
}

/* Called with the mutex. */
static piece *take_piece(crew *c)
{
    while (!c->stop && c->next < c->pieces.count) {
        piece *one = lc_array_at(&c->pieces, c->next++);
        if (!one->made)
            return one;
    }
    return NULL;
}

/* An empty folder to make one piece in. */
static lc_status clean_folder(const worker *w)
{
    lc_run_remove(w->folder);
    return lc_run_make_folder(w->ctx, w->folder);
}

static lc_status make_piece(worker *w, const piece *one)
{
    lc_ctx_forget(w->ctx);
    lc_status status = clean_folder(w);
    if (status == LC_OK)
        status = one->make(w->crew->batch, w->store, one, w->folder);
    if (status == LC_OK)
        status = lc_set_settle(w->crew->batch->files, w->ctx, w->folder,
                               one->region != NULL ? "regions" : "");
    return status;
}

/* Called with the mutex. */
static void stop_all(crew *c)
{
    c->stop = true;
    for (int i = 0; i < c->worker_count; i++)
        lc_ctx_cancel(c->workers[i].ctx);
}

/* What is about the whole study ends the batch: its message names it. */
static void name_failure(worker *w, const piece *one, lc_status status)
{
    if (one->region != NULL || !is_its_own(status))
        return;
    char *message = lc_strdup(w->ctx, lc_ctx_message(w->ctx));
    if (message == NULL)
        return;
    lc_ctx_forget(w->ctx);
    (void)lc_fail(w->ctx, status, "%s: %s", one->name, message);
    free(message);
}

/* Called with the mutex. */
static void end_piece(worker *w, piece *one, lc_status status)
{
    crew *c = w->crew;
    if (status == LC_OK)
        status = lc_set_note(c->batch->files, w->ctx, one->name);
    if (status == LC_OK) {
        one->made = true;
    } else if (one->region != NULL && is_its_own(status)) {
        one->reason = lc_strdup(w->ctx, lc_ctx_message(w->ctx));
    } else if (c->failed == NULL) {
        name_failure(w, one, status);
        w->status = status;
        c->failed = w;
        stop_all(c);
    }
    c->cost_done += one->cost;
    c->regions_done += one->region != NULL;
    pthread_cond_signal(&c->changed);
}

static void *work(void *user)
{
    worker *w = user;
    crew *c = w->crew;
    piece *one;
    pthread_mutex_lock(&c->mutex);
    while ((one = take_piece(c)) != NULL) {
        pthread_mutex_unlock(&c->mutex);
        lc_status status = make_piece(w, one);
        pthread_mutex_lock(&c->mutex);
        end_piece(w, one, status);
    }
    c->working--;
    pthread_cond_signal(&c->changed);
    pthread_mutex_unlock(&c->mutex);
    return NULL;
}

/* Where memory is out the line is lost, not the work. */
static void keep_line(void *user, lc_level level, const char *text)
{
    worker *w = user;
    char *copy = strdup(text);
    pthread_mutex_lock(&w->crew->mutex);
    line *kept = copy != NULL ? lc_array_push(w->ctx, &w->crew->lines) : NULL;
    if (kept != NULL)
        *kept = (line){level, copy};
    else
        free(copy);
    pthread_mutex_unlock(&w->crew->mutex);
}

/* --- in the thread that called --- */

static void tell_lines(crew *c)
{
    pthread_mutex_lock(&c->mutex);
    lc_array lines = c->lines;
    lc_array_init(&c->lines, sizeof(line));
    pthread_mutex_unlock(&c->mutex);
    for (size_t i = 0; i < lines.count; i++) {
        line *said = lc_array_at(&lines, i);
        lc_log_text(c->batch->ctx, said->level, said->text);
        free(said->text);
    }
    lc_array_clear(&lines);
}

static void tell_progress(crew *c, int done, int all, size_t regions)
{
    lc_progress_pieces(c->batch->ctx, LC_N("Report"), (int)regions,
                       (int)c->batch->set->scopes->count, (double)done / all);
}

/* Opening sets the locale of the process (SpatiaLite), so no other thread may be at work yet. */
static lc_status open_worker(crew *c, worker *w, int number)
{
    const lc_batch *batch = c->batch;
    *w = (worker){.crew = c, .ctx = lc_ctx_new()};
    if (w->ctx == NULL)
        return lc_fail_memory(batch->ctx);
    lc_ctx_set_language(w->ctx, lc_ctx_language(batch->ctx));
    lc_ctx_set_threads(w->ctx, 1);
    lc_ctx_set_log(w->ctx, keep_line, w);
    w->folder = lc_format(batch->ctx, "%s/.work-%d", batch->files->fresh, number);
    if (w->folder == NULL)
        return LC_MEMORY;
    lc_status status = lc_store_open(w->ctx, batch->store, LC_STORE_READ, &w->store);
    return status == LC_OK ? LC_OK : lc_fail_as(batch->ctx, status, w->ctx);
}

static void close_worker(worker *w)
{
    lc_store_close(w->store);
    lc_ctx_free(w->ctx);
    free(w->folder);
}

static lc_status open_workers(crew *c)
{
    lc_status status = LC_OK;
    int wanted = lc_ctx_threads(c->batch->ctx);
    size_t left = 1; /* pages may have to be mended */
    for (size_t i = 0; i < c->pieces.count; i++)
        left += !((piece *)lc_array_at(&c->pieces, i))->made;
    wanted = wanted > WORKERS_MAX ? WORKERS_MAX : wanted;
    wanted = (size_t)wanted > left ? (int)left : wanted;
    while (status == LC_OK && c->worker_count < wanted) {
        status = open_worker(c, &c->workers[c->worker_count], c->worker_count);
        c->worker_count++;
    }
    return status;
}

static lc_status start_workers(crew *c)
{
    lc_status status = LC_OK;
    for (int i = 0; status == LC_OK && i < c->worker_count; i++) {
        worker *w = &c->workers[i];
        pthread_mutex_lock(&c->mutex);
        c->working++;
        pthread_mutex_unlock(&c->mutex);
        w->started = pthread_create(&w->thread, NULL, work, w) == 0;
        if (w->started)
            continue;
        pthread_mutex_lock(&c->mutex);
        c->working--;
        if (i == 0) /* fewer threads do the same */
            status = lc_fail_memory(c->batch->ctx);
        pthread_mutex_unlock(&c->mutex);
        break;
    }
    return status;
}

static struct timespec soon(void)
{
    struct timespec when;
    clock_gettime(CLOCK_REALTIME, &when);
    when.tv_nsec += WATCH_MS * 1000000L;
    when.tv_sec += when.tv_nsec / 1000000000L;
    when.tv_nsec %= 1000000000L;
    return when;
}

/* Until all have ended: tells what they say and how far they are, and hands on the wish to stop. */
static void watch(crew *c)
{
    bool working = true;
    while (working) {
        const struct timespec when = soon();
        pthread_mutex_lock(&c->mutex);
        if (c->working > 0)
            (void)pthread_cond_timedwait(&c->changed, &c->mutex, &when);
        if (!c->stop && lc_cancelled(c->batch->ctx))
            stop_all(c);
        working = c->working > 0;
        int done = c->cost_done;
        size_t regions = c->regions_done;
        pthread_mutex_unlock(&c->mutex);
        tell_lines(c);
        tell_progress(c, done, c->cost_all, regions);
    }
    for (int i = 0; i < c->worker_count; i++)
        if (c->workers[i].started)
            pthread_join(c->workers[i].thread, NULL);
}

static size_t count_made(const crew *c)
{
    size_t made = 0;
    for (size_t i = 0; i < c->pieces.count; i++) {
        const piece *one = lc_array_at(&c->pieces, i);
        made += one->region != NULL && one->made;
    }
    return made;
}

static lc_status fail_stopped(const crew *c)
{
    return lc_fail(c->batch->ctx, LC_CANCELLED,
                   "Stopped as asked. %zu of %zu regions are made and kept: the same command "
                   "goes on from there.",
                   count_made(c), c->batch->set->scopes->count);
}

static lc_status made_in_threads(crew *c)
{
    lc_ctx *ctx = c->batch->ctx;
    lc_status status = start_workers(c);
    if (status != LC_OK)
        return status;
    watch(c);
    if (lc_cancelled(ctx))
        return fail_stopped(c);
    return c->failed == NULL ? LC_OK : lc_fail_as(ctx, c->failed->status, c->failed->ctx);
}

/* Makes one page again. */
static lc_status mend_page(crew *c, const lc_set *set, const lc_scope *scope)
{
    worker *w = &c->workers[0];
    if (lc_cancelled(c->batch->ctx))
        return fail_stopped(c);
    lc_ctx_forget(w->ctx);
    lc_status status = clean_folder(w);
    if (status == LC_OK)
        status = lc_report_set_page(w->store, set, scope, w->folder);
    if (status == LC_OK)
        status = lc_set_settle(c->batch->files, w->ctx, w->folder,
                               scope->region_id != 0 ? "regions" : "");
    return status == LC_OK ? LC_OK : lc_fail_as(c->batch->ctx, status, w->ctx);
}

static bool links_to(const char *page, const lc_scope *region)
{
    char link[512]; /* the names of files need no escaping */
    (void)snprintf(link, sizeof link, "href=\"%s.html\"", region->file);
    return strstr(page, link) != NULL;
}

/* Does the region's page link to one that was not made? */
static lc_status is_broken(const crew *c, const lc_scope *region, bool *broken)
{
    lc_ctx *ctx = c->batch->ctx;
    char *page = NULL;
    char *path = lc_format(ctx, "%s/regions/%s.html", c->batch->files->fresh, region->file);
    lc_status status = path != NULL ? lc_set_read_text(ctx, path, &page) : LC_MEMORY;
    *broken = false;
    for (size_t i = 0; page != NULL && !*broken && i < c->pieces.count; i++) {
        const piece *one = lc_array_at(&c->pieces, i);
        *broken = one->region != NULL && !one->made && links_to(page, one->region);
    }
    free(page);
    free(path);
    return status;
}

static lc_status mend_regions(crew *c, const lc_set *set)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < set->scopes->count; i++) {
        bool broken;
        status = is_broken(c, &set->scopes->items[i], &broken);
        if (status == LC_OK && broken)
            status = mend_page(c, set, &set->scopes->items[i]);
    }
    return status;
}

/* The pages anew that point to regions which have none of their own: the whole study's, and those
 * of neighbours. */
static lc_status mend_pages(crew *c)
{
    const lc_batch *batch = c->batch;
    lc_scopes there = {.level = batch->set->scopes->level};
    if ((batch->set->formats & LC_FORMAT_HTML) == 0 || count_made(c) == batch->set->scopes->count)
        return LC_OK;
    there.items = lc_alloc(batch->ctx, batch->set->scopes->count, sizeof *there.items);
    if (there.items == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < c->pieces.count; i++) {
        const piece *one = lc_array_at(&c->pieces, i);
        if (one->region != NULL && one->made)
            there.items[there.count++] = *one->region; /* its texts are lent */
    }
    const lc_set set = {.scopes = &there, .formats = batch->set->formats};
    lc_status status = lc_set_note(batch->files, batch->ctx, mended);
    if (status == LC_OK)
        status = mend_regions(c, &set);
    if (status == LC_OK)
        status = mend_page(c, &set, lc_scope_whole());
    free(there.items);
    return status;
}

static void add_failure(lc_ctx *ctx, lc_report_result *result, const piece *one)
{
    char *region = lc_format(ctx, "%s %s", one->region->code, one->region->name);
    const char *name = region != NULL ? region : one->region->code;
    const char *reason = one->reason != NULL ? one->reason : "";
    lc_log(ctx, LC_LOG_ERROR, "%s: its report could not be made: %s", name, reason);
    result->failed++;
    if (result->failure_count < LC_REPORT_FAILURES_MAX) {
        lc_report_failure *failure = &result->failures[result->failure_count++];
        lc_text_cut(failure->region, sizeof failure->region, name);
        lc_text_cut(failure->reason, sizeof failure->reason, reason);
    }
    free(region);
}

static void sum_up(const crew *c, lc_report_result *result)
{
    result->regions = (int64_t)c->batch->set->scopes->count;
    for (size_t i = 0; i < c->pieces.count; i++) {
        const piece *one = lc_array_at(&c->pieces, i);
        if (one->region == NULL)
            continue;
        if (one->reason != NULL)
            add_failure(c->batch->ctx, result, one);
        result->made += one->made && !one->before;
        result->skipped += one->before;
    }
}

lc_status lc_batch_make(const lc_batch *batch, lc_report_result *result)
{
    crew *c = lc_alloc(batch->ctx, 1, sizeof *c);
    if (c == NULL)
        return LC_MEMORY;
    c->batch = batch;
    pthread_mutex_init(&c->mutex, NULL);
    pthread_cond_init(&c->changed, NULL);
    lc_array_init(&c->pieces, sizeof(piece));
    lc_array_init(&c->lines, sizeof(line));
    lc_status status = plan_pieces(c);
    if (status == LC_OK)
        status = open_workers(c);
    if (status == LC_OK)
        status = made_in_threads(c);
    if (status == LC_OK)
        status = mend_pages(c);
    tell_lines(c);
    sum_up(c, result);
    if (status == LC_OK)
        tell_progress(c, 1, 1, c->regions_done);
    for (int i = 0; i < c->worker_count; i++) {
        lc_run_remove(c->workers[i].folder);
        close_worker(&c->workers[i]);
    }
    clear_pieces(c);
    pthread_cond_destroy(&c->changed);
    pthread_mutex_destroy(&c->mutex);
    free(c);
    return status;
}
