/* The check for programs. */
#include <stdlib.h>

#include "run/api.h"
#include "run/check.h"

/* Where the document goes, piece by piece. */
typedef struct sink {
    const lc_checked *checked;
    lc_write_fn *write;
    void *user;
    size_t told; /* members of the list that is open */
} sink;

static void add_text(lc_text *text, const char *name, const char *value)
{
    lc_text_addf(text, "\"%s\":", name);
    lc_text_add_json(text, value);
    lc_text_add(text, ",");
}

static void add_whole(lc_text *text, const char *name, lc_stmt *row, int column)
{
    lc_text_addf(text, "\"%s\":", name);
    if (lc_stmt_is_null(row, column))
        lc_text_add(text, "null,");
    else
        lc_text_addf(text, "%lld,", (long long)lc_stmt_int(row, column));
}

static lc_status add_input(void *user, lc_stmt *row)
{
    static const char *const texts[] = {"role", "file", "layer", "driver", "crs", "encoding"};
    sink *s = user;
    lc_text text;
    lc_text_init(&text, lc_store_ctx(s->checked->store));
    lc_text_add(&text, s->told++ > 0 ? ",\n{" : "\n{");
    for (int i = 0; i < 6; i++)
        add_text(&text, texts[i], lc_stmt_text(row, i + 1));
    add_whole(&text, "rows_read", row, 7);
    add_whole(&text, "rows_used", row, 8);
    lc_text_addf(&text, "\"rows_doubtful\":%lld}", (long long)lc_stmt_int(row, 9));
    return lc_run_say(s->write, s->user, &text);
}

typedef char *words_fn(lc_ctx *ctx, const char *code, const char *field, const char *value,
                       const char *detail);

static void add_words(lc_text *text, const char *name, words_fn *words, lc_stmt *row)
{
    char *made = words(text->ctx, lc_stmt_text(row, CODE), lc_stmt_text(row, FIELD),
                       lc_stmt_text(row, VALUE), lc_stmt_text(row, DETAIL));
    text->failed |= made == NULL;
    add_text(text, name, made);
    free(made);
}

static lc_status add_finding(void *user, lc_stmt *row)
{
    sink *s = user;
    lc_text text;
    lc_text_init(&text, lc_store_ctx(s->checked->store));
    lc_text_add(&text, s->told++ > 0 ? ",\n{" : "\n{");
    add_text(&text, "severity", lc_stmt_text(row, SEVERITY));
    add_text(&text, "code", lc_stmt_text(row, CODE));
    add_text(&text, "stage", lc_stmt_text(row, STAGE));
    add_text(&text, "role", lc_stmt_text(row, ROLE));
    add_text(&text, "file", lc_stmt_text(row, FILE_NAME));
    add_text(&text, "layer", lc_stmt_text(row, LAYER));
    add_whole(&text, "row", row, ROW_NO);
    add_text(&text, "cell", lc_stmt_text(row, CELL));
    add_text(&text, "feature", lc_stmt_text(row, FEATURE));
    add_text(&text, "field", lc_stmt_text(row, FIELD));
    add_text(&text, "value", lc_stmt_text(row, VALUE));
    add_words(&text, "reason", lc_finding_reason, row);
    add_words(&text, "advice", lc_finding_advice, row);
    lc_text_add(&text, "\"lon\":");
    lc_text_add_number(&text, lc_stmt_double(row, LON_DEG), "null");
    lc_text_add(&text, ",\"lat\":");
    lc_text_add_number(&text, lc_stmt_double(row, LAT_DEG), "null");
    lc_text_add(&text, "}");
    return lc_run_say(s->write, s->user, &text);
}

static lc_status add_head(const sink *s)
{
    const lc_checked *c = s->checked;
    lc_ctx *ctx = lc_store_ctx(c->store);
    bool zh = lc_ctx_language(ctx) == LC_LANG_ZH;
    const char *title = zh || c->study->title_en == NULL ? c->study->title_zh : c->study->title_en;
    lc_text text;
    lc_text_init(&text, ctx);
    lc_text_add(&text, "{\"format\":\"lifecircle-check-1\",\n");
    add_text(&text, "language", zh ? "zh" : "en");
    add_text(&text, "study", c->path);
    add_text(&text, "title", title != NULL ? title : c->study->title_en);
    add_text(&text, "as_of", c->study->as_of);
    lc_text_addf(&text,
                 "\n\"usable\":%s,\n\"counts\":{\"error\":%lld,\"warning\":%lld,\"note\":%lld}",
                 c->result->stops == 0 ? "true" : "false", (long long)c->result->errors,
                 (long long)c->result->warnings, (long long)c->result->notes);
    if (c->fixed != NULL) {
        lc_text_add(&text, ",\n\"fixed\":{\"folder\":");
        lc_text_add_json(&text, c->fixed);
        lc_text_addf(&text, ",\"changes\":%lld}", (long long)c->changes);
    }
    return lc_run_say(s->write, s->user, &text);
}

static lc_status add_list(sink *s, const char *name, const char *query, lc_row_fn *add)
{
    lc_stmt *stmt = NULL;
    s->told = 0;
    s->write(s->user, ",\n\"");
    s->write(s->user, name);
    s->write(s->user, "\":[");
    lc_status status = lc_store_query(s->checked->store, query, &stmt);
    if (status == LC_OK && add == add_finding)
        lc_finding_bind_grave(stmt);
    status = lc_store_rows(status, stmt, add, s);
    s->write(s->user, "]");
    return status;
}

lc_status lc_check_json(const lc_checked *checked, lc_write_fn *write, void *user)
{
    sink s = {.checked = checked, .write = write, .user = user};
    lc_status status = add_head(&s);
    if (status == LC_OK)
        status = add_list(&s, "inputs", "run/check_inputs", add_input);
    if (status == LC_OK)
        status = add_list(&s, "findings", "run/check_findings", add_finding);
    write(user, "}\n");
    return status;
}
