#include "source/where.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"

static int find(const lc_layer_info *info, const char *name)
{
    for (size_t i = 0; i < info->field_count; i++)
        if (lc_text_same_name(info->fields[i], name))
            return (int)i;
    return -1;
}

static lc_status fail_missing(lc_ctx *ctx, const lc_source *source, const lc_condition *condition,
                              const lc_layer_info *info)
{
    const char *nearest = lc_text_nearest(condition->column, info->fields, info->field_count);
    if (nearest != NULL)
        return lc_fail(ctx, LC_INPUT,
                       "%s: there is no column \"%s\" for where; did you mean \"%s\"?",
                       source->written, condition->column, nearest);
    return lc_fail(ctx, LC_INPUT, "%s: there is no column \"%s\" for where.", source->written,
                   condition->column);
}

lc_status lc_where_resolve(lc_ctx *ctx, const lc_source *source, const lc_layer_info *info,
                           int **columns)
{
    *columns = NULL;
    if (source->condition_count == 0)
        return LC_OK;
    *columns = lc_alloc(ctx, source->condition_count, sizeof **columns);
    if (*columns == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < source->condition_count; i++) {
        (*columns)[i] = find(info, source->conditions[i].column);
        if ((*columns)[i] < 0)
            return fail_missing(ctx, source, &source->conditions[i], info);
    }
    return LC_OK;
}

static bool compare_numbers(lc_compare compare, double a, double b)
{
    switch (compare) {
    case LC_COMPARE_EQUAL:
        return a == b;
    case LC_COMPARE_UNEQUAL:
        return a != b;
    case LC_COMPARE_LESS:
        return a < b;
    case LC_COMPARE_AT_MOST:
        return a <= b;
    case LC_COMPARE_MORE:
        return a > b;
    case LC_COMPARE_AT_LEAST:
        return a >= b;
    }
    return false;
}

static bool holds(const lc_condition *condition, const char *value)
{
    double number;
    if (condition->number == condition->number && lc_text_number(value, &number))
        return compare_numbers(condition->compare, number, condition->number);
    bool same = value != NULL && strcmp(value, condition->text) == 0;
    if (condition->compare == LC_COMPARE_UNEQUAL)
        return !same;
    return condition->compare == LC_COMPARE_EQUAL && same;
}

bool lc_where_holds(const lc_source *source, const int *columns, const lc_record *record)
{
    for (size_t i = 0; i < source->condition_count; i++)
        if (!holds(&source->conditions[i], record->values[columns[i]]))
            return false;
    return true;
}
