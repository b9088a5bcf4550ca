/* The registry, the pages and the tests of the indicators speak of the same ones. */
#include "indicator/indicator.h"
#include "lc_town.h"
#include "store/indicators.h"

static void every_header_is_complete(void **state)
{
    (void)state;
    lc_indicator_info info;
    size_t count = 0;
    for (; lc_indicator_describe(NULL, count, &info); count++) {
        assert_true(info.id[0] != '\0');
        assert_true(info.title_zh[0] != '\0');
        assert_true(lc_text_is_utf8(info.title_zh, strlen(info.title_zh)));
        assert_true(info.title_en[0] != '\0');
        assert_true(info.unit[0] != '\0');
        assert_memory_equal(info.file, "indicators/", 11);
    }
    assert_true(count >= 19);
}

static void ids_are_unique(void **state)
{
    (void)state;
    lc_indicator_info a, b;
    for (size_t i = 0; lc_indicator_describe(NULL, i, &a); i++)
        for (size_t k = i + 1; lc_indicator_describe(NULL, k, &b); k++)
            assert_string_not_equal(a.id, b.id);
}

static void an_indicator_describes_itself(void **state)
{
    (void)state;
    lc_indicator_info info;
    for (size_t i = 0; lc_indicator_describe(NULL, i, &info); i++)
        if (strcmp(info.id, "people_reaching_5_or_more") == 0) {
            assert_string_equal(info.title_zh, "可达5处及以上的人数");
            assert_string_equal(info.title_en, "People who reach 5 or more");
            assert_string_equal(info.unit, "people");
            assert_string_equal(info.file, "indicators/people_reaching.sql");
            return;
        }
    fail();
}

static char *read_all(const char *path)
{
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        return NULL;
    char *text = calloc(1, 1 << 20);
    assert_non_null(text);
    size_t size = fread(text, 1, (1 << 20) - 1, in);
    assert_true(size < (1 << 20) - 1);
    fclose(in);
    return text;
}

static void every_indicator_has_its_page(void **state)
{
    (void)state;
    lc_indicator_info info;
    int missing = 0;
    for (size_t i = 0; lc_indicator_describe(NULL, i, &info); i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/docs/indicators/%s.md", LC_SOURCE_DIR, info.id);
        char *page = read_all(path);
        if (page == NULL || strstr(page, info.title_zh) == NULL ||
            strstr(page, info.file) == NULL) {
            print_error("%s lacks a page with its name and its file\n", info.id);
            missing++;
        }
        free(page);
    }
    assert_int_equal(missing, 0);
}

static void every_indicator_has_its_test(void **state)
{
    (void)state;
    char *tests[] = {read_all(LC_SOURCE_DIR "/tests/unit/indicator/test_indicator.c"),
                     read_all(LC_SOURCE_DIR "/tests/unit/indicator/test_functions.c"),
                     read_all(LC_SOURCE_DIR "/tests/unit/indicator/test_inventory.c")};
    lc_indicator_info info;
    int missing = 0;
    for (size_t i = 0; lc_indicator_describe(NULL, i, &info); i++) {
        char quoted[64];
        bool named = false;
        snprintf(quoted, sizeof quoted, "\"%s\"", info.id);
        for (size_t t = 0; t < sizeof tests / sizeof *tests; t++) {
            assert_non_null(tests[t]);
            named = named || strstr(tests[t], quoted) != NULL;
        }
        if (!named) {
            print_error("%s is compared with nothing\n", info.id);
            missing++;
        }
    }
    for (size_t t = 0; t < sizeof tests / sizeof *tests; t++)
        free(tests[t]);
    assert_int_equal(missing, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(every_header_is_complete),      LC_TEST(ids_are_unique),
        LC_TEST(an_indicator_describes_itself), LC_TEST(every_indicator_has_its_page),
        LC_TEST(every_indicator_has_its_test),
    };
    return cmocka_run_group_tests_name("indicator_registry", tests, NULL, NULL);
}
