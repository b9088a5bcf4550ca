/* Reading and checking one value of the current row. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "source/mending.h"

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

void lc_feed_region(const lc_feed *feed, lc_text *out)
{
    const char *fixed = constant(feed, LC_F_REGION);
    lc_text_clear(out);
    lc_text_add(out, fixed != NULL ? fixed : "");
    for (size_t i = 0; fixed == NULL && i < feed->region_column_count; i++) {
        const char *text = feed->record->values[feed->region_column[i]];
        if (text == NULL)
            continue;
        lc_text_add(out, out->size > 0 ? " / " : "");
        lc_text_add(out, text);
    }
}

/* The column whose text lc_feed_text gives, -1 where the study fixes one. */
static int column_read(const lc_feed *feed, lc_source_field field)
{
    return constant(feed, field) == NULL ? feed->column[field] : -1;
}

/* The finding of a cell that is no plain number; NULL for none. */
static const char *finding_of(lc_cell_sense sense)
{
    switch (sense) {
    case LC_CELL_EMPTY_WORD:
        return "empty_word";
    case LC_CELL_APPROXIMATE:
        return "approximate_number";
    case LC_CELL_CONVERTED:
        return "converted_number";
    case LC_CELL_RANGE:
        return "range_no_number";
    case LC_CELL_BOUND:
        return "bound_no_number";
    case LC_CELL_OTHER_UNIT:
        return "other_unit";
    case LC_CELL_NUMERALS:
        return "numerals";
    case LC_CELL_ERROR:
        return "spreadsheet_error";
    case LC_CELL_BAD:
        return "bad_number";
    case LC_CELL_NUMBER:
    case LC_CELL_EMPTY:
    default:
        return NULL;
    }
}

/* `factor` is that of the unit in the header. */
static lc_status read_number(lc_feed *feed, const char *field, lc_quantity quantity, double factor,
                             const char *text, double *out, lc_cell_sense *read)
{
    char used[32];
    lc_cell_sense sense = *read = lc_cell_read(text, quantity, out);
    if (factor != 1 && !lc_cell_names_unit(text, quantity))
        *out *= factor;
    if (*out < 0) {
        *out = NAN;
        return lc_feed_note(feed, "negative_number", field, text, NULL);
    }
    const char *code = finding_of(sense);
    if (code == NULL)
        return LC_OK;
    lc_print(used, sizeof used, "%.12g", *out);
    return lc_feed_note(feed, code, field, text,
                        sense == LC_CELL_OTHER_UNIT ? lc_quantity_units(quantity)
                        : isnan(*out)               ? NULL
                                                    : used);
}

lc_quantity lc_feed_quantity(lc_source_field field)
{
    switch ((int)field) {
    case LC_F_AREA_M2:
    case LC_F_SITE_AREA_M2:
        return LC_QUANTITY_AREA_M2;
    case LC_F_BEDS:
    case LC_F_BEDS_NURSING:
    case LC_F_BEDS_DEMENTIA:
        return LC_QUANTITY_BEDS;
    case LC_F_PLACES:
        return LC_QUANTITY_PLACES;
    case LC_F_MEALS_PER_DAY:
        return LC_QUANTITY_MEALS;
    case LC_F_STAFF:
    case LC_F_SOCIAL_WORKERS:
        return LC_QUANTITY_PEOPLE;
    default:
        return LC_QUANTITY_PLAIN;
    }
}

/* A figure of several rows together: how much of it is each one's cannot be known. It counts once,
 * in the row where it stands. */
static lc_status read_cell(lc_feed *feed, const char *field, lc_quantity quantity, int column,
                           double factor, const char *text, double *out)
{
    const lc_record *record = feed->record;
    *out = NAN;
    if (column >= 0 && record->filled != NULL && record->filled[column])
        return LC_OK;
    lc_cell_sense sense = LC_CELL_EMPTY;
    lc_status status = read_number(feed, field, quantity, factor, text, out, &sense);
    /* below a header with a unit of its own a plain number would mean something else */
    if (status == LC_OK && factor == 1 && (sense == LC_CELL_NUMBER || sense == LC_CELL_CONVERTED))
        status = lc_mend_number(feed, column, *out);
    if (status == LC_OK && column >= 0 && record->merged != NULL && record->merged[column])
        status = lc_feed_note(feed, "merged_number", field, text, NULL);
    return status;
}

lc_status lc_feed_number_in(lc_feed *feed, const char *field, lc_quantity quantity, int column,
                            const lc_header_unit *unit, double *out)
{
    return read_cell(feed, field, quantity, column, unit->factor, feed->record->values[column],
                     out);
}

/* A unit of the quantity in the rows above the names: whether it is meant for this column cannot be
 * known. */
static lc_status note_unit_above(lc_feed *feed, int column, lc_quantity quantity)
{
    char line[256];
    for (const char *at = feed->info->above; at != NULL; at = strchr(at, '\n')) {
        at += *at == '\n';
        size_t size = strcspn(at, "\n");
        size = size < sizeof line ? size : sizeof line - 1;
        memcpy(line, at, size);
        line[size] = '\0';
        const lc_header_unit unit = lc_header_unit_of(line, quantity);
        if (unit.name[0] != '\0')
            return lc_feed_note_file(feed, "unit_above", feed->info->fields[column], line,
                                     unit.name);
    }
    return LC_OK;
}

lc_status lc_feed_header_unit(lc_feed *feed, int column, lc_quantity quantity, lc_header_unit *out)
{
    char factor[48];
    *out = lc_header_unit_of(feed->info->fields[column], quantity);
    lc_print(factor, sizeof factor, "%.7g", out->factor);
    if (out->unknown[0] != '\0')
        return lc_feed_note_file(feed, "header_unit_unknown", feed->info->fields[column],
                                 out->unknown, lc_quantity_units(quantity));
    if (out->name[0] == '\0')
        return out->named ? LC_OK : note_unit_above(feed, column, quantity);
    return lc_feed_note_file(feed, "header_unit", feed->info->fields[column], out->name, factor);
}

lc_status lc_feed_number(lc_feed *feed, lc_source_field field, double *out)
{
    const bool of_column = constant(feed, field) == NULL;
    return read_cell(feed, lc_field_name(field), lc_feed_quantity(field),
                     of_column ? feed->column[field] : -1, of_column ? feed->unit[field].factor : 1,
                     lc_feed_text(feed, field), out);
}

bool lc_is_exponent_form(const char *text)
{
    const char *at = text + strspn(text, "0123456789.");
    if (at == text || (*at != 'e' && *at != 'E'))
        return false;
    at += 1 + strspn(at + 1, "+");
    return *at != '\0' && at[strspn(at, "0123456789")] == '\0';
}

lc_status lc_feed_check_code(lc_feed *feed)
{
    const char *code = lc_feed_text(feed, LC_F_CODE);
    if (code == NULL || !lc_is_exponent_form(code))
        return LC_OK;
    return lc_feed_note(feed, "code_in_exponent", "code", code, NULL);
}

lc_status lc_feed_date(lc_feed *feed, lc_source_field field, char out[11])
{
    bool exact = false;
    double number;
    const char *text = lc_feed_text(feed, field);
    if (lc_cell_date(text, out, &exact))
        return exact ? lc_mend_date(feed, column_read(feed, field), out)
                     : lc_feed_note(feed, "read_date", lc_field_name(field), text, out);
    out[0] = '\0';
    lc_cell_sense sense = lc_cell_read(text, LC_QUANTITY_PLAIN, &number);
    if (sense == LC_CELL_EMPTY)
        return LC_OK;
    if (sense == LC_CELL_EMPTY_WORD || sense == LC_CELL_ERROR)
        return lc_feed_note(feed, finding_of(sense), lc_field_name(field), text, NULL);
    return lc_feed_note(feed, "bad_date", lc_field_name(field), text, NULL);
}

lc_status lc_feed_choice(lc_feed *feed, lc_source_field field, const lc_choice *choices,
                         size_t count, const char *code, const char **out)
{
    const char *text = lc_feed_text(feed, field);
    *out = text != NULL ? lc_choice_find(choices, count, text) : NULL;
    if (text == NULL)
        return LC_OK;
    if (*out != NULL)
        return lc_mend_code(feed, column_read(feed, field), field, *out);
    char *list = lc_choice_list(feed->ctx, choices, count);
    if (list == NULL)
        return LC_MEMORY;
    bool error = lc_finding_severity(code) == LC_FINDING_ERROR;
    lc_status status = error ? lc_feed_reject(feed, code, lc_field_name(field), text, list)
                             : lc_feed_note(feed, code, lc_field_name(field), text, list);
    free(list);
    return status;
}
