#include "report/closes.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "report/sentence.h"
#include "report/units.h"

/* Members named one by one before the rest is only counted. */
enum { NAMES_SHOWN = 12 };

/* 1234567.5 -> "1,234,568": whole, rounded up, for what has to be built. */
static void add_grouped(lc_text *text, double amount)
{
    char digits[32];
    int size = lc_print(digits, sizeof digits, "%.0f", ceil(amount - 1e-9));
    for (int i = 0; i < size; i++) {
        if (i > 0 && (size - i) % 3 == 0 && digits[i - 1] != '-')
            lc_text_add(text, ",");
        lc_text_add_bytes(text, &digits[i], 1);
    }
}

typedef struct wording {
    const char *kind;
    const char *msgid; /* {n}: the amount, {type}: the name of the facility type */
} wording;

static const wording wordings[] = {
    {"area_m2", LC_N("{n} m² more floor area")},
    {"facilities", LC_N("{n} more standard [facility|facilities] ({type})")},
    {"land_m2", LC_N("{n} m² more land")},
    {"beds", LC_N("{n} more [bed|beds]")},
    {"beds_nursing", LC_N("{n} more nursing [bed|beds]")},
    {"beds_dementia", LC_N("{n} more dementia [bed|beds]")},
    {"beds_public", LC_N("{n} more public [bed|beds]")},
    {"beds_to_nursing", LC_N("{n} [bed|beds] to become nursing beds")},
    {"beds_to_dementia", LC_N("{n} [bed|beds] to become dementia beds")},
    {"beds_to_public", LC_N("{n} [bed|beds] to become public")},
    {"beds_from", LC_N("{n} [bed|beds] of that kind to become others")},
    {"beds_or_nursing", LC_N("{n} more nursing [bed|beds] instead of converting")},
    {"beds_or_dementia", LC_N("{n} more dementia [bed|beds] instead of converting")},
    {"beds_or_public", LC_N("{n} more public [bed|beds] instead of converting")},
    {"beds_or_others", LC_N("{n} more [bed|beds] of other kinds instead of converting")},
    {"places", LC_N("{n} more [place|places]")},
    {"meals", LC_N("{n} more [meal|meals] a day")},
    {"staff", LC_N("{n} more staff")},
    {"social_workers", LC_N("{n} more social [worker|workers]")},
    {"contracts", LC_N("{n} more [facility|facilities] to sign with a community health centre")},
    {"renovated", LC_N("{n} more [facility|facilities] to be renovated")},
    {"renovated_beds", LC_N("{n} more [bed|beds] to be renovated")},
    {"renovated_places", LC_N("{n} more [place|places] to be renovated")},
    {"renovated_area_m2", LC_N("{n} m² more to be renovated")},
    {"types_to", LC_N("{n} other [facility|facilities] to become such ones ({type})")},
    {"types_from", LC_N("{n} such [facility|facilities] to become others ({type})")},
    {"types_or", LC_N("{n} more ({type}) instead of converting")},
    {"types_or_others",
     LC_N("{n} more [facility|facilities] of the other types instead of converting")},
    {"units", LC_N("{n}{type} more")}, /* the unit in place of a type */
    {"people", LC_N("{n} more [person|people] to be reached")},
    {"circles", LC_N("{n} further service [circle|circles], as the crow flies")},
    {"circles_least", LC_N("no fewer than {n} can do it")},
    {"regions", LC_N("{n} more [area|areas] to have one")},
    {"centre", LC_N("{n} [person|people] without a centre ({type})")},
    {"function", LC_N("{n} [person|people] without: {type}")},
};

static void add_worded(lc_ctx *ctx, lc_text *text, const char *msgid, double amount,
                       const char *type)
{
    lc_text figure;
    lc_text_init(&figure, ctx);
    add_grouped(&figure, amount);
    lc_sentence_add(ctx, text, msgid, "n", figure.bytes, "type", type, NULL);
    text->failed |= figure.failed;
    lc_text_clear(&figure);
}

/* Adds one part: a kind of gap_closes, its amount, the type's name in the context's language (may
 * be NULL), and whether more may be needed, because data are missing. Nothing for an unknown kind.
 */
static void add_kind(lc_ctx *ctx, lc_text *text, const char *kind, double amount, const char *type,
                     bool at_least)
{
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++) {
        if (strcmp(wordings[i].kind, kind) != 0)
            continue;
        lc_text_add(text, text->size > 0 ? lc_tr(ctx, "; ") : "");
        lc_text_add(text, at_least ? lc_tr(ctx, "at least ") : "");
        add_worded(ctx, text, wordings[i].msgid, amount, type);
    }
}

void lc_report_closes_row(lc_ctx *ctx, lc_text *text, lc_stmt *row)
{
    const int name = lc_ctx_language(ctx) == LC_LANG_ZH ? 2 : 3;
    const char *kind = lc_stmt_text(row, 0);
    double amount = lc_stmt_double(row, 1);
    lc_text unit;
    lc_text_init(&unit, ctx);
    bool own = strcmp(kind, "units") == 0;
    if (own)
        lc_unit_add(ctx, &unit, lc_stmt_text(row, 5), ceil(amount - 1e-9) == 1);
    add_kind(ctx, text, kind, amount, own ? unit.bytes : lc_stmt_text(row, name),
             lc_stmt_int(row, 4) != 0);
    text->failed |= unit.failed;
    lc_text_clear(&unit);
}

/* At most `most` parts. *areas: areas are among what is counted. */
static lc_status add_parts(lc_store *store, int64_t gap_id, int most, lc_text *text, bool *areas)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_ctx *ctx = lc_store_ctx(store);
    lc_status status = lc_store_query(store, "report/gap_closes", &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":gap_id", gap_id);
    while (most-- > 0 && status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        *areas |= strcmp(lc_stmt_text(stmt, 0), "regions") == 0;
        lc_report_closes_row(ctx, text, stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

/* The areas that were counted, by name; otherwise those where the people to be reached live. */
static lc_status add_members(lc_store *store, int64_t gap_id, bool areas, lc_text *text)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, "report/gap_members", &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":gap_id", gap_id);
    int64_t count = 0;
    for (; status == LC_OK; count++) {
        status = lc_stmt_step(stmt, &row);
        if (status != LC_OK || !row)
            break;
        if (count == 0)
            lc_text_add(text, text->size == 0 ? ""
                                              : lc_tr(ctx, areas ? LC_N("; without one: ")
                                                                 : LC_N("; they live in: ")));
        else if (count < NAMES_SHOWN)
            lc_text_add(text, lc_tr(ctx, ", "));
        if (count < NAMES_SHOWN)
            lc_text_add(text, lc_stmt_text(stmt, 0));
    }
    if (count > NAMES_SHOWN)
        lc_text_addf(text, lc_tr(ctx, " and %lld more"), (long long)(count - NAMES_SHOWN));
    lc_stmt_free(stmt);
    return status;
}

/* --- what is planned --- */

/* "3.45 m2/1000", "12%": at most two decimals. */
static char *left_text(lc_ctx *ctx, double left, const char *unit)
{
    lc_text text;
    bool joined = strcmp(unit, "%") == 0 || strcmp(unit, "‰") == 0;
    lc_text_init(&text, ctx);
    lc_text_add_number(&text, round(left * 100) / 100, "");
    if (joined)
        lc_text_add(&text, unit);
    else
        lc_unit_add(ctx, &text, unit, left == 1);
    return lc_text_take(&text);
}

static lc_status add_left(lc_ctx *ctx, lc_text *text, double left, const char *unit)
{
    const char *said = lc_tr(ctx, LC_N("planned facilities leave {n}")), *at = strstr(said, "{n}");
    char *amount = left_text(ctx, left, unit);
    if (amount == NULL)
        return LC_MEMORY;
    if (at != NULL) {
        lc_text_add_bytes(text, said, (size_t)(at - said));
        lc_text_add(text, amount);
        lc_text_add(text, at + 3);
    }
    free(amount);
    return LC_OK;
}

/* Of a gap that is not yet due: what becomes of it by the end of the target's year. */
static lc_status add_planned(lc_store *store, int64_t gap_id, lc_text *text)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, "report/gap_planned", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":gap_id", gap_id);
        status = lc_stmt_step(stmt, &row);
    }
    if (status == LC_OK && row) {
        lc_text_add(text, text->size > 0 ? lc_tr(ctx, "; ") : "");
        if (strcmp(lc_stmt_text(stmt, 0), "met") == 0)
            lc_text_add(text, lc_tr(ctx, LC_N("planned facilities close it")));
        else if (lc_stmt_int(stmt, 3) == 0 || lc_stmt_is_null(stmt, 1))
            lc_text_add(text, lc_tr(ctx, LC_N("planned facilities do not close it")));
        else
            status = add_left(ctx, text, lc_stmt_double(stmt, 1), lc_stmt_text(stmt, 2));
    }
    lc_stmt_free(stmt);
    return status;
}

static char *take(lc_text *text, lc_status status)
{
    if (status == LC_OK)
        return lc_text_take(text);
    lc_text_clear(text);
    return NULL;
}

char *lc_report_closes(lc_store *store, int64_t gap_id)
{
    lc_text text;
    lc_text_init(&text, lc_store_ctx(store));
    bool areas = false;
    lc_status status = add_parts(store, gap_id, INT_MAX, &text, &areas);
    if (status == LC_OK)
        status = add_members(store, gap_id, areas, &text);
    if (status == LC_OK)
        status = add_planned(store, gap_id, &text);
    return take(&text, status);
}

char *lc_report_closes_first(lc_store *store, int64_t gap_id)
{
    lc_text text;
    lc_text_init(&text, lc_store_ctx(store));
    bool areas = false;
    return take(&text, add_parts(store, gap_id, 1, &text, &areas));
}

/* --- what is lacking --- */

static const struct {
    const char *code, *words;
} lacking[] = {
    {"floor_area", LC_N("facilities without a floor area: {n}")},
    {"beds", LC_N("facilities without a number of beds: {n}")},
    {"beds_of_kind", LC_N("facilities that do not tell their beds of this kind: {n}")},
    {"places", LC_N("facilities without a number of places: {n}")},
    {"capacity", LC_N("facilities that do not tell what they can serve: {n}")},
    {"staff", LC_N("facilities without a number of staff: {n}")},
    {"staff_or_beds", LC_N("facilities without a number of staff or of beds: {n}")},
    {"site_area", LC_N("facilities without a site area: {n}")},
    {"contracted", LC_N("facilities that do not tell whether they have signed: {n}")},
    {"opened", LC_N("facilities without an opening day, or without the figure: {n}")},
    {"renovated",
     LC_N("facilities that do not tell when they were renovated, or without the figure: {n}")},
    {"empty", LC_N("there is none of {n} here to take a share of")},
    {"within_horizon", LC_N("people whose walk is longer than was searched: {n}")},
    {"people", LC_N("there are no people of group {n}")},
    {"indicator", LC_N("{n} is reported by an office, no map gives it")},
    {"facilities",
     LC_N("the inventory lists no {n} at all: add them, or report the figure (0 too)")},
    {"observation",
     LC_N("no office has reported this figure yet: add a row with the indicator {n}, this region "
          "and a date to a file of observations")},
    {"types", LC_N("no set of types {n} that has this figure")},
    {"group", LC_N("the set is not reported for group {n}")},
    {"mode", LC_N("mode {n} was not computed")},
    {"limit", LC_N("limit {n} was not computed")},
    {"class", LC_N("no area here fits {n}")},
    {"level", LC_N("no area here fits {n}")},
    {"members:circle",
     LC_N("the study forms no service circles like this: circles in the study file")},
    {"members", LC_N("no area here fits {n}")},
    {"scope", LC_N("\"{n}\" in the targets file is not understood")},
    {"parameter", LC_N("\"{n}\" in the targets file is not understood")},
    {"op", LC_N("\"{n}\" in the targets file is not understood")},
};

/* A msgid with {n} for *detail, "2" of "floor_area:2", which is borrowed from it. NULL when the
 * code is not known. */
static const char *lacks_words(const char *lacks, const char **detail)
{
    const char *colon = strchr(lacks, ':');
    *detail = colon != NULL ? colon + 1 : "";
    for (size_t i = 0; colon != NULL && i < sizeof lacking / sizeof *lacking; i++)
        if (strcmp(lacking[i].code, lacks) == 0 ||
            (strlen(lacking[i].code) == (size_t)(colon - lacks) &&
             strncmp(lacking[i].code, lacks, strlen(lacking[i].code)) == 0))
            return lacking[i].words;
    return NULL;
}

/* What such a detail is called: the name of the set of types or the group of people with this code,
 * else the detail as it is. Free with free(), NULL when it fails. */
static char *lack_name(lc_store *store, const char *detail)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, "report/lack_name", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":zh", lc_ctx_language(ctx) == LC_LANG_ZH);
        lc_stmt_bind_text(stmt, ":code", detail);
        status = lc_stmt_step(stmt, &row);
    }
    const char *name = status == LC_OK && row ? lc_stmt_text(stmt, 0) : NULL;
    char *out = status == LC_OK ? lc_strdup(ctx, name != NULL ? name : detail) : NULL;
    lc_stmt_free(stmt);
    return out;
}

/* That there are none cannot be said while rows were left out for their types. Free with free(),
 * NULL when none were, or when it fails. */
static char *types_unknown_words(lc_store *store, const char *lacks, lc_status *status)
{
    int64_t count = 0;
    if (strncmp(lacks, "facilities:", strlen("facilities:")) == 0)
        *status = lc_store_count(store, "report/count_types_unknown", &count);
    if (*status != LC_OK || count == 0)
        return NULL;
    lc_ctx *ctx = lc_store_ctx(store);
    char *words = lc_format(ctx,
                            lc_tr(ctx, "%lld rows of the inventory were left out because their "
                                       "type is not known; mend these first, {n} may be among "
                                       "them"),
                            (long long)count);
    *status = words != NULL ? LC_OK : LC_MEMORY;
    return words;
}

/* The whole in the context's language; the code itself when it is not known. Free with free(), NULL
 * when it fails. */
static char *lacks_text(lc_store *store, const char *lacks)
{
    lc_ctx *ctx = lc_store_ctx(store);
    const char *detail, *words = lacks_words(lacks, &detail);
    if (words == NULL)
        return lc_strdup(ctx, lacks);
    lc_status status = LC_OK;
    char *unknown = types_unknown_words(store, lacks, &status);
    const char *said = unknown != NULL ? unknown : lc_tr(ctx, words), *at = strstr(said, "{n}");
    char *name = at != NULL ? lack_name(store, detail) : NULL, *out = NULL;
    if (status == LC_OK && at == NULL)
        out = lc_strdup(ctx, said);
    else if (status == LC_OK && name != NULL)
        out = lc_format(ctx, "%.*s%s%s", (int)(at - said), said, name, at + 3);
    free(name);
    free(unknown);
    return out;
}

char *lc_report_closes_whole(lc_store *store, int64_t gap_id, const char *lacks)
{
    lc_ctx *ctx = lc_store_ctx(store);
    char *closes = lc_report_closes(store, gap_id), *both = NULL;
    if (closes == NULL || lacks == NULL)
        return closes;
    char *data = lacks_text(store, lacks);
    if (data != NULL)
        both = lc_format(ctx, "%s%s%s", closes, *closes != '\0' ? lc_tr(ctx, "; ") : "", data);
    free(data);
    free(closes);
    return both;
}
