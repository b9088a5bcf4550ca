/* The check for a person: how bad it is, then file by file what is read and what is wrong with it,
 * rows that have the same fault together, then what to do next. */
#include <stdlib.h>
#include <string.h>

#include "run/api.h"
#include "run/check.h"

enum { ROWS_SHOWN = 3 };

/* Findings of one kind in one file, as far as they are told one by one. */
typedef struct group {
    int64_t alike, input_id;
    size_t shown;
    char severity[8], code[64];
    char *where[ROWS_SHOWN], *reason[ROWS_SHOWN]; /* owned */
    char *field, *advice;                         /* owned; of the first */
} group;

typedef struct teller {
    const lc_checked *checked;
    lc_ctx *ctx;
    lc_write_fn *write;
    void *user;
    lc_stmt *findings;
    bool more; /* a finding waits in `findings` */
} teller;

static void clear_group(group *g)
{
    for (size_t i = 0; i < g->shown; i++) {
        free(g->where[i]);
        free(g->reason[i]);
    }
    free(g->field);
    free(g->advice);
    *g = (group){0};
}

/* --- the verdict --- */

static void add_counts(lc_text *text, const lc_check_result *result)
{
    lc_text_addf(text, lc_tr(text->ctx, "Errors: %lld, warnings: %lld, notes: %lld."),
                 (long long)result->errors, (long long)result->warnings, (long long)result->notes);
}

/* Where a finding is: "facilities.csv, row 3 (North)", or a cell of a spreadsheet instead of its
 * row. `row_no` and `feature` are columns. */
static void add_where(lc_text *text, const char *path, const char *cell, lc_stmt *row, int row_no,
                      int feature)
{
    if (cell != NULL)
        lc_text_add(text, cell);
    else if (path != NULL && lc_stmt_is_null(row, row_no))
        lc_text_add(text, path);
    else if (path != NULL)
        lc_text_addf(text, lc_tr(text->ctx, "%s, row %lld"), path,
                     (long long)lc_stmt_int(row, row_no));
    else if (!lc_stmt_is_null(row, row_no))
        lc_text_addf(text, lc_tr(text->ctx, "row %lld"), (long long)lc_stmt_int(row, row_no));
    const char *name = lc_stmt_text(row, feature);
    if (name != NULL)
        lc_text_addf(text, lc_tr(text->ctx, text->size > 0 ? " (%s)" : "%s"), name);
}

/* The reason without the name of the file, which stands before it already. */
static const char *without_file(const char *value, const char *path)
{
    const char *at = path != NULL && value != NULL ? strstr(value, path) : NULL;
    if (at == NULL || (at != value && at[-1] != '/'))
        return value;
    const char *rest = at + strlen(path);
    if (strncmp(rest, ": ", 2) == 0)
        return rest + 2;
    return strncmp(rest, "：", strlen("：")) == 0 ? rest + strlen("：") : value;
}

static lc_status add_worst(void *user, lc_stmt *row)
{
    lc_text *text = user;
    const char *path = lc_stmt_text(row, 4);
    int64_t alike = lc_stmt_int(row, 7);
    lc_text where;
    lc_text_init(&where, text->ctx);
    add_where(&where, path, NULL, row, 5, 6);
    char *place = lc_text_take(&where);
    char *words = lc_finding_reason(text->ctx, lc_stmt_text(row, 0), lc_stmt_text(row, 1),
                                    without_file(lc_stmt_text(row, 2), path), lc_stmt_text(row, 3));
    lc_text_add(text, "\n");
    if (place == NULL || words == NULL)
        text->failed = true;
    else
        lc_text_addf(text, lc_tr(text->ctx, "The worst: %s%s%s"), place,
                     place[0] != '\0' ? lc_tr(text->ctx, ": ") : "", words);
    if (alike > 1) {
        lc_text_add(text, lc_ctx_language(text->ctx) == LC_LANG_ZH ? "" : " ");
        lc_text_addf(text, lc_tr(text->ctx, "(%lld rows alike)"), (long long)alike);
    }
    free(place);
    free(words);
    return LC_OK;
}

static lc_status tell_verdict(const teller *t)
{
    const lc_check_result *result = t->checked->result;
    lc_text text;
    lc_text_init(&text, t->ctx);
    lc_status status = LC_OK;
    if (result->errors + result->warnings + result->notes == 0) {
        lc_text_add(&text, lc_tr(t->ctx, "Nothing wrong or doubtful was found."));
    } else {
        add_counts(&text, result);
        lc_stmt *worst = NULL;
        status = lc_store_query(t->checked->store, "run/check_worst", &worst);
        if (status == LC_OK)
            lc_finding_bind_grave(worst);
        status = lc_store_rows(status, worst, add_worst, &text);
    }
    lc_text_add(&text, "\n");
    lc_status said = lc_run_say(t->write, t->user, &text);
    return status == LC_OK ? said : status;
}

/* --- what is wrong, kind by kind --- */

static bool belongs(const group *g, lc_stmt *row)
{
    return lc_stmt_int(row, INPUT_ID) == g->input_id &&
           strcmp(lc_stmt_text(row, CODE), g->code) == 0 &&
           lc_text_same(lc_stmt_text(row, FIELD), g->field);
}

static lc_status begin_group(group *g, lc_ctx *ctx, lc_stmt *row)
{
    const char *field = lc_stmt_text(row, FIELD);
    *g = (group){.alike = lc_stmt_int(row, ALIKE),
                 .input_id = lc_stmt_int(row, INPUT_ID),
                 .field = lc_strdup(ctx, field)};
    lc_text_cut(g->severity, sizeof g->severity, lc_stmt_text(row, SEVERITY));
    lc_text_cut(g->code, sizeof g->code, lc_stmt_text(row, CODE));
    g->advice =
        lc_finding_advice(ctx, g->code, field, lc_stmt_text(row, VALUE), lc_stmt_text(row, DETAIL));
    return (field == NULL || g->field != NULL) && g->advice != NULL ? LC_OK : LC_MEMORY;
}

static lc_status add_to_group(group *g, lc_ctx *ctx, lc_stmt *row)
{
    if (g->shown == ROWS_SHOWN)
        return LC_OK;
    lc_text where;
    lc_text_init(&where, ctx);
    add_where(&where, NULL, lc_stmt_text(row, CELL), row, ROW_NO, FEATURE);
    size_t i = g->shown++;
    g->where[i] = lc_text_take(&where);
    g->reason[i] =
        lc_finding_reason(ctx, g->code, g->field,
                          without_file(lc_stmt_text(row, VALUE), lc_stmt_text(row, FILE_NAME)),
                          lc_stmt_text(row, DETAIL));
    return g->where[i] != NULL && g->reason[i] != NULL ? LC_OK : LC_MEMORY;
}

/* Do all rows that are shown say the same? Then it is said once. */
static bool says_one(const group *g)
{
    for (size_t i = 1; i < g->shown; i++)
        if (strcmp(g->reason[i], g->reason[0]) != 0)
            return false;
    return true;
}

static void add_lines(lc_text *text, const group *g)
{
    for (size_t i = 0; i < g->shown; i++)
        lc_text_addf(text, "        %s%s%s\n", g->where[i],
                     g->where[i][0] != '\0' ? lc_tr(text->ctx, ": ") : "", g->reason[i]);
    if (g->alike > (int64_t)g->shown)
        lc_text_addf(text, lc_tr(text->ctx, "        and %lld more\n"),
                     (long long)(g->alike - (int64_t)g->shown));
}

static void add_once(lc_text *text, const group *g)
{
    lc_text_add(text, "        ");
    for (size_t i = 0; i < g->shown; i++) {
        lc_text_add(text, i > 0 ? lc_tr(text->ctx, "; ") : "");
        lc_text_add(text, g->where[i]);
    }
    if (g->alike > (int64_t)g->shown)
        lc_text_addf(text, lc_tr(text->ctx, " and %lld more"),
                     (long long)(g->alike - (int64_t)g->shown));
    lc_text_add(text, "\n");
}

static lc_status tell_group(const teller *t, const group *g)
{
    lc_text text;
    lc_text_init(&text, t->ctx);
    lc_text_addf(&text, "    [%s] ", lc_run_store_word(t->ctx, g->severity));
    if (g->alike == 1) {
        lc_text_addf(&text, "%s%s%s\n", g->where[0],
                     g->where[0][0] != '\0' ? lc_tr(t->ctx, ": ") : "", g->reason[0]);
    } else if (says_one(g)) {
        lc_text_addf(&text, lc_tr(t->ctx, "%lld times: %s\n"), (long long)g->alike, g->reason[0]);
        if (g->where[0][0] != '\0')
            add_once(&text, g);
    } else {
        lc_text_addf(&text, lc_tr(t->ctx, "%lld times:\n"), (long long)g->alike);
        add_lines(&text, g);
    }
    if (g->advice[0] != '\0')
        lc_text_addf(&text, "        → %s\n", g->advice);
    return lc_run_say(t->write, t->user, &text);
}

/* The findings of one input (0: of none) from the statement, which stands on the first of them. */
static lc_status tell_groups(teller *t, int64_t input_id)
{
    group g = {0};
    lc_status status = LC_OK;
    while (status == LC_OK && t->more && lc_stmt_int(t->findings, INPUT_ID) == input_id) {
        if (g.shown > 0 && !belongs(&g, t->findings)) {
            status = tell_group(t, &g);
            clear_group(&g);
        }
        if (status == LC_OK && g.shown == 0)
            status = begin_group(&g, t->ctx, t->findings);
        if (status == LC_OK)
            status = add_to_group(&g, t->ctx, t->findings);
        if (status == LC_OK)
            status = lc_stmt_step(t->findings, &t->more);
    }
    if (status == LC_OK && g.shown > 0)
        status = tell_group(t, &g);
    clear_group(&g);
    return status;
}

/* --- file by file --- */

static lc_status tell_file(void *user, lc_stmt *row)
{
    teller *t = user;
    lc_text text;
    lc_text_init(&text, t->ctx);
    lc_text_addf(&text, "\n  %s  %s", lc_run_store_word(t->ctx, lc_stmt_text(row, 1)),
                 lc_stmt_text(row, 2));
    for (int column = 3; column <= 6; column++)
        if (!lc_text_blank(lc_stmt_text(row, column)))
            lc_text_addf(&text, "  %s", lc_stmt_text(row, column));
    lc_text_add(&text, "\n");
    if (!lc_stmt_is_null(row, 4)) { /* else it could not be opened */
        lc_text_add(&text, "    ");
        lc_text_addf(&text, lc_tr(t->ctx, "rows read %lld, used %lld, with findings %lld"),
                     (long long)lc_stmt_int(row, 7), (long long)lc_stmt_int(row, 8),
                     (long long)lc_stmt_int(row, 9));
        lc_text_add(&text, "\n");
    }
    lc_status status = lc_run_say(t->write, t->user, &text);
    return status == LC_OK ? tell_groups(t, lc_stmt_int(row, 0)) : status;
}

static lc_status tell_files(teller *t)
{
    lc_status status = lc_store_query(t->checked->store, "run/check_findings", &t->findings);
    if (status == LC_OK)
        lc_finding_bind_grave(t->findings);
    if (status == LC_OK)
        status = lc_stmt_step(t->findings, &t->more);
    if (status == LC_OK)
        status = lc_store_each(t->checked->store, "run/check_inputs", tell_file, t);
    if (status == LC_OK && t->more) {
        t->write(t->user, "\n  ");
        t->write(t->user, lc_tr(t->ctx, "The study as a whole"));
        t->write(t->user, "\n");
        status = tell_groups(t, 0);
    }
    lc_stmt_free(t->findings);
    return status;
}

/* --- what next --- */

static lc_status tell_next(const teller *t)
{
    const lc_checked *c = t->checked;
    lc_text text;
    lc_text_init(&text, t->ctx);
    lc_text_addf(&text, "\n%s\n", lc_tr(t->ctx, "What next"));
    if (c->result->stops > 0)
        lc_text_addf(&text, "  %s\n",
                     lc_tr(t->ctx, "Mend first what cannot be used (above), then check again: a "
                                   "run would stop there."));
    else
        lc_text_addf(&text,
                     lc_tr(t->ctx, "  lifecircle run %s    computes with the rows that are used\n"),
                     c->path);
    if (c->fixed != NULL)
        lc_text_addf(
            &text,
            lc_tr(t->ctx,
                  "  %s holds corrected copies; corrections to look at: %lld, words written "
                  "as codes: %lld; each is in changes.csv, the corrections first\n"),
            c->fixed, (long long)(c->changes - c->codes), (long long)c->codes);
    else if (c->result->errors + c->result->warnings > 0)
        lc_text_addf(&text,
                     lc_tr(t->ctx, "  lifecircle check %s --fix-to DIR    writes copies in which "
                                   "what is certain is corrected\n"),
                     c->path);
    if (c->result->errors + c->result->warnings + c->result->notes > 0)
        lc_text_addf(
            &text,
            lc_tr(t->ctx, "  lifecircle check %s --json    lists every finding, for programs\n"),
            c->path);
    return lc_run_say(t->write, t->user, &text);
}

lc_status lc_check_text(const lc_checked *checked, lc_write_fn *write, void *user)
{
    teller t = {
        .checked = checked, .ctx = lc_store_ctx(checked->store), .write = write, .user = user};
    lc_status status = tell_verdict(&t);
    if (status == LC_OK)
        status = tell_files(&t);
    return status == LC_OK ? tell_next(&t) : status;
}
