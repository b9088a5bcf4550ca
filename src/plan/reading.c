/* From a target and a region to the figure it asks for, or to which data are not there. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "plan/desk.h"

static bool is(const target *t, const char *indicator)
{
    return strcmp(t->indicator, indicator) == 0;
}

/* Which data would make an unknown figure known. */
static void tell_missing(const target *t, reading *out)
{
    bool of_kind = strncmp(t->variant, "bed=", 4) == 0; /* the beds may be known, the kind not */
    if (out->missing > 0)
        snprintf(out->lacks, sizeof out->lacks, "%s:%lld", of_kind ? "beds_of_kind" : t->info.lacks,
                 (long long)out->missing);
    else if (isnan(out->value) && !lc_indicator_takes(&t->info, "group", NULL))
        snprintf(out->lacks, sizeof out->lacks, "empty:%s", t->types);
    else if (isnan(out->value))
        snprintf(out->lacks, sizeof out->lacks, "people:%s", t->group_code);
}

static lc_status ask_lack(const desk *d, const target *t, reading *out)
{
    bool row = false;
    lc_stmt *stmt = desk_use(d, Q_LACK);
    desk_bind_question(stmt, t);
    lc_stmt_bind_int(stmt, ":by_group", lc_indicator_takes(&t->info, "group", NULL));
    lc_status status = lc_stmt_step(stmt, &row);
    if (status == LC_OK && row)
        snprintf(out->lacks, sizeof out->lacks, "%s", lc_stmt_text(stmt, 0));
    return status;
}

static lc_status get_plain(const desk *d, const target *t, int64_t region_id, reading *out)
{
    bool row = false;
    lc_stmt *stmt = desk_use(d, Q_VALUE);
    desk_bind_reading(stmt, t);
    lc_stmt_bind_int(stmt, ":region_id", region_id);
    lc_status status = lc_stmt_step(stmt, &row);
    if (status != LC_OK)
        return status;
    if (!row)
        return ask_lack(d, t, out);
    out->value = lc_stmt_double(stmt, 0);
    out->denominator = lc_stmt_double(stmt, 2);
    out->missing = lc_stmt_int(stmt, 3);
    out->low = lc_stmt_double(stmt, 4);
    out->high = lc_stmt_double(stmt, 5);
    if (isnan(out->value))
        tell_missing(t, out);
    return LC_OK;
}

/* How a figure over several regions follows from theirs, the registry says: a ratio from the sums
 * of its parts (times a factor), a count from its own sum, and others (times) not at all. */

/* Columns of plan/read_class_value. */
enum { PARTS, NUMERATOR, DENOMINATOR, MISSING, LOW, HIGH, KNOWN_PART, MOST_PART };

static void sum_ratio(lc_stmt *stmt, const lc_indicator_info *info, reading *out)
{
    out->denominator = lc_stmt_double(stmt, DENOMINATOR);
    if (!(out->denominator > 0))
        return;
    double known = info->factor * lc_stmt_double(stmt, NUMERATOR) / out->denominator;
    if (out->missing == 0) {
        out->value = known;
        return;
    }
    if (info->of_inventory)
        return; /* how much each part weighs is not known */
    out->low = known;
    out->high =
        (info->factor * lc_stmt_double(stmt, KNOWN_PART) + lc_stmt_double(stmt, MOST_PART)) /
        out->denominator;
}

/* Over the people of some classes: from the regions that carry them. */
static lc_status get_of_classes(const desk *d, const target *t, int64_t region_id, reading *out)
{
    bool row = false;
    lc_stmt *stmt = desk_use(d, Q_CLASS_VALUE);
    desk_bind_reading(stmt, t);
    lc_stmt_bind_int(stmt, ":region_id", region_id);
    lc_stmt_bind_text(stmt, ":classes", t->classes);
    lc_status status = lc_stmt_step(stmt, &row);
    if (status != LC_OK)
        return status;
    if (!row || lc_stmt_int(stmt, PARTS) == 0 || t->info.sums == LC_SUMS_NO) {
        status = ask_lack(d, t, out);
        if (strcmp(out->lacks, "value") == 0)
            snprintf(out->lacks, sizeof out->lacks, "class:%.*s", (int)strlen(t->classes) - 2,
                     t->classes + 1);
        return status;
    }
    out->missing = lc_stmt_int(stmt, MISSING);
    if (t->info.sums == LC_SUMS_RATIO) {
        sum_ratio(stmt, &t->info, out);
    } else if (out->missing == 0) {
        out->value = lc_stmt_double(stmt, LOW); /* what is missing lies in none of these classes */
    } else {
        out->low = lc_stmt_double(stmt, LOW);
        out->high = lc_stmt_double(stmt, HIGH);
    }
    if (isnan(out->value))
        tell_missing(t, out);
    return LC_OK;
}

/* Parts of some classes or kinds that have at least one: counted here, because the indicator counts
 * all. */
static lc_status get_share_of_parts(const desk *d, const target *t, int64_t region_id, reading *out)
{
    bool row = false;
    int64_t parts = 0, with = 0;
    target counts = *t;
    snprintf(counts.indicator, sizeof counts.indicator, "count");
    counts.variant[0] = '\0';
    lc_stmt *stmt = desk_use(d, Q_PARTS);
    desk_bind_reading(stmt, &counts);
    lc_stmt_bind_int(stmt, ":region_id", region_id);
    lc_stmt_bind_text(stmt, ":level", t->part_level);
    lc_stmt_bind_text(stmt, ":classes", t->classes);
    lc_stmt_bind_text(stmt, ":kinds", t->kinds);
    lc_status status;
    while ((status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        parts++;
        with += lc_stmt_double(stmt, 1) > 0;
    }
    if (status != LC_OK)
        return status;
    out->denominator = (double)parts;
    if (parts > 0) {
        out->value = (double)with / (double)parts;
        return LC_OK;
    }
    status = ask_lack(d, &counts, out);
    if (strcmp(out->lacks, "value") == 0)
        snprintf(out->lacks, sizeof out->lacks, "level:%s", t->part_level);
    return status;
}

/* What the inventory has not one facility of, whatever its status: the target's set, or all that a
 * share compares it with; "" when it has. */
static lc_status find_empty_set(const desk *d, const target *t, char empty[TARGET_WORD])
{
    char among[TARGET_WORD];
    bool row = false;
    empty[0] = '\0';
    if (t->types[0] == '\0')
        return LC_OK;
    (void)lc_parameter_get(t->variant, "among", among, sizeof among);
    lc_stmt *stmt = desk_use(d, Q_EMPTY_SET);
    lc_stmt_bind_text(stmt, ":types", t->types);
    lc_stmt_bind_text(stmt, ":among", among);
    lc_status status = lc_stmt_step(stmt, &row);
    if (status == LC_OK && row)
        snprintf(empty, TARGET_WORD, "%s", lc_stmt_text(stmt, 0));
    return status;
}

/* Of the figure only the base stays known: how many people or parts there are. */
static void forget(reading *out, const char *lack, const char *word)
{
    out->value = out->low = out->high = NAN;
    out->missing = 0;
    snprintf(out->lacks, sizeof out->lacks, "%s:%s", lack, word);
}

static lc_status compute(const desk *d, const target *t, int64_t region_id, reading *out)
{
    if (is(t, "share_of_children_regions_with"))
        return get_share_of_parts(d, t, region_id, out);
    if (t->classes[0] != '\0')
        return get_of_classes(d, t, region_id, out);
    return get_plain(d, t, region_id, out);
}

lc_status reading_get(const desk *d, const target *t, int64_t region_id, reading *out)
{
    *out = (reading){.value = NAN, .low = NAN, .high = NAN, .denominator = NAN};
    if (t->problem[0] != '\0') {
        snprintf(out->lacks, sizeof out->lacks, "%s", t->problem);
        return LC_OK;
    }
    if (is(t, "reported")) {
        forget(out, "observation", t->variant + strlen("key="));
        return LC_OK;
    }
    char empty[TARGET_WORD] = "";
    lc_status status = compute(d, t, region_id, out);
    if (status == LC_OK)
        status = find_empty_set(d, t, empty);
    if (empty[0] != '\0')
        forget(out, "facilities", empty);
    return status;
}

lc_status reading_report(const desk *d, const target *t, int64_t region_id, reading *r)
{
    bool row = false;
    if (t->problem[0] != '\0' || t->question[0] == '\0')
        return LC_OK;
    lc_stmt *stmt = desk_use(d, Q_OBSERVATION);
    lc_stmt_bind_text(stmt, ":question", t->question);
    lc_stmt_bind_int(stmt, ":region_id", region_id);
    lc_stmt_bind_text(stmt, ":day", d->as_of);
    lc_status status = lc_stmt_step(stmt, &row);
    if (status != LC_OK || !row)
        return status;
    r->observation_id = lc_stmt_int(stmt, 0);
    r->value = lc_stmt_double(stmt, 1);
    r->low = r->high = NAN;
    r->missing = 0;
    r->lacks[0] = '\0';
    return LC_OK;
}
