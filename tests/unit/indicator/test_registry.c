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

/* A text of a header that fits, is UTF-8 and ends like a sentence where it is one. */
static void assert_said(const lc_indicator_info *info, const char *word, const char *end)
{
    char text[LC_INDICATOR_SAYS];
    if (!lc_indicator_word(info, word, text, sizeof text))
        fail_msg("%s lacks %s", info->id, word);
    size_t size = strlen(text);
    if (!lc_text_is_utf8(text, size) || size + 2 >= sizeof text || size < strlen(end) ||
        strcmp(text + size - strlen(end), end) != 0)
        fail_msg("%s: %s is \"%s\"", info->id, word, text);
}

static void every_header_defines_its_indicator(void **state)
{
    (void)state;
    lc_indicator_info info;
    for (size_t i = 0; lc_indicator_describe(NULL, i, &info); i++) {
        assert_said(&info, "says_zh", "。");
        assert_said(&info, "says_en", ".");
        assert_said(&info, "formula_zh", "");
        assert_said(&info, "formula_en", "");
        assert_said(&info, "inputs", "");
    }
}

/* Which inputs the tables hold that files read; "" for what asks and names. */
static const char *roles_of(const char *table)
{
    static const char walked[] = "regions population facilities streets context";
    static const char *const tables[][2] = {
        {"scratch_people", "regions population"},
        {"scratch_covered", walked},
        {"scratch_time", walked},
        {"scratch_reaching", walked},
        {"scratch_functions", walked},
        {"scratch_held", "regions facilities"},
        {"scratch_inside", "regions facilities"},
        {"facility", "facilities"},
        {"facility_stock", "facilities"},
        {"held_places", "facilities"},
        {"period_facility", "facilities"},
        {"period_figure", "facilities"},
        {"region", "regions"},
        {"region_tree", "regions"},
        {"observation", "observations"},
        {"people_group", ""},
        {"set_group", ""},
        {"type_set", ""},
        {"type_set_member", ""},
        {"type_function", ""},
        {"facility_type", ""},
        {"set_with_beds", ""},
        {"set_with_places", ""},
        {"function_list", ""},
        {"function_list_item", ""},
        {"measure", ""},
        {"profile", ""},
        {"period_asked", ""},
        {"scratch_asked", ""},
        {"scratch_set", ""},
        {"scratch_day", ""},
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (strcmp(tables[i][0], table) == 0)
            return tables[i][1];
    fail_msg("the table %s comes from no input that is known here", table);
    return "";
}

static bool holds_word(const char *list, const char *word)
{
    char copy[LC_INDICATOR_SAYS], *rest = copy, *one;
    snprintf(copy, sizeof copy, "%s", list);
    while ((one = strsep(&rest, " ")) != NULL)
        if (strcmp(one, word) == 0)
            return true;
    return false;
}

/* Every word of `list` is among `others`. */
static void assert_among(const lc_indicator_info *info, const char *list, const char *others)
{
    char copy[LC_INDICATOR_SAYS], *rest = copy, *one;
    snprintf(copy, sizeof copy, "%s", list);
    while ((one = strsep(&rest, " ")) != NULL)
        if (*one != '\0' && !holds_word(others, one))
            fail_msg("%s: %s is not among \"%s\"", info->id, one, others);
}

/* What the test of the contract has shown to be read is what the header says it was made of. */
static void the_inputs_are_those_of_the_tables(void **state)
{
    (void)state;
    lc_indicator_info info;
    for (size_t i = 0; lc_indicator_describe(NULL, i, &info); i++) {
        char tables[LC_INDICATOR_WORDS], roles[LC_INDICATOR_SAYS] = "", *rest = tables, *table;
        char inputs[LC_INDICATOR_SAYS];
        assert_true(strlen(info.reads) + 1 < sizeof info.reads);
        snprintf(tables, sizeof tables, "%s", info.reads);
        while ((table = strsep(&rest, ", ")) != NULL)
            if (*table != '\0')
                snprintf(roles + strlen(roles), sizeof roles - strlen(roles), " %s",
                         roles_of(table));
        assert_true(lc_indicator_word(&info, "inputs", inputs, sizeof inputs));
        assert_among(&info, inputs, roles);
        assert_among(&info, roles, inputs);
    }
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
        LC_TEST(every_header_defines_its_indicator), LC_TEST(the_inputs_are_those_of_the_tables),
        LC_TEST(every_header_is_complete),           LC_TEST(ids_are_unique),
        LC_TEST(an_indicator_describes_itself),      LC_TEST(every_indicator_has_its_page),
        LC_TEST(every_indicator_has_its_test),
    };
    return cmocka_run_group_tests_name("indicator_registry", tests, NULL, NULL);
}
