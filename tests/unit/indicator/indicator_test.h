/* Figures of the hand-worked town, compared to the last digits: for the tests of this folder. */
#ifndef LC_INDICATOR_TEST_H
#define LC_INDICATOR_TEST_H

#include "lc_town.h"

typedef struct figure {
    bool found;
    double value, numerator, denominator, low, high;
    int64_t missing;
} figure;

static inline figure look(lc_store *store, const char *indicator, int64_t region_id,
                          const char *types, const char *group_code, const char *mode,
                          double limit_min)
{
    lc_ctx *ctx = lc_store_ctx(store);
    figure f = {0};
    lc_stmt *stmt = lc_town_stmt(ctx, store, "support/value.sql");
    lc_stmt_bind_text(stmt, ":indicator", indicator);
    lc_stmt_bind_text(stmt, ":types", types);
    lc_stmt_bind_text(stmt, ":group_code", group_code);
    lc_stmt_bind_text(stmt, ":mode", mode);
    lc_stmt_bind_double(stmt, ":limit_min", limit_min);
    lc_stmt_bind_int(stmt, ":region_id", region_id);
    assert_ok(ctx, lc_stmt_step(stmt, &f.found));
    if (f.found)
        f = (figure){true,
                     lc_stmt_double(stmt, 0),
                     lc_stmt_double(stmt, 1),
                     lc_stmt_double(stmt, 2),
                     lc_stmt_double(stmt, 4),
                     lc_stmt_double(stmt, 5),
                     lc_stmt_int(stmt, 3)};
    lc_stmt_free(stmt);
    return f;
}

/* Equal to 15 digits; NAN stands for NULL. */
static inline void same(double got, double want, const char *what, int64_t region_id)
{
    bool equal = isnan(want) ? isnan(got) : fabs(got - want) <= 1e-15 * fabs(want) * 4;
    if (!equal)
        fail_msg("%s of region %d: %.17g instead of %.17g", what, (int)region_id, got, want);
}

static inline void expect(lc_store *store, const char *indicator, int64_t region_id,
                          const char *types, const char *group_code, const char *mode,
                          double limit_min, double value)
{
    figure f = look(store, indicator, region_id, types, group_code, mode, limit_min);
    if (!f.found)
        fail_msg("no %s of region %d", indicator, (int)region_id);
    same(f.value, value, indicator, region_id);
}

/* Of a variant, without a group. */
static inline void expect_of(lc_store *store, const char *indicator, int64_t region_id,
                             const char *types, const char *variant, double value)
{
    expect(store, indicator, region_id, types, variant, "", 0, value);
}

/* Of a variant, for the group age60. */
static inline figure look_group_of(lc_store *store, const char *indicator, int64_t region_id,
                                   const char *types, const char *variant)
{
    char both[128];
    snprintf(both, sizeof both, "age60/%s", variant);
    return look(store, indicator, region_id, types, both, "", 0);
}

static inline void expect_group_of(lc_store *store, const char *indicator, int64_t region_id,
                                   const char *types, const char *variant, double value)
{
    figure f = look_group_of(store, indicator, region_id, types, variant);
    assert_true(f.found);
    same(f.value, value, indicator, region_id);
}

typedef struct bounds {
    int64_t missing;
    double low, high; /* high NAN: none */
} bounds;

/* A figure that missing data only bound. */
static inline void expect_bounds(lc_store *store, const char *indicator, int64_t region_id,
                                 const char *types, const char *variant, bounds want)
{
    figure f = look(store, indicator, region_id, types, variant, "", 0);
    assert_true(f.found);
    same(f.value, NAN, indicator, region_id);
    same(f.low, want.low, indicator, region_id);
    same(f.high, want.high, indicator, region_id);
    assert_int_equal(f.missing, want.missing);
}

#endif
