#include "lc_test.h"

static void the_first_failure_is_the_one_told(void **state)
{
    lc_ctx *ctx = *state;
    assert_int_equal(lc_fail(ctx, LC_INPUT, "file %s", "a"), LC_INPUT);
    assert_int_equal(lc_fail(ctx, LC_IO, "later"), LC_IO);
    assert_string_equal(lc_ctx_message(ctx), "file a");
    lc_ctx_clear(ctx);
    assert_string_equal(lc_ctx_message(ctx), "");
}

static void speaks_the_language_it_was_told(void **state)
{
    lc_ctx *ctx = *state;
    lc_ctx_cancel(ctx);
    lc_ctx_set_language(ctx, LC_LANG_ZH);
    assert_int_equal(lc_tick(ctx, 1, 2), LC_CANCELLED);
    assert_message(ctx, "已按要求停止");
    assert_string_equal(lc_tr(ctx, "no such text"), "no such text");
}

static void hear(void *user, const char *stage, int index, int count, double share_01)
{
    (void)stage;
    (void)index;
    (void)count;
    (void)share_01;
    ++*(int *)user;
}

static void reports_no_more_than_every_percent(void **state)
{
    lc_ctx *ctx = *state;
    int calls = 0;
    lc_ctx_set_progress(ctx, hear, &calls);
    lc_progress_stage(ctx, "stage", 0, 1);
    for (uint64_t i = 0; i <= 100000; i++)
        assert_ok(ctx, lc_tick(ctx, i, 100000));
    assert_int_equal(calls, 101);
}

static void arrays_grow_and_stay_zeroed(void **state)
{
    lc_ctx *ctx = *state;
    lc_array array;
    lc_array_init(&array, sizeof(int));
    for (int i = 0; i < 1000; i++) {
        int *item = lc_array_push(ctx, &array);
        assert_non_null(item);
        assert_int_equal(*item, 0);
        *item = i;
    }
    assert_int_equal(*(int *)lc_array_at(&array, 999), 999);
    assert_int_equal(*(int *)lc_array_pop(&array), 999);
    assert_int_equal(array.count, 999);
    assert_null(lc_array_push_many(ctx, &array, SIZE_MAX / 2));
    assert_message(ctx, "Out of memory");
    lc_array_clear(&array);
}

static int by_number(const void *left, const void *right)
{
    const int *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* 1 3 3 7: below, between, the first of equals, beyond; and nothing at all. */
static void the_first_that_is_not_below(void **state)
{
    lc_ctx *ctx = *state;
    static const int items[] = {1, 3, 3, 7};
    static const struct {
        int key;
        size_t place;
    } cases[] = {{0, 0}, {1, 0}, {2, 1}, {3, 1}, {4, 3}, {7, 3}, {8, 4}};
    lc_array array;
    lc_array_init(&array, sizeof(int));
    assert_int_equal(lc_array_lower_bound(&array, &(int){5}, by_number), 0);
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        *(int *)lc_array_push(ctx, &array) = items[i];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(lc_array_lower_bound(&array, &cases[i].key, by_number), cases[i].place);
    lc_array_clear(&array);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(the_first_failure_is_the_one_told),  LC_TEST(speaks_the_language_it_was_told),
        LC_TEST(reports_no_more_than_every_percent), LC_TEST(arrays_grow_and_stay_zeroed),
        LC_TEST(the_first_that_is_not_below),
    };
    return cmocka_run_group_tests_name("base_context", tests, NULL, NULL);
}
