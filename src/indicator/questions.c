#include "indicator/questions.h"

#include <string.h>

#include "base/base.h"

/* --- every question --- */

typedef struct hearing {
    lc_store *store;
    lc_stmt *insert;
    question_fn *fn;
} hearing;

static lc_status hear(void *user, lc_stmt *row)
{
    const hearing *h = user;
    lc_indicator_info info;
    if (!lc_indicator_find(h->store, lc_stmt_text(row, 0), &info))
        return LC_OK;
    return h->fn(h->insert, &info, lc_stmt_text(row, 1));
}

lc_status questions_each(lc_store *store, const char *insert, question_fn *fn)
{
    hearing h = {.store = store, .fn = fn};
    lc_status status = lc_store_query(store, insert, &h.insert);
    if (status == LC_OK)
        status = lc_store_each(store, "indicator/read_questions", hear, &h);
    lc_stmt_free(h.insert);
    return status;
}

lc_status questions_ask(lc_store *store, const char *count, const char *indicator, bool *asked)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, count, &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, ":indicator", indicator);
        status = lc_stmt_step(stmt, &row);
    }
    *asked = status == LC_OK && row && lc_stmt_int(stmt, 0) != 0;
    lc_stmt_free(stmt);
    return status;
}

bool questions_base(const lc_indicator_info *info, const char *parameters, question_base *out)
{
    char limit[LC_VARIANT_MAX];
    out->limit_min = LC_DEFAULT_LIMIT_MIN;
    if (!lc_parameter_get(parameters, "group", out->group, sizeof out->group))
        memcpy(out->group, info->group, sizeof info->group);
    if (!lc_parameter_get(parameters, "limit", limit, sizeof limit))
        return true;
    if (lc_text_number(limit, &out->limit_min))
        return true;
    out->limit_min = LC_DEFAULT_LIMIT_MIN;
    return false;
}

/* --- for targets alone --- */

/* One question, of a set or none ("") or of the larger set that the first is compared with. */
static lc_status ask_of(lc_stmt *insert, const lc_indicator_info *info, const char *indicator,
                        const char *types)
{
    lc_stmt_bind_text(insert, ":indicator", indicator);
    lc_stmt_bind_text(insert, ":types", types);
    lc_stmt_bind_int(insert, ":covered", lc_indicator_reads(info, "scratch_covered"));
    lc_stmt_bind_int(insert, ":timed", lc_indicator_reads(info, "scratch_time"));
    lc_stmt_bind_int(insert, ":reaching", lc_indicator_reads(info, "scratch_reaching"));
    return lc_stmt_run(insert);
}

static lc_status keep_question(lc_stmt *insert, const lc_indicator_info *info,
                               const char *parameters)
{
    char types[LC_VARIANT_MAX], among[LC_VARIANT_MAX];
    question_base base;
    (void)questions_base(info, parameters, &base);
    (void)lc_parameter_get(parameters, "types", types, sizeof types);
    lc_stmt_bind_text(insert, ":group_code", base.group);
    lc_status status = ask_of(insert, info, info->id, types);
    if (status == LC_OK && lc_parameter_get(parameters, "among", among, sizeof among))
        status = ask_of(insert, info, info->id, among);
    /* Which parts have one, and which of some classes and kinds, is read from their counts. */
    if (status == LC_OK && strcmp(info->closes, "regions") == 0)
        status = ask_of(insert, info, "count", types);
    return status;
}

lc_status questions_read(lc_store *store)
{
    return questions_each(store, "indicator/insert_question", keep_question);
}

static lc_status choose(lc_store *store, const char *indicator)
{
    return lc_store_run_text(store, "indicator/insert_question_sets", ":indicator", indicator);
}

lc_status questions_choose(lc_store *store, const char *file, bool *needed)
{
    lc_indicator_info info;
    bool asked = false;
    lc_status status = lc_store_run(store, "indicator/clear_scratch_set");
    *needed = false;
    for (size_t i = 0; status == LC_OK && lc_indicator_describe(store, i, &info); i++) {
        if (info.own || strcmp(info.file, file) != 0)
            continue;
        status = questions_ask(store, "indicator/count_questions", info.id, &asked);
        if (status == LC_OK && asked)
            status = choose(store, info.id);
        *needed |= asked || !lc_indicator_takes(&info, "types", NULL);
    }
    return status;
}

lc_status questions_choose_all(lc_store *store)
{
    lc_status status = lc_store_run(store, "indicator/clear_scratch_set");
    return status == LC_OK ? choose(store, NULL) : status;
}
