/* What a finding says, in the reader's language: the texts of its kind with the row's figures. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "store/finding.h"

enum { PLACES = 4 }; /* that are filled in a text */

/* Adds what stands for the placeholder at `at`; returns how many bytes of the template it took, 0
 * when none begins there. */
static size_t fill(lc_text *text, const char *at, const char *const names[PLACES],
                   const char *const values[PLACES])
{
    for (int i = 0; i < PLACES; i++) {
        size_t size = strlen(names[i]);
        if (strncmp(at, names[i], size) == 0) {
            lc_text_add(text, values[i]);
            return size;
        }
    }
    return 0;
}

/* Our fields in words; what is not here (a group of people, a column of theirs) is shown as it is.
 */
static const struct {
    const char *field, *label;
} labels[] = {
    {"code", LC_N("code")},
    {"name", LC_N("name")},
    {"type", LC_N("type")},
    {"x", LC_N("x (longitude or easting)")},
    {"y", LC_N("y (latitude or northing)")},
    {"wkt", LC_N("wkt")},
    {"address", LC_N("address")},
    {"region", LC_N("region")},
    {"area_m2", LC_N("floor area")},
    {"site_area_m2", LC_N("site area")},
    {"beds", LC_N("beds")},
    {"beds_nursing", LC_N("nursing beds")},
    {"beds_dementia", LC_N("dementia beds")},
    {"places", LC_N("places")},
    {"meals_per_day", LC_N("meals a day")},
    {"staff", LC_N("staff")},
    {"social_workers", LC_N("social workers")},
    {"ownership", LC_N("ownership")},
    {"contracted", LC_N("contract with a health centre")},
    {"functions", LC_N("functions")},
    {"opened", LC_N("opened")},
    {"closed", LC_N("closed")},
    {"renovated", LC_N("renovated")},
    {"status", LC_N("status")},
    {"level", LC_N("level")},
    {"parent", LC_N("parent")},
    {"class", LC_N("class")},
    {"kind", LC_N("kind")},
    {"layer", LC_N("layer")},
    {"foot", LC_N("foot")},
    {"oneway_foot", LC_N("one-way on foot")},
    {"id", LC_N("id")},
    {"plan", LC_N("plan")},
    {"item", LC_N("item")},
    {"region_code", LC_N("region code")},
    {"scope", LC_N("scope")},
    {"indicator", LC_N("indicator")},
    {"parameters", LC_N("parameters")},
    {"op", LC_N("operator")},
    {"value", LC_N("value")},
    {"unit", LC_N("unit")},
    {"year", LC_N("year")},
    {"nature", LC_N("nature")},
    {"date", LC_N("date")},
    {"resident", LC_N("resident")},
    {"registered", LC_N("registered")},
    {"facilities", LC_N("facilities")},
    {"population", LC_N("population")},
    {"country", LC_N("country")},
    {"province", LC_N("province")},
    {"city", LC_N("city")},
    {"district", LC_N("district")},
    {"town", LC_N("town")},
    {"community", LC_N("community")},
    {"streets", LC_N("streets")},
};

static const char *label_of(const lc_ctx *ctx, const char *field)
{
    for (size_t i = 0; field != NULL && i < sizeof labels / sizeof *labels; i++)
        if (strcmp(labels[i].field, field) == 0)
            return lc_tr(ctx, labels[i].label);
    return field;
}

/* What GEOS says of a shape; behind some it adds the place, in brackets. */
static const char *const flaws[] = {
    LC_N("Self-intersection"),  LC_N("Ring Self-intersection"),
    LC_N("Ring not closed"),    LC_N("Hole lies outside shell"),
    LC_N("Holes are nested"),   LC_N("Interior is disconnected"),
    LC_N("Nested shells"),      LC_N("Duplicate Rings"),
    LC_N("Invalid Coordinate"), LC_N("Too few points in geometry component"),
};

/* Adds a template with its places filled. */
static void add_filled(lc_text *text, const char *words, const char *const values[PLACES])
{
    static const char *const names[PLACES] = {"{field}", "{value}", "{detail}", "{first}"};
    for (const char *at = words; *at != '\0';) {
        size_t taken = *at == '{' ? fill(text, at, names, values) : 0;
        if (taken == 0)
            lc_text_add_bytes(text, at, 1);
        at += taken > 0 ? taken : 1;
    }
}

/* What a kind of finding says, whatever the row: without its figures and the stop at its end. */
static char *kind_words(lc_ctx *ctx, const char *field, const char *code)
{
    const lc_finding_kind *found = lc_finding_find(code);
    if (found == NULL)
        return lc_strdup(ctx, code);
    const char *const values[PLACES] = {label_of(ctx, field), "…", "…", "…"};
    lc_text text;
    lc_text_init(&text, ctx);
    add_filled(&text, lc_tr(ctx, found->msgid), values);
    char *words = lc_text_take(&text);
    static const char *const stops[] = {".", "。"};
    for (size_t i = 0; words != NULL && i < 2; i++) {
        size_t size = strlen(words), stop = strlen(stops[i]);
        if (size > stop && strcmp(words + size - stop, stops[i]) == 0)
            words[size - stop] = '\0';
    }
    return words;
}

/* "Name (row 3)" in the reader's words. */
static char *add_row(lc_ctx *ctx, const char *detail, const char *end, long long row_no)
{
    lc_text text;
    lc_text_init(&text, ctx);
    lc_text_add_bytes(&text, detail, (size_t)(end - detail));
    lc_text_addf(&text, lc_tr(ctx, " (row %lld)"), row_no);
    return lc_text_take(&text);
}

/* "b.csv, row 65, 12 m away" and "1200 in row 65". */
static char *row_words(lc_ctx *ctx, const char *field, const char *detail)
{
    (void)field;
    char figure[40];
    long long row = 0, dist_m = 0;
    if (sscanf(detail, "%39[0-9.e+-] in row %lld", figure, &row) == 2)
        return lc_format(ctx, lc_tr(ctx, "%s in row %lld"), figure, row);
    const char *at = strncmp(detail, "row ", 4) == 0 ? detail : NULL;
    for (const char *next = strstr(detail, ", row "); next != NULL;
         next = strstr(next + 1, ", row "))
        at = next + 2;
    const int count = at != NULL ? sscanf(at, "row %lld, %lld m away", &row, &dist_m) : 0;
    if (count < 1)
        return lc_strdup(ctx, detail);
    lc_text text;
    lc_text_init(&text, ctx);
    lc_text_add_bytes(&text, detail, (size_t)(at - detail));
    lc_text_addf(&text, lc_tr(ctx, "row %lld"), row);
    if (count == 2)
        lc_text_addf(&text, lc_tr(ctx, ", %lld m away"), dist_m);
    return lc_text_take(&text);
}

/* "a, b +7": a list and how many more there are. */
static char *list_words(lc_ctx *ctx, const char *field, const char *list)
{
    (void)field;
    const char *more = strrchr(list, '+');
    long long count = 0;
    lc_text text;
    if (more == NULL || more == list || sscanf(more, "+%lld", &count) != 1)
        return lc_strdup(ctx, list);
    lc_text_init(&text, ctx);
    lc_text_add_bytes(&text, list, (size_t)(more - 1 - list));
    lc_text_addf(&text, lc_tr(ctx, " and %lld more"), count);
    return lc_text_take(&text);
}

/* " (did you mean ...?)" */
static char *nearest_words(lc_ctx *ctx, const char *field, const char *detail)
{
    (void)field;
    return lc_format(ctx, lc_tr(ctx, " (did you mean %s?)"), detail);
}

static char *field_words(lc_ctx *ctx, const char *field, const char *detail)
{
    (void)field;
    return lc_strdup(ctx, label_of(ctx, detail));
}

/* Details without a form of their own: sentences with places, what GEOS says, and words that stay
 * as they are. */
static char *plain_words(lc_ctx *ctx, const char *detail)
{
    static const char fields[] = "has %zu fields where the header has %zu";
    size_t got = 0, expected = 0;
    long long row_no = 0;
    if (sscanf(detail, fields, &got, &expected) == 2)
        return lc_format(ctx, lc_tr(ctx, fields), got, expected);
    if (sscanf(detail, "%zu of %zu", &got, &expected) == 2)
        return lc_format(ctx, lc_tr(ctx, "%zu of %zu"), got, expected);
    const char *behind = strstr(detail, " (row ");
    if (behind != NULL && sscanf(behind, " (row %lld)", &row_no) == 1)
        return add_row(ctx, detail, behind, row_no);
    const char *place = strchr(detail, '[');
    for (size_t i = 0; place != NULL && i < sizeof flaws / sizeof *flaws; i++)
        if (strlen(flaws[i]) == (size_t)(place - detail) &&
            strncmp(flaws[i], detail, strlen(flaws[i])) == 0)
            return lc_format(ctx, "%s %s", lc_tr(ctx, flaws[i]), place);
    return lc_strdup(ctx, detail[0] != '\0' ? lc_tr(ctx, detail) : "");
}

/* Kinds whose detail has a form of its own. */
static const struct {
    const char *code;
    char *(*words)(lc_ctx *ctx, const char *field, const char *detail);
} forms[] = {{"more_rows", kind_words},          {"unknown_type", nearest_words},
             {"shared_column", field_words},     {"unknown_region", list_words},
             {"region_in_exponent", list_words}, {"duplicate_facility", row_words},
             {"duplicate_differs", row_words}};

/* A detail that is a sentence is kept in English, so that a store does not depend on the language
 * of the run that made it, and said in the reader's. Free with free(). */
static char *detail_words(lc_ctx *ctx, const char *code, const char *field, const char *detail)
{
    if (detail == NULL)
        return lc_strdup(ctx, "");
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(forms[i].code, code) == 0)
            return forms[i].words(ctx, field, detail);
    return plain_words(ctx, detail);
}

/* The parts of a finding's words that are asked for, one behind the other. */
static char *words_of(lc_ctx *ctx, const char *code, const char *field, const char *value,
                      const char *detail, bool reason, bool advice)
{
    const lc_finding_kind *found = lc_finding_find(code);
    if (found == NULL)
        return lc_strdup(ctx, reason ? code : "");
    char *words = detail_words(ctx, code, field, detail);
    if (words == NULL)
        return NULL;
    char first[64];
    lc_text_cut(first, sizeof first, detail != NULL && detail[0] != '\0' ? detail : "...");
    first[strcspn(first, " ")] = '\0';
    const char *const values[PLACES] = {label_of(ctx, field), value, words, first};
    lc_text text;
    lc_text_init(&text, ctx);
    if (reason)
        add_filled(&text, lc_tr(ctx, found->msgid), values);
    if (reason && advice && found->advice != NULL)
        lc_text_add(&text, lc_ctx_language(ctx) == LC_LANG_ZH ? "" : " ");
    if (advice && found->advice != NULL)
        add_filled(&text, lc_tr(ctx, found->advice), values);
    free(words);
    return lc_text_take(&text);
}

char *lc_finding_text(lc_ctx *ctx, const char *code, const char *field, const char *value,
                      const char *detail)
{
    return words_of(ctx, code, field, value, detail, true, true);
}

char *lc_finding_reason(lc_ctx *ctx, const char *code, const char *field, const char *value,
                        const char *detail)
{
    return words_of(ctx, code, field, value, detail, true, false);
}

char *lc_finding_advice(lc_ctx *ctx, const char *code, const char *field, const char *value,
                        const char *detail)
{
    return words_of(ctx, code, field, value, detail, false, true);
}
