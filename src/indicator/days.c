/* Further days: what targets ask of them, and the keeping of their figures. */
#include "indicator/days.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "indicator/questions.h"

/* --- what is asked --- */

static lc_status ask(lc_stmt *insert, const char *indicator, const char *variant)
{
    lc_stmt_bind_text(insert, ":variant", variant);
    lc_stmt_bind_text(insert, ":indicator", indicator);
    return lc_stmt_run(insert);
}

/* The words of a question; those left out are what a target means by leaving them out, but that the
 * mode may then be any. */
static lc_status ask_question(lc_stmt *insert, const lc_indicator_info *info,
                              const char *parameters)
{
    char word[LC_VARIANT_MAX], variant[LC_VARIANT_MAX];
    question_base base;
    if (!lc_indicator_variant(info, parameters, variant))
        return LC_OK;
    (void)questions_base(info, parameters, &base);
    (void)lc_parameter_get(parameters, "types", word, sizeof word);
    lc_stmt_bind_text(insert, ":types", word);
    lc_stmt_bind_text(insert, ":group_code", base.group);
    (void)lc_parameter_get(parameters, "mode", word, sizeof word);
    lc_stmt_bind_text(insert, ":mode", word);
    lc_stmt_bind_double(insert, ":limit_min", base.limit_min);
    lc_stmt_bind_int(insert, ":walked", lc_indicator_takes(info, "mode", NULL));
    /* Parts of a level that have one; those of some classes or kinds are counted by the plan room
     * from the parts themselves. */
    bool parts = strcmp(info->closes, "regions") == 0;
    lc_status status =
        ask(insert, info->id, parts && variant[0] == '\0' ? "level=community" : variant);
    if (status == LC_OK && parts)
        status = ask(insert, "count", "");
    return status;
}

lc_status lc_indicator_ask_days(lc_store *store)
{
    days d;
    lc_status status = lc_store_run(store, "indicator/clear_trend_asked");
    if (status == LC_OK)
        status = lc_store_run(store, "indicator/clear_catchment_wanted");
    if (status == LC_OK)
        status = days_read(store, &d);
    else
        d = (days){0};
    if (status == LC_OK && d.count > 0)
        status = questions_each(store, "indicator/insert_trend_asked", ask_question);
    if (status == LC_OK && d.count > 0)
        status = lc_store_run(store, "indicator/insert_catchment_wanted");
    days_clear(&d);
    return status;
}

lc_status days_ask(lc_store *store, const char *indicator, bool *asked)
{
    return questions_ask(store, "indicator/count_trend_asked", indicator, asked);
}

/* --- the days --- */

typedef struct reading {
    lc_ctx *ctx;
    lc_array days;
} reading;

static lc_status add_day(void *user, lc_stmt *row)
{
    reading *r = user;
    char(*day)[11] = lc_array_push(r->ctx, &r->days);
    if (day == NULL)
        return LC_MEMORY;
    (void)snprintf(*day, sizeof *day, "%s", lc_stmt_text(row, 0));
    return LC_OK;
}

lc_status days_read(lc_store *store, days *out)
{
    reading r = {.ctx = lc_store_ctx(store)};
    lc_array_init(&r.days, sizeof *out->day);
    lc_status status = lc_store_each(store, "indicator/read_days", add_day, &r);
    *out = (days){r.days.items, r.days.count};
    return status;
}

void days_clear(days *d)
{
    free(d->day);
    *d = (days){0};
}

lc_status days_keep(lc_store *store, const char *day)
{
    return lc_store_run_text(store, "indicator/insert_trend_value", ":day", day);
}
