/* The order in which indicators are made. */
#include "indicator/indicator.h"

#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "indicator/own.h"
#include "indicator/tally.h"
#include "store/indicators.h"

static const char folder[] = "indicators/";

static lc_status register_all(lc_store *store)
{
    lc_stmt *stmt = NULL;
    lc_indicator_info info;
    lc_status status = lc_store_query(store, "indicator/insert_indicator", &stmt);
    for (size_t i = 0; status == LC_OK && lc_indicator_describe(store, i, &info); i++) {
        lc_stmt_bind_text(stmt, ":indicator", info.id);
        lc_stmt_bind_text(stmt, ":name_zh", info.title_zh);
        lc_stmt_bind_text(stmt, ":name_en", info.title_en);
        lc_stmt_bind_text(stmt, ":unit", info.unit);
        lc_stmt_bind_text(stmt, ":made_by", info.own ? info.file : NULL);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

/* Runs every file of the folder, in the order of their names: none reads another's rows; then those
 * of the user, which may. */
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
    return status == LC_OK ? own_fill(store) : status;
}

/* --- what targets ask --- */

typedef struct asking {
    lc_store *store;
    lc_stmt *insert;
} asking;

static lc_status ask(asking *a, const char *key, const char *value)
{
    lc_stmt_bind_text(a->insert, ":key", key);
    lc_stmt_bind_text(a->insert, ":value", value);
    return lc_stmt_run(a->insert);
}

/* "2018" or "2018..2020": its first and last day, beside the period itself. */
static lc_status ask_period(asking *a, const char *period)
{
    char day[16];
    const char *last = strstr(period, "..");
    (void)snprintf(day, sizeof day, "%.4s-01-01", period);
    lc_status status = ask(a, "period_from", day);
    (void)snprintf(day, sizeof day, "%.4s-12-31", last != NULL ? last + 2 : period);
    return status == LC_OK ? ask(a, "period_to", day) : status;
}

/* The set asked for, under a key of its own: one variant may be asked of several. */
static lc_status ask_types(asking *a, const char *parameters)
{
    char types[LC_VARIANT_MAX], key[LC_VARIANT_MAX + 8];
    if (!lc_parameter_get(parameters, "types", types, sizeof types))
        return LC_OK;
    (void)snprintf(key, sizeof key, "types:%s", types);
    return ask(a, key, types);
}

/* The keys of the variant that one question asks for. */
static lc_status ask_question(void *user, lc_stmt *row)
{
    asking *a = user;
    lc_indicator_info info;
    char variant[LC_VARIANT_MAX], value[LC_VARIANT_MAX];
    const char *parameters = lc_stmt_text(row, 1), *keys = info.variant;
    if (!lc_indicator_find(a->store, lc_stmt_text(row, 0), &info) ||
        !lc_indicator_variant(&info, parameters, variant) || variant[0] == '\0')
        return LC_OK;
    lc_stmt_bind_text(a->insert, ":indicator", info.id);
    lc_stmt_bind_text(a->insert, ":variant", variant);
    lc_status status = ask_types(a, parameters);
    for (size_t size; status == LC_OK && (size = strcspn(keys, " ")) > 0;
         keys += size, keys += strspn(keys, " ")) {
        char key[LC_INDICATOR_ID];
        (void)snprintf(key, sizeof key, "%.*s", (int)size, keys);
        if (!lc_parameter_get(parameters, key, value, sizeof value))
            continue;
        status = ask(a, key, value);
        if (status == LC_OK && strcmp(key, "period") == 0)
            status = ask_period(a, value);
    }
    return status;
}

static lc_status ask_all(lc_store *store)
{
    asking a = {.store = store};
    lc_status status = lc_store_query(store, "indicator/insert_asked", &a.insert);
    if (status == LC_OK)
        status = lc_store_each(store, "indicator/read_questions", ask_question, &a);
    lc_stmt_free(a.insert);
    return status;
}

static lc_status run_each(lc_store *store, const char *const *names, size_t count)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < count; i++)
        status = lc_store_run(store, names[i]);
    return status;
}

/* The one row of scratch_day. */
static lc_status write_day(lc_store *store, const char *day)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "indicator/insert_day", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, ":day", day);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_indicator_run(lc_store *store, const char *as_of)
{
    static const char *const clear_results[] = {"indicator/clear_indicator_value",
                                                "indicator/clear_indicator"};
    static const char *const clear_workbench[] = {
        "indicator/clear_scratch_covered",  "indicator/clear_scratch_time",
        "indicator/clear_scratch_reaching", "indicator/clear_scratch_people",
        "indicator/clear_scratch_set",      "indicator/clear_scratch_inside",
        "indicator/clear_scratch_asked",    "indicator/clear_scratch_day",
        "indicator/clear_scratch_list",     "indicator/clear_scratch_functions"};
    const size_t results = sizeof clear_results / sizeof *clear_results;
    const size_t workbench = sizeof clear_workbench / sizeof *clear_workbench;
    lc_status status = run_each(store, clear_results, results);
    if (status == LC_OK)
        status = run_each(store, clear_workbench, workbench);
    if (status == LC_OK)
        status = register_all(store);
    if (status == LC_OK)
        status = own_note_inputs(store);
    if (status == LC_OK)
        status = lc_store_run(store, "indicator/insert_sets");
    if (status == LC_OK)
        status = write_day(store, as_of);
    if (status == LC_OK)
        status = lc_store_run(store, "indicator/insert_inside");
    if (status == LC_OK)
        status = ask_all(store);
    if (status == LC_OK)
        status = lc_tally_run(store);
    if (status == LC_OK)
        status = fill_all(store);
    if (status == LC_OK)
        status = run_each(store, clear_workbench, workbench);
    return status;
}
