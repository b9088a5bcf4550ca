/* Every target against every region of its scope: value, status, gap. */
#include "plan/plan.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan/desk.h"

lc_stmt *desk_use(const desk *d, desk_query query)
{
    lc_stmt_reset(d->stmt[query]);
    return d->stmt[query];
}

void desk_bind_question(lc_stmt *stmt, const target *t)
{
    lc_stmt_bind_text(stmt, ":indicator", t->indicator);
    lc_stmt_bind_text(stmt, ":types", t->types);
    lc_stmt_bind_text(stmt, ":group_code", t->group_code);
    lc_stmt_bind_text(stmt, ":mode", t->mode);
    lc_stmt_bind_double(stmt, ":limit_min", t->limit_min);
    lc_stmt_bind_text(stmt, ":variant", t->variant);
}

void desk_bind_reading(lc_stmt *stmt, const target *t)
{
    desk_bind_question(stmt, t);
    lc_stmt_bind_text(stmt, ":day", t->day);
}

/* The part of its year that lies behind a day ("YYYY-MM-DD"): 0 on 31 December. */
static double part_left(const char *day)
{
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    int year = 0, month = 12, in_month = 31;
    if (sscanf(day, "%4d-%2d-%2d", &year, &month, &in_month) != 3 || month < 1 || month > 12)
        return 0;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    int days = 365 + leap, passed = before[month - 1] + in_month + (leap && month > 2);
    return (double)(days - passed) / days;
}

/* Years until the end of the target's year; 0 or less: it is due. */
static double years_left(const desk *d, const target *t)
{
    return t->year == 0 ? 0 : t->year - d->as_of_year + d->year_left;
}

static lc_status open_desk(lc_store *store, const char *as_of, desk *d)
{
    static const char *const names[Q_COUNT] = {[Q_MEMBERS] = "plan/read_members",
                                               [Q_VALUE] = "plan/read_value",
                                               [Q_CLASS_VALUE] = "plan/read_class_value",
                                               [Q_LACK] = "plan/read_lack",
                                               [Q_EMPTY_SET] = "plan/read_empty_set",
                                               [Q_OBSERVATION] = "plan/read_observation",
                                               [Q_PARTS] = "plan/read_parts",
                                               [Q_LEVEL_BELOW] = "plan/read_level_below",
                                               [Q_STANDARD] = "plan/read_standard",
                                               [Q_RADIUS] = "plan/read_radius",
                                               [Q_UNCOVERED] = "plan/read_uncovered",
                                               [Q_LIST_ITEMS] = "plan/read_list_items",
                                               [Q_INSERT_GAP] = "plan/insert_gap",
                                               [Q_INSERT_CLOSES] = "plan/insert_closes",
                                               [Q_INSERT_MEMBER] = "plan/insert_member",
                                               [Q_DAY] = "plan/count_day",
                                               [Q_UPDATE_PLANNED] = "plan/update_planned"};
    lc_stmt *stmt = NULL;
    bool row = false;
    *d = (desk){.store = store,
                .ctx = lc_store_ctx(store),
                .as_of = as_of,
                .as_of_year = atoi(as_of),
                .year_left = part_left(as_of)};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < Q_COUNT; i++)
        status = lc_store_query(store, names[i], &d->stmt[i]);
    if (status == LC_OK)
        status = lc_store_query(store, "plan/read_default_mode", &stmt);
    if (status == LC_OK)
        status = lc_stmt_step(stmt, &row);
    snprintf(d->default_mode, sizeof d->default_mode, "%s", row ? lc_stmt_text(stmt, 0) : "");
    lc_stmt_free(stmt);
    return status;
}

static void close_desk(desk *d)
{
    for (size_t i = 0; i < Q_COUNT; i++)
        lc_stmt_free(d->stmt[i]);
}

/* --- one comparison --- */

typedef struct verdict {
    const char *status;
    double gap, pace; /* NAN: not known, or none is needed */
} verdict;

/* How far a figure is from the target; 0 when it is reached. A difference in the last digits of a
 * sum is none. */
static double shortfall(const target *t, double value)
{
    double tolerance = 1e-9 * fmax(1e-3, fabs(t->want));
    double gap = t->op == OP_AT_MOST ? value - t->want
                 : t->op == OP_EQUAL ? fabs(t->want - value)
                                     : t->want - value;
    return gap > tolerance ? gap : 0;
}

/* The gap that remains whatever the missing data are, and the one that remains at worst (NAN:
 * without bound). */
static void shortfall_between(const target *t, const reading *r, double *least, double *most)
{
    double at_low = isnan(r->low) ? NAN : shortfall(t, r->low);
    double at_high = isnan(r->high) ? NAN : shortfall(t, r->high);
    if (t->op == OP_AT_MOST) {
        *least = at_low;
        *most = at_high;
    } else if (t->op == OP_EQUAL) {
        bool outside = t->want < r->low || t->want > r->high;
        *least = outside ? fmin(at_low, at_high) : 0;
        *most = NAN; /* never surely equal */
    } else {
        *least = at_high;
        *most = at_low;
    }
}

static verdict judge(const desk *d, const target *t, const reading *r)
{
    verdict v = {"no data", NAN, NAN};
    double least, most;
    if (t->problem[0] != '\0')
        return v;
    if (isnan(t->want)) {
        v.status = "awaiting";
        return v;
    }
    if (!isnan(r->value))
        least = most = shortfall(t, r->value);
    else
        shortfall_between(t, r, &least, &most);
    if (most == 0) {
        v.status = "met";
        v.gap = 0;
    } else if (least > 0) {
        v.status = "short";
        v.gap = least;
        double left = years_left(d, t);
        if (left > 0) {
            v.status = "not yet due";
            v.pace = least / fmax(1, left); /* within the last year all of it is needed */
        }
    }
    return v;
}

/* How the figure is known, for the store; NULL: it is not. Bounds that decide are a figure too. */
static const char *basis_of(const reading *r, const verdict *v)
{
    if (r->observation_id != 0)
        return "reported";
    bool known = !isnan(r->value) || v->gap >= 0;
    return known ? "computed" : NULL;
}

/* The figure and what comes of it: computed where that decides, else reported. */
static lc_status weigh(const desk *d, const target *t, int64_t region_id, reading *r, verdict *v)
{
    lc_status status = reading_get(d, t, region_id, r);
    *v = judge(d, t, r);
    if (status != LC_OK || !isnan(r->value) || v->gap >= 0)
        return status;
    status = reading_report(d, t, region_id, r);
    *v = judge(d, t, r);
    return status;
}

/* The end of the target's year, when figures of that day were made: where they were not, no
 * facility opens or closes until then. */
static lc_status find_day(const desk *d, target *t)
{
    char day[16];
    bool row = false;
    lc_stmt *stmt = desk_use(d, Q_DAY);
    (void)snprintf(day, sizeof day, "%04d-12-31", t->year);
    lc_stmt_bind_text(stmt, ":day", day);
    lc_status status = lc_stmt_step(stmt, &row);
    if (status == LC_OK && row && lc_stmt_int(stmt, 0) != 0)
        (void)snprintf(t->day, sizeof t->day, "%.10s", day);
    return status;
}

/* What planned facilities make of a target that lies ahead, by the end of its year: compared then
 * as if it were due. Of a figure that an office reports nothing is known that lies ahead. */
static lc_status tell_planned(const desk *d, const target *t, int64_t region_id, int64_t gap_id)
{
    reading r;
    target due = *t;
    if (!(years_left(d, t) > 0) || t->problem[0] != '\0' || isnan(t->want))
        return LC_OK;
    lc_status status = find_day(d, &due);
    due.year = 0;
    if (status == LC_OK)
        status = reading_get(d, &due, region_id, &r);
    if (status != LC_OK)
        return status;
    lc_stmt *stmt = desk_use(d, Q_UPDATE_PLANNED);
    lc_stmt_bind_int(stmt, ":gap_id", gap_id);
    lc_stmt_bind_double(stmt, ":value", r.value);
    lc_stmt_bind_text(stmt, ":status", judge(d, &due, &r).status);
    return lc_stmt_run(stmt);
}

static lc_status compare(const desk *d, const target *t, int64_t region_id)
{
    reading r;
    verdict v;
    lc_status status = weigh(d, t, region_id, &r, &v);
    if (status != LC_OK)
        return status;
    lc_stmt *stmt = desk_use(d, Q_INSERT_GAP);
    lc_stmt_bind_int(stmt, ":target_id", t->target_id);
    lc_stmt_bind_int(stmt, ":region_id", region_id);
    lc_stmt_bind_double(stmt, ":value", r.value);
    lc_stmt_bind_double(stmt, ":low", r.low);
    lc_stmt_bind_double(stmt, ":high", r.high);
    lc_stmt_bind_double(stmt, ":gap", v.gap);
    lc_stmt_bind_text(stmt, ":status", v.status);
    lc_stmt_bind_text(stmt, ":lacks", r.lacks[0] == '\0' ? NULL : r.lacks);
    lc_stmt_bind_double(stmt, ":pace", v.pace);
    lc_stmt_bind_text(stmt, ":basis", basis_of(&r, &v));
    if (r.observation_id != 0)
        lc_stmt_bind_int(stmt, ":observation_id", r.observation_id);
    else
        lc_stmt_bind_null(stmt, ":observation_id");
    status = lc_stmt_run(stmt);
    int64_t gap_id = lc_db_last_rowid(lc_store_db(d->store));
    if (status == LC_OK)
        status = r.observation_id == 0 ? tell_planned(d, t, region_id, gap_id) : LC_OK;
    if (status == LC_OK && v.gap > 0)
        status = closing_write(d, t, region_id, &r, v.gap, gap_id);
    return status;
}

/* --- scopes --- */

/* The regions that the scope names; the target's own when the scope cannot be read or names none.
 */
static lc_status list_members(const desk *d, target *t, lc_array *out)
{
    bool row = false;
    lc_status status = LC_OK;
    if (t->each && t->problem[0] == '\0') {
        lc_stmt *stmt = desk_use(d, Q_MEMBERS);
        lc_stmt_bind_int(stmt, ":region_id", t->region_id);
        lc_stmt_bind_text(stmt, ":level", t->level);
        lc_stmt_bind_text(stmt, ":classes", t->scope_classes);
        lc_stmt_bind_text(stmt, ":kinds", t->scope_kinds);
        while ((status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
            int64_t *id = lc_array_push(d->ctx, out);
            if (id == NULL)
                return LC_MEMORY;
            *id = lc_stmt_int(stmt, 0);
        }
        if (out->count == 0)
            snprintf(t->problem, sizeof t->problem, "members:%s", t->level);
    }
    if (status == LC_OK && out->count == 0) {
        int64_t *id = lc_array_push(d->ctx, out);
        if (id == NULL)
            return LC_MEMORY;
        *id = t->region_id;
    }
    return status;
}

static lc_status run_target(const desk *d, target *t)
{
    lc_array members;
    lc_array_init(&members, sizeof(int64_t));
    if (t->mode[0] == '\0')
        memcpy(t->mode, d->default_mode, sizeof t->mode);
    lc_status status = list_members(d, t, &members);
    for (size_t i = 0; status == LC_OK && i < members.count; i++) {
        status = compare(d, t, *(const int64_t *)lc_array_at(&members, i));
        if (status == LC_OK)
            status = lc_tick(d->ctx, 0, 0);
    }
    lc_array_clear(&members);
    return status;
}

static void read_target(const desk *d, lc_stmt *stmt, target *t)
{
    target_words words = {.scope = lc_stmt_text(stmt, 2),
                          .indicator = lc_stmt_text(stmt, 3),
                          .parameters = lc_stmt_text(stmt, 4),
                          .op = lc_stmt_text(stmt, 5),
                          .value = lc_stmt_double(stmt, 6),
                          .unit = lc_stmt_text(stmt, 7),
                          .store = d->store,
                          .default_mode = d->default_mode};
    *t = (target){.target_id = lc_stmt_int(stmt, 0),
                  .region_id = lc_stmt_int(stmt, 1),
                  .year = (int)lc_stmt_int(stmt, 8)};
    target_parse(&words, t);
}

lc_status lc_plan_run(lc_store *store, const char *as_of)
{
    static const char *const clear[] = {"plan/clear_gap_member", "plan/clear_gap_closes",
                                        "plan/clear_gap"};
    desk d;
    target t;
    lc_stmt *targets = NULL;
    bool row = false;
    lc_status status = open_desk(store, as_of, &d);
    for (size_t i = 0; status == LC_OK && i < sizeof clear / sizeof *clear; i++)
        status = lc_store_run(store, clear[i]);
    if (status == LC_OK)
        status = lc_store_query(store, "plan/read_targets", &targets);
    while (status == LC_OK && (status = lc_stmt_step(targets, &row)) == LC_OK && row) {
        read_target(&d, targets, &t);
        status = run_target(&d, &t);
    }
    if (status == LC_OK)
        status = observed_check(&d);
    lc_stmt_free(targets);
    close_desk(&d);
    return status;
}
