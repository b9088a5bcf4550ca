#include "source/aside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SUMS_MAX = 1000 }; /* rows of sums that are compared */

typedef enum aside { ASIDE_NONE, ASIDE_SUM, ASIDE_REMARK, ASIDE_NAMES, ASIDE_UNITS } aside;

/* --- which rows --- */

/* The first text of a row; NULL for none. */
static const char *first_text(const lc_feed *feed, const lc_record *record)
{
    for (size_t i = 0; i < feed->info->field_count; i++)
        if (record->values[i] != NULL)
            return record->values[i];
    return NULL;
}

static const char *text_of(const lc_feed *feed, const lc_record *record, lc_source_field field)
{
    return feed->column[field] >= 0 ? record->values[feed->column[field]] : NULL;
}

/* The word by which a row calls itself a sum; NULL for none. Items of a plan may well be sums, so
 * that of targets and observations the region alone is asked. */
static const char *sum_label(const lc_feed *feed, const lc_record *record)
{
    static const lc_source_field labels[] = {LC_F_REGION_CODE, LC_F_NAME, LC_F_CODE};
    bool asked =
        feed->source->role == LC_ROLE_TARGETS || feed->source->role == LC_ROLE_OBSERVATIONS;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        const char *text = text_of(feed, record, labels[i]);
        if (text != NULL && lc_cell_is_total(text))
            return text;
    }
    const char *first = asked ? NULL : first_text(feed, record);
    return first != NULL && lc_cell_is_total(first) ? first : NULL;
}

/* The names of the columns again, as at the top of a printed page: two or more, and nothing else.
 */
static bool is_names(const lc_feed *feed, const lc_record *record)
{
    size_t same = 0;
    for (size_t i = 0; i < feed->info->field_count; i++) {
        if (record->values[i] == NULL)
            continue;
        if (strcmp(record->values[i], feed->info->fields[i]) != 0)
            return false;
        same++;
    }
    return same >= 2;
}

/* The unit in a row that has a unit where figures stand, and no figure at all; NULL for none. One
 * that is not the figures' own is preferred. */
static const char *units_named(const lc_feed *feed, const lc_record *record)
{
    const char *found = NULL;
    double factor = 1;
    for (size_t i = 0; i < feed->sums.count && factor == 1; i++) {
        const lc_sum_column *sum = lc_array_at(&feed->sums, i);
        const char *text = record->values[sum->column];
        double here = text != NULL && !lc_text_blank(text) && strpbrk(text, "0123456789") == NULL
                          ? lc_quantity_factor(text, sum->quantity)
                          : 0;
        if (here == 0)
            continue;
        found = text;
        factor = here;
    }
    for (size_t i = 0; found != NULL && i < feed->info->field_count; i++)
        if (record->values[i] != NULL && strpbrk(record->values[i], "0123456789") != NULL)
            return NULL;
    return found;
}

static aside what_is(const lc_feed *feed, const lc_record *record)
{
    const char *first = first_text(feed, record);
    if (first == NULL)
        return ASIDE_NONE;
    if (lc_cell_is_remark(first))
        return ASIDE_REMARK;
    if (sum_label(feed, record) != NULL)
        return ASIDE_SUM;
    if (units_named(feed, record) != NULL)
        return ASIDE_UNITS;
    return is_names(feed, record) ? ASIDE_NAMES : ASIDE_NONE;
}

/* --- telling --- */

/* "建筑面积 3000, 床位数 120": the figures of the row that are compared. Free with free(). */
static char *figures_of(const lc_feed *feed)
{
    lc_text text;
    lc_text_init(&text, feed->ctx);
    for (size_t i = 0; i < feed->sums.count; i++) {
        const lc_sum_column *sum = lc_array_at(&feed->sums, i);
        const char *value = feed->record->values[sum->column];
        if (value != NULL)
            lc_text_addf(&text, "%s%s %s", text.size > 0 ? ", " : "",
                         feed->info->fields[sum->column], value);
    }
    if (text.size == 0)
        lc_text_add(&text, "-");
    return lc_text_take(&text);
}

static lc_status tell(lc_feed *feed, const char *code, const char *value, const char *detail)
{
    const lc_finding finding = {.code = code,
                                .input_id = feed->input_id,
                                .row = feed->record->row,
                                .has_row = true,
                                .value = value,
                                .detail = detail};
    return lc_store_finding_add(feed->store, &finding);
}

static lc_status tell_sum(lc_feed *feed)
{
    int64_t *row =
        feed->sum_rows.count < SUMS_MAX ? lc_array_push(feed->ctx, &feed->sum_rows) : &(int64_t){0};
    char *figures = figures_of(feed);
    lc_status status = row != NULL && figures != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK) {
        *row = feed->record->row;
        status = tell(feed, "sum_row", sum_label(feed, feed->record), figures);
    }
    free(figures);
    return status;
}

lc_status lc_feed_aside(lc_feed *feed, bool *is_aside)
{
    *is_aside = true;
    switch (what_is(feed, feed->record)) {
    case ASIDE_SUM:
        return tell_sum(feed);
    case ASIDE_REMARK:
        return tell(feed, "remark_row", first_text(feed, feed->record), NULL);
    case ASIDE_NAMES:
        return tell(feed, "names_again", first_text(feed, feed->record), NULL);
    case ASIDE_UNITS:
        return tell(feed, "units_row", units_named(feed, feed->record), NULL);
    case ASIDE_NONE:
    default:
        *is_aside = false;
        return LC_OK;
    }
}

/* --- the sums --- */

lc_status lc_feed_sum_column(lc_feed *feed, int column, lc_quantity quantity)
{
    lc_sum_column *sum = lc_array_push(feed->ctx, &feed->sums);
    if (sum == NULL)
        return LC_MEMORY;
    *sum = (lc_sum_column){column, quantity};
    return LC_OK;
}

/* Of one row of sums and one column: what it says, and what the rows above it (since the one
 * before) and below it (to the next) add up to. */
typedef struct check {
    double stated, above, below, tolerance;
} check;

typedef struct checks {
    lc_feed *feed;
    check *all;    /* rows of sums x columns */
    double *since; /* columns: since the last row of sums */
    double *grand; /* columns: all rows */
    size_t met;    /* rows of sums met so far */
} checks;

/* Half a unit of the last digit that is written, and what adding up may blur. */
static double tolerance_of(const char *written)
{
    const char *point = strchr(written, '.');
    return 0.5 * pow(10, point != NULL ? -(double)strspn(point + 1, "0123456789") : 0);
}

static void take_row(checks *c, const lc_record *record)
{
    const lc_array *sums = &c->feed->sums;
    const bool is_sum = c->met < c->feed->sum_rows.count &&
                        *(int64_t *)lc_array_at(&c->feed->sum_rows, c->met) == record->row;
    for (size_t i = 0; i < sums->count; i++) {
        const lc_sum_column *sum = lc_array_at(sums, i);
        const char *text = record->values[sum->column];
        bool again = record->filled != NULL && record->filled[sum->column];
        double number = NAN;
        if (!again)
            (void)lc_cell_read(text, sum->quantity, &number);
        if (!is_sum) {
            c->since[i] += isnan(number) ? 0 : number;
            c->grand[i] += isnan(number) ? 0 : number;
            continue;
        }
        check *one = &c->all[c->met * sums->count + i];
        *one = (check){number, c->since[i], 0, isnan(number) ? 0 : tolerance_of(text)};
        if (c->met > 0)
            one[-(ptrdiff_t)sums->count].below = c->since[i];
        c->since[i] = 0;
    }
    c->met += is_sum;
}

static bool agrees(const check *one, double sum)
{
    return fabs(one->stated - sum) <= one->tolerance + 1e-9 * fabs(sum);
}

/* One figure of a row of sums against what it may be the sum of. */
static lc_status tell_difference(const checks *c, size_t row, size_t i)
{
    lc_feed *feed = c->feed;
    const check *one = &c->all[row * feed->sums.count + i];
    const lc_sum_column *sum = lc_array_at(&feed->sums, i);
    if (isnan(one->stated) || agrees(one, one->above) || agrees(one, one->below) ||
        agrees(one, c->grand[i]))
        return LC_OK;
    char stated[32], added[32];
    bool part = feed->sum_rows.count > 1 && row + 1 < feed->sum_rows.count && one->above != 0;
    lc_print(stated, sizeof stated, "%.12g", one->stated);
    lc_print(added, sizeof added, "%.12g", part ? one->above : c->grand[i]);
    const lc_finding finding = {.code = "sum_differs",
                                .input_id = feed->input_id,
                                .row = *(int64_t *)lc_array_at(&feed->sum_rows, row),
                                .has_row = true,
                                .field = feed->info->fields[sum->column],
                                .value = stated,
                                .detail = added};
    return lc_store_finding_add(feed->store, &finding);
}

static lc_status read_again(checks *c)
{
    lc_feed *feed = c->feed;
    lc_reader *reader = NULL;
    const lc_record *record = NULL;
    const lc_reader_options options = lc_feed_options(feed);
    lc_status status = lc_reader_open(feed->ctx, feed->source->path, &options, &reader);
    while (status == LC_OK && (status = lc_reader_next(reader, &record)) == LC_OK && record != NULL)
        if (record->error == NULL &&
            (what_is(feed, record) == ASIDE_NONE || sum_label(feed, record) != NULL))
            take_row(c, record);
    for (size_t i = 0; status == LC_OK && c->met > 0 && i < feed->sums.count; i++)
        c->all[(c->met - 1) * feed->sums.count + i].below = c->since[i];
    lc_reader_close(reader);
    return status;
}

lc_status lc_feed_check_sums(lc_feed *feed)
{
    size_t rows = feed->sum_rows.count, columns = feed->sums.count;
    if (rows == 0 || columns == 0 || feed->source->condition_count > 0)
        return LC_OK;
    checks c = {.feed = feed,
                .all = lc_alloc(feed->ctx, rows * columns, sizeof(check)),
                .since = lc_alloc(feed->ctx, columns, sizeof(double)),
                .grand = lc_alloc(feed->ctx, columns, sizeof(double))};
    lc_status status =
        c.all != NULL && c.since != NULL && c.grand != NULL ? read_again(&c) : LC_MEMORY;
    for (size_t row = 0; status == LC_OK && row < c.met; row++)
        for (size_t i = 0; status == LC_OK && i < columns; i++)
            status = tell_difference(&c, row, i);
    free(c.all);
    free(c.since);
    free(c.grand);
    return status;
}
