/* Facility types, functions and sets, against geodata/types and the study's own. */
#include "source/catalogue.h"
#include "source_test.h"

static void built_in_tables_are_read_whole(void **state)
{
    bench *b = *state;
    study_is(b, "");
    run_stage(b, types);
    /* lines of the CSV files without their headers */
    assert_rows(b,
                "SELECT (SELECT COUNT(*) FROM facility_type), (SELECT COUNT(*) FROM function), "
                "(SELECT COUNT(*) FROM type_set)",
                "25|17|32\n");
    assert_rows(b,
                "SELECT type_id, name_zh, standard_area_m2, area_max_m2, standard_beds, beds_max, "
                "colour FROM facility_type WHERE code = 'elder_home'",
                "3|长者照护之家|800.0|3000.0|30|49|#882255\n");
    assert_rows(b,
                "SELECT code, standard_places, places_max, standard_meals, meals_max, "
                "standard_staff FROM facility_type WHERE code IN ('comprehensive_centre', "
                "'nursery_room', 'rental_point') ORDER BY 1",
                "comprehensive_centre|-|-|120|1000|12\nnursery_room|20|100|-|-|-\n"
                "rental_point|-|-|-|-|-\n");
    assert_rows(b, "SELECT group_code FROM type_group WHERE type_id = 1 ORDER BY 1",
                "age60\nage80\nresident\n");
    assert_rows(b, "SELECT function_code FROM type_function WHERE type_id = 2 ORDER BY 1",
                "bathing\nday_care\n");
}

static void every_type_is_a_set_of_itself(void **state)
{
    bench *b = *state;
    study_is(b, "");
    run_stage(b, types);
    assert_rows(b,
                "SELECT COUNT(*) FROM type_set JOIN type_set_member USING (set_id) JOIN "
                "facility_type USING (type_id) "
                "WHERE is_single = 1 AND type_set.code = facility_type.code",
                "25\n");
    assert_rows(b,
                "SELECT COUNT(*) FROM type_set JOIN type_set_member USING (set_id) WHERE code = "
                "'meals'",
                "3\n");
}

static void running_twice_changes_nothing(void **state)
{
    bench *b = *state;
    study_is(b, "");
    run_stage(b, types);
    run_stage(b, types);
    assert_rows(b, "SELECT COUNT(*) FROM facility_type", "25\n");
}

static void study_types_add_and_override(void **state)
{
    bench *b = *state;
    put(b, "t.csv",
        "code,name_zh,name_en,aliases,standard_area_m2,groups,functions\n"
        "library,图书馆,,书房;阅览室,500,resident,culture\n"
        "day_care,,,,350,,\n");
    study_is(b, "types: t.csv\n");
    run_stage(b, types);
    assert_rows(b, "SELECT path, rows_in, rows_kept FROM input WHERE role = 'types'",
                "t.csv|2|2\n");
    assert_rows(
        b, "SELECT type_id, name_en, standard_area_m2 FROM facility_type WHERE code = 'library'",
        "26|图书馆|500.0\n");
    assert_rows(
        b,
        "SELECT name_en, standard_area_m2, area_max_m2 FROM facility_type WHERE code = 'day_care'",
        "Day-care centre for elders|350.0|1500.0\n");
    assert_rows(b, "SELECT role, LENGTH(sha256) FROM input", "types|64\n");
}

static void a_study_sets_what_a_type_holds(void **state)
{
    bench *b = *state;
    put(b, "t.csv",
        "code,name_zh,standard_places,places_max,standard_meals,meals_max,standard_staff\n"
        "library,图书馆,10,30,,,2\n"
        "meal_point,,,,200,,\n");
    study_is(b, "types: t.csv\n");
    run_stage(b, types);
    assert_rows(b,
                "SELECT code, standard_places, places_max, standard_meals, meals_max, "
                "standard_staff FROM facility_type WHERE code IN ('library', 'meal_point') "
                "ORDER BY 1",
                "library|10|30|-|-|2\nmeal_point|-|-|200|1500|-\n");
}

static void bad_types_file_names_row_and_column(void **state)
{
    bench *b = *state;
    put(b, "t.csv", "code,name_zh,standard_area_m2\nlibrary,图书馆,large\n");
    study_is(b, "types: t.csv\n");
    assert_int_equal(stage(b, "types", lc_source_types), LC_INPUT);
    assert_message(b->ctx, "row 2: standard_area_m2 \"large\"");
}

static void type_without_name_is_refused(void **state)
{
    bench *b = *state;
    put(b, "t.csv", "code,name_zh\nlibrary,\n");
    study_is(b, "types: t.csv\n");
    assert_int_equal(stage(b, "types", lc_source_types), LC_INPUT);
    assert_message(b->ctx, "has no name");
}

static void unknown_function_is_refused(void **state)
{
    bench *b = *state;
    put(b, "t.csv", "code,name_zh,functions\nlibrary,图书馆,culture;flying\n");
    study_is(b, "types: t.csv\n");
    assert_int_equal(stage(b, "types", lc_source_types), LC_INPUT);
    assert_message(b->ctx, "no function \"flying\"");
}

static void study_sets_replace_built_in_ones(void **state)
{
    bench *b = *state;
    study_is(b, "sets:\n  meals: {zh: 吃饭, en: Eating, types: [meal_point, day_care]}\n");
    run_stage(b, types);
    assert_rows(
        b,
        "SELECT type_set.name_en, facility_type.code FROM type_set JOIN type_set_member USING "
        "(set_id) JOIN facility_type USING (type_id) "
        "WHERE type_set.code = 'meals' ORDER BY type_id",
        "Eating|day_care\nEating|meal_point\n");
}

static void set_of_unknown_type_names_the_nearest(void **state)
{
    bench *b = *state;
    study_is(b, "sets:\n  mine: {zh: 我的, en: Mine, types: [meal_pont]}\n");
    assert_int_equal(stage(b, "types", lc_source_types), LC_INPUT);
    assert_message(b->ctx, "\"meal_pont\"");
    assert_message(b->ctx, "nearest is \"meal_point\"");
}

/* "1+8" and "1+N" hold the same: a centre, care of either kind and seven items more. */
static void the_lists_of_the_plans(void **state)
{
    bench *b = *state;
    study_is(b, "");
    run_stage(b, types);
    run_stage(b, types);
    assert_rows(b, "SELECT list_id, code, centre FROM function_list ORDER BY 1",
                "1|one_plus_eight|comprehensive_centre\n2|one_plus_n|comprehensive_centre\n");
    for (int list = 1; list <= 2; list++) {
        char sql[256];
        snprintf(sql, sizeof sql,
                 "SELECT position, group_concat(function_code, '/') FROM (SELECT * FROM "
                 "function_list_item WHERE list_id = %d ORDER BY position, alternative) GROUP BY 1",
                 list);
        assert_rows(b, sql,
                    "1|day_care/full_time_care\n2|meals\n3|medical\n4|health_promotion\n"
                    "5|smart_services\n6|family_support\n7|adviser\n8|culture\n");
    }
}

static void a_study_s_lists_stand_beside_and_instead(void **state)
{
    bench *b = *state;
    study_is(b, "sets:\n  rest: {en: Rest, types: [day_care, elder_home]}\n"
                "function_lists:\n"
                "  mine: {zh: 我的, centre: rest, functions: [[meals, bathing], culture]}\n"
                "  one_plus_n: {centre: day_care, functions: [day_care]}\n");
    run_stage(b, types);
    assert_rows(b, "SELECT code, name_zh, name_en, centre FROM function_list ORDER BY list_id",
                "one_plus_eight|“1+8”社区嵌入式养老服务体系|The \"1+8\" of services in the "
                "community|comprehensive_centre\nmine|我的|我的|rest\n"
                "one_plus_n|one_plus_n|one_plus_n|day_care\n");
    assert_rows(b,
                "SELECT code, position, alternative, function_code FROM function_list_item JOIN "
                "function_list USING (list_id) WHERE list_id > 1 ORDER BY list_id, position, "
                "alternative",
                "mine|1|1|meals\nmine|1|2|bathing\nmine|2|1|culture\none_plus_n|1|1|day_care\n");
}

static void bad_lists_are_refused(void **state)
{
    static const struct {
        const char *list, *message;
    } cases[] = {{"{centre: day_car, functions: [meals]}",
                  "has as centre a set of types \"day_car\" that does not exist; the nearest is "
                  "\"day_care\""},
                 {"{centre: day_care, functions: [meals, flying]}",
                  "names a function \"flying\" that does not exist"},
                 {"{centre: day_care, functions: [meals, [culture, meals]]}",
                  "names the function \"meals\" twice"}};
    bench *b = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *study = lc_format(b->ctx, "function_lists:\n  mine: %s\n", cases[i].list);
        study_is(b, study);
        assert_int_equal(stage(b, "types", lc_source_types), LC_INPUT);
        assert_message(b->ctx, cases[i].message);
        lc_ctx_clear(b->ctx);
        free(study);
    }
}

static void set_may_not_take_the_code_of_a_type(void **state)
{
    bench *b = *state;
    study_is(b, "sets:\n  day_care: {zh: 我的, en: Mine, types: [meal_point]}\n");
    assert_int_equal(stage(b, "types", lc_source_types), LC_INPUT);
    assert_message(b->ctx, "code of a facility type already");
}

static void names_in_the_tables_belong_to_one_type(void **state)
{
    bench *b = *state;
    lc_catalogue catalogue;
    assert_ok(b->ctx, lc_catalogue_load(&catalogue, b->ctx, NULL));
    for (size_t i = 0; i < catalogue.types.count; i++) {
        const lc_type *type = lc_catalogue_type(&catalogue, i);
        assert_int_equal(lc_catalogue_find_type(&catalogue, type->code), i);
        assert_int_equal(lc_catalogue_find_type(&catalogue, type->name_zh), i);
        assert_int_equal(lc_catalogue_find_type(&catalogue, type->name_en), i);
    }
    assert_int_equal(lc_catalogue_find_type(&catalogue, "no such thing"), -1);
    lc_catalogue_clear(&catalogue);
}

/* One line of a text that begins with `start`, NULL for none. */
static char *line_of(char *text, const char *start)
{
    char *at = strstr(text, start);
    if (at != NULL)
        at[strcspn(at, "\n")] = '\0';
    return at;
}

static void manual_prints_every_alias(void **state)
{
    (void)state;
    static char manual[1 << 17];
    const char *aliases, *field;
    for (size_t i = 0; (field = lc_source_alias(i, &aliases)) != NULL; i++) {
        FILE *file = fopen(LC_SOURCE_DIR "/docs/study-file.md", "rb");
        assert_non_null(file);
        manual[fread(manual, 1, sizeof manual - 1, file)] = '\0';
        fclose(file);
        char start[64], wanted[1024] = "";
        snprintf(start, sizeof start, "| `%s` | ", field);
        char *section = strstr(manual, "## Aliases");
        char *line = section != NULL ? line_of(section + 1, start) : NULL;
        assert_non_null(line);
        size_t used = 0;
        for (const char *c = aliases; *c != '\0'; c++)
            used +=
                (size_t)snprintf(wanted + used, sizeof wanted - used, *c == '|' ? ", " : "%c", *c);
        if (strstr(line, wanted) == NULL)
            fail_msg("docs/study-file.md, Aliases, %s: lacks \"%s\"", field, wanted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(built_in_tables_are_read_whole),
        BENCH_TEST(every_type_is_a_set_of_itself),
        BENCH_TEST(running_twice_changes_nothing),
        BENCH_TEST(study_types_add_and_override),
        BENCH_TEST(a_study_sets_what_a_type_holds),
        BENCH_TEST(bad_types_file_names_row_and_column),
        BENCH_TEST(type_without_name_is_refused),
        BENCH_TEST(unknown_function_is_refused),
        BENCH_TEST(study_sets_replace_built_in_ones),
        BENCH_TEST(set_of_unknown_type_names_the_nearest),
        BENCH_TEST(the_lists_of_the_plans),
        BENCH_TEST(a_study_s_lists_stand_beside_and_instead),
        BENCH_TEST(bad_lists_are_refused),
        BENCH_TEST(set_may_not_take_the_code_of_a_type),
        BENCH_TEST(names_in_the_tables_belong_to_one_type),
        cmocka_unit_test(manual_prints_every_alias),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
