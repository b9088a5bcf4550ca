/* The doctor's eye for coordinates in another system than declared. A town of 3 x 3 districts, each
 * 0.04 degrees wide, near Shanghai unless said otherwise. The tests' SQL stands here, not in
 * queries/, as only they run it. */
#include <math.h>

#include "lc_test.h"

#include "crs/crs.h"
#include "doctor/doctor.h"

enum { SIDE = 3, PLACES_MAX = 400 };
static const double BOX_DEG = 0.04;
static const lc_lonlat SHANGHAI = {121.40, 31.15}, PORTO_ALEGRE = {-51.26, -30.11};
static const char *const SYSTEM[] = {"EPSG:4326", "GCJ-02", "BD-09"};

typedef struct town {
    lc_ctx *ctx;
    lc_store *store;
    lc_study study;
    lc_lonlat corner; /* south-west */
    uint64_t seed;
} town;

/* Marsaglia's xorshift: the same figures everywhere. In [0, 1). */
static double chance(town *t)
{
    t->seed ^= t->seed << 13;
    t->seed ^= t->seed >> 7;
    t->seed ^= t->seed << 17;
    return (double)(t->seed >> 11) / 9007199254740992.0;
}

static void sql(town *t, const char *text)
{
    assert_ok(t->ctx, lc_db_exec(lc_store_db(t->store), text));
}

static void found(town *t, void **state, lc_lonlat corner)
{
    char text[400];
    *t = (town){.ctx = *state, .corner = corner, .seed = 88172645463325252ULL};
    assert_ok(t->ctx, lc_store_open(t->ctx, NULL, LC_STORE_MEMORY, &t->store));
    sql(t, "INSERT INTO facility_type (type_id, code, name_zh, name_en) VALUES (1, 'a', 'a', 'a')");
    for (int i = 0; i < SIDE * SIDE; i++) {
        double west = corner.lon_deg + i % SIDE * BOX_DEG,
               south = corner.lat_deg + i / SIDE * BOX_DEG;
        snprintf(
            text, sizeof text,
            "INSERT INTO region (region_id, code, name, level, area_m2, geom) VALUES (%d, 'R%d', "
            "'%c区镇', 'town', 1, CastToMulti(BuildMbr(%.15f, %.15f, %.15f, %.15f, 4326)))",
            i + 1, i, 'A' + i, west, south, west + BOX_DEG, south + BOX_DEG);
        sql(t, text);
    }
}

static void leave(town *t)
{
    lc_store_close(t->store);
}

/* The number of the region that holds a true place, 0..8; -1 outside. */
static int region_of(const town *t, lc_lonlat at)
{
    int column = (int)floor((at.lon_deg - t->corner.lon_deg) / BOX_DEG);
    int row = (int)floor((at.lat_deg - t->corner.lat_deg) / BOX_DEG);
    return column < 0 || row < 0 || column >= SIDE || row >= SIDE ? -1 : row * SIDE + column;
}

static lc_lonlat somewhere(town *t)
{
    return (lc_lonlat){t->corner.lon_deg + chance(t) * SIDE * BOX_DEG,
                       t->corner.lat_deg + chance(t) * SIDE * BOX_DEG};
}

/* The numbers that a file in this system has for a true place. */
static lc_lonlat numbers_in(int system, lc_lonlat at)
{
    return system == 0 ? at : system == 1 ? lc_gcj02_from_wgs84(at) : lc_bd09_from_wgs84(at);
}

static lc_lonlat read_as(int system, lc_lonlat numbers)
{
    return system == 0   ? numbers
           : system == 1 ? lc_wgs84_from_gcj02(numbers)
                         : lc_wgs84_from_bd09(numbers);
}

/* A new file of facilities without rows; what there was goes. */
static void begin_file(town *t, const char *crs)
{
    char text[300];
    sql(t, "DELETE FROM finding; DELETE FROM facility; DELETE FROM input");
    snprintf(text, sizeof text,
             "INSERT INTO input (input_id, stage, role, path, crs, rows_kept) VALUES (1, 'f', "
             "'facilities', 'f.csv', '%s', %d)",
             crs, PLACES_MAX);
    sql(t, text);
}

/* column: region_said, name or address. */
static void add(town *t, lc_lonlat at, const char *column, const char *words)
{
    lc_stmt *stmt = NULL;
    char text[300];
    snprintf(text, sizeof text,
             "INSERT INTO facility (name, type_id, status, counts, input_id, geom) VALUES ('-', 1, "
             "'open', 1, 1, MakePoint(:x, :y, 4326))");
    assert_ok(t->ctx, lc_db_prepare(lc_store_db(t->store), "test", text, &stmt));
    lc_stmt_bind_double(stmt, ":x", at.lon_deg);
    lc_stmt_bind_double(stmt, ":y", at.lat_deg);
    assert_ok(t->ctx, lc_stmt_run(stmt));
    lc_stmt_free(stmt);
    if (words == NULL)
        return;
    snprintf(text, sizeof text,
             "UPDATE facility SET %s = '%s' WHERE facility_id = last_insert_rowid()", column,
             words);
    sql(t, text);
}

/* The form with the region's letter in place of its @. */
static void say_region(char words[64], const char *form, int region)
{
    const char *mark = strchr(form, '@');
    snprintf(words, 64, "%.*s%c%s", (int)(mark - form), form, 'A' + region, mark + 1);
}

/* count places all over the town whose numbers are of one system, read as another; each says the
 * region that it truly lies in. */
static void fill(town *t, int truth, int declared, int count, const char *column, const char *form)
{
    char words[64];
    begin_file(t, SYSTEM[declared]);
    for (int i = 0; i < count; i++) {
        lc_lonlat at = somewhere(t);
        say_region(words, form, region_of(t, at));
        add(t, read_as(declared, numbers_in(truth, at)), column, words);
    }
}

/* The codes that the doctor tells, with blanks between; borrowed until the next call. */
static const char *told(town *t, const lc_doctor_streets *streets)
{
    static char codes[200];
    lc_stmt *stmt = NULL;
    bool row;
    assert_ok(t->ctx, lc_store_stage_begin(t->store, "doctor"));
    assert_ok(t->ctx, lc_doctor_offsets(t->store, &t->study, streets));
    assert_ok(t->ctx, lc_store_stage_commit(t->store, "x"));
    assert_ok(t->ctx, lc_db_prepare(lc_store_db(t->store), "test",
                                    "SELECT group_concat(code, ' ') FROM finding", &stmt));
    assert_ok(t->ctx, lc_stmt_step(stmt, &row));
    snprintf(codes, sizeof codes, "%s", lc_stmt_is_null(stmt, 0) ? "" : lc_stmt_text(stmt, 0));
    lc_stmt_free(stmt);
    return codes;
}

/* --- regions --- */

static void every_system_is_named(void **state)
{
    static const char *const codes[] = {"looks_like_wgs84", "looks_like_gcj02", "looks_like_bd09"};
    town t;
    found(&t, state, SHANGHAI);
    for (int truth = 0; truth < 3; truth++) {
        for (int declared = 0; declared < 3; declared++) {
            fill(&t, truth, declared, 200, "region_said", "市 / @区镇");
            assert_string_equal(told(&t, NULL), truth == declared ? "" : codes[truth]);
        }
    }
    leave(&t);
}

static void any_words_of_a_row_tell(void **state)
{
    static const char *const words[][2] = {{"region_said", "@区"},
                                           {"region_said", "x / @区镇"},
                                           {"name", "@区镇食堂"},
                                           {"address", "某市@区镇某路1号"}};
    town t;
    found(&t, state, SHANGHAI);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        fill(&t, 1, 0, 200, words[i][0], words[i][1]);
        assert_string_equal(told(&t, NULL), "looks_like_gcj02");
    }
    fill(&t, 1, 0, 200, "name", "旧@区镇食堂"); /* a name must begin with the region's */
    assert_string_equal(told(&t, NULL), "");
    fill(&t, 1, 0, 200, "address",
         "A区镇@区镇"); /* two regions: nothing, but for those that say A twice */
    sql(&t, "UPDATE facility SET address = NULL WHERE address = 'A区镇A区镇'");
    assert_string_equal(told(&t, NULL), "");
    leave(&t);
}

static void too_little_evidence_is_silence(void **state)
{
    town t;
    found(&t, state, SHANGHAI);
    fill(&t, 1, 0, 200, "region_said", "Z@");
    assert_string_equal(told(&t, NULL), ""); /* no name is known */
    fill(&t, 1, 0, 6, "region_said", "@区镇");
    assert_string_equal(told(&t, NULL), ""); /* few rows */
    fill(&t, 1, 0, 200, "region_said", "@区镇");
    sql(&t, "UPDATE input SET crs = 'EPSG:4549'");
    assert_string_equal(told(&t, NULL), ""); /* metres */
    begin_file(&t, SYSTEM[0]);
    assert_string_equal(told(&t, NULL), "");
    leave(&t);
}

/* Six of six that change sides are told, five of five are not. A place a little inside the western
 * side of a region: GCJ-02 numbers lie half a kilometre south-east of the place. */
static void six_rows_are_enough_and_five_are_not(void **state)
{
    town t;
    found(&t, state, SHANGHAI);
    for (int changing = 5; changing <= 6; changing++) {
        begin_file(&t, SYSTEM[0]);
        for (int i = 0; i < 20; i++) {
            double inside = i < changing ? BOX_DEG - 0.001 : BOX_DEG / 2;
            lc_lonlat at = {t.corner.lon_deg + inside, t.corner.lat_deg + (i + 5) * 0.001};
            add(&t, numbers_in(1, at), "region_said", "A区镇");
        }
        assert_string_equal(told(&t, NULL), changing == 6 ? "looks_like_gcj02" : "");
    }
    leave(&t);
}

static void the_finding_tells_both_counts(void **state)
{
    town t;
    lc_stmt *stmt = NULL;
    bool row;
    found(&t, state, SHANGHAI);
    begin_file(&t, SYSTEM[0]);
    for (int i = 0; i < 20; i++)
        add(&t,
            numbers_in(1, (lc_lonlat){t.corner.lon_deg + (i < 8 ? BOX_DEG - 0.001 : BOX_DEG / 2),
                                      t.corner.lat_deg + BOX_DEG / 2}),
            "region_said", "A区镇");
    assert_string_equal(told(&t, NULL), "looks_like_gcj02");
    assert_ok(t.ctx, lc_db_prepare(lc_store_db(t.store), "test",
                                   "SELECT field, value, detail, severity FROM finding", &stmt));
    assert_ok(t.ctx, lc_stmt_step(stmt, &row));
    assert_string_equal(lc_stmt_text(stmt, 0), "crs");
    assert_string_equal(lc_stmt_text(stmt, 1), "20");
    assert_string_equal(lc_stmt_text(stmt, 2), "12 of 20");
    assert_string_equal(lc_stmt_text(stmt, 3), "warning");
    lc_stmt_free(stmt);
    leave(&t);
}

/* Where the three systems are one, places half a kilometre off are only that. */
static void outside_china_there_is_nothing_to_find(void **state)
{
    town t;
    char words[64];
    found(&t, state, PORTO_ALEGRE);
    begin_file(&t, SYSTEM[0]);
    for (int i = 0; i < 200; i++) {
        lc_lonlat at = somewhere(&t);
        snprintf(words, sizeof words, "%c区镇", 'A' + region_of(&t, at));
        add(&t, (lc_lonlat){at.lon_deg + 0.0045, at.lat_deg - 0.002}, "region_said", words);
    }
    assert_string_equal(told(&t, NULL), "");
    leave(&t);
}

/* --- streets: lines at uneven distances, from 60 to 340 m, both ways --- */

enum { LINES = 400 };
static double line_x_m[LINES], line_y_m[LINES];

static void lay_streets(town *t)
{
    double x = -2000, y = -2000;
    for (int i = 0; i < LINES; i++) {
        line_x_m[i] = x += 60 + 280 * chance(t);
        line_y_m[i] = y += 60 + 280 * chance(t);
    }
}

static double from_lines_m(const double *lines, double at_m)
{
    double least_m = INFINITY;
    for (int i = 0; i < LINES; i++)
        least_m = fmin(least_m, fabs(lines[i] - at_m));
    return least_m;
}

static double metres_per_deg(bool east)
{
    return east ? 111320 * cos(SHANGHAI.lat_deg * M_PI / 180) : 110870;
}

static double leg_m(const void *streets, lc_lonlat at, double most_m)
{
    const town *t = streets;
    double x_m = (at.lon_deg - t->corner.lon_deg) * metres_per_deg(true);
    double y_m = (at.lat_deg - t->corner.lat_deg) * metres_per_deg(false);
    double nearest_m = fmin(from_lines_m(line_x_m, x_m), from_lines_m(line_y_m, y_m));
    return nearest_m <= most_m ? nearest_m : INFINITY;
}

/* Beside a street, up to `off_m` away; or in the middle of a block. */
static lc_lonlat beside(town *t, double off_m, bool middle)
{
    int i = 10 + (int)(chance(t) * 40), j = 10 + (int)(chance(t) * 40);
    double x_m = (line_x_m[i] + line_x_m[i + 1]) / 2, y_m = (line_y_m[j] + line_y_m[j + 1]) / 2;
    if (!middle)
        x_m = line_x_m[i] + off_m * (2 * chance(t) - 1);
    return (lc_lonlat){t->corner.lon_deg + x_m / metres_per_deg(true),
                       t->corner.lat_deg + y_m / metres_per_deg(false)};
}

static void streets_name_every_system(void **state)
{
    static const char *const codes[] = {"near_streets_as_wgs84", "near_streets_as_gcj02",
                                        "near_streets_as_bd09"};
    town t;
    found(&t, state, SHANGHAI);
    lay_streets(&t);
    const lc_doctor_streets streets = {leg_m, &t};
    for (int truth = 0; truth < 3; truth++) {
        for (int declared = 0; declared < 3; declared++) {
            begin_file(&t, SYSTEM[declared]);
            for (int i = 0; i < 120; i++)
                add(&t, read_as(declared, numbers_in(truth, beside(&t, 25, false))), NULL, NULL);
            assert_string_equal(told(&t, &streets), truth == declared ? "" : codes[truth]);
        }
    }
    leave(&t);
}

/* Nearer by any shift is no evidence: a place in the middle of its block cannot but come nearer. */
static void the_middle_of_a_block_is_no_offset(void **state)
{
    town t;
    found(&t, state, SHANGHAI);
    lay_streets(&t);
    const lc_doctor_streets streets = {leg_m, &t};
    begin_file(&t, SYSTEM[0]);
    for (int i = 0; i < 300; i++)
        add(&t, beside(&t, 0, true), NULL, NULL);
    assert_string_equal(told(&t, &streets), "");
    leave(&t);
}

/* Names speak for a shift, the streets for the declared system: the polygons are shifted. */
static void streets_contradict_shifted_polygons(void **state)
{
    town t;
    char words[64];
    found(&t, state, SHANGHAI);
    lay_streets(&t);
    const lc_doctor_streets streets = {leg_m, &t};
    begin_file(&t, SYSTEM[0]);
    for (int i = 0; i < 300; i++) {
        lc_lonlat at = beside(&t, 20, false);
        int region = region_of(&t, lc_wgs84_from_gcj02(at));
        snprintf(words, sizeof words, "%c区镇", 'A' + (region < 0 ? 0 : region));
        add(&t, at, "region_said", words);
    }
    assert_string_equal(told(&t, NULL), "looks_like_gcj02");
    assert_string_equal(told(&t, &streets), "");
    leave(&t);
}

/* --- good data --- */

/* 500 good files: places within 600 m of a boundary, measured up to 300 m wrongly, one name in ten
 * that of any region, beside streets or anywhere; declared rightly in any system. No false alarm.
 */
static void good_files_raise_no_alarm(void **state)
{
    town t;
    char words[64];
    found(&t, state, SHANGHAI);
    lay_streets(&t);
    const lc_doctor_streets streets = {leg_m, &t};
    for (int file = 0; file < 500; file++) {
        int system = file % 3, count = 5 + (int)(chance(&t) * 75);
        double noise_deg = 0.003 * chance(&t);
        begin_file(&t, SYSTEM[system]);
        sql(&t, "BEGIN");
        for (int i = 0; i < count; i++) {
            lc_lonlat at = file % 2 ? beside(&t, 200 * chance(&t), false) : somewhere(&t);
            double side = t.corner.lon_deg + BOX_DEG * (1 + (int)(2 * chance(&t)));
            if (file % 4 < 3)
                at.lon_deg = side + 0.006 * (2 * chance(&t) - 1);
            int region = chance(&t) < 0.1 ? (int)(chance(&t) * 9) : region_of(&t, at);
            snprintf(words, sizeof words, "%c区镇", 'A' + (region < 0 ? 0 : region));
            at.lon_deg += noise_deg * (2 * chance(&t) - 1);
            at.lat_deg += noise_deg * (2 * chance(&t) - 1);
            add(&t, at, "region_said", words);
        }
        sql(&t, "COMMIT");
        const char *codes = told(&t, file % 5 ? &streets : NULL);
        if (codes[0] != '\0')
            fail_msg("file %d (%s, %d places): %s", file, SYSTEM[system], count, codes);
    }
    leave(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(every_system_is_named),
        LC_TEST(any_words_of_a_row_tell),
        LC_TEST(too_little_evidence_is_silence),
        LC_TEST(six_rows_are_enough_and_five_are_not),
        LC_TEST(the_finding_tells_both_counts),
        LC_TEST(outside_china_there_is_nothing_to_find),
        LC_TEST(streets_name_every_system),
        LC_TEST(the_middle_of_a_block_is_no_offset),
        LC_TEST(streets_contradict_shifted_polygons),
        LC_TEST(good_files_raise_no_alarm),
    };
    return cmocka_run_group_tests_name("doctor_offset", tests, NULL, NULL);
}
