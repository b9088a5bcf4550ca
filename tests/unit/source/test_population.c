/* People: conserved to the last one, whatever the shape they come in. */
#include "source/spread.h"
#include "source_test.h"

static lc_status population_is(bench *b, const char *file, const char *text, const char *entry)
{
    char yaml[1024];
    put(b, "regions.geojson", town_file);
    put(b, file, text);
    snprintf(yaml, sizeof yaml, REGIONS "population:\n  - file: %s\n    year: 2024\n%s", file,
             entry);
    study_is(b, yaml);
    run_stage(b, types);
    run_stage(b, regions);
    return stage(b, "population", lc_source_population);
}

#define POINTS   "    form: points\n    crs: EPSG:4326\n"
#define POLYGONS "    form: polygons\n    grid_m: 100\n"
#define GROUPS   "    groups: {resident: 常住人口, age60: 老人}\n"
/* What a unit's figure and the sum over its points differ by, units without a difference left out.
 */
#define LOST                                                                                       \
    "SELECT u.unit_id, group_id, u.people_micro, s.total FROM unit_people u LEFT JOIN (SELECT "    \
    "unit_id, group_id, SUM(people_micro) AS total "                                               \
    "FROM demand JOIN demand_people USING (demand_id) GROUP BY unit_id, group_id) s USING "        \
    "(unit_id, group_id) WHERE u.people_micro <> IFNULL(s.total, 0)"

static void points_are_demand_as_they_are(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx,
              population_is(b, "p.csv",
                            "lon,lat,常住人口,老人\n121.005,31.005,100,20\n121.015,31.005,7.25,0\n",
                            POINTS GROUPS));
    assert_rows(b,
                "SELECT demand_id, r.code, lon_deg, p.group_id, people_micro FROM demand JOIN "
                "region r USING (region_id) JOIN demand_people p USING (demand_id) ORDER BY 1, 4",
                "1|C1|121.005|1|100000000\n1|C1|121.005|2|20000000\n2|T2|121.015|1|7250000\n");
    assert_rows(b, "SELECT code, name_zh, year FROM people_group",
                "resident|常住人口|2024\nage60|60岁及以上户籍人口|2024\n");
    assert_rows(b, "SELECT rows_in, rows_kept, year FROM input WHERE stage = 'population'",
                "2|2|2024\n");
    assert_rows(b, LOST, "");
}

static void group_columns_are_found_by_alias(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, population_is(b, "p.csv", "经度,纬度,总人口\n121.005,31.005,100\n",
                                    POINTS "    groups: [resident]\n"));
    assert_rows(b, "SELECT SUM(people_micro) FROM demand_people", "100000000\n");
}

static void polygon_is_spread_on_a_grid(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, population_is(b, "p.geojson",
                                    COLLECTION(FEATURE("{\"常住人口\":10000,\"老人\":1234}",
                                                       SQUARE(121.0, 31.0, 121.01, 31.01))),
                                    POLYGONS GROUPS));
    assert_rows(b, LOST, "");
    /* 0.01 degree is 954.9 m x 1108.7 m here (pyproj): 9 or 10 by 11 or 12 lines of a 100 m grid */
    double points = figure(b, "SELECT COUNT(*) FROM demand");
    assert_true(points >= 9 * 11 && points <= 10 * 12);
    assert_rows(b, "SELECT COUNT(*) FROM demand WHERE region_id <> 1", "0\n"); /* all in C1 */
    assert_rows(b, "SELECT COUNT(*) FROM demand_people WHERE people_micro % 1000000 <> 0", "0\n");
    /* equal shares: no two points of a group differ by more than one person */
    assert_rows(b,
                "SELECT group_id, MAX(people_micro) - MIN(people_micro) <= 1000000 FROM "
                "demand_people GROUP BY 1",
                "1|1\n2|1\n");
}

static void parts_stay_within_the_whole_at_every_point(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, population_is(b, "p.geojson",
                                    COLLECTION(FEATURE("{\"常住人口\":57,\"老人\":31}",
                                                       SQUARE(121.0, 31.0, 121.01, 31.01))),
                                    POLYGONS GROUPS));
    assert_rows(b, LOST, "");
    assert_rows(b,
                "SELECT COUNT(*) FROM demand_people a LEFT JOIN demand_people r ON r.demand_id = "
                "a.demand_id AND r.group_id = 1 "
                "WHERE a.group_id = 2 AND a.people_micro > IFNULL(r.people_micro, 0)",
                "0\n");
    assert_rows(b, "SELECT COUNT(*) FROM demand", "57\n"); /* one person a point, none elsewhere */
    /* strewn, not heaped: both halves hold people */
    double south = figure(b, "SELECT SUM(people_micro) / 1e6 FROM demand JOIN demand_people USING "
                             "(demand_id) WHERE group_id = 1 AND lat_deg < 31.005");
    assert_true(south > 20 && south < 37);
}

static void random_polygons_lose_nobody(void **state)
{
    bench *b = *state;
    enum { UNITS = 60 };
    char *text = calloc(UNITS, 400), *at = text;
    unsigned seed = 12345;
    double resident = 0;
    at += sprintf(at, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (int i = 0; i < UNITS; i++) {
        double v[4];
        for (int k = 0; k < 4; k++) {
            seed = seed * 1103515245u + 12345u;
            v[k] = (double)(seed >> 16 & 0x3FFF) / 0x4000;
        }
        double w = 121.0 + 0.015 * v[0], s = 31.0 + 0.015 * v[1], d = 0.0001 + 0.004 * v[2];
        double people = i % 3 == 0 ? floor(5000 * v[3]) + 0.5 : floor(5000 * v[3]);
        resident += people;
        at += sprintf(at,
                      "%s{\"type\":\"Feature\",\"properties\":{\"常住人口\":%.1f,\"老人\":%.0f},"
                      "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[%.6f,%.6f],[%.6f,%.6f]"
                      ",[%.6f,%.6f],[%.6f,%.6f]]]}}",
                      i > 0 ? "," : "", people, floor(people / 4), w, s, w + d, s, w + d / 3, s + d,
                      w, s);
    }
    strcpy(at, "]}");
    assert_ok(b->ctx, population_is(b, "p.geojson", text, POLYGONS GROUPS));
    assert_rows(b, LOST, "");
    assert_rows(b, "SELECT COUNT(*) FROM population_unit", "60\n");
    assert_true(figure(b, "SELECT SUM(people_micro) / 1e6 FROM demand_people WHERE group_id = 1") ==
                resident);
    free(text);
}

static void code_of_a_region_decides_where_people_count(void **state)
{
    bench *b = *state;
    /* the square reaches into T2, but the row says T1: points in C1 and C2 go there, the rest stays
     * with T1 */
    assert_ok(b->ctx,
              population_is(b, "p.geojson",
                            COLLECTION(FEATURE("{\"code\":\"T1\",\"常住人口\":1000,\"老人\":1}",
                                               SQUARE(121.0, 31.0, 121.012, 31.02))),
                            POLYGONS GROUPS));
    assert_rows(b, "SELECT DISTINCT r.code FROM demand JOIN region r USING (region_id) ORDER BY 1",
                "C1\nC2\nT1\n");
}

static void units_beyond_the_margin_are_counted_not_read(void **state)
{
    bench *b = *state;
    assert_ok(
        b->ctx,
        population_is(b, "p.csv",
                      "lon,lat,常住人口,老人\n121.005,31.005,100,20\n122,31,50,5\n123,31,50,5\n",
                      POINTS GROUPS));
    assert_rows(b, "SELECT COUNT(*), (SELECT COUNT(*) FROM population_unit) FROM demand", "1|1\n");
    assert_rows(b, "SELECT code, value, severity FROM finding", "rows_beyond_margin|2|note\n");
}

static void all_beyond_is_refused(void **state)
{
    bench *b = *state;
    assert_int_equal(
        population_is(b, "p.csv", "lon,lat,常住人口,老人\n122,31,50,5\n", POINTS GROUPS), LC_INPUT);
    assert_message(b->ctx, "all of its 1 rows lie outside the study area");
}

static void bad_figures_are_told(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, population_is(b, "p.csv",
                                    "name,lon,lat,常住人口,老人\nA,121.005,31.005,100,many\nB,121."
                                    "005,31.005,-1,\nC,121.005,31.005,50,60\nD,121.005,31.005,,5\n",
                                    POINTS GROUPS));
    assert_string_equal(findings(b), "2|bad_number|老人|many\n3|negative_number|常住人口|-1\n3|"
                                     "missing_value|常住人口|-\n4|group_exceeds_total|老人|60\n"
                                     "5|missing_people|常住人口|-\n");
    assert_rows(b,
                "SELECT name, group_id, people_micro FROM population_unit JOIN unit_people USING "
                "(unit_id) ORDER BY 1, 2",
                "A|1|100000000\nC|1|50000000\nC|2|60000000\nD|2|5000000\n");
}

/* `rows` rows of so many residents and old people; what is found, or "". */
static const char *found_of(bench *b, int rows, const char *residents, const char *old)
{
    char text[1024] = "lon,lat,常住人口,老人\n";
    for (int i = 0; i < rows; i++) {
        char row[64];
        snprintf(row, sizeof row, "121.00%d,31.005,%s,%s%d\n", 1 + i, residents, old, i);
        strncat(text, row, sizeof text - strlen(text) - 1);
    }
    assert_ok(b->ctx, population_is(b, "p.csv", text, POINTS GROUPS));
    return findings(b);
}

static void a_whole_in_another_unit_is_told_once(void **state)
{
    bench *b = *state;
    assert_string_equal(found_of(b, 5, "0.06", "11"), "-|whole_in_ten_thousands|常住人口|5/5\n");
    assert_rows(b, "SELECT detail FROM finding", "老人\n");
    assert_rows(b, "SELECT rows_with_findings FROM input WHERE role = 'population'", "5\n");
}

static void a_whole_below_its_part_is_told_once(void **state)
{
    bench *b = *state;
    assert_string_equal(found_of(b, 3, "60", "11"), "-|whole_below_part|常住人口|3/3\n");
}

static void two_rows_are_no_rule(void **state)
{
    bench *b = *state;
    assert_string_equal(found_of(b, 2, "60", "11"),
                        "2|group_exceeds_total|老人|110\n3|group_exceeds_total|老人|111\n");
}

/* 130 rows with more old people than people, two of them with a word for a number, and one with so
 * many people that the file as a whole is none where the two are exchanged. */
static void many_doubts_are_counted(void **state)
{
    bench *b = *state;
    char text[8192] = "lon,lat,常住人口,老人\n";
    for (int i = 0; i < 130; i++) {
        char row[64];
        snprintf(row, sizeof row, "121.00%d,31.005,%s,60\n", 1 + i % 7,
                 i == 5 || i == 129 ? "many"
                 : i == 6           ? "9000"
                                    : "50");
        strncat(text, row, sizeof text - strlen(text) - 1);
    }
    assert_ok(b->ctx, population_is(b, "p.csv", text, POINTS GROUPS));
    /* Rows count from 2; the rows 7 and 131 have no whole to compare with and row 8 has enough, so
     * the 101st doubt is the row 2 + 102. */
    assert_rows(b, "SELECT code, count(*), max(row_no) FROM finding GROUP BY code ORDER BY code",
                "bad_number|2|131\ngroup_exceeds_total|100|103\nmore_rows|1|104\n");
    assert_rows(b, "SELECT field, value, detail, severity FROM finding WHERE code = 'more_rows'",
                "老人|27|group_exceeds_total|warning\n");
    assert_rows(
        b, "SELECT rows_in, rows_kept, rows_with_findings FROM input WHERE role = 'population'",
        "130|130|129\n");
    assert_rows(b, "SELECT count(*), sum(people_micro) FROM demand_people WHERE group_id = 2",
                "130|7800000000\n");
}

/* A header's unit counts for plain numbers, and is told once; a cell that names its own means that.
 */
static void a_unit_in_the_header_is_taken(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx,
              population_is(b, "p.csv", "lon,lat,人口（万人）,人口(千人)\n121.005,31.005,1.2,3\n",
                            POINTS "    groups: {resident: 人口（万人）, age60: 人口(千人)}\n"));
    assert_rows(b, "SELECT group_id, people_micro FROM unit_people ORDER BY 1",
                "1|12000000000\n2|3000000000\n");
    assert_rows(b, "SELECT code, field, value, detail FROM finding ORDER BY finding_id",
                "header_unit|人口（万人）|万人|10000\nheader_unit|人口(千人)|千人|1000\n");
}

/* What a header says of its unit in other ways, and a unit that is none of people. */
static void units_of_headers(void **state)
{
    bench *b = *state;
    static const struct {
        const char *header, *told;
        double people;
    } headers[] = {
        {"常住人口（单位：万人）", "header_unit|万人|10000\n", 20000},
        {"常住人口（2025年，万人）", "header_unit|万人|10000\n", 20000},
        {"常住人口（2025年）（万人）", "header_unit|万人|10000\n", 20000},
        {"常住人口（百人）", "header_unit|百人|100\n", 200},
        {"Population (1000s)", "header_unit|1000s|1000\n", 2000},
        {"Population (in thousands)", "header_unit|thousands|1000\n", 2000},
        {"常住人口 万人", "header_unit|万人|10000\n", 20000},
        {"pop_10k", "header_unit|10k|10000\n", 20000},
        {"常住人口（户）", "header_unit_unknown|户|人, 万人\n", 2},
        {"常住人口（％）", "header_unit_unknown|％|人, 万人\n", 2},
        {"常住人口（单位：户）", "header_unit_unknown|户|人, 万人\n", 2},
        {"常住人口（人）", "", 2},
        {"常住人口（2025年）", "", 2},
        {"常住人口（含流动人口）", "", 2},
        {"常住人口（2025年末，含流动）", "", 2},
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        char text[256], study[512], expected[64];
        snprintf(text, sizeof text, "lon,lat,\"%s\"\n121.005,31.005,2\n", headers[i].header);
        snprintf(study, sizeof study, POINTS "    groups: {resident: \"%s\"}\n", headers[i].header);
        assert_ok(b->ctx, population_is(b, "p.csv", text, study));
        snprintf(expected, sizeof expected, "%.0f\n", headers[i].people);
        assert_rows(b, "SELECT people_micro / 1000000 FROM unit_people", expected);
        assert_rows(b, "SELECT code, value, detail FROM finding ORDER BY finding_id",
                    headers[i].told);
    }
}

/* They may be meant for some of the columns alone, so they are told and not applied. */
static void units_above_and_below_the_names_are_told(void **state)
{
    bench *b = *state;
    static const char *const tables[][2] = {
        {"各街道人口表（单位：万人）,,\nlon,lat,人口\n",
         "names_below\nunit_above|人口|各街道人口表（单位：万人）|万人\n"},
        {"各街道人口表,,\n,单位：万人,\nlon,lat,人口\n",
         "names_below\nunit_above|人口|单位：万人|万人\n"},
        {"各街道人口表（单位：万人）,,\nlon,lat,人口（人）\n", "names_below\n"},
        {"各街道人口表（单位：人）,,\nlon,lat,人口\n", "names_below\n"},
        {"lon,lat,人口\n度,度,万人\n", "units_row|万人\n"},
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char text[256];
        snprintf(text, sizeof text, "%s121.005,31.005,2\n", tables[i][0]);
        assert_ok(b->ctx, population_is(b, "p.csv", text, POINTS "    groups: [resident]\n"));
        assert_rows(b, "SELECT people_micro / 1000000 FROM unit_people", "2\n");
        assert_rows(b,
                    "SELECT code || CASE code WHEN 'names_below' THEN '' ELSE coalesce('|' || "
                    "field, '') || '|' || value || coalesce('|' || detail, '') END FROM finding "
                    "ORDER BY finding_id",
                    tables[i][1]);
    }
}

/* The next younger age is the one to compare with: 80 with 65, 65 with 60. */
static void older_people_are_among_the_younger(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, population_is(b, "p.csv",
                                    "lon,lat,a60,a65,a80\n121.005,31.005,100,90,80\n"
                                    "121.006,31.005,100,101,20\n121.007,31.005,100,60,61\n"
                                    "121.008,31.005,,60,60\n",
                                    POINTS "    groups: {age80: a80, age60: a60, age65: a65}\n"));
    assert_rows(b,
                "SELECT row_no, field, value, detail FROM finding WHERE code = "
                "'older_exceed_younger' ORDER BY finding_id",
                "3|a65|101|a60 100\n4|a80|61|a65 60\n");
}

/* Ten rows at one place with one figure are no chance, nine may be. */
static void sameness_is_told_from_ten_rows_on(void **state)
{
    bench *b = *state;
    for (int count = 9; count <= 10; count++) {
        char text[1024] = "lon,lat,p\n";
        for (int i = 0; i < count; i++)
            strcat(text, "121.005,31.005,70\n");
        assert_ok(b->ctx, population_is(b, "p.csv", text, POINTS "    groups: {resident: p}\n"));
        assert_rows(b, "SELECT code, value, detail FROM finding ORDER BY finding_id",
                    count == 9 ? ""
                               : "people_at_one_place|10|121.005000, 31.005000\n"
                                 "same_figure|10|70\n");
    }
}

/* Rows that are not kept are all named, however many. */
static void lost_rows_are_all_named(void **state)
{
    bench *b = *state;
    char text[8192] = "lon,lat,常住人口,老人\n121.005,31.005,50,6\n";
    for (int i = 0; i < 120; i++)
        strncat(text, "121.005,,50,6\n", sizeof text - strlen(text) - 1);
    assert_ok(b->ctx, population_is(b, "p.csv", text, POINTS GROUPS));
    assert_rows(b, "SELECT code, count(*) FROM finding GROUP BY code", "no_coordinates|120\n");
}

static void missing_group_column_offers_the_key(void **state)
{
    bench *b = *state;
    assert_int_equal(population_is(b, "p.csv", "lon,lat,常驻人口\n121.005,31.005,1\n",
                                   POINTS "    groups: {resident: 常住人口}\n"),
                     LC_INPUT);
    assert_message(b->ctx, "study.yaml:12:");
    assert_message(b->ctx, "did you mean \"常驻人口\"");
    /* coordinates are never offered */
    lc_ctx_forget(b->ctx);
    assert_int_equal(
        population_is(b, "p.csv", "lon,lat,res\n121.005,31.005,1\n", POINTS "    groups: [town]\n"),
        LC_INPUT);
    assert_message(b->ctx, "Write columns: {town: ...}");
}

static void points_where_polygons_are_promised_are_refused(void **state)
{
    bench *b = *state;
    assert_int_equal(
        population_is(b, "p.geojson",
                      COLLECTION(FEATURE("{\"常住人口\":10,\"老人\":1}",
                                         "{\"type\":\"Point\",\"coordinates\":[121.005,31.005]}")),
                      POLYGONS GROUPS),
        LC_INPUT);
    assert_message(b->ctx, "no usable geometry (POINT)");
}

static void sets_are_reported_for_the_groups_they_serve(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, population_is(b, "p.csv", "lon,lat,常住人口,老人\n121.005,31.005,100,20\n",
                                    POINTS GROUPS));
    assert_rows(
        b,
        "SELECT s.code, g.code FROM set_group JOIN type_set s USING (set_id) JOIN people_group g "
        "USING (group_id) WHERE s.code IN ('comprehensive_centre', 'day_care') ORDER BY 1, 2",
        "comprehensive_centre|age60\ncomprehensive_centre|resident\nday_care|age60\n");
    assert_rows(b,
                "SELECT COUNT(*) FROM type_set WHERE set_id NOT IN (SELECT set_id FROM set_group)",
                "0\n");
}

static void sets_fall_back_on_residents(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, population_is(b, "p.csv", "lon,lat,常住人口\n121.005,31.005,100\n",
                                    POINTS "    groups: {resident: 常住人口}\n"));
    assert_rows(b,
                "SELECT g.code FROM set_group JOIN type_set s USING (set_id) JOIN people_group g "
                "USING (group_id) WHERE s.code = 'day_care'",
                "resident\n");
}

static void chosen_groups_serve_every_set(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, population_is(b, "p.csv", "lon,lat,常住人口,老人\n121.005,31.005,100,20\n",
                                    POINTS GROUPS "groups: [age60]\n"));
    assert_rows(b,
                "SELECT COUNT(DISTINCT set_id) = (SELECT COUNT(*) FROM type_set), COUNT(DISTINCT "
                "group_id) FROM set_group",
                "1|1\n");
}

static void without_regions_all_is_one(void **state)
{
    bench *b = *state;
    put(b, "p.csv", "lon,lat,n\n121.0,31.0,1\n121.02,31.0,2\n121.0,31.02,3\n");
    study_is(b, "population:\n  - {file: p.csv, form: points, crs: EPSG:4326, year: 2024, groups: "
                "{resident: n}}\n");
    run_stage(b, types);
    run_stage(b, regions);
    run_stage(b, population);
    run_stage(b, population); /* again: its own region does not stand in the way */
    run_stage(b, facilities);
    assert_rows(b, "SELECT region_id, code, name, level FROM region", "1|all|Testland|district\n");
    assert_rows(b, "SELECT COUNT(*), MIN(region_id), MAX(region_id) FROM demand", "3|1|1\n");
    assert_rows(b, "SELECT region_id FROM facility", "1\n");
    assert_rows(
        b, "SELECT COUNT(*) FROM demand JOIN region WHERE ST_Contains(region.geom, demand.geom)",
        "3\n");
    assert_rows(b, "SELECT region_id, ancestor_id, depth FROM region_tree", "1|1|0\n");
}

static void raster_cells_are_points(void **state)
{
    bench *b = *state;
    /* 4 x 2 cells of 0.005 degree from 121.0, 31.01 down; -9999 is nodata, -3 is not, the last
     * column lies far from zero people */
    assert_ok(b->ctx,
              population_is(b, "p.asc",
                            "ncols 4\nnrows 2\nxllcorner 121.0\nyllcorner 31.0\ncellsize "
                            "0.005\nNODATA_value -9999\n"
                            "1.5 0 -9999 2\n-3 4 0.25 0\n",
                            "    form: raster\n    crs: EPSG:4326\n    groups: [resident]\n"));
    assert_rows(b,
                "SELECT ROUND(lon_deg, 6), ROUND(lat_deg, 6), people_micro FROM demand JOIN "
                "demand_people USING (demand_id) ORDER BY demand_id",
                "121.0025|31.0075|1500000\n121.0175|31.0075|2000000\n121.0075|31.0025|4000000\n121."
                "0125|31.0025|250000\n");
    assert_rows(b, LOST, "");
    assert_rows(b, "SELECT code, value FROM finding", "negative_cells|1\n");
}

static void raster_without_crs_is_refused(void **state)
{
    bench *b = *state;
    assert_int_equal(
        population_is(b, "p.asc",
                      "ncols 1\nnrows 1\nxllcorner 121.0\nyllcorner 31.0\ncellsize 0.005\n1\n",
                      "    form: raster\n    groups: [resident]\n"),
        LC_INPUT);
    assert_message(b->ctx, "neither the file nor the study says");
}

static void shares_add_up_whatever_the_numbers(void **state)
{
    (void)state;
    for (size_t count = 1; count < 40; count++)
        for (int64_t people = 0; people < 90; people += 7) {
            int64_t whole = 0, micro = 0;
            for (size_t k = 0; k < count; k++) {
                whole += lc_spread_share(people * LC_MICRO, count, k, true);
                micro += lc_spread_share(people * LC_MICRO + 1, count, k, false);
            }
            assert_int_equal(whole, people * LC_MICRO);
            assert_int_equal(micro, people * LC_MICRO + 1);
        }
}

static void order_is_a_permutation_strewn_evenly(void **state)
{
    bench *b = *state;
    enum { N = 1000, FIRST = 100, PARTS = 10 };
    size_t *order;
    int seen[N] = {0}, part[PARTS] = {0};
    assert_ok(b->ctx, lc_spread_order(b->ctx, N, &order));
    for (size_t k = 0; k < N; k++)
        seen[order[k]]++;
    for (size_t k = 0; k < FIRST; k++)
        part[order[k] / (N / PARTS)]++;
    for (size_t i = 0; i < N; i++)
        assert_int_equal(seen[i], 1);
    for (size_t i = 0; i < PARTS; i++)
        assert_in_range(part[i], 8, 12); /* a tenth each, within two */
    free(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(points_are_demand_as_they_are),
        BENCH_TEST(group_columns_are_found_by_alias),
        BENCH_TEST(polygon_is_spread_on_a_grid),
        BENCH_TEST(parts_stay_within_the_whole_at_every_point),
        BENCH_TEST(random_polygons_lose_nobody),
        BENCH_TEST(code_of_a_region_decides_where_people_count),
        BENCH_TEST(units_beyond_the_margin_are_counted_not_read),
        BENCH_TEST(all_beyond_is_refused),
        BENCH_TEST(bad_figures_are_told),
        BENCH_TEST(many_doubts_are_counted),
        BENCH_TEST(a_whole_in_another_unit_is_told_once),
        BENCH_TEST(a_whole_below_its_part_is_told_once),
        BENCH_TEST(two_rows_are_no_rule),
        BENCH_TEST(a_unit_in_the_header_is_taken),
        BENCH_TEST(units_of_headers),
        BENCH_TEST(units_above_and_below_the_names_are_told),
        BENCH_TEST(older_people_are_among_the_younger),
        BENCH_TEST(sameness_is_told_from_ten_rows_on),
        BENCH_TEST(lost_rows_are_all_named),
        BENCH_TEST(missing_group_column_offers_the_key),
        BENCH_TEST(points_where_polygons_are_promised_are_refused),
        BENCH_TEST(sets_are_reported_for_the_groups_they_serve),
        BENCH_TEST(sets_fall_back_on_residents),
        BENCH_TEST(chosen_groups_serve_every_set),
        BENCH_TEST(without_regions_all_is_one),
        BENCH_TEST(raster_cells_are_points),
        BENCH_TEST(raster_without_crs_is_refused),
        BENCH_TEST(shares_add_up_whatever_the_numbers),
        BENCH_TEST(order_is_a_permutation_strewn_evenly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
