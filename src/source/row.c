/* Reading and checking one value of the current row. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "source/feed.h"

static const char *constant(const lc_feed *feed, lc_source_field field)
{
    return lc_pairs_get(&feed->source->constants, lc_field_name(field));
}

bool lc_feed_has(const lc_feed *feed, lc_source_field field)
{
    return feed->column[field] >= 0 || constant(feed, field) != NULL;
}

lc_status lc_feed_require(lc_feed *feed, lc_source_field field)
{
    if (lc_feed_has(feed, field))
        return LC_OK;
    return lc_column_missing(feed->ctx, feed->source, feed->info, lc_field_name(field),
                             lc_field_aliases(field), '|');
}

const char *lc_feed_text(const lc_feed *feed, lc_source_field field)
{
    const char *text = constant(feed, field);
    if (text != NULL)
        return text;
    text = feed->column[field] >= 0 ? feed->record->values[feed->column[field]] : NULL;
    if (text == NULL)
        return NULL;
    for (size_t i = 0; i < feed->source->value_count; i++) {
        const lc_value_rule *rule = &feed->source->values[i];
        if (strcmp(rule->field, lc_field_name(field)) == 0 && strcmp(rule->theirs, text) == 0)
            return rule->ours;
    }
    return text;
}

lc_status lc_feed_number_of(lc_feed *feed, const char *field, const char *text, double *out)
{
    *out = NAN;
    double number;
    if (text == NULL)
        return LC_OK;
    if (!lc_text_number(text, &number))
        return lc_feed_note(feed, "bad_number", field, text, NULL);
    if (number < 0)
        return lc_feed_note(feed, "negative_number", field, text, NULL);
    *out = number;
    return LC_OK;
}

lc_status lc_feed_number(lc_feed *feed, lc_source_field field, double *out)
{
    return lc_feed_number_of(feed, lc_field_name(field), lc_feed_text(feed, field), out);
}

lc_status lc_feed_date(lc_feed *feed, lc_source_field field, char out[11])
{
    out[0] = '\0';
    const char *text = lc_feed_text(feed, field);
    if (text == NULL || lc_text_date(text, out))
        return LC_OK;
    out[0] = '\0';
    return lc_feed_note(feed, "bad_date", lc_field_name(field), text, NULL);
}

lc_status lc_feed_choice(lc_feed *feed, lc_source_field field, const lc_choice *choices,
                         size_t count, const char *code, const char **out)
{
    const char *text = lc_feed_text(feed, field);
    *out = text != NULL ? lc_choice_find(choices, count, text) : NULL;
    if (text == NULL || *out != NULL)
        return LC_OK;
    char *list = lc_choice_list(feed->ctx, choices, count);
    if (list == NULL)
        return LC_MEMORY;
    bool error = lc_finding_severity(code) == LC_FINDING_ERROR;
    lc_status status = error ? lc_feed_reject(feed, code, lc_field_name(field), text, list)
                             : lc_feed_note(feed, code, lc_field_name(field), text, list);
    free(list);
    return status;
}
