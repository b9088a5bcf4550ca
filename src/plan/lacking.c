/* Which functions of a list people lack. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan/desk.h"

/* An item of the list and how many do not reach it. */
typedef struct item {
    bool centre;
    char function[LC_INDICATOR_ID], code[LC_INDICATOR_ID * 2];
    double people;
} item;

static lc_status read_items(const desk *d, const char *list, lc_array *out)
{
    bool row = false;
    lc_stmt *stmt = desk_use(d, Q_LIST_ITEMS);
    lc_stmt_bind_text(stmt, ":list", list);
    lc_status status;
    while ((status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        item *i = lc_array_push(d->ctx, out);
        if (i == NULL)
            return LC_MEMORY;
        i->centre = lc_stmt_int(stmt, 0) == 0;
        snprintf(i->function, sizeof i->function, "%s", lc_stmt_text(stmt, 1));
        snprintf(i->code, sizeof i->code, "%s", lc_stmt_text(stmt, 2));
    }
    return status;
}

/* What the target would be if it spoke of one item. */
static bool ask_item(const target *t, const char *list, const char *function, target *out)
{
    *out = *t;
    snprintf(out->indicator, sizeof out->indicator, "function_coverage");
    int size = snprintf(out->variant, sizeof out->variant, "list=%s|function=%s", list, function);
    return size > 0 && (size_t)size < sizeof out->variant;
}

/* Whole millionths, so that equals are equal. */
static lc_status count_people(const desk *d, const target *t, const char *list, int64_t region_id,
                              item *i)
{
    target asked;
    reading r;
    if (!ask_item(t, list, i->function, &asked))
        return LC_OK;
    lc_status status = reading_get(d, &asked, region_id, &r);
    if (status == LC_OK && !isnan(r.value))
        i->people = round((1 - r.value) * r.denominator * 1e6) / 1e6;
    return status;
}

/* Most people first, then as the list has them: the sort is stable. */
static void sort_items(lc_array *items)
{
    for (size_t i = 1; i < items->count; i++)
        for (size_t k = i; k > 0; k--) {
            item *a = lc_array_at(items, k - 1), *b = lc_array_at(items, k), swap = *a;
            if (a->people >= b->people)
                break;
            *a = *b;
            *b = swap;
        }
}

lc_status lacking_say(const desk *d, const target *t, int64_t region_id, closing_say *say,
                      void *user)
{
    lc_array items;
    char list[LC_VARIANT_MAX], only[LC_VARIANT_MAX];
    bool one = lc_parameter_get(t->variant, "function", only, sizeof only);
    lc_array_init(&items, sizeof(item));
    (void)lc_parameter_get(t->variant, "list", list, sizeof list);
    lc_status status = read_items(d, list, &items);
    for (size_t i = 0; status == LC_OK && i < items.count; i++) {
        item *each = lc_array_at(&items, i);
        if (!one || strcmp(each->function, only) == 0)
            status = count_people(d, t, list, region_id, each);
    }
    sort_items(&items);
    for (size_t i = 0; status == LC_OK && i < items.count; i++) {
        const item *each = lc_array_at(&items, i);
        if (each->people > 0)
            status = say(user, each->centre ? "centre" : "function", each->people, each->code);
    }
    lc_array_clear(&items);
    return status;
}
