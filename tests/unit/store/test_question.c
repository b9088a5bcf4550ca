/* The one text of a question: equal when two rows mean the same, and only then. */
#include "lc_test.h"
#include "store/indicators.h"

static const char *question(const char *indicator, const char *parameters)
{
    static char out[2][LC_QUESTION_MAX];
    static int which;
    lc_indicator_info info;
    assert_true(lc_indicator_find(NULL, indicator, &info));
    which = 1 - which;
    assert_true(lc_indicator_question(&info, parameters, "network", out[which]));
    return out[which];
}

static void what_is_left_out_is_its_default(void **state)
{
    (void)state;
    assert_string_equal(question("coverage", "types=a"),
                        "coverage|types=a|group=resident|limit=15|mode=network");
    assert_string_equal(question("coverage", "mode=network|types=a|limit=15.0"),
                        question("coverage", "types=a|group=resident"));
    assert_string_equal(question("beds_per_elder", "types=a"),
                        "beds_per_elder|types=a|group=age60");
    assert_string_equal(question("share_of_children_regions_with", "types=a"),
                        "share_of_children_regions_with|types=a|level=community");
    assert_string_equal(question("people", NULL), "people|group=resident");
}

static void what_an_indicator_does_not_take_plays_no_part(void **state)
{
    (void)state;
    assert_string_equal(question("count", "types=a|limit=10|group=age60"), "count|types=a");
}

static void lists_have_no_order(void **state)
{
    (void)state;
    assert_string_equal(question("count", "types=a|class=rural+central"),
                        question("count", "types=a|class=central + rural"));
    assert_string_not_equal(question("count", "types=a|class=rural"),
                            question("count", "types=a|class=central+rural"));
}

static void other_questions_have_other_texts(void **state)
{
    (void)state;
    assert_string_not_equal(question("coverage", "types=a|limit=10"),
                            question("coverage", "types=a"));
    assert_string_not_equal(question("coverage", "types=a|mode=circle"),
                            question("coverage", "types=a"));
    assert_string_not_equal(question("reported", "key=a"), question("reported", "key=b"));
    assert_string_not_equal(question("beds", "types=a"), question("count", "types=a"));
}

static void what_does_not_fit_is_told(void **state)
{
    (void)state;
    char long_one[LC_QUESTION_MAX + 16] = "types=", out[LC_QUESTION_MAX];
    lc_indicator_info info;
    memset(long_one + 6, 'a', LC_QUESTION_MAX);
    assert_true(lc_indicator_find(NULL, "count", &info));
    assert_false(lc_indicator_question(&info, long_one, NULL, out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(what_is_left_out_is_its_default),
        LC_TEST(what_an_indicator_does_not_take_plays_no_part),
        LC_TEST(lists_have_no_order),
        LC_TEST(other_questions_have_other_texts),
        LC_TEST(what_does_not_fit_is_told),
    };
    return cmocka_run_group_tests_name("store_question", tests, NULL, NULL);
}
