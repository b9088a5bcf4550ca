/* The batch with doors of this test (the linker puts them in the place of the report's, --wrap), so
 * that each can fail, wait and be counted. */
#include "lc_test.h"

#include <lifecircle/lifecircle.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lc_town.h"
#include "report/set.h"
#include "run/run.h"
#include "store/store.h"

/* What the doors are to do, and what they saw. */
static struct {
    const char *bad; /* code of the region whose page fails */
    lc_status status;
    bool wait; /* pages are made until the batch is stopped */
    atomic_int pages, papers;
    atomic_bool many; /* more than one was being made at a time */
    atomic_int busy;
    size_t index_scopes;
} doors;

/* Links to the pages of the regions beside, as pages have them. */
static void link_neighbours(FILE *file, const lc_set *set, const char *name)
{
    const lc_scopes *scopes = set->scopes;
    for (size_t i = 0; i < scopes->count; i++) {
        if (strcmp(scopes->items[i].file, name) != 0)
            continue;
        if (i > 0)
            (void)fprintf(file, "<a href=\"%s.html\" rel=\"prev\">\n", scopes->items[i - 1].file);
        if (i + 1 < scopes->count)
            (void)fprintf(file, "<a href=\"%s.html\" rel=\"next\">\n", scopes->items[i + 1].file);
    }
}

static lc_status leave_page(lc_store *store, const lc_set *set, const char *folder,
                            const char *name)
{
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s.html", folder, name);
    FILE *file = fopen(path, "wbx");
    if (file == NULL)
        return lc_fail(lc_store_ctx(store), LC_IO, "%s is there", path);
    link_neighbours(file, set, name);
    return fclose(file) == 0 ? LC_OK : LC_IO;
}

static lc_status leave(lc_store *store, const char *folder, const char *name, const char *ending)
{
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s%s", folder, name, ending);
    FILE *file = fopen(path, "wbx");
    if (file == NULL)
        return lc_fail(lc_store_ctx(store), LC_IO, "%s is there", path);
    (void)fprintf(file, "%s of %s\n", ending, name);
    return fclose(file) == 0 ? LC_OK : LC_IO;
}

lc_status __wrap_lc_report_set_page(lc_store *store, const lc_set *set, const lc_scope *scope,
                                    const char *folder);
lc_status __wrap_lc_report_pdf(lc_store *store, const lc_scope *scope, const char *folder);
lc_status __wrap_lc_report_set_assets(lc_store *store, const char *folder);
lc_status __wrap_lc_report_set_data(lc_store *store, const char *folder);

lc_status __wrap_lc_report_set_page(lc_store *store, const lc_set *set, const lc_scope *scope,
                                    const char *folder)
{
    if (scope->region_id == 0) {
        doors.index_scopes = set->scopes->count;
        return leave(store, folder, "index", ".html");
    }
    if (atomic_fetch_add(&doors.busy, 1) > 0)
        doors.many = true;
    atomic_fetch_add(&doors.pages, 1);
    lc_log(lc_store_ctx(store), LC_LOG_NOTE, "page %s", scope->code);
    (void)usleep(2000);
    while (doors.wait && !lc_cancelled(lc_store_ctx(store)))
        (void)usleep(1000);
    lc_status status = leave_page(store, set, folder, scope->file);
    atomic_fetch_sub(&doors.busy, 1);
    if (doors.wait)
        return lc_tick(lc_store_ctx(store), 0, 1);
    return status;
}

lc_status __wrap_lc_report_pdf(lc_store *store, const lc_scope *scope, const char *folder)
{
    (void)usleep(2000);
    atomic_fetch_add(&doors.papers, 1);
    lc_status status = leave(store, folder, scope->file, ".pdf");
    if (doors.bad != NULL && scope->code != NULL && strcmp(scope->code, doors.bad) == 0)
        return lc_fail(lc_store_ctx(store), doors.status, "the page of %s is bad", scope->code);
    return status;
}

/* A folder with one file. */
static lc_status leave_in(lc_store *store, const char *folder, const char *name)
{
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return mkdir(path, 0777) == 0 ? leave(store, path, "x", ".js") : LC_IO;
}

lc_status __wrap_lc_report_set_assets(lc_store *store, const char *folder)
{
    return leave_in(store, folder, "assets");
}

lc_status __wrap_lc_report_set_data(lc_store *store, const char *folder)
{
    return leave_in(store, folder, "data");
}

/* --- the place --- */

typedef struct heard {
    pthread_t thread;
    int calls, done, count;
    double share_01;
    bool wrong; /* went back, or came from another thread */
    int notes, errors;
    char last[256];
    lc_ctx *cancel; /* to be stopped at the first progress with work in hand */
} heard;

typedef struct place {
    char folder[64], store[96], out[96];
    lc_ctx *ctx;
    heard heard;
    lc_report_result result;
} place;

static void on_progress(void *user, const char *stage, int index, int count, double share_01)
{
    heard *h = user;
    h->wrong |= !pthread_equal(h->thread, pthread_self()) || share_01 < h->share_01 ||
                index < h->done || strcmp(stage, "Report") != 0;
    h->calls++;
    h->done = index;
    h->count = count;
    h->share_01 = share_01;
    if (h->cancel != NULL && doors.pages > 0)
        lc_ctx_cancel(h->cancel);
}

static void on_log(void *user, lc_level level, const char *text)
{
    heard *h = user;
    h->wrong |= !pthread_equal(h->thread, pthread_self());
    h->notes += level == LC_LOG_NOTE;
    h->errors += level == LC_LOG_ERROR;
    if (level == LC_LOG_ERROR)
        (void)snprintf(h->last, sizeof h->last, "%s", text);
}

static int set_up(void **state)
{
    place *p = calloc(1, sizeof *p);
    lc_store *store = NULL;
    memset(&doors, 0, sizeof doors);
    (void)snprintf(p->folder, sizeof p->folder, "/tmp/lc_batch_XXXXXX");
    assert_non_null(mkdtemp(p->folder));
    (void)snprintf(p->store, sizeof p->store, "%s/s.sqlite", p->folder);
    (void)snprintf(p->out, sizeof p->out, "%s/report", p->folder);
    p->ctx = lc_ctx_new();
    lc_ctx_set_language(p->ctx, LC_LANG_EN);
    assert_ok(p->ctx, lc_store_open(p->ctx, p->store, LC_STORE_WRITE, &store));
    lc_town_sql(p->ctx, store, "unit/run/twelve_towns.sql");
    lc_store_close(store);
    p->heard.thread = pthread_self();
    lc_ctx_set_progress(p->ctx, on_progress, &p->heard);
    lc_ctx_set_log(p->ctx, on_log, &p->heard);
    *state = p;
    return 0;
}

static int tear_down(void **state)
{
    place *p = *state;
    lc_run_remove(p->folder);
    lc_ctx_free(p->ctx);
    free(p);
    return 0;
}

static lc_status make(place *p, int threads, bool overwrite)
{
    const lc_report_options options = {.formats = "html,pdf", .overwrite = overwrite};
    lc_ctx_set_threads(p->ctx, threads);
    doors.pages = doors.papers = 0;
    return lc_report(p->ctx, p->store, &options, &p->result);
}

static bool is_there(const place *p, const char *name)
{
    char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", p->out, name);
    return access(path, F_OK) == 0;
}

static bool links(const place *p, const char *name, const char *to)
{
    char path[256], text[1024], link[128];
    (void)snprintf(path, sizeof path, "%s/regions/%s.html", p->out, name);
    (void)snprintf(link, sizeof link, "\"%s.html\"", to);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    (void)fclose(file);
    return strstr(text, link) != NULL;
}

/* --- cases --- */

static void every_region_is_made_once(void **state)
{
    place *p = *state;
    assert_ok(p->ctx, make(p, 4, false));
    assert_int_equal(doors.pages, 12);
    assert_int_equal(doors.papers, 13);
    assert_int_equal(doors.index_scopes, 12);
    assert_int_equal(p->result.regions, 12);
    assert_int_equal(p->result.made, 12);
    assert_int_equal(p->result.skipped + p->result.failed, 0);
    assert_string_equal(p->result.folder, p->out);
    assert_true(is_there(p, "regions/T07-第07镇.html") && is_there(p, "regions/T07-第07镇.pdf"));
    assert_true(is_there(p, "index.html") && is_there(p, "lifecircle.pdf"));
}

static void more_threads_work_at_a_time(void **state)
{
    place *p = *state;
    assert_ok(p->ctx, make(p, 1, false));
    assert_false(doors.many);
    assert_ok(p->ctx, make(p, 4, true));
    assert_true(doors.many);
    assert_ok(p->ctx, make(p, 256, true)); /* more than there is room for */
    assert_int_equal(doors.pages, 12);
}

static void the_caller_hears_from_its_own_thread(void **state)
{
    place *p = *state;
    assert_ok(p->ctx, make(p, 4, false));
    assert_false(p->heard.wrong);
    assert_true(p->heard.calls > 1);
    assert_int_equal(p->heard.done, 12);
    assert_int_equal(p->heard.count, 12);
    assert_true(p->heard.share_01 == 1);
    assert_int_equal(p->heard.notes, 12);
}

static void one_bad_region_stops_no_other(void **state)
{
    place *p = *state;
    const lc_status own[] = {LC_STORE, LC_INPUT, LC_INTERNAL};
    doors.bad = "T05";
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        doors.status = own[i];
        p->heard.errors = 0;
        assert_ok(p->ctx, make(p, 3, i > 0));
        assert_int_equal(p->result.made, 11);
        assert_int_equal(p->result.failed, 1);
        assert_int_equal(p->result.failure_count, 1);
        assert_string_equal(p->result.failures[0].region, "T05 第05镇");
        assert_string_equal(p->result.failures[0].reason, "the page of T05 is bad");
        assert_int_equal(p->heard.errors, 1);
        assert_string_equal(p->heard.last,
                            "T05 第05镇: its report could not be made: the page of T05 is bad");
        assert_false(is_there(p, "regions/T05-第05镇.html"));
        assert_false(is_there(p, "regions/T05-第05镇.pdf"));
        assert_true(is_there(p, "regions/T06-第06镇.pdf"));
        assert_int_equal(doors.index_scopes, 11);
        assert_true(is_there(p, "index.html"));
    }
}

static void no_page_links_to_one_that_failed(void **state)
{
    place *p = *state;
    doors.bad = "T05";
    doors.status = LC_STORE;
    assert_ok(p->ctx, make(p, 3, false));
    assert_false(links(p, "T04-第04镇", "T05-第05镇") || links(p, "T06-第06镇", "T05-第05镇"));
    assert_true(links(p, "T04-第04镇", "T06-第06镇") && links(p, "T06-第06镇", "T04-第04镇"));
    assert_true(is_there(p, "regions/T04-第04镇.pdf") && is_there(p, "regions/T06-第06镇.pdf"));
    assert_int_equal(doors.pages, 12 + 2); /* no other is made again */
    assert_int_equal(doors.papers, 13);
}

static void what_befalls_all_ends_the_batch(void **state)
{
    place *p = *state;
    const lc_status of_all[] = {LC_IO, LC_MEMORY, LC_UNSUPPORTED, LC_BUSY};
    doors.bad = "T05";
    for (size_t i = 0; i < sizeof of_all / sizeof *of_all; i++) {
        doors.status = of_all[i];
        assert_int_equal(make(p, 3, false), of_all[i]);
        assert_string_equal(lc_ctx_message(p->ctx), "the page of T05 is bad");
        assert_false(is_there(p, "index.html") || is_there(p, "regions"));
        assert_string_equal(p->result.page, "");
    }
    int before = (int)(p->result.made + p->result.skipped);
    doors.bad = NULL;
    assert_ok(p->ctx, make(p, 1, false)); /* goes on where it stopped */
    assert_int_equal(p->result.skipped, before);
    assert_int_equal(doors.pages, 12 - before);
    assert_true(before > 0);
}

static void an_earlier_set_stays_until_the_new_one_is_whole(void **state)
{
    place *p = *state;
    assert_ok(p->ctx, make(p, 2, false));
    doors.bad = "T12";
    doors.status = LC_IO;
    assert_int_equal(make(p, 2, true), LC_IO);
    assert_true(is_there(p, "index.html") && is_there(p, "regions/T12-第12镇.pdf"));
    doors.status = LC_STORE;
    assert_ok(p->ctx, make(p, 2, true));
    assert_false(is_there(p, "regions/T12-第12镇.pdf")); /* nor is an old one taken for a new one */
}

static void stopping_stops_all_threads(void **state)
{
    place *p = *state;
    doors.wait = true;
    p->heard.cancel = p->ctx;
    assert_int_equal(make(p, 4, false), LC_CANCELLED);
    assert_message(p->ctx, "of 12 regions are made and kept");
    assert_false(is_there(p, "index.html") || is_there(p, "regions"));
    assert_in_range(doors.pages, 1, 4);
    doors.wait = false;
    p->heard.cancel = NULL;
    assert_ok(p->ctx, make(p, 4, false));
    assert_int_equal(p->result.made, 12);
}

static void a_long_name_is_cut_at_a_character(void **state)
{
    place *p = *state;
    lc_store *store = NULL;
    assert_ok(p->ctx, lc_store_open(p->ctx, p->store, LC_STORE_WRITE, &store));
    assert_ok(p->ctx,
              lc_db_exec(lc_store_db(store), "UPDATE region SET name = replace(hex("
                                             "zeroblob(150)), '00', '长') WHERE code = 'T05'"));
    lc_store_close(store);
    doors.bad = "T05";
    doors.status = LC_STORE;
    assert_ok(p->ctx, make(p, 2, false));
    assert_int_equal(p->result.failed, 1);
    /* "T05 " and as many of 3 bytes as 255 hold */
    assert_int_equal(strlen(p->result.failures[0].region), 4 + 83 * 3);
}

int main(void)
{
#define CASE(fn) cmocka_unit_test_setup_teardown(fn, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(every_region_is_made_once),
        CASE(more_threads_work_at_a_time),
        CASE(the_caller_hears_from_its_own_thread),
        CASE(one_bad_region_stops_no_other),
        CASE(no_page_links_to_one_that_failed),
        CASE(what_befalls_all_ends_the_batch),
        CASE(an_earlier_set_stays_until_the_new_one_is_whole),
        CASE(stopping_stops_all_threads),
        CASE(a_long_name_is_cut_at_a_character),
    };
    return cmocka_run_group_tests_name("run_report", tests, NULL, NULL);
}
