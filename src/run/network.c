/* What `lifecircle network` tells: the table of foot rules, and what became of the streets. */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "run/api.h"
#include "run/run.h"
#include "source/source.h"

/* --- rules --- */

static const char *get(const lc_foot_rules *rules, size_t i, lc_rule_field field)
{
    return lc_foot_rules_get(rules, i, field);
}

/* What a row says, in one word or two: "ends", "steps", "block, barrier", "pass, gate, 10 s". */
static void add_outcome(lc_text *text, const lc_foot_rules *rules, size_t i)
{
    static const lc_rule_field fields[] = {LC_RULE_VERDICT, LC_RULE_KIND, LC_RULE_WAIT};
    const char *separator = "";
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
        const char *word = get(rules, i, fields[f]);
        double seconds;
        if (word[0] == '\0' || (lc_text_number(word, &seconds) && seconds == 0))
            continue;
        lc_text_addf(text, "%s%s%s", separator, word,
                     fields[f] == LC_RULE_WAIT && lc_text_number(word, &seconds) ? " s" : "");
        separator = ", ";
    }
}

static lc_status tell_rule(lc_ctx *ctx, const lc_foot_rules *rules, size_t i, lc_write_fn *write,
                           void *user)
{
    lc_text text, outcome;
    bool zh = lc_ctx_language(ctx) == LC_LANG_ZH;
    const char *own = get(rules, i, zh ? LC_RULE_TEXT_ZH : LC_RULE_TEXT_EN);
    const char *when = get(rules, i, LC_RULE_WHEN);
    lc_text_init(&text, ctx);
    lc_text_init(&outcome, ctx);
    add_outcome(&outcome, rules, i);
    lc_text_addf(&text, "  %-20s %-18s %s", get(rules, i, LC_RULE_ID),
                 outcome.bytes != NULL ? outcome.bytes : "",
                 when[0] != '\0' ? when : lc_tr(ctx, "(always)"));
    if (strcmp(get(rules, i, LC_RULE_USE), "off") == 0)
        lc_text_addf(&text, "  %s", lc_tr(ctx, "[off]"));
    lc_text_addf(&text, "\n    %s\n",
                 own[0] != '\0' ? own : get(rules, i, zh ? LC_RULE_TEXT_EN : LC_RULE_TEXT_ZH));
    lc_text_clear(&outcome);
    return lc_run_say(write, user, &text);
}

static bool same_group(const lc_foot_rules *rules, size_t i, size_t j)
{
    return strcmp(get(rules, i, LC_RULE_ON), get(rules, j, LC_RULE_ON)) == 0 &&
           strcmp(get(rules, i, LC_RULE_GROUP), get(rules, j, LC_RULE_GROUP)) == 0;
}

/* What the rows of a group decide; nothing for a group that a later table may bring. */
static const char *group_words(const lc_ctx *ctx, const char *group)
{
    static const char *const groups[][2] = {
        {"walk", LC_N("may it be walked at all?")},
        {"through", LC_N("by everybody, or only where a walk begins or ends?")},
        {"kind", LC_N("what is it?")},
        {"oneway", LC_N("in one direction only?")},
        {"conveying", LC_N("in one direction only?")},
        {"foot_forward", LC_N("in one direction only?")},
        {"foot_backward", LC_N("in one direction only?")},
        {"node", LC_N("what stands at a node?")},
    };
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (strcmp(groups[i][0], group) == 0)
            return lc_tr(ctx, groups[i][1]);
    return "";
}

static lc_status tell_group(lc_ctx *ctx, const lc_foot_rules *rules, size_t first,
                            lc_write_fn *write, void *user)
{
    lc_text text;
    lc_text_init(&text, ctx);
    lc_text_addf(&text, "%s%s: %s  %s\n", first > 0 ? "\n" : "",
                 strcmp(get(rules, first, LC_RULE_ON), "way") == 0 ? lc_tr(ctx, "Ways")
                                                                   : lc_tr(ctx, "Nodes of ways"),
                 get(rules, first, LC_RULE_GROUP),
                 group_words(ctx, get(rules, first, LC_RULE_GROUP)));
    lc_status status = lc_run_say(write, user, &text);
    for (size_t i = first; status == LC_OK && i < lc_foot_rules_count(rules); i++)
        if (same_group(rules, first, i))
            status = tell_rule(ctx, rules, i, write, user);
    return status;
}

/* Group by group: within one the first row that fits decides, and the groups are asked one by one.
 */
static lc_status tell_rules(lc_ctx *ctx, const lc_foot_rules *rules, lc_write_fn *write, void *user)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < lc_foot_rules_count(rules); i++) {
        bool told = false;
        for (size_t j = 0; j < i && !told; j++)
            told = same_group(rules, j, i);
        if (!told)
            status = tell_group(ctx, rules, i, write, user);
    }
    return status;
}

static lc_status write_csv(lc_ctx *ctx, const lc_foot_rules *rules, lc_write_fn *write, void *user)
{
    lc_text text;
    lc_text_init(&text, ctx);
    for (size_t f = 0; f < LC_RULE_BEFORE; f++)
        lc_text_addf(&text, "%s%s", f > 0 ? "," : "", lc_rule_field_name((lc_rule_field)f));
    lc_text_add(&text, "\n");
    for (size_t i = 0; i < lc_foot_rules_count(rules); i++)
        for (size_t f = 0; f < LC_RULE_BEFORE; f++) {
            lc_text_add_csv(&text, get(rules, i, (lc_rule_field)f));
            lc_text_add(&text, f + 1 < LC_RULE_BEFORE ? "," : "\n");
        }
    return lc_run_say(write, user, &text);
}

lc_status lc_network_rules(lc_ctx *ctx, const char *study_path, bool csv, lc_write_fn *write,
                           void *user)
{
    lc_study *study = NULL;
    lc_foot_rules *rules = NULL;
    int64_t rows = 0;
    char *numeric = lc_numeric_keep();
    lc_ctx_clear(ctx);
    lc_status status = study_path != NULL ? lc_study_read(ctx, study_path, &study) : LC_OK;
    if (status == LC_OK)
        status = lc_source_foot_rules(ctx, study, &rules, &rows);
    if (status == LC_OK)
        status = csv ? write_csv(ctx, rules, write, user) : tell_rules(ctx, rules, write, user);
    lc_foot_rules_free(rules);
    lc_study_free(study);
    lc_numeric_restore(numeric);
    return status;
}

/* --- info --- */

/* How a street may be walked, in words. */
static const char *access_words(const lc_ctx *ctx, const char *access, bool across)
{
    if (across)
        return lc_tr(ctx, "straight across squares");
    if (strcmp(access, "through") == 0)
        return lc_tr(ctx, "walked");
    return strcmp(access, "ends") == 0 ? lc_tr(ctx, "walked at a walk's ends alone")
                                       : lc_tr(ctx, "not walked");
}

static const char *text_of(lc_store *store, lc_stmt *stmt, int zh_column)
{
    bool zh = lc_ctx_language(lc_store_ctx(store)) == LC_LANG_ZH;
    const char *text = lc_stmt_text(stmt, zh ? zh_column : zh_column + 1);
    return text != NULL ? text : "";
}

/* One row of run/network_streets, with a heading where the file or the access changes. */
static lc_status tell_street_row(lc_store *store, lc_stmt *stmt, lc_text *last, lc_write_fn *write,
                                 void *user)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_text text, heading;
    lc_text_init(&text, ctx);
    lc_text_init(&heading, ctx);
    lc_text_addf(&heading, "%s: %s", lc_stmt_text(stmt, 0),
                 access_words(ctx, lc_stmt_text(stmt, 1), lc_stmt_int(stmt, 7) != 0));
    if (last->bytes == NULL || heading.bytes == NULL || strcmp(last->bytes, heading.bytes) != 0) {
        lc_text_addf(&text, "%s\n", heading.bytes != NULL ? heading.bytes : "");
        lc_text_clear(last);
        lc_text_add(last, heading.bytes != NULL ? heading.bytes : "");
    }
    lc_text_addf(&text, lc_tr(ctx, "  %8lld streets %10.1f km  %-18s %s"),
                 (long long)lc_stmt_int(stmt, 5), lc_stmt_double(stmt, 6), lc_stmt_text(stmt, 2),
                 text_of(store, stmt, 3));
    lc_text_add(&text, "\n");
    text.failed |= heading.failed || last->failed;
    lc_text_clear(&heading);
    return lc_run_say(write, user, &text);
}

static lc_status tell_streets(lc_store *store, lc_write_fn *write, void *user)
{
    lc_stmt *stmt = NULL;
    lc_text last;
    bool row = false;
    lc_text_init(&last, lc_store_ctx(store));
    lc_status status = lc_store_query(store, "run/network_streets", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row)
        status = tell_street_row(store, stmt, &last, write, user);
    lc_text_clear(&last);
    lc_stmt_free(stmt);
    return status;
}

static lc_status tell_nodes(lc_store *store, lc_write_fn *write, void *user)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_stmt *stmt = NULL;
    bool row = false, any = false;
    lc_status status = lc_store_query(store, "run/network_nodes", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        lc_text text;
        lc_text_init(&text, ctx);
        if (!any)
            lc_text_addf(&text, "%s\n", lc_tr(ctx, "Nodes of walked streets"));
        any = true;
        lc_text_addf(&text, "  %8lld %s %5.0f s  %-18s %s\n", (long long)lc_stmt_int(stmt, 4),
                     lc_stmt_int(stmt, 0) != 0 ? lc_tr(ctx, "passed ") : lc_tr(ctx, "blocked"),
                     lc_stmt_double(stmt, 5), lc_stmt_text(stmt, 1), text_of(store, stmt, 2));
        status = lc_run_say(write, user, &text);
    }
    lc_stmt_free(stmt);
    return status;
}

static lc_status tell_components(lc_store *store, lc_write_fn *write, void *user)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, "run/network_components", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        lc_text text;
        long long pieces = (long long)lc_stmt_int(stmt, 2);
        lc_text_init(&text, ctx);
        if (lc_stmt_int(stmt, 0) == 0)
            lc_text_addf(&text, lc_tr(ctx, "Main network: %lld pieces, %.1f km hang together"),
                         pieces, lc_stmt_double(stmt, 3));
        else
            lc_text_addf(&text, lc_tr(ctx, "Islets: %lld, with %lld pieces, %.1f km"),
                         (long long)lc_stmt_int(stmt, 1), pieces, lc_stmt_double(stmt, 3));
        lc_text_add(&text, "\n");
        status = lc_run_say(write, user, &text);
    }
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_network_info(lc_ctx *ctx, const char *path, lc_write_fn *write, void *user)
{
    lc_run_opened opened;
    int64_t streets = 0;
    char *numeric = lc_numeric_keep();
    lc_ctx_clear(ctx);
    lc_status status =
        lc_run_open_study(ctx, path, &(lc_run_reader){.language_set = true}, &opened);
    if (status == LC_OK)
        status = lc_store_count(opened.store, "run/count_all_streets", &streets);
    if (status == LC_OK && streets == 0)
        status = lc_fail(ctx, LC_INPUT,
                         "%s: the store has no streets: the study names none, or its modes leave "
                         "`network` out.",
                         path);
    if (status == LC_OK)
        status = tell_streets(opened.store, write, user);
    if (status == LC_OK)
        status = tell_nodes(opened.store, write, user);
    if (status == LC_OK)
        status = tell_components(opened.store, write, user);
    lc_run_close_study(&opened);
    lc_numeric_restore(numeric);
    return status;
}
