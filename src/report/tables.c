/* indicators.csv, gaps.csv, circles.csv, findings.csv, trend.csv and summary.json: the same
 * queries, two ways of writing a row. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/file.h"
#include "report/make.h"
#include "report/report.h"

typedef enum row_form { FORM_CSV, FORM_JSON } row_form;

enum { MADE_MAX = 3 };
typedef struct made_column {
    const char *name; /* NULL: the end */
    lc_make_fn *make;
} made_column;

typedef struct table {
    const char *name;  /* of the file and of the JSON member */
    const char *query; /* its columns are the table's, but the first `hidden` ones */
    int hidden;
    int made_after;          /* behind this column stand those that are made; -1 where none are */
    const made_column *made; /* as many as have a name, at most MADE_MAX */
} table;

static const table indicators = {"indicators", "report/indicators", 0, -1, NULL};
static const made_column closes[] = {{"closes", lc_make_closes}, {NULL, NULL}};
static const made_column words[] = {{"message", lc_make_words},
                                    {"reason", lc_make_reason},
                                    {"advice", lc_make_advice},
                                    {NULL, NULL}};

static const table gaps = {"gaps", "report/gaps", 6, 16, closes};
static const table circles = {"circles", "report/circles", 0, -1, NULL};
static const table trend = {"trend", "report/trend", 0, -1, NULL};
static const table findings = {"findings", "report/findings", 4, 12, words};

/* Piece by piece: this is written for every cell. */
static void add_key(lc_text *text, const char *name)
{
    lc_text_add(text, "\"");
    lc_text_add(text, name);
    lc_text_add(text, "\":");
}

static void add_cell(lc_text *text, row_form form, lc_stmt *stmt, int column, bool is_number)
{
    if (form == FORM_JSON && is_number)
        lc_text_add_number(text, lc_stmt_double(stmt, column), "null");
    else if (is_number)
        lc_text_add_number(text, lc_stmt_double(stmt, column), "");
    else if (form == FORM_JSON)
        lc_text_add_json(text, lc_stmt_text(stmt, column));
    else
        lc_text_add_csv(text, lc_stmt_text(stmt, column));
}

static void add_made(lc_text *text, row_form form, const char *name, const char *made)
{
    if (form == FORM_CSV) {
        lc_text_add(text, ",");
        lc_text_add_csv(text, made);
    } else {
        lc_text_add(text, ",");
        add_key(text, name);
        lc_text_add_json(text, made);
    }
}

static void add_row(lc_text *text, row_form form, const table *t, lc_stmt *stmt,
                    char *const made[MADE_MAX])
{
    int count = lc_stmt_column_count(stmt);
    lc_text_add(text, form == FORM_JSON ? "{" : "");
    for (int column = t->hidden; column < count; column++) {
        lc_text_add(text, column > t->hidden ? "," : "");
        if (form == FORM_JSON)
            add_key(text, lc_stmt_column_name(stmt, column));
        add_cell(text, form, stmt, column, lc_stmt_is_number(stmt, column));
        for (int i = 0; column == t->made_after && t->made[i].name != NULL; i++)
            add_made(text, form, t->made[i].name, made[i]);
    }
    lc_text_add(text, form == FORM_JSON ? "}" : "\r\n");
}

static void add_header(lc_text *text, const table *t, lc_stmt *stmt)
{
    for (int column = t->hidden; column < lc_stmt_column_count(stmt); column++) {
        lc_text_add(text, column > t->hidden ? "," : "");
        lc_text_add_csv(text, lc_stmt_column_name(stmt, column));
        for (int i = 0; column == t->made_after && t->made[i].name != NULL; i++)
            lc_text_addf(text, ",%s", t->made[i].name);
    }
    lc_text_add(text, "\r\n");
}

static lc_status write_one(lc_store *store, lc_out *out, row_form form, const table *t,
                           lc_stmt *stmt)
{
    char *made[MADE_MAX] = {NULL};
    lc_status status = LC_OK;
    for (int i = 0; t->made != NULL && status == LC_OK && t->made[i].name != NULL; i++)
        status = (made[i] = t->made[i].make(store, stmt)) != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK)
        add_row(&out->text, form, t, stmt, made);
    for (int i = 0; i < MADE_MAX; i++)
        free(made[i]);
    return status == LC_OK ? lc_out_flush(out) : status;
}

static lc_status write_rows(lc_store *store, lc_out *out, row_form form, const table *t)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, t->query, &stmt);
    if (status == LC_OK && form == FORM_CSV)
        add_header(&out->text, t, stmt);
    for (int64_t i = 0; status == LC_OK; i++) {
        status = lc_stmt_step(stmt, &row);
        if (status != LC_OK || !row)
            break;
        if (form == FORM_JSON)
            lc_text_add(&out->text, i > 0 ? ",\n" : "\n");
        status = write_one(store, out, form, t, stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

static lc_status write_csv(lc_store *store, const char *folder, bool bom, const table *t)
{
    char name[64];
    lc_out out;
    (void)snprintf(name, sizeof name, "%s.csv", t->name);
    lc_status status = lc_out_open(lc_store_ctx(store), folder, name, &out);
    if (bom)
        lc_text_add(&out.text, "\xEF\xBB\xBF");
    if (status == LC_OK)
        status = write_rows(store, &out, FORM_CSV, t);
    return lc_out_close(&out, status);
}

static lc_status write_trend(lc_store *store, const char *folder, bool bom)
{
    int64_t there = 0;
    lc_status status = lc_store_count(store, "report/has_trend", &there);
    return status == LC_OK && there != 0 ? write_csv(store, folder, bom, &trend) : status;
}

lc_status lc_report_tables(lc_store *store, const char *folder, bool bom)
{
    lc_status status = write_csv(store, folder, bom, &indicators);
    if (status == LC_OK)
        status = write_csv(store, folder, bom, &gaps);
    if (status == LC_OK)
        status = write_csv(store, folder, bom, &circles);
    if (status == LC_OK)
        status = write_csv(store, folder, bom, &findings);
    return status == LC_OK ? write_trend(store, folder, bom) : status;
}

static lc_status write_list(lc_store *store, lc_out *out, const table *t)
{
    lc_text_addf(&out->text, ",\n\"%s\":[", t->name);
    lc_status status = write_rows(store, out, FORM_JSON, t);
    lc_text_add(&out->text, "]");
    return status;
}

lc_status lc_report_summary(lc_store *store, const char *folder)
{
    static const table lists[] = {{"parameters", "report/parameters", 0, -1, NULL},
                                  {"versions", "report/versions", 0, -1, NULL},
                                  {"inputs", "report/inputs", 0, -1, NULL},
                                  {"regions", "report/region_list", 0, -1, NULL}};
    int64_t has_trend = 0;
    lc_out out;
    lc_status status = lc_out_open(lc_store_ctx(store), folder, "summary.json", &out);
    lc_text_add(&out.text, "{\"format\":\"lifecircle-summary-1\"");
    for (size_t i = 0; status == LC_OK && i < sizeof lists / sizeof *lists; i++)
        status = write_list(store, &out, &lists[i]);
    if (status == LC_OK)
        status = write_list(store, &out, &circles);
    if (status == LC_OK)
        status = write_list(store, &out, &gaps);
    if (status == LC_OK)
        status = write_list(store, &out, &indicators);
    if (status == LC_OK)
        status = lc_store_count(store, "report/has_trend", &has_trend);
    if (status == LC_OK && has_trend != 0)
        status = write_list(store, &out, &trend);
    if (status == LC_OK)
        status = write_list(store, &out, &findings);
    lc_text_add(&out.text, "}\n");
    return lc_out_close(&out, status);
}
