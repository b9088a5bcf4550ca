/* Names that are nearly the same, judged by hand. */
#include "doctor/alike.h"
#include "lc_test.h"

/* Either way round. */
static void assert_alike(const char *const pairs[][2], size_t count, int expected)
{
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(lc_names_alike(pairs[i][0], pairs[i][1]), expected);
        assert_int_equal(lc_names_alike(pairs[i][1], pairs[i][0]), expected);
    }
}

static void equal_but_for_the_writing(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"长寿路街道综合为老服务中心（分中心）", "长寿路街道综合为老服务中心(分中心)"},
        {"新苑 社区食堂", "新苑居委会食堂"},
        {"ＡＢＣ养老院", "abc养老院"},
        {"梅园村民委员会", "梅园"}};
    assert_alike(pairs, sizeof pairs / sizeof *pairs, LC_NAMES_EQUAL);
}

static void one_character_is_a_slip(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"滨河路助餐点", "滨河助餐点"},           /* one more */
                                           {"集贤日间照护中心", "集闲日间照护中心"}, /* another */
                                           {"康乐之家站", "康乐之家"}};
    assert_alike(pairs, sizeof pairs / sizeof *pairs, LC_NAMES_BUT_ONE);
}

static void others_are_others(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"第一养老院分部", "第二养老院分部"},
                                           {"东园日间照护中心", "西园日间照护中心"},
                                           {"activity_room 1", "activity_room 2"},
                                           {"康乐站", "康东站"},
                                           {"滨河助餐点", "滨江路助餐点"},
                                           {"", "甲"},
                                           {"社区", "居委会"}};
    assert_alike(pairs, sizeof pairs / sizeof *pairs, LC_NAMES_DIFFER);
}

static void bytes_that_are_no_text_are_compared_all_the_same(void **state)
{
    (void)state;
    assert_int_equal(lc_names_alike("\xE4\xB8", "\xE4\xB8"), LC_NAMES_EQUAL);
    assert_int_equal(lc_names_alike("\xF0", "ab"), LC_NAMES_DIFFER);
    assert_int_equal(lc_names_alike("\xFF\xFF\xFF", "\xFF\xFF\xFF"), LC_NAMES_EQUAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_but_for_the_writing), cmocka_unit_test(one_character_is_a_slip),
        cmocka_unit_test(others_are_others),
        cmocka_unit_test(bytes_that_are_no_text_are_compared_all_the_same)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
