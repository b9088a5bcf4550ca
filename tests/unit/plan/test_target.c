/* The words of a target, taken apart. */
#include <math.h>

#include "lc_test.h"
#include "plan/target.h"

static target parse(const char *scope, const char *parameters, const char *op, const char *unit,
                    double value)
{
    target t = {.target_id = 7, .region_id = 3, .year = 2030};
    target_words words = {scope, "coverage", parameters, op, unit, value, NULL, NULL};
    target_parse(&words, &t);
    return t;
}

static void defaults_are_filled_in(void **state)
{
    (void)state;
    target t = parse(NULL, NULL, ">=", NULL, 0.9);
    assert_string_equal(t.problem, "");
    assert_int_equal(t.target_id, 7);
    assert_int_equal(t.region_id, 3);
    assert_int_equal(t.year, 2030);
    assert_false(t.each);
    assert_true(t.limit_min == 15 && t.want == 0.9);
    assert_string_equal(t.group_code, "resident");
    assert_string_equal(t.part_level, "community");
    assert_string_equal(t.mode, "");
    target_words beds = {"self", "beds_per_elder", "", ">=", "%", 3.5, NULL, NULL};
    target_parse(&beds, &t);
    assert_string_equal(t.group_code, "age60");
    assert_true(t.want == 0.035);
}

static void a_scope_with_classes_and_kinds(void **state)
{
    (void)state;
    target t = parse(" each : town : class = central + urbanised : kind=street", "", ">=", "", 1);
    assert_string_equal(t.problem, "");
    assert_true(t.each);
    assert_string_equal(t.level, "town");
    assert_string_equal(t.scope_classes, "+central+urbanised+");
    assert_string_equal(t.scope_kinds, "+street+");
}

static void every_parameter_is_read(void **state)
{
    (void)state;
    target t =
        parse("self",
              "types=meals | group=age60|limit=7.5|mode=network:elder|level=town|class=a+b|kind=c",
              "<=", "min", 4);
    assert_string_equal(t.problem, "");
    assert_string_equal(t.types, "meals");
    assert_string_equal(t.group_code, "age60");
    assert_string_equal(t.mode, "network:elder");
    assert_string_equal(t.part_level, "town");
    assert_string_equal(t.classes, "+a+b+");
    assert_string_equal(t.kinds, "+c+");
    assert_true(t.limit_min == 7.5);
    assert_int_equal(t.op, OP_AT_MOST);
}

static void operators_and_units(void **state)
{
    (void)state;
    assert_int_equal(parse("self", "", "≥", "", 1).op, OP_AT_LEAST);
    assert_int_equal(parse("self", "", "≤", "", 1).op, OP_AT_MOST);
    assert_int_equal(parse("self", "", "=", "", 1).op, OP_EQUAL);
    assert_int_equal(parse("self", "", "all", "", NAN).op, OP_ALL);
    assert_true(parse("self", "", "all", "%", 100).want == 1);
    assert_true(parse("self", "", ">=", "％", 50).want == 0.5);
    assert_true(parse("self", "", ">=", "‰", 5).want == 0.005);
    assert_true(parse("self", "", ">=", "m2/1000", 40).want == 40);
    assert_true(isnan(parse("self", "", ">=", "%", NAN).want));
}

static void the_first_problem_is_told(void **state)
{
    (void)state;
    const struct {
        const char *scope, *parameters, *op, *problem;
    } cases[] = {
        {"each", "", ">=", "scope:each"},
        {"each:", "", ">=", "scope:each:"},
        {"self:town", "", ">=", "scope:self:town"},
        {"each:town:colour=red", "", ">=", "scope:each:town:colour=red"},
        {"each:town:class=", "", ">=", "scope:each:town:class="},
        {"self", "types", ">=", "parameter:types"},
        {"self", "types=", ">=", "parameter:types"},
        {"self", "limit=soon", ">=", "parameter:limit"},
        {"self", "class=a++b", ">=", "parameter:class"},
        {"self", "tpyes=x", ">=", "parameter:tpyes"},
        {"self", "", "", "op:"},
        {"self", "", "=>", "op:=>"},
        {"nobody", "what", "?", "scope:nobody"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(parse(cases[i].scope, cases[i].parameters, cases[i].op, "", 1).problem,
                            cases[i].problem);
    assert_string_equal(parse("self", "", NULL, "", 1).problem, "op:");
}

/* "all" of 40 m2 a thousand would be met by 1 m2. */
static void all_is_said_of_shares_alone(void **state)
{
    (void)state;
    static const char *const others[] = {"area_per_1000", "count", "people_covered", "beds"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        target t = {0};
        target_words words = {"self", others[i], "", "all", "", 40, NULL, NULL};
        target_parse(&words, &t);
        assert_string_equal(t.problem, "op:all");
    }
    target t = {0};
    target_words words = {"self", "share_of_children_regions_with", "", "all", "", NAN, NULL, NULL};
    target_parse(&words, &t);
    assert_string_equal(t.problem, "");
    assert_true(t.want == 1);
}

static void words_too_long_are_refused(void **state)
{
    (void)state;
    char long_word[3000];
    memset(long_word, 'x', sizeof long_word - 1);
    long_word[sizeof long_word - 1] = '\0';
    assert_memory_equal(parse(long_word, "", ">=", "", 1).problem, "scope:xxx", 9);
    assert_memory_equal(parse("self", long_word, ">=", "", 1).problem, "parameter:xxx", 13);
    char pair[300] = "types=";
    memset(pair + 6, 'y', 200);
    assert_string_equal(parse("self", pair, ">=", "", 1).problem, "parameter:types");
    target t = {0};
    target_words words = {"self", long_word, "", ">=", "", 1, NULL, NULL};
    target_parse(&words, &t);
    assert_memory_equal(t.problem, "indicator:xxx", 13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(defaults_are_filled_in),     LC_TEST(a_scope_with_classes_and_kinds),
        LC_TEST(every_parameter_is_read),    LC_TEST(operators_and_units),
        LC_TEST(the_first_problem_is_told),  LC_TEST(all_is_said_of_shares_alone),
        LC_TEST(words_too_long_are_refused),
    };
    return cmocka_run_group_tests_name("plan_target", tests, NULL, NULL);
}
