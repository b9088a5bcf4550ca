/* A town with figures, targets and shapes for the tests of the report, and files read back. */
#ifndef REPORT_STORE_H
#define REPORT_STORE_H

#include <sys/stat.h>
#include <unistd.h>

#include "indicator/indicator.h"
#include "lc_town.h"
#include "plan/plan.h"

/* The hand-worked town with its page.sql, indicators and gaps. Close it with lc_store_close. */
static inline lc_store *report_store(lc_ctx *ctx)
{
    lc_store *store = lc_town_open(ctx);
    lc_town_sql(ctx, store, "unit/report/page.sql");
    lc_town_sql(ctx, store, "unit/plan/targets.sql");
    assert_ok(ctx, lc_indicator_run(store, "2025-12-31"));
    assert_ok(ctx, lc_plan_run(store, "2025-12-31"));
    return store;
}

/* A folder of this test alone; remove it with report_folder_drop. */
static inline void report_folder(char path[64])
{
    snprintf(path, 64, "/tmp/lc_report_XXXXXX");
    assert_non_null(mkdtemp(path));
}

/* A file of it, whole; free with free(). */
static inline char *report_read(lc_ctx *ctx, const char *folder, const char *name)
{
    char path[256], chunk[4096];
    size_t size;
    lc_text text;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    lc_text_init(&text, ctx);
    while ((size = fread(chunk, 1, sizeof chunk, in)) > 0)
        lc_text_add_bytes(&text, chunk, size);
    fclose(in);
    return lc_text_take(&text);
}

static inline void report_folder_drop(const char *folder, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char path[256];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        (void)unlink(path);
    }
    assert_int_equal(rmdir(folder), 0);
}

static inline size_t report_count(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part))
        count++;
    return count;
}

#define assert_holds(text, part)                                                                   \
    do {                                                                                           \
        if (strstr((text), (part)) == NULL)                                                        \
            fail_msg("lacks \"%s\"", (part));                                                      \
    } while (0)
#define assert_lacks(text, part)                                                                   \
    do {                                                                                           \
        if (strstr((text), (part)) != NULL)                                                        \
            fail_msg("holds \"%s\"", (part));                                                      \
    } while (0)

#endif
