/* The registry of indicators and the order in which they are made. */
#include "indicator/indicator.h"

#include <assert.h>
#include <string.h>

#include "base/base.h"
#include "indicator/tally.h"

static const char folder[] = "indicators/";

/* Copies the rest of the line behind `key` when `line` begins with it. */
static bool take(const char *line, const char *key, char *out, size_t size)
{
    size_t length = strlen(key);
    if (strncmp(line, key, length) != 0)
        return false;
    line += length;
    line += strspn(line, " ");
    size_t text = strcspn(line, "\n");
    assert(text < size);
    if (text >= size)
        text = size - 1;
    memcpy(out, line, text);
    out[text] = '\0';
    return true;
}

/* Indicator `index` of one file: its header repeats id, titles and unit for each that it fills. */
static bool describe_in(const char *sql, size_t index, lc_indicator_info *out)
{
    size_t seen = 0;
    for (const char *line = sql; line != NULL && strncmp(line, "--", 2) == 0;) {
        char id[sizeof out->id];
        if (take(line, "-- id:", id, sizeof id) && seen++ == index)
            memcpy(out->id, id, sizeof id);
        if (seen == index + 1) {
            take(line, "-- title_zh:", out->title_zh, sizeof out->title_zh);
            take(line, "-- title_en:", out->title_en, sizeof out->title_en);
            take(line, "-- unit:", out->unit, sizeof out->unit);
        }
        line = strchr(line, '\n');
        line = line == NULL ? NULL : line + 1;
    }
    return seen > index;
}

bool lc_indicator_describe(size_t i, lc_indicator_info *out)
{
    *out = (lc_indicator_info){0};
    const char *sql = NULL, *name;
    for (size_t q = 0; (name = lc_store_query_name(q, &sql)) != NULL; q++) {
        if (strncmp(name, folder, strlen(folder)) != 0)
            continue;
        out->file = name;
        for (size_t k = 0; describe_in(sql, k, out); k++)
            if (i-- == 0)
                return true;
    }
    return false;
}

static lc_status register_all(lc_store *store)
{
    lc_stmt *stmt = NULL;
    lc_indicator_info info;
    lc_status status = lc_store_query(store, "indicator/insert_indicator", &stmt);
    for (size_t i = 0; status == LC_OK && lc_indicator_describe(i, &info); i++) {
        lc_stmt_bind_text(stmt, ":indicator", info.id);
        lc_stmt_bind_text(stmt, ":name_zh", info.title_zh);
        lc_stmt_bind_text(stmt, ":name_en", info.title_en);
        lc_stmt_bind_text(stmt, ":unit", info.unit);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

/* Runs every file of the folder, in the order of their names: none reads another's rows. */
static lc_status fill_all(lc_store *store)
{
    lc_status status = LC_OK;
    const char *sql = NULL, *name;
    for (size_t q = 0; status == LC_OK && (name = lc_store_query_name(q, &sql)) != NULL; q++) {
        if (strncmp(name, folder, strlen(folder)) != 0)
            continue;
        lc_stmt *stmt = NULL;
        status = lc_db_prepare(lc_store_db(store), name, sql, &stmt);
        if (status == LC_OK)
            status = lc_stmt_run(stmt);
        lc_stmt_free(stmt);
        if (status == LC_OK)
            status = lc_tick(lc_store_ctx(store), 0, 0);
    }
    return status;
}

static lc_status run_each(lc_store *store, const char *const *names, size_t count)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < count; i++)
        status = lc_store_run(store, names[i]);
    return status;
}

lc_status lc_indicator_run(lc_store *store)
{
    static const char *const clear_results[] = {"indicator/clear_indicator_value",
                                                "indicator/clear_indicator"};
    static const char *const clear_workbench[] = {
        "indicator/clear_scratch_covered", "indicator/clear_scratch_time",
        "indicator/clear_scratch_reaching", "indicator/clear_scratch_people",
        "indicator/clear_scratch_set"};
    const size_t results = sizeof clear_results / sizeof *clear_results;
    const size_t workbench = sizeof clear_workbench / sizeof *clear_workbench;
    lc_status status = run_each(store, clear_results, results);
    if (status == LC_OK)
        status = run_each(store, clear_workbench, workbench);
    if (status == LC_OK)
        status = register_all(store);
    if (status == LC_OK)
        status = lc_store_run(store, "indicator/insert_sets");
    if (status == LC_OK)
        status = lc_tally_run(store);
    if (status == LC_OK)
        status = fill_all(store);
    if (status == LC_OK)
        status = run_each(store, clear_workbench, workbench);
    return status;
}
