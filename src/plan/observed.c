/* Reported figures beside the study's day and beside the computed ones. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan/desk.h"

enum { FIELD_MAX = 640, FIGURE_MAX = 96, DAY_MAX = 32 };

/* Columns of both queries. */
enum { INPUT, ROW, REGION, INDICATOR, PARAMETERS, DAY, REGION_ID, VALUE, ROUNDING, UNIT };

/* The same day a year before ("YYYY-MM-DD"). Days are compared as texts, so 29 February needs no
 * care. */
static void year_before(const char *day, char out[DAY_MAX])
{
    snprintf(out, DAY_MAX, "%04d%.6s", atoi(day) - 1, day + 4);
}

/* What a figure is of: the key of a reported one, else the indicator with its parameters. */
static void name_question(lc_stmt *row, char out[FIELD_MAX])
{
    const char *indicator = lc_stmt_text(row, INDICATOR), *given = lc_stmt_text(row, PARAMETERS);
    if (strcmp(indicator, "reported") == 0)
        snprintf(out, FIELD_MAX, "%s", given + strlen("key="));
    else
        snprintf(out, FIELD_MAX, "%s%s%s%s", indicator, given[0] != '\0' ? " (" : "", given,
                 given[0] != '\0' ? ")" : "");
}

static lc_status tell(const desk *d, lc_stmt *row, const char *code, const char *value,
                      const char *detail)
{
    char field[FIELD_MAX];
    name_question(row, field);
    return lc_store_finding_add(d->store, &(lc_finding){.code = code,
                                                        .input_id = lc_stmt_int(row, INPUT),
                                                        .row = lc_stmt_int(row, ROW),
                                                        .has_row = true,
                                                        .feature = lc_stmt_text(row, REGION),
                                                        .field = field,
                                                        .value = value,
                                                        .detail = detail});
}

static lc_status tell_old(const desk *d, const char *since)
{
    lc_stmt *row = NULL;
    bool more = false;
    lc_status status = lc_store_query(d->store, "plan/read_old_observations", &row);
    if (status == LC_OK)
        lc_stmt_bind_text(row, ":since", since);
    while (status == LC_OK && (status = lc_stmt_step(row, &more)) == LC_OK && more)
        status = tell(d, row, "observation_old", lc_stmt_text(row, DAY), d->as_of);
    lc_stmt_free(row);
    return status;
}

/* --- reported and computed --- */

/* Appends to `out`; what does not fit is cut. */
static void add_words(char out[FIGURE_MAX], const char *before, const char *words,
                      const char *behind)
{
    size_t used = strlen(out);
    snprintf(out + used, FIGURE_MAX - used, "%s%.40s%s", before, words, behind);
}

/* A figure in the unit that it was reported in; nothing for NAN. */
static void add_number(char out[FIGURE_MAX], double value, const char *unit)
{
    char number[40];
    double shown = value * target_unit_scale(unit);
    if (isnan(value))
        return;
    lc_print(number, sizeof number, fabs(shown) < 1e6 ? "%.6g" : "%.0f", shown);
    add_words(out, "", number, "");
}

/* "5 beds (2025-12-31)" */
static void print_reported(double value, const char *unit, const char *day, char out[FIGURE_MAX])
{
    out[0] = '\0';
    add_number(out, value, unit);
    if (unit != NULL)
        add_words(out, " ", unit, "");
    add_words(out, " (", day, ")");
}

/* "2 beds", or bounds: "5286..5335 beds", "5286.. beds" */
static void print_computed(const reading *r, const char *unit, char out[FIGURE_MAX])
{
    out[0] = '\0';
    add_number(out, isnan(r->value) ? r->low : r->value, unit);
    if (isnan(r->value)) {
        add_words(out, "..", "", "");
        add_number(out, r->high, unit);
    }
    if (unit != NULL)
        add_words(out, " ", unit, "");
}

/* The computed figure, of bounds the one nearest to what is reported; NAN when nothing is known
 * that speaks against it. */
static double nearest_computed(const reading *r, double reported)
{
    if (!isnan(r->value))
        return r->value;
    if (reported < r->low)
        return r->low;
    return reported > r->high ? r->high : NAN;
}

/* Do they differ by more than the reported figure's rounding: half a unit of its last digit, or a
 * two hundredth of it where that is more? A sum's last bits are no difference. */
static bool differ(double reported, double computed, double rounding)
{
    double allowed = fmax(isnan(rounding) ? 0 : rounding, 0.005 * fabs(reported));
    return fabs(reported - computed) > allowed + 1e-9 * fmax(1e-3, fabs(reported));
}

static lc_status compare_one(const desk *d, lc_stmt *row)
{
    target t = {.region_id = lc_stmt_int(row, REGION_ID)};
    reading r;
    double value = lc_stmt_double(row, VALUE);
    char reported[FIGURE_MAX], computed[FIGURE_MAX];
    const target_words words = {.scope = "self",
                                .indicator = lc_stmt_text(row, INDICATOR),
                                .parameters = lc_stmt_text(row, PARAMETERS),
                                .op = "=",
                                .value = value,
                                .store = d->store,
                                .default_mode = d->default_mode};
    target_parse(&words, &t);
    if (t.mode[0] == '\0')
        memcpy(t.mode, d->default_mode, sizeof t.mode);
    lc_status status = reading_get(d, &t, t.region_id, &r);
    double nearest = nearest_computed(&r, value);
    if (status != LC_OK || isnan(nearest) || !differ(value, nearest, lc_stmt_double(row, ROUNDING)))
        return status;
    const char *unit = lc_stmt_text(row, UNIT);
    print_reported(value, unit, lc_stmt_text(row, DAY), reported);
    print_computed(&r, unit, computed);
    return tell(d, row, "observation_differs", reported, computed);
}

/* Only figures of the last year: what was so before may well be otherwise now. */
static lc_status tell_differing(const desk *d, const char *since)
{
    lc_stmt *row = NULL;
    bool more = false;
    lc_status status = lc_store_query(d->store, "plan/read_recent_observations", &row);
    if (status == LC_OK) {
        lc_stmt_bind_text(row, ":day", d->as_of);
        lc_stmt_bind_text(row, ":since", since);
    }
    while (status == LC_OK && (status = lc_stmt_step(row, &more)) == LC_OK && more) {
        status = compare_one(d, row);
        if (status == LC_OK)
            status = lc_tick(d->ctx, 0, 0);
    }
    lc_stmt_free(row);
    return status;
}

lc_status observed_check(const desk *d)
{
    char since[DAY_MAX];
    year_before(d->as_of, since);
    lc_status status = tell_old(d, since);
    return status == LC_OK ? tell_differing(d, since) : status;
}
