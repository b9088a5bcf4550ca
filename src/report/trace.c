#include "report/trace.h"

#include <stdlib.h>
#include <string.h>

#include "report/make.h"
#include "report/near.h"
#include "report/trace_parts.h"
#include "report/words.h"

/* --- what all parts need --- */

int64_t lc_trace_total(const lc_trace_counts *counts)
{
    int64_t total = 0;
    for (int i = 0; i < LC_TRACE_SEVERITIES; i++)
        total += counts->of[i];
    return total;
}

char *lc_tracing_copy(lc_tracing *t, lc_stmt *row, int column)
{
    const char *text = lc_stmt_text(row, column);
    char *copy = lc_strdup(t->ctx, text);
    t->failed |= text != NULL && copy == NULL;
    return copy;
}

char *lc_tracing_take(lc_tracing *t, lc_text *text)
{
    char *taken = lc_text_take(text);
    t->failed |= taken == NULL;
    return taken;
}

void *lc_tracing_push(lc_tracing *t, void *list, size_t *count, size_t item_size)
{
    void **items = list;
    /* full at each power of two */
    if ((*count & (*count - 1)) == 0) {
        size_t room = *count > 0 ? 2 * *count : 1;
        void *more = realloc(*items, room * item_size);
        t->failed |= more == NULL;
        if (more == NULL)
            return NULL;
        *items = more;
    }
    char *item = (char *)*items + (*count)++ * item_size;
    memset(item, 0, item_size);
    return item;
}

lc_status lc_tracing_rows(lc_tracing *t, lc_status status, lc_stmt *stmt, lc_row_fn *fn, void *user)
{
    status = lc_store_rows(status, stmt, fn, user);
    return status == LC_OK && t->failed ? lc_fail_memory(t->ctx) : status;
}

lc_status lc_tracing_each(lc_tracing *t, const char *query, unsigned binds, lc_row_fn *fn)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(t->store, query, &stmt);
    if (status == LC_OK && (binds & LC_BINDS_ZH) != 0)
        lc_stmt_bind_int(stmt, ":zh", t->zh);
    if (status == LC_OK && (binds & LC_BINDS_SCOPE) != 0)
        lc_scope_bind(stmt, t->scope);
    if (status == LC_OK && (binds & LC_BINDS_GRAVE) != 0)
        lc_finding_bind_grave(stmt);
    return lc_tracing_rows(t, status, stmt, fn, t);
}

size_t lc_tracing_input(const lc_trace *trace, int64_t input_id)
{
    for (size_t i = 0; i < trace->file_count; i++)
        if (trace->inputs[i].input_id == input_id)
            return i;
    return trace->input_count;
}

/* --- inputs --- */

/* Columns of report/trace_inputs. */
enum {
    INPUT_ID,
    ROLE,
    PATH,
    LAYER,
    DRIVER,
    SIZE,
    SHA256,
    CRS,
    ENCODING,
    INPUT_YEAR,
    ROWS_IN,
    ROWS_KEPT,
    ROWS_FINDINGS,
    BARS
};

static lc_status take_input(void *user, lc_stmt *row)
{
    lc_tracing *t = user;
    lc_trace_input *in =
        lc_tracing_push(t, &t->trace->inputs, &t->trace->input_count, sizeof *t->trace->inputs);
    if (in == NULL)
        return LC_OK;
    *in = (lc_trace_input){.input_id = lc_stmt_int(row, INPUT_ID),
                           .role = lc_tracing_copy(t, row, ROLE),
                           .path = lc_tracing_copy(t, row, PATH),
                           .layer = lc_tracing_copy(t, row, LAYER),
                           .driver = lc_tracing_copy(t, row, DRIVER),
                           .sha256 = lc_tracing_copy(t, row, SHA256),
                           .crs = lc_tracing_copy(t, row, CRS),
                           .encoding = lc_tracing_copy(t, row, ENCODING),
                           .year = lc_tracing_copy(t, row, INPUT_YEAR),
                           .size_bytes = lc_stmt_int(row, SIZE),
                           .rows_in = lc_stmt_int(row, ROWS_IN),
                           .rows_kept = lc_stmt_int(row, ROWS_KEPT),
                           .rows_with_findings = lc_stmt_int(row, ROWS_FINDINGS),
                           .bars = lc_stmt_int(row, BARS) != 0};
    in->what = in->role != NULL ? lc_tr(t->ctx, lc_word_role(in->role)) : "";
    t->trace->file_count = t->trace->input_count;
    return LC_OK;
}

/* --- findings --- */

/* Columns of report/trace_findings, behind those that its words are made of. */
enum { SEVERITY = 4, OF_INPUT, OF_ROLE, ROW, FEATURE };

/* The study as a whole, as far as a role goes; made when its first finding is met. */
static size_t whole_study(lc_tracing *t, const char *role)
{
    lc_trace *trace = t->trace;
    size_t i = trace->file_count;
    while (i < trace->input_count && strcmp(trace->inputs[i].role, role) != 0)
        i++;
    if (i < trace->input_count)
        return i;
    char *copy = lc_strdup(t->ctx, role);
    lc_trace_input *in = copy != NULL ? lc_tracing_push(t, &trace->inputs, &trace->input_count,
                                                        sizeof *trace->inputs)
                                      : NULL;
    t->failed |= in == NULL;
    if (in == NULL) {
        free(copy);
        return i;
    }
    in->role = copy;
    in->what = *role != '\0' ? lc_tr(t->ctx, lc_word_role(copy)) : "";
    return i;
}

static lc_trace_severity severity_of(const char *word)
{
    if (strcmp(word, "error") == 0)
        return LC_TRACE_ERROR;
    return strcmp(word, "warning") == 0 ? LC_TRACE_WARNING : LC_TRACE_NOTE;
}

static void keep_finding(lc_tracing *t, lc_stmt *row, size_t input, lc_trace_severity severity)
{
    lc_trace_finding *kept = lc_tracing_push(t, &t->trace->findings, &t->trace->finding_count,
                                             sizeof *t->trace->findings);
    if (kept == NULL)
        return;
    *kept = (lc_trace_finding){.input = input,
                               .severity = severity,
                               .row = lc_stmt_is_null(row, ROW) ? -1 : lc_stmt_int(row, ROW),
                               .feature = lc_tracing_copy(t, row, FEATURE),
                               .words = lc_make_words(t->store, row)};
    t->failed |= kept->words == NULL;
}

static lc_status take_finding(void *user, lc_stmt *row)
{
    lc_tracing *t = user;
    lc_trace *trace = t->trace;
    size_t i = lc_stmt_is_null(row, OF_INPUT) ? trace->input_count
                                              : lc_tracing_input(trace, lc_stmt_int(row, OF_INPUT));
    if (i == trace->input_count)
        i = whole_study(t, lc_stmt_text(row, OF_ROLE));
    if (i == trace->input_count)
        return LC_OK; /* the failure is remembered */
    lc_trace_severity severity = severity_of(lc_stmt_text(row, SEVERITY));
    lc_trace_input *in = &trace->inputs[i];
    in->findings.of[severity]++;
    trace->found.of[severity]++;
    if (lc_trace_total(&in->findings) <= LC_TRACE_INPUT_FINDINGS_MAX)
        keep_finding(t, row, i, severity);
    return LC_OK;
}

/* Targets that could not be read before other errors, then what has errors, what has warnings. */
static int gravity(const lc_trace_input *in)
{
    if (in->findings.of[LC_TRACE_ERROR] > 0)
        return strcmp(in->role, "targets") == 0 ? 0 : 1;
    return in->findings.of[LC_TRACE_WARNING] > 0 ? 2 : 3;
}

/* A kept finding where it came, for sorting. */
typedef struct arrived {
    lc_trace_finding finding;
    int gravity;
    size_t turn;
} arrived;

static int by_gravity(const void *a, const void *b)
{
    const arrived *p = a, *q = b;
    if (p->gravity != q->gravity)
        return p->gravity - q->gravity;
    if (p->finding.input != q->finding.input)
        return p->finding.input < q->finding.input ? -1 : 1;
    return p->turn < q->turn ? -1 : 1;
}

static void clear_finding(lc_trace_finding *finding)
{
    free(finding->feature);
    free(finding->words);
}

static lc_status sort_findings(lc_tracing *t)
{
    lc_trace *trace = t->trace;
    arrived *all = lc_alloc(t->ctx, trace->finding_count, sizeof *all);
    if (all == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < trace->finding_count; i++)
        all[i] =
            (arrived){trace->findings[i], gravity(&trace->inputs[trace->findings[i].input]), i};
    qsort(all, trace->finding_count, sizeof *all, by_gravity);
    for (size_t i = 0; i < trace->finding_count; i++)
        trace->findings[i] = all[i].finding;
    for (; trace->finding_count > LC_TRACE_FINDINGS_MAX; trace->finding_count--)
        clear_finding(&trace->findings[trace->finding_count - 1]);
    free(all);
    return LC_OK;
}

/* --- the whole --- */

lc_status lc_trace_read(lc_store *store, const lc_scope *scope, bool every, lc_trace *trace)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_tracing t = {.store = store,
                    .ctx = ctx,
                    .scope = scope,
                    .trace = trace,
                    .zh = lc_ctx_language(ctx) == LC_LANG_ZH,
                    .every = every};
    *trace = (lc_trace){0};
    lc_status status = lc_near_make(store);
    if (status == LC_OK)
        status = lc_tracing_each(&t, "report/trace_inputs", LC_BINDS_NONE, take_input);
    if (status == LC_OK)
        status = lc_tracing_each(&t, "report/trace_findings", LC_BINDS_SCOPE | LC_BINDS_GRAVE,
                                 take_finding);
    if (status == LC_OK)
        status = sort_findings(&t);
    if (status == LC_OK)
        status = lc_tracing_study(&t);
    if (status == LC_OK)
        status = lc_tracing_figures(&t);
    return status;
}

static void clear_inputs(lc_trace *trace)
{
    for (size_t i = 0; i < trace->input_count; i++) {
        lc_trace_input *in = &trace->inputs[i];
        char *texts[] = {in->role,   in->path, in->layer,    in->driver,
                         in->sha256, in->crs,  in->encoding, in->year};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            free(texts[k]);
    }
    free(trace->inputs);
}

static void clear_figures(lc_trace *trace)
{
    for (size_t i = 0; i < trace->figure_count; i++) {
        lc_trace_figure *f = &trace->figures[i];
        char *texts[] = {f->id,    f->name, f->unit,    f->says,    f->formula,
                         f->group, f->year, f->made_by, f->clauses, f->example};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            free(texts[k]);
        free(f->inputs);
    }
    free(trace->figures);
}

static void clear_settings(lc_trace_setting *settings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(settings[i].id);
        free(settings[i].name);
        free(settings[i].value);
    }
    free(settings);
}

static void clear_study(lc_trace *trace)
{
    for (size_t i = 0; i < trace->set_count; i++) {
        free(trace->sets[i].code);
        free(trace->sets[i].name);
        free(trace->sets[i].centre);
        free(trace->sets[i].holds);
    }
    free(trace->sets);
    for (size_t i = 0; i < trace->group_count; i++) {
        free(trace->groups[i].code);
        free(trace->groups[i].name);
        free(trace->groups[i].year);
        free(trace->groups[i].inputs);
    }
    free(trace->groups);
    clear_settings(trace->parameters, trace->parameter_count);
    clear_settings(trace->profiles, trace->profile_count);
    clear_settings(trace->versions, trace->version_count);
}

void lc_trace_clear(lc_trace *trace)
{
    for (size_t i = 0; i < trace->finding_count; i++)
        clear_finding(&trace->findings[i]);
    free(trace->findings);
    clear_inputs(trace);
    clear_figures(trace);
    clear_study(trace);
    *trace = (lc_trace){0};
}
