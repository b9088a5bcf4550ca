/* The order in which indicators are made. */
#include "indicator/indicator.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "indicator/days.h"
#include "indicator/own.h"
#include "indicator/questions.h"
#include "indicator/tally.h"
#include "store/indicators.h"

/* What people are told of it; what the header does not say is NULL. */
static void bind_words(lc_stmt *stmt, const lc_indicator_info *info)
{
    static const char *const words[][2] = {{"says_zh", ":says_zh"},
                                           {"says_en", ":says_en"},
                                           {"formula_zh", ":formula_zh"},
                                           {"formula_en", ":formula_en"}};
    char text[LC_INDICATOR_SAYS], inputs[LC_INDICATOR_WORDS];
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        bool said = lc_indicator_word(info, words[i][0], text, sizeof text);
        lc_stmt_bind_text(stmt, words[i][1], said ? text : NULL);
    }
    bool told = lc_indicator_word(info, "inputs", inputs, sizeof inputs);
    lc_stmt_bind_text(stmt, ":inputs", told ? inputs : NULL);
    /* without people there is nobody whose figure it is */
    bool of_people =
        strstr(inputs, "population") != NULL || lc_indicator_takes(info, "group", NULL);
    lc_stmt_bind_text(stmt, ":base_group", of_people ? info->group : NULL);
    lc_stmt_bind_double(stmt, ":factor", info->sums == LC_SUMS_RATIO ? info->factor : NAN);
}

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
        bind_words(stmt, &info);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

/* Runs the statement of a file, "indicators/coverage.sql". */
static lc_status fill(lc_store *store, const char *file)
{
    char query[LC_INDICATOR_ID + 16];
    (void)snprintf(query, sizeof query, "%.*s", (int)(strlen(file) - strlen(".sql")), file);
    lc_status status = lc_store_run(store, query);
    return status == LC_OK ? lc_tick(lc_store_ctx(store), 0, 0) : status;
}

/* How much is made of a day. */
typedef enum extent {
    ALL,         /* every figure, on the study's own day */
    FOR_TARGETS, /* those that targets ask, on the study's own day */
    FURTHER      /* those that targets ask, on another day */
} extent;

/* Is a file run? For targets alone it finds the sets that are asked of it. */
static lc_status choose_file(lc_store *store, const lc_indicator_info *info, extent wanted,
                             bool *needed)
{
    *needed = true;
    if (wanted == FURTHER)
        return days_ask(store, info->id, needed);
    return wanted == FOR_TARGETS ? questions_choose(store, info->file, needed) : LC_OK;
}

/* Runs the built-in files in the order of their names, or those of them alone that targets ask:
 * none reads another's rows. */
static lc_status fill_built_in(lc_store *store, extent wanted)
{
    lc_status status = LC_OK;
    lc_indicator_info info;
    const char *last = NULL;
    for (size_t i = 0; status == LC_OK && lc_indicator_describe(store, i, &info); i++) {
        bool needed = false;
        if (info.own || info.file == last)
            continue;
        status = choose_file(store, &info, wanted, &needed);
        if (status != LC_OK || !needed)
            continue;
        last = info.file;
        status = fill(store, info.file);
    }
    return status;
}

/* The user's own come last: they may read the others' rows, so on a further day that asks for one
 * of them all are made. */
static lc_status fill_all(lc_store *store, extent wanted)
{
    lc_own_file own;
    bool asked = wanted != FURTHER;
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && !asked && lc_own_indicator(store, i, &own); i++)
        status = days_ask(store, own.info.id, &asked);
    if (status == LC_OK)
        status = fill_built_in(store, wanted == FURTHER && asked ? ALL : wanted);
    if (status == LC_OK && wanted == FOR_TARGETS)
        status = questions_choose_all(store);
    return status == LC_OK && asked ? own_fill(store) : status;
}

/* --- what targets ask --- */

static lc_status ask(lc_stmt *insert, const char *key, const char *value)
{
    lc_stmt_bind_text(insert, ":key", key);
    lc_stmt_bind_text(insert, ":value", value);
    return lc_stmt_run(insert);
}

/* "2018" or "2018..2020": its first and last day, beside the period itself. */
static lc_status ask_period(lc_stmt *insert, const char *period)
{
    char day[16];
    const char *last = strstr(period, "..");
    (void)snprintf(day, sizeof day, "%.4s-01-01", period);
    lc_status status = ask(insert, "period_from", day);
    (void)snprintf(day, sizeof day, "%.4s-12-31", last != NULL ? last + 2 : period);
    return status == LC_OK ? ask(insert, "period_to", day) : status;
}

/* The set asked for, under a key of its own: one variant may be asked of several. */
static lc_status ask_types(lc_stmt *insert, const char *parameters)
{
    char types[LC_VARIANT_MAX], key[LC_VARIANT_MAX + 8];
    if (!lc_parameter_get(parameters, "types", types, sizeof types))
        return LC_OK;
    (void)snprintf(key, sizeof key, "types:%s", types);
    return ask(insert, key, types);
}

/* The keys of the variant that one question asks for. */
static lc_status ask_question(lc_stmt *insert, const lc_indicator_info *info,
                              const char *parameters)
{
    char variant[LC_VARIANT_MAX], value[LC_VARIANT_MAX];
    const char *keys = info->variant;
    if (!lc_indicator_variant(info, parameters, variant) || variant[0] == '\0')
        return LC_OK;
    lc_stmt_bind_text(insert, ":indicator", info->id);
    lc_stmt_bind_text(insert, ":variant", variant);
    lc_status status = ask_types(insert, parameters);
    for (size_t size; status == LC_OK && (size = strcspn(keys, " ")) > 0;
         keys += size, keys += strspn(keys, " ")) {
        char key[LC_INDICATOR_ID];
        (void)snprintf(key, sizeof key, "%.*s", (int)size, keys);
        if (!lc_parameter_get(parameters, key, value, sizeof value))
            continue;
        status = ask(insert, key, value);
        if (status == LC_OK && strcmp(key, "period") == 0)
            status = ask_period(insert, value);
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

/* What is another on each day. */
static lc_status clear_day(lc_store *store)
{
    static const char *const tables[] = {
        "indicator/clear_scratch_covered",  "indicator/clear_scratch_time",
        "indicator/clear_scratch_reaching", "indicator/clear_scratch_set",
        "indicator/clear_scratch_inside",   "indicator/clear_scratch_day",
        "indicator/clear_scratch_list",     "indicator/clear_scratch_functions",
        "indicator/clear_scratch_held"};
    return run_each(store, tables, sizeof tables / sizeof *tables);
}

static lc_status clear_workbench(lc_store *store)
{
    static const char *const tables[] = {"indicator/clear_scratch_people",
                                         "indicator/clear_scratch_asked",
                                         "indicator/clear_scratch_question"};
    lc_status status = clear_day(store);
    return status == LC_OK ? run_each(store, tables, sizeof tables / sizeof *tables) : status;
}

static lc_status choose_sets(lc_store *store, extent wanted)
{
    if (wanted == FURTHER)
        return lc_store_run(store, "indicator/insert_sets_asked");
    return wanted == FOR_TARGETS ? questions_choose_all(store)
                                 : lc_store_run(store, "indicator/insert_sets");
}

/* Fills indicator_value with how things are on a day. */
static lc_status look_at(lc_store *store, lc_tally *tally, const char *day, extent wanted)
{
    const char *other = wanted == FURTHER ? day : NULL;
    lc_status status = clear_day(store);
    if (status == LC_OK)
        status = choose_sets(store, wanted);
    if (status == LC_OK)
        status = lc_store_run_text(store, "indicator/insert_day", ":day", day);
    if (status == LC_OK)
        status = lc_store_run_text(store, "indicator/insert_inside", ":day", other);
    if (status == LC_OK)
        status = lc_store_run(store, "indicator/insert_held");
    if (status == LC_OK)
        status = lc_tally_run(tally, other, wanted == FOR_TARGETS);
    return status == LC_OK ? fill_all(store, wanted) : status;
}

static lc_status look_further(lc_store *store, lc_tally *tally, const days *d)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < d->count; i++) {
        status = look_at(store, tally, d->day[i], FURTHER);
        if (status == LC_OK)
            status = days_keep(store, d->day[i]);
        if (status == LC_OK)
            status = lc_store_run(store, "indicator/clear_indicator_value");
    }
    return status;
}

static lc_status look(lc_store *store, const char *as_of, bool for_targets)
{
    days d;
    lc_tally *tally = NULL;
    lc_status status = days_read(store, &d);
    if (status == LC_OK)
        status = lc_tally_open(store, &tally);
    if (status == LC_OK)
        status = look_further(store, tally, &d);
    if (status == LC_OK)
        status = look_at(store, tally, as_of, for_targets ? FOR_TARGETS : ALL);
    if (status == LC_OK && d.count > 0)
        status = days_keep(store, as_of);
    lc_tally_close(tally);
    days_clear(&d);
    return status;
}

lc_status lc_indicator_run(lc_store *store, const char *as_of)
{
    static const char *const results[] = {"indicator/clear_indicator_value",
                                          "indicator/clear_indicator",
                                          "indicator/clear_trend_value"};
    int64_t for_targets = 0;
    lc_status status = lc_store_count(store, "indicator/read_for_targets", &for_targets);
    if (status == LC_OK)
        status = run_each(store, results, sizeof results / sizeof *results);
    if (status == LC_OK)
        status = clear_workbench(store);
    if (status == LC_OK)
        status = register_all(store);
    if (status == LC_OK)
        status = own_note_inputs(store);
    if (status == LC_OK)
        status = questions_each(store, "indicator/insert_asked", ask_question);
    if (status == LC_OK && for_targets != 0)
        status = questions_read(store);
    if (status == LC_OK)
        status = look(store, as_of, for_targets != 0);
    return status == LC_OK ? clear_workbench(store) : status;
}
