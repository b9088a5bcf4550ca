#include "indicator/own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "indicator/frame.h"
#include "store/indicators.h"

/* The columns in the order that indicator/insert_values takes them, `indicator` between the first
 * two. */
enum {
    C_REGION,
    C_TYPES,
    C_GROUP,
    C_MODE,
    C_LIMIT,
    C_VARIANT,
    C_VALUE,
    C_NUMERATOR,
    C_DENOMINATOR,
    C_MISSING,
    C_LOW,
    C_HIGH,
    C_COUNT
};
static const char *const names[C_COUNT] = {"region_id",   "types",   "group_code", "mode",
                                           "limit_min",   "variant", "value",      "numerator",
                                           "denominator", "missing", "low",        "high"};

enum {
    MISSING_MAX = 1000000000, /* rows that lack a figure */
    ROWS_PER_REGION = 2000,   /* sets, groups, measures and limits, and variants of them */
    WORD_MAX = 300            /* bytes of types, group_code, mode, variant */
};

typedef struct own_run {
    lc_store *store;
    lc_ctx *ctx;
    frame_ids regions;
    lc_own_file file;
    lc_stmt *select;
    int column[C_COUNT]; /* -1: the statement does not give it */
    lc_rows *rows;
    int64_t row; /* from 1 */
} own_run;

/* A figure for every home of a large city takes some hundred million steps: a second or two. */
static const int64_t steps_max = 3000000000;
static const int64_t bytes_max = (int64_t)1 << 30;

static lc_status refuse(const own_run *r, int column, const char *what)
{
    return lc_fail(r->ctx, LC_INPUT, "%s: row %lld, column %s: %s.", r->file.path,
                   (long long)r->row, names[column], lc_tr(r->ctx, what));
}

static void find_columns(own_run *r)
{
    for (int c = 0; c < C_COUNT; c++) {
        r->column[c] = -1;
        for (int i = 0; i < lc_stmt_column_count(r->select); i++)
            if (strcmp(names[c], lc_stmt_column_name(r->select, i)) == 0)
                r->column[c] = i;
    }
}

static bool is_given(const own_run *r, int column)
{
    return r->column[column] >= 0 && !lc_stmt_is_null(r->select, r->column[column]);
}

/* A number, NAN where the statement gives none. False for a text. */
static bool number_of(const own_run *r, int column, double *out)
{
    *out = NAN;
    if (!is_given(r, column))
        return true;
    if (!lc_stmt_is_number(r->select, r->column[column]))
        return false;
    *out = lc_stmt_double(r->select, r->column[column]);
    return isfinite(*out);
}

static lc_status add_row(own_run *r)
{
    double numbers[C_COUNT];
    for (int c = 0; c < C_COUNT; c++)
        if ((c == C_REGION || c == C_LIMIT || c >= C_VALUE) && !number_of(r, c, &numbers[c]))
            return refuse(r, c, LC_N("is no number"));
    int64_t region_id = is_given(r, C_REGION) ? lc_stmt_int(r->select, r->column[C_REGION]) : 0;
    if (frame_index(&r->regions, region_id) == SIZE_MAX)
        return refuse(r, C_REGION, LC_N("is no region_id of the table region"));
    if (numbers[C_MISSING] < 0)
        return refuse(r, C_MISSING, LC_N("is negative"));
    if (numbers[C_MISSING] > MISSING_MAX)
        return refuse(r, C_MISSING, LC_N("is too large"));
    for (int c = C_TYPES; c <= C_VARIANT; c++)
        if (c != C_LIMIT && is_given(r, c) &&
            strlen(lc_stmt_text(r->select, r->column[c])) > WORD_MAX)
            return refuse(r, c, LC_N("is longer than 300 bytes"));
    lc_rows_add_int(r->rows, region_id);
    lc_rows_add_text(r->rows, r->file.info.id);
    for (int c = C_TYPES; c <= C_VARIANT; c++) {
        if (c == C_LIMIT)
            lc_rows_add_double(r->rows, isnan(numbers[c]) ? 0 : numbers[c]);
        else
            lc_rows_add_text(r->rows, is_given(r, c) ? lc_stmt_text(r->select, r->column[c]) : "");
    }
    for (int c = C_VALUE; c < C_COUNT; c++) {
        if (c == C_MISSING)
            lc_rows_add_int(r->rows, isnan(numbers[c]) ? 0 : (int64_t)numbers[c]);
        else
            lc_rows_add_double(r->rows, numbers[c]);
    }
    return LC_OK;
}

/* In the words of its author: which file, and what to do. */
static lc_status fail_bound(const own_run *r, lc_db_bounds bound)
{
    const char *words = "";
    if (bound == LC_DB_CLOCK)
        words = LC_N("it asks what day it is ('now'), and would give something else tomorrow; "
                     "write the day, or read as_of from the table parameter");
    else if (bound == LC_DB_STEPS)
        words = LC_N("it does not come to an end (3 thousand million steps were made); join each "
                     "table to the others with ON");
    else
        words = LC_N("it needs more than 1 GB of memory; join each table to the others with ON, "
                     "and group early");
    return lc_fail(r->ctx, LC_INPUT, "%s: the statement was stopped: %s.", r->file.path,
                   lc_tr(r->ctx, words));
}

/* What SQLite says of a text too large, so that it can be said in Chinese, too. */
static const char *words_of(lc_ctx *ctx, const char *message)
{
    static const char *const known[] = {LC_N("string or blob too big"),
                                        LC_N("LIKE or GLOB pattern too complex")};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i], message) == 0)
            return lc_tr(ctx, known[i]);
    return message;
}

static lc_status next_row(own_run *r, bool *row)
{
    lc_status status = lc_stmt_step(r->select, row);
    if (status != LC_OK || !*row)
        return status;
    if (r->row++ == (int64_t)r->regions.count * ROWS_PER_REGION)
        return lc_fail(r->ctx, LC_INPUT,
                       "%s: gives more than %lld rows, %d for each region; group them, and use "
                       "variants for what targets ask alone.",
                       r->file.path, (long long)r->row - 1, ROWS_PER_REGION);
    return add_row(r);
}

/* All rows are read before any is written: the statement may read the table that they go to. */
static lc_status read_rows(own_run *r)
{
    lc_db *db = lc_store_db(r->store);
    bool row = true;
    lc_status status = LC_OK;
    lc_db_bound(db, steps_max, bytes_max);
    while (status == LC_OK && row)
        status = next_row(r, &row);
    const lc_db_bounds bound = lc_db_unbound(db);
    if (bound != LC_DB_WITHIN && (status == LC_OK || status == LC_CANCELLED) &&
        !lc_cancelled(r->ctx))
        return fail_bound(r, bound);
    if (status != LC_INTERNAL)
        return status;
    lc_ctx_forget(r->ctx); /* the statement is the user's, not ours to be sorry for */
    return lc_fail(r->ctx, LC_INPUT, "%s: the statement fails at row %lld: %s", r->file.path,
                   (long long)r->row + 1, words_of(r->ctx, lc_db_message(db)));
}

static lc_status write_rows(own_run *r)
{
    lc_stmt *insert = NULL;
    int64_t count = (int64_t)lc_rows_count(r->rows);
    if (count == 0)
        return LC_OK;
    lc_status status = lc_store_query(r->store, "indicator/insert_values", &insert);
    if (status == LC_OK)
        status = lc_rows_run(r->rows, insert);
    if (status == LC_OK && lc_db_changes(lc_store_db(r->store)) != count)
        status = lc_fail(r->ctx, LC_INPUT,
                         "%s: gives more than one row for a region and its types, group_code, "
                         "mode, limit_min and variant; add GROUP BY.",
                         r->file.path);
    lc_stmt_free(insert);
    return status;
}

static lc_status fill_one(own_run *r, size_t i)
{
    r->row = 0;
    r->rows = lc_rows_new(r->ctx, C_COUNT + 1);
    lc_status status = r->rows == NULL ? LC_MEMORY : lc_own_indicator_open(r->store, i, &r->select);
    if (status == LC_OK) {
        find_columns(r);
        status = read_rows(r);
    }
    if (status == LC_OK)
        status = write_rows(r);
    lc_stmt_free(r->select);
    r->select = NULL;
    lc_rows_free(r->rows);
    return status == LC_OK ? lc_tick(r->ctx, 0, 0) : status;
}

lc_status own_fill(lc_store *store)
{
    own_run r = {.store = store, .ctx = lc_store_ctx(store)};
    lc_status status = frame_read_ids(store, "indicator/read_regions", 0, &r.regions);
    for (size_t i = 0; status == LC_OK && lc_own_indicator(store, i, &r.file); i++)
        status = fill_one(&r, i);
    free(r.regions.id);
    return status;
}

lc_status own_note_inputs(lc_store *store)
{
    lc_own_file file;
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && lc_own_indicator(store, i, &file); i++) {
        int64_t input_id;
        status = lc_store_input_add(store,
                                    &(lc_input){.role = "indicators",
                                                .path = file.path,
                                                .size_bytes = file.size_bytes,
                                                .sha256 = file.sha256},
                                    &input_id);
    }
    return status;
}
