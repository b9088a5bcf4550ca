/* The doctor on stores filled by hand: each check finds what is wrong, and nothing else. */
#include "doctor/doctor.h"
#include "lc_test.h"

typedef struct desk {
    lc_ctx *ctx;
    lc_store *store;
} desk;

static int desk_setup(void **state)
{
    desk *d = calloc(1, sizeof *d);
    d->ctx = lc_ctx_new();
    *state = d;
    return lc_store_open(d->ctx, NULL, LC_STORE_MEMORY, &d->store) != LC_OK;
}

static int desk_teardown(void **state)
{
    desk *d = *state;
    lc_store_close(d->store);
    lc_ctx_free(d->ctx);
    free(d);
    return 0;
}

#define DESK_TEST(fn) cmocka_unit_test_setup_teardown(fn, desk_setup, desk_teardown)

static void sql(desk *d, const char *text)
{
    assert_ok(d->ctx, lc_db_exec(lc_store_db(d->store), text));
}

/* A region of rectangular outline, one square kilometre large by its column. */
static void region(desk *d, int id, const char *code, const char *level, const char *parent,
                   const char *box)
{
    char text[512];
    snprintf(text, sizeof text,
             "INSERT INTO region (region_id, code, name, level, parent_id, area_m2, input_id, "
             "row_no, geom) VALUES (%d, '%s', 'R%d', '%s', %s, 1e6, 1, %d, "
             "CastToMultiPolygon(BuildMbr(%s, 4326)))",
             id, code, id, level, parent, id, box);
    sql(d, text);
}

static void facility(desk *d, int id, int type, const char *name, const char *status, double lon,
                     double lat)
{
    char text[512];
    lc_print(
        text, sizeof text,
        "INSERT INTO facility (facility_id, type_id, name, status, counts, input_id, row_no, "
        "geom) VALUES (%d, %d, '%s', '%s', 1, 1, %d, MakePoint(%.7f, %.7f, 4326)); INSERT INTO "
        "facility_entrance VALUES (%d, 1, %.7f, %.7f)",
        id, type, name, status, id, lon, lat, id, lon, lat);
    sql(d, text);
}

static void begin(desk *d)
{
    sql(d, "INSERT INTO input (input_id, stage, role, path) VALUES (1, 'x', 'x', 'one.csv'), (2, "
           "'x', 'x', 'two.csv')");
}

/* A district of two towns side by side, a square kilometre each. */
static void two_towns(desk *d)
{
    region(d, 1, "a", "district", "NULL", "121, 31, 121.02, 31.01");
    region(d, 2, "b", "town", "1", "121, 31, 121.01, 31.01");
    region(d, 3, "c", "town", "1", "121.01, 31, 121.02, 31.01");
    sql(d, "UPDATE region SET area_m2 = 2e6 WHERE region_id = 1");
}

static void tree_of_towns(desk *d)
{
    sql(d, "INSERT INTO region_tree VALUES (1, 1, 0), (2, 2, 0), (2, 1, 1), (3, 3, 0), (3, 1, 1)");
}

static void residents(desk *d)
{
    sql(d, "INSERT INTO people_group (group_id, code, name_zh, name_en) VALUES (1, 'resident', "
           "'R', 'R')");
}

/* What the doctor finds: code, row, value, detail of each as a line. Static. */
static const char *found(desk *d)
{
    static char out[4096];
    size_t used = 0;
    bool row = true;
    const lc_study study = {.network = true};
    lc_stmt *stmt = NULL;
    assert_ok(d->ctx, lc_store_stage_begin(d->store, "doctor"));
    assert_ok(d->ctx, lc_doctor_run(d->store, &study));
    assert_ok(d->ctx, lc_store_stage_commit(d->store, "x"));
    assert_ok(d->ctx, lc_db_prepare(lc_store_db(d->store), "test",
                                    "SELECT code || ' ' || coalesce(row_no, '-') || ' ' || "
                                    "coalesce(value, '-') || ' ' || coalesce(detail, '-') FROM "
                                    "finding ORDER BY finding_id",
                                    &stmt));
    out[0] = '\0';
    while (lc_stmt_step(stmt, &row) == LC_OK && row)
        used += (size_t)snprintf(out + used, sizeof out - used, "%s\n", lc_stmt_text(stmt, 0));
    lc_stmt_free(stmt);
    return out;
}

static void codes_are_held_against_their_form(void **state)
{
    desk *d = *state;
    begin(d);
    region(d, 1, "310101000000", "district", "NULL", "121, 31, 121.04, 31.01");
    region(d, 2, "310101001000", "town", "1", "121, 31, 121.01, 31.01");
    region(d, 3, "310101002000", "town", "1", "121.01, 31, 121.02, 31.01");
    assert_string_equal(found(d), "");
    region(d, 4, "31010100300", "town", "1", "121.02, 31, 121.03, 31.01");
    region(d, 5, "310104004000", "town", "1", "121.03, 31, 121.04, 31.01");
    region(d, 6, "310101002005", "town", "1", "121.03, 31, 121.04, 31.01");
    assert_string_equal(found(d), "code_form 4 31010100300 11\ncode_parent 5 310104004000 R1 "
                                  "310101000000\ncode_level 6 310101002005 community\n");
}

static void codes_of_ones_own_have_no_form(void **state)
{
    desk *d = *state;
    begin(d);
    region(d, 1, "310100", "district", "NULL", "121, 31, 121.02, 31.01");
    region(d, 2, "310101", "town", "1", "121, 31, 121.01, 31.01");
    region(d, 3, "B", "town", "1", "121.01, 31, 121.02, 31.01");
    assert_string_equal(found(d), "");
}

/* 0.01 x 0.01 degrees of 0.04 x 0.01 are left out: a quarter, less the 20 m that its rim loses. */
static void gaps_below_a_region_are_told(void **state)
{
    desk *d = *state;
    begin(d);
    region(d, 1, "a", "district", "NULL", "121, 31, 121.04, 31.01");
    region(d, 2, "b", "town", "1", "121, 31, 121.02, 31.01");
    region(d, 3, "c", "town", "1", "121.03, 31, 121.04, 31.01");
    sql(d, "UPDATE region SET area_m2 = 4e6 WHERE region_id = 1; UPDATE region SET area_m2 = 2e6 "
           "WHERE region_id = 2");
    assert_string_equal(found(d), "region_gap 1 0.92 km2 (23.0 %) 2\n");
    sql(d, "UPDATE region SET geom = CastToMultiPolygon(BuildMbr(121, 31, 121.0299, 31.01, 4326)) "
           "WHERE region_id = 2");
    assert_string_equal(found(d), ""); /* ten metres: digitising */
}

/* Five in a row 0.95 km apart, the sixth two degrees north: the third nearest to the middle one is
 * a neighbour. */
static void a_region_far_off_is_told(void **state)
{
    desk *d = *state;
    char box[64];
    begin(d);
    for (int i = 1; i <= 6; i++) {
        lc_print(box, sizeof box, "%.3f, %d, %.3f, %d.01", 121 + 0.01 * i, i < 6 ? 31 : 33,
                 121.01 + 0.01 * i, i < 6 ? 31 : 33);
        region(d, i, (const char[]){(char)('a' + i), '\0'}, "town", "NULL", box);
    }
    assert_string_equal(found(d), "region_far 6 222 km 1 km\n");
}

/* A strip of 1 m by 1 km beside a square of a degree's hundredth. */
static void slivers_are_told(void **state)
{
    desk *d = *state;
    begin(d);
    region(d, 1, "a", "town", "NULL", "121, 31, 121.01, 31.01");
    sql(d, "UPDATE region SET geom = GeomFromText('MULTIPOLYGON(((121 31, 121.01 31, 121.01 31.01, "
           "121 31.01, 121 31)), ((121.02 31, 121.02001 31, 121.02001 31.01, 121.02 31.01, 121.02 "
           "31)), ((121.03 31, 121.031 31, 121.031 31.001, 121.03 31.001, 121.03 31)))', 4326)");
    assert_string_equal(found(d), "sliver_parts 1 1 -\n");
}

static void facilities_that_may_be_one_are_told(void **state)
{
    desk *d = *state;
    begin(d);
    sql(d, "INSERT INTO facility_type (type_id, code, name_zh, name_en) VALUES (1, 'a', 'A', 'A'), "
           "(2, 'b', 'B', 'B')");
    facility(d, 1, 1, "新苑社区食堂", "open", 121, 31);
    facility(d, 2, 1, "新苑居委会食堂", "open", 121, 31.0017); /* 188 m, over a band's edge */
    facility(d, 3, 1, "新苑 食堂", "open", 121, 31.0036);      /* 211 m from 2 */
    facility(d, 4, 2, "新苑食堂", "open", 121, 31.0001);       /* another type */
    facility(d, 5, 1, "陆家村活动室", "open", 121.01, 31);
    facility(d, 6, 1, "周家村活动室", "open", 121.0112, 31); /* 114 m: another village */
    facility(d, 7, 1, "甲", "open", 121.02, 31);
    facility(d, 8, 1, "乙", "open", 121.02, 31);
    facility(d, 9, 1, "丙", "closed", 121.02, 31); /* what was there before */
    assert_string_equal(found(d), "closed_without_day - 1 -\nsimilar_name 2 新苑居委会食堂 "
                                  "新苑社区食堂, 188 m\nsame_place 8 乙 甲, 0 m\n");
}

static void crowded_places_are_told_once(void **state)
{
    desk *d = *state;
    begin(d);
    sql(d, "INSERT INTO facility_type (type_id, code, name_zh, name_en) VALUES (1, 'a', 'A', 'A')");
    for (int i = 1; i <= 4; i++)
        facility(d, i, 1, (const char *[]){"甲", "乙", "丙", "丁"}[i - 1], "open", 121, 31);
    assert_string_equal(found(d), "crowded_place 1 4 -\n");
}

/* Five of six name a region that is known. One of the five is a slip, two are the whole file. */
static void facilities_in_another_region_than_they_say_are_told(void **state)
{
    desk *d = *state;
    begin(d);
    two_towns(d);
    tree_of_towns(d);
    sql(d, "INSERT INTO facility_type (type_id, code, name_zh, name_en) VALUES (1, 'a', 'A', 'A')");
    for (int i = 1; i <= 6; i++)
        facility(d, i, 1, (const char[]){(char)('a' + i), '\0'}, "open", 121.001 + 0.001 * i, 31);
    sql(d,
        "UPDATE facility SET region_id = 2, region_said = 'R1 / R2'; UPDATE facility SET "
        "region_said = 'R1 / Elsewhere' WHERE facility_id = 5; UPDATE facility SET region_said = "
        "'R1 / R3' WHERE facility_id = 6");
    assert_string_equal(found(d), "other_region 6 R3 R2\n");
    sql(d, "UPDATE facility SET region_said = 'R3' WHERE facility_id = 4");
    assert_string_equal(found(d), "");
}

static void people_that_cannot_be_are_told(void **state)
{
    desk *d = *state;
    begin(d);
    region(d, 1, "a", "town", "NULL", "121, 31, 121.01, 31.01");
    residents(d);
    sql(d, "INSERT INTO people_found VALUES (1, 1, 1, 300000000000)"); /* on 1 km2 */
    assert_string_equal(found(d), "");
    sql(d, "UPDATE people_found SET people_micro = 300001000000");
    assert_string_equal(found(d), "dense_people 1 300001 1.000 km2\n");
    sql(d, "UPDATE people_found SET people_micro = 4900000");
    assert_string_equal(found(d), "few_people - 4.9 1 km2\n");
}

static void people_of_two_files_are_compared(void **state)
{
    desk *d = *state;
    begin(d);
    two_towns(d);
    residents(d);
    sql(d, "INSERT INTO people_found VALUES (1, 1, 2, 600000000), (1, 1, 3, 400000000), (2, 1, 2, "
           "1050000000)"); /* 1000 and 1050 people */
    assert_string_equal(found(d), "counted_twice - 1050 one.csv\n");
    sql(d, "UPDATE people_found SET people_micro = 1051000000 WHERE input_id = 2");
    assert_string_equal(found(d), "");
}

static void rows_of_totals_are_told(void **state)
{
    desk *d = *state;
    begin(d);
    two_towns(d);
    tree_of_towns(d);
    residents(d);
    sql(d, "UPDATE input SET rows_in = 3");
    sql(d, "INSERT INTO population_unit (unit_id, input_id, row_no, code, name) VALUES (1, 1, 7, "
           "NULL, 'R1'), (2, 1, 8, 'b', 'R2'), (3, 1, "
           "9, 'c', NULL); INSERT INTO unit_people VALUES (1, 1, 900000000), (2, 1, 500000000), "
           "(3, 1, 400000000); INSERT INTO people_found VALUES (1, 1, 2, 1400000000), (1, 1, 3, "
           "400000000)");
    assert_string_equal(found(d), "total_row 7 900 900\n");
    sql(d, "DELETE FROM unit_people WHERE unit_id = 1; UPDATE people_found SET people_micro = "
           "500000000 WHERE region_id = 2");
    assert_string_equal(found(d), "");
}

static void streets_that_end_at_the_boundary_are_told(void **state)
{
    desk *d = *state;
    begin(d);
    region(d, 1, "a", "town", "NULL", "121, 31, 121.01, 31.01");
    sql(d,
        "INSERT INTO net_node (node_id, lon_deg, lat_deg, component) VALUES (0, 121, 31, 0), (1, "
        "121.01, 31.01, 0)");
    assert_string_equal(found(d), "margin_missing - - -\n");
    sql(d, "UPDATE net_node SET lat_deg = 31.0111 WHERE node_id = 1");
    assert_string_equal(found(d), "");
}

static void targets_about_what_is_not_there_are_told(void **state)
{
    desk *d = *state;
    begin(d);
    sql(d, "INSERT INTO facility_type (type_id, code, name_zh, name_en) VALUES (1, 'a', 'A', 'A'), "
           "(2, 'b', 'B', 'B'); INSERT INTO type_set (set_id, code, name_zh, name_en, is_single) "
           "VALUES (1, 'a', 'A', 'A', 1), (2, 'b', 'B', 'B', 1); INSERT INTO type_set_member "
           "VALUES (1, 1), (2, 2)");
    sql(d, "INSERT INTO target (target_id, plan, item, region_code, scope, indicator, parameters, "
           "op, value, year) VALUES (1, 'p', 'i', 'r', 'self', 'count', 'types=a', '>=', 1, 2025), "
           "(2, 'p', 'j', 'r', 'self', 'count', 'types=b|group=x', '>=', 1, 2025)");
    facility(d, 1, 1, "甲", "planned", 121, 31);
    assert_string_equal(found(d), "set_without_facility - b 1\n");
    sql(d, "INSERT INTO finding (stage, severity, code, value, detail) VALUES "
           "('facilities', 'error', 'unknown_type', 'x', NULL), "
           "('facilities', 'warning', 'more_rows', '6', 'unknown_type')");
    assert_string_equal(found(d), "unknown_type - x -\nmore_rows - 6 unknown_type\n"
                                  "set_types_unknown - b 7\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(codes_are_held_against_their_form),
        DESK_TEST(codes_of_ones_own_have_no_form),
        DESK_TEST(gaps_below_a_region_are_told),
        DESK_TEST(a_region_far_off_is_told),
        DESK_TEST(slivers_are_told),
        DESK_TEST(facilities_that_may_be_one_are_told),
        DESK_TEST(crowded_places_are_told_once),
        DESK_TEST(facilities_in_another_region_than_they_say_are_told),
        DESK_TEST(people_that_cannot_be_are_told),
        DESK_TEST(people_of_two_files_are_compared),
        DESK_TEST(rows_of_totals_are_told),
        DESK_TEST(streets_that_end_at_the_boundary_are_told),
        DESK_TEST(targets_about_what_is_not_there_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
