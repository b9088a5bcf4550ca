/* What each indicator means and is made of. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/page.h"
#include "report/trace_parts.h"
#include "report/units.h"
#include "report/words.h"
#include "store/indicators.h"

/* Columns of report/trace_figures. */
enum {
    ID,
    NAME,
    UNIT,
    MADE_BY,
    SAYS,
    FORMULA,
    INPUTS,
    GROUP,
    YEAR,
    FACTOR,
    TARGETS,
    ASKED_IN,
    REPORTED
};

/* --- inputs --- */

static bool is_among(const char *roles, const char *role)
{
    size_t size = strlen(role);
    for (const char *at = roles; *at != '\0'; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        if (length == size && strncmp(at, role, size) == 0)
            return true;
        at += length;
    }
    return false;
}

/* What a figure was made of. */
typedef struct sources {
    const char *roles;    /* of inputs, as the header of its file names them */
    const char *asked_in; /* the numbers of the inputs whose targets ask for it */
    bool reported;        /* some office reported it */
} sources;

/* Does the figure rest on an input? What comes along with a role need not be named: the table of
 * types with facilities, foot rules and heights with streets. */
static bool draws_on(const lc_trace_figure *f, const sources *s, const lc_trace_input *in)
{
    const char *role = in->role, *roles = s->roles;
    char number[24];
    (void)lc_print(number, sizeof number, "%lld", (long long)in->input_id);
    if (strcmp(role, "targets") == 0)
        return in->path == NULL ? f->targets > 0 : is_among(s->asked_in, number);
    if (strcmp(role, "observations") == 0)
        return s->reported || is_among(roles, role);
    if (strcmp(role, "indicators") == 0)
        return f->made_by != NULL && in->path != NULL && strcmp(f->made_by, in->path) == 0;
    if (strcmp(role, "context") == 0)
        return is_among(roles, role) && (in->bars || in->path == NULL);
    if (strcmp(role, "types") == 0)
        return is_among(roles, "facilities");
    if (strcmp(role, "foot_rules") == 0 || strcmp(role, "elevation") == 0)
        return is_among(roles, "streets");
    return is_among(roles, role);
}

static void link_inputs(lc_tracing *t, lc_trace_figure *f, const sources *from)
{
    for (size_t i = 0; i < t->trace->input_count; i++) {
        const lc_trace_input *in = &t->trace->inputs[i];
        if (!draws_on(f, from, in))
            continue;
        for (int s = 0; s < LC_TRACE_SEVERITIES; s++)
            f->findings.of[s] += in->findings.of[s];
        size_t *at = lc_tracing_push(t, &f->inputs, &f->input_count, sizeof *f->inputs);
        if (at != NULL)
            *at = i;
    }
}

/* --- a figure to work out again --- */

/* Columns of report/trace_example. */
enum { REGION, TYPES, WHO, MODE, LIMIT, VARIANT, NUMERATOR, DENOMINATOR, VALUE };

static void add_piece(lc_text *text, const char *piece)
{
    if (lc_text_blank(piece))
        return;
    if (text->size > 0)
        lc_text_add(text, " · ");
    lc_text_add(text, piece);
}

/* A key of a variant in words where it has some; a function list by its name, others by what is
 * asked of them. */
static const char *variant_words(const lc_tracing *t, const char *key)
{
    const char *words = lc_word_variant(key), *value = strchr(key, '=');
    if (words != key || value == NULL)
        return lc_tr(t->ctx, words);
    for (size_t i = 0; i < t->trace->set_count; i++)
        if (strncmp(key, "list=", 5) == 0 && strcmp(t->trace->sets[i].code, value + 1) == 0)
            return t->trace->sets[i].name;
    return value + 1;
}

/* "level=town|list=one_plus_n" */
static void add_variant(lc_tracing *t, lc_text *text, const char *variant)
{
    char key[LC_VARIANT_MAX];
    for (const char *at = variant; *at != '\0'; at += strspn(at, "|")) {
        size_t size = strcspn(at, "|");
        (void)lc_print(key, sizeof key, "%.*s", (int)size, at);
        add_piece(text, variant_words(t, key));
        at += size;
    }
}

static lc_figure number(double value)
{
    return lc_figure_decimal(value, value == round(value) ? 0 : 2);
}

static void add_limit(lc_tracing *t, lc_text *text, double limit_min)
{
    static const char mark[] = "{limit}";
    const char *words = lc_tr(t->ctx, LC_N("{limit} minutes")), *at = strstr(words, mark);
    if (!isfinite(limit_min) || at == NULL)
        return;
    lc_text_add(text, " · ");
    lc_text_add_bytes(text, words, (size_t)(at - words));
    lc_text_add(text, number(limit_min).s);
    lc_text_add(text, at + strlen(mark));
}

/* "12 / 48 x 1,000 = 250" and, of a share, what that is in %. */
static void add_sum(lc_text *text, lc_stmt *row, double factor, const char *unit)
{
    double value = lc_stmt_double(row, VALUE);
    lc_text_add(text, number(lc_stmt_double(row, NUMERATOR)).s);
    lc_text_add(text, " ÷ ");
    lc_text_add(text, number(lc_stmt_double(row, DENOMINATOR)).s);
    if (factor != 1) {
        lc_text_add(text, " × ");
        lc_text_add(text, number(factor).s);
    }
    lc_text_add(text, " = ");
    bool share = strcmp(unit, "1") == 0;
    lc_text_add(text, share ? lc_figure_share(value).s : number(value).s);
}

typedef struct example {
    lc_tracing *t;
    lc_trace_figure *figure;
    const char *unit;
    double factor;
} example;

static lc_status take_example(void *user, lc_stmt *row)
{
    example *e = user;
    lc_text text;
    lc_text_init(&text, e->t->ctx);
    add_piece(&text, lc_stmt_text(row, REGION));
    add_piece(&text, lc_stmt_text(row, TYPES));
    add_piece(&text, lc_stmt_text(row, WHO));
    add_piece(&text, lc_tr(e->t->ctx, lc_word_variant(lc_stmt_text(row, MODE))));
    add_limit(e->t, &text, lc_stmt_double(row, LIMIT));
    add_variant(e->t, &text, lc_stmt_text(row, VARIANT));
    lc_text_add(&text, e->t->zh ? "：" : ": ");
    add_sum(&text, row, e->factor, e->unit);
    e->figure->example = lc_tracing_take(e->t, &text);
    return LC_OK;
}

static lc_status find_example(lc_tracing *t, lc_trace_figure *f, const char *unit, double factor)
{
    lc_stmt *stmt = NULL;
    example e = {t, f, unit, factor};
    lc_status status = lc_store_query(t->store, "report/trace_example", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":zh", t->zh);
        lc_scope_bind(stmt, t->scope);
        lc_stmt_bind_text(stmt, ":indicator", f->id);
    }
    return lc_tracing_rows(t, status, stmt, take_example, &e);
}

/* --- figures --- */

static char *unit_words(lc_tracing *t, const char *unit)
{
    lc_text text;
    lc_text_init(&text, t->ctx);
    if (strcmp(unit, "1") == 0)
        lc_text_add(&text, "%");
    else
        lc_unit_add(t->ctx, &text, unit, false);
    char *words = lc_tracing_take(t, &text);
    return words != NULL ? lc_text_trim(words) : NULL;
}

static lc_status take_figure(void *user, lc_stmt *row)
{
    lc_tracing *t = user;
    lc_trace_figure *f =
        lc_tracing_push(t, &t->trace->figures, &t->trace->figure_count, sizeof *t->trace->figures);
    if (f == NULL)
        return LC_OK;
    const char *unit = lc_stmt_text(row, UNIT), *roles = lc_stmt_text(row, INPUTS);
    const char *asked_in = lc_stmt_text(row, ASKED_IN);
    const sources from = {roles != NULL ? roles : "", asked_in != NULL ? asked_in : "",
                          lc_stmt_int(row, REPORTED) != 0};
    *f = (lc_trace_figure){.id = lc_tracing_copy(t, row, ID),
                           .name = lc_tracing_copy(t, row, NAME),
                           .unit = unit_words(t, unit),
                           .says = lc_tracing_copy(t, row, SAYS),
                           .formula = lc_tracing_copy(t, row, FORMULA),
                           .group = lc_tracing_copy(t, row, GROUP),
                           .year = lc_tracing_copy(t, row, YEAR),
                           .made_by = lc_tracing_copy(t, row, MADE_BY),
                           .targets = lc_stmt_int(row, TARGETS)};
    f->walks = is_among(from.roles, "streets");
    f->of_facilities = is_among(from.roles, "facilities");
    link_inputs(t, f, &from);
    if (lc_stmt_is_null(row, FACTOR) || t->failed)
        return LC_OK;
    return find_example(t, f, unit, lc_stmt_double(row, FACTOR));
}

/* --- clauses --- */

enum { CLAUSE_INDICATOR, CLAUSE_PLAN, CLAUSE_SOURCE };

/* The clauses of one indicator, while they are collected. */
typedef struct clauses {
    lc_tracing *t;
    lc_trace_figure *figure;
    lc_text text;
    char *plan;
} clauses;

static void end_clauses(clauses *c)
{
    if (c->figure != NULL)
        c->figure->clauses = lc_tracing_take(c->t, &c->text);
    else
        lc_text_clear(&c->text);
    free(c->plan);
    *c = (clauses){.t = c->t};
    lc_text_init(&c->text, c->t->ctx);
}

static lc_trace_figure *find_figure(lc_trace *trace, const char *id)
{
    for (size_t i = 0; i < trace->figure_count; i++)
        if (strcmp(trace->figures[i].id, id) == 0)
            return &trace->figures[i];
    return NULL;
}

static lc_status take_clause(void *user, lc_stmt *row)
{
    clauses *c = user;
    const char *id = lc_stmt_text(row, CLAUSE_INDICATOR), *plan = lc_stmt_text(row, CLAUSE_PLAN);
    const char *source = lc_stmt_text(row, CLAUSE_SOURCE);
    if (c->figure == NULL || strcmp(c->figure->id, id) != 0) {
        end_clauses(c);
        c->figure = find_figure(c->t->trace, id);
    }
    bool same = c->plan != NULL && strcmp(c->plan, plan) == 0;
    if (!same) {
        free(c->plan);
        c->plan = lc_tracing_copy(c->t, row, CLAUSE_PLAN);
        if (c->text.size > 0)
            lc_text_add(&c->text, lc_tr(c->t->ctx, LC_N("; ")));
        lc_text_add(&c->text, plan);
    }
    if (!lc_text_blank(source)) {
        lc_text_add(&c->text, same ? (c->t->zh ? "、" : ", ") : (c->t->zh ? "：" : ": "));
        lc_text_add(&c->text, source);
    }
    return LC_OK;
}

static lc_status read_clauses(lc_tracing *t)
{
    lc_stmt *stmt = NULL;
    clauses c = {.t = t};
    lc_text_init(&c.text, t->ctx);
    lc_status status = lc_store_query(t->store, "report/trace_clauses", &stmt);
    if (status == LC_OK)
        lc_scope_bind(stmt, t->scope);
    status = lc_tracing_rows(t, status, stmt, take_clause, &c);
    end_clauses(&c);
    lc_text_clear(&c.text);
    return status == LC_OK && t->failed ? lc_fail_memory(t->ctx) : status;
}

lc_status lc_tracing_figures(lc_tracing *t)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(t->store, "report/trace_figures", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":zh", t->zh);
        lc_stmt_bind_int(stmt, ":every", t->every);
        lc_scope_bind(stmt, t->scope);
    }
    status = lc_tracing_rows(t, status, stmt, take_figure, t);
    return status == LC_OK ? read_clauses(t) : status;
}
