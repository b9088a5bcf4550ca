#include "indicator/questions.h"

#include <string.h>

#include "base/base.h"
#include "store/indicators.h"

typedef struct asking {
    lc_store *store;
    lc_stmt *insert;
} asking;

/* One question, of a set or none ("") or of the larger set that the first is compared with. */
static lc_status ask_of(asking *a, const lc_indicator_info *info, const char *indicator,
                        const char *types)
{
    lc_stmt_bind_text(a->insert, ":indicator", indicator);
    lc_stmt_bind_text(a->insert, ":types", types);
    lc_stmt_bind_int(a->insert, ":covered", lc_indicator_reads(info, "scratch_covered"));
    lc_stmt_bind_int(a->insert, ":timed", lc_indicator_reads(info, "scratch_time"));
    lc_stmt_bind_int(a->insert, ":reaching", lc_indicator_reads(info, "scratch_reaching"));
    return lc_stmt_run(a->insert);
}

static lc_status ask_question(void *user, lc_stmt *row)
{
    asking *a = user;
    lc_indicator_info info;
    char types[LC_VARIANT_MAX], among[LC_VARIANT_MAX], group[LC_VARIANT_MAX];
    const char *parameters = lc_stmt_text(row, 1);
    if (!lc_indicator_find(a->store, lc_stmt_text(row, 0), &info))
        return LC_OK;
    (void)lc_parameter_get(parameters, "types", types, sizeof types);
    bool has_group = lc_parameter_get(parameters, "group", group, sizeof group);
    lc_stmt_bind_text(a->insert, ":group_code", has_group ? group : info.group);
    lc_status status = ask_of(a, &info, info.id, types);
    if (status == LC_OK && lc_parameter_get(parameters, "among", among, sizeof among))
        status = ask_of(a, &info, info.id, among);
    /* Which parts have one, and which of some classes and kinds, is read from their counts. */
    if (status == LC_OK && strcmp(info.closes, "regions") == 0)
        status = ask_of(a, &info, "count", types);
    return status;
}

lc_status questions_read(lc_store *store)
{
    asking a = {.store = store};
    lc_status status = lc_store_query(store, "indicator/insert_question", &a.insert);
    if (status == LC_OK)
        status = lc_store_each(store, "indicator/read_questions", ask_question, &a);
    lc_stmt_free(a.insert);
    return status;
}

static lc_status choose(lc_store *store, const char *indicator)
{
    return lc_store_run_text(store, "indicator/insert_question_sets", ":indicator", indicator);
}

static lc_status is_asked(lc_store *store, const char *indicator, bool *asked)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, "indicator/count_questions", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, ":indicator", indicator);
        status = lc_stmt_step(stmt, &row);
    }
    *asked = status == LC_OK && row && lc_stmt_int(stmt, 0) != 0;
    lc_stmt_free(stmt);
    return status;
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
        status = is_asked(store, info.id, &asked);
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
