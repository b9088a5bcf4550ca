/* What is needed to compare gaps with figures worked out by hand. */
#ifndef PLAN_TEST_H
#define PLAN_TEST_H

#include "indicator/indicator.h"
#include "lc_town.h"
#include "plan/plan.h"

static inline void same(double got, double want, const char *what, int target)
{
    bool equal = isnan(want) ? isnan(got) : fabs(got - want) <= 1e-13 * fmax(1e-3, fabs(want));
    if (!equal)
        fail_msg("%s of target %d: %.17g instead of %.17g", what, target, got, want);
}

static inline void same_text(lc_store *store, const char *file, int64_t gap_id, const char *want)
{
    lc_ctx *ctx = lc_store_ctx(store);
    bool row = false;
    lc_stmt *stmt = lc_town_stmt(ctx, store, file);
    lc_stmt_bind_int(stmt, ":gap_id", gap_id);
    assert_ok(ctx, lc_stmt_step(stmt, &row));
    assert_string_equal(lc_stmt_text(stmt, 0), want);
    lc_stmt_free(stmt);
}

typedef struct expected {
    const char *status;
    double value, gap;
    const char *closes, *members;
    const char *lacks; /* NULL: nothing */
    double pace, low, high;
} expected;

static inline void expect(lc_store *store, int target, int region, expected want)
{
    lc_ctx *ctx = lc_store_ctx(store);
    bool row = false;
    lc_stmt *stmt = lc_town_stmt(ctx, store, "unit/plan/gaps.sql");
    lc_stmt_bind_int(stmt, ":target_id", target);
    lc_stmt_bind_int(stmt, ":region_id", region);
    assert_ok(ctx, lc_stmt_step(stmt, &row));
    if (!row)
        fail_msg("target %d has no row for region %d", target, region);
    assert_string_equal(lc_stmt_text(stmt, 5), want.status);
    same(lc_stmt_double(stmt, 1), want.value, "value", target);
    same(lc_stmt_double(stmt, 4), want.gap, "gap", target);
    if (want.pace != 0)
        same(lc_stmt_double(stmt, 7), want.pace, "pace", target);
    if (want.low != 0)
        same(lc_stmt_double(stmt, 2), want.low, "low", target);
    if (want.high != 0)
        same(lc_stmt_double(stmt, 3), want.high, "high", target);
    if (want.lacks == NULL)
        assert_true(lc_stmt_is_null(stmt, 6));
    else
        assert_string_equal(lc_stmt_text(stmt, 6), want.lacks);
    int64_t gap_id = lc_stmt_int(stmt, 0);
    same_text(store, "unit/plan/closes.sql", gap_id, want.closes == NULL ? "" : want.closes);
    same_text(store, "unit/plan/members.sql", gap_id, want.members == NULL ? "" : want.members);
    lc_stmt_free(stmt);
}

#endif
