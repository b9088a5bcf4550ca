/* Facilities: columns by alias and mapping, coordinates, values, and every way a table of them goes
 * wrong. */
#include "crs/crs.h"
#include "source_test.h"

/* Runs types, regions and then facilities from one CSV, declared EPSG:4326 unless `more` says
 * otherwise. */
static lc_status facilities_are(bench *b, const char *csv, const char *more)
{
    char yaml[1024];
    put(b, "regions.geojson", town_file);
    put(b, "f.csv", csv);
    snprintf(yaml, sizeof yaml, REGIONS "facilities:\n  - file: f.csv\n%s",
             more != NULL ? more : "    crs: EPSG:4326\n");
    study_is(b, yaml);
    run_stage(b, types);
    run_stage(b, regions);
    return stage(b, "facilities", lc_source_facilities);
}

static void chinese_headers_are_known(void **state)
{
    bench *b = *state;
    assert_ok(
        b->ctx,
        facilities_are(b,
                       "设施名称,设施类型,经度,纬度,建筑面积(㎡),床位数,护理型床位,举办性质,地址\n"
                       "甲,老年人日间照护中心,121.005,31.005,\"1,200.5\",20,5,公办,一路1号\n",
                       NULL));
    assert_rows(b,
                "SELECT f.name, t.code, f.area_m2, beds, beds_nursing, ownership, address, status, "
                "counts, r.code FROM facility f "
                "JOIN facility_type t USING (type_id) JOIN region r USING (region_id)",
                "甲|day_care|1200.5|20|5|public|一路1号|open|1|C1\n");
    assert_rows(b, "SELECT entrance_no, lon_deg, lat_deg FROM facility_entrance",
                "1|121.005|31.005\n");
    assert_rows(b,
                "SELECT role, path, rows_in, rows_kept, rows_with_findings, crs, LENGTH(sha256) "
                "FROM input WHERE stage = 'facilities'",
                "facilities|f.csv|1|1|0|EPSG:4326|64\n");
}

static void english_headers_and_wkt(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, facilities_are(b,
                                     "code,Name,TYPE,wkt,Floor Area\n7,A,meal_point,POINT (121.015 "
                                     "31.015),80\n8,B,Meal point for elders,\"POLYGON((121.001 "
                                     "31.001,121.002 31.001,121.002 31.002,121.001 31.001))\",\n",
                                     NULL));
    assert_rows(b,
                "SELECT f.code, f.name, f.area_m2, r.code FROM facility f JOIN region r USING "
                "(region_id) ORDER BY 1",
                "7|A|80.0|T2\n8|B|-|C1\n");
}

static void several_points_are_entrances_of_one(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx,
              facilities_are(
                  b,
                  "name,type,wkt\nA,day_care,\"MULTIPOINT((121.005 31.005),(121.006 31.005))\"\n",
                  NULL));
    assert_rows(b, "SELECT COUNT(*), (SELECT COUNT(*) FROM facility_entrance) FROM facility",
                "1|2\n");
}

static void gcj02_is_undone(void **state)
{
    bench *b = *state;
    char csv[256];
    lc_lonlat there = lc_gcj02_from_wgs84((lc_lonlat){121.005, 31.005});
    snprintf(csv, sizeof csv, "name,type,lng,lat\nA,day_care,%.10f,%.10f\n", there.lon_deg,
             there.lat_deg);
    assert_ok(b->ctx, facilities_are(b, csv, "    crs: gcj02\n"));
    assert_true(fabs(figure(b, "SELECT ST_X(geom) FROM facility") - 121.005) < 1e-8);
    assert_true(fabs(figure(b, "SELECT ST_Y(geom) FROM facility") - 31.005) < 1e-8);
    assert_rows(b, "SELECT crs FROM input WHERE stage = 'facilities'", "GCJ-02\n");
}

static void projected_columns_are_transformed(void **state)
{
    bench *b = *state;
    /* pyproj: 121.005 31.005 in EPSG:4549 */
    assert_ok(b->ctx, facilities_are(b, "name,type,x,y\nA,day_care,595979.103,3431962.302\n",
                                     "    crs: EPSG:4549\n"));
    assert_true(fabs(figure(b, "SELECT ST_X(geom) FROM facility") - 121.005) < 1e-7);
    assert_true(fabs(figure(b, "SELECT ST_Y(geom) FROM facility") - 31.005) < 1e-7);
}

static void no_crs_is_refused_not_guessed(void **state)
{
    bench *b = *state;
    assert_int_equal(facilities_are(b, "name,type,lon,lat\nA,day_care,121.005,31.005\n",
                                    "    columns: {name: name}\n"),
                     LC_INPUT);
    assert_message(b->ctx, "neither the file nor the study says which coordinate system");
    assert_message(b->ctx, "gcj02 or bd09");
}

static void unknown_crs_is_refused(void **state)
{
    bench *b = *state;
    assert_int_equal(facilities_are(b, "name,type,lon,lat\nA,day_care,121.005,31.005\n",
                                    "    crs: EPSG:999999\n"),
                     LC_INPUT);
    assert_message(b->ctx, "999999");
}

static void bad_values_are_dropped_and_told(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, facilities_are(b,
                                     "name,type,lon,lat,area_m2,beds,opened,status,ownership\n"
                                     "A,day_care,121.005,31.005,约三百,-5,soon,bankrupt,mixed\n"
                                     "B,day_care,121.015,31.005,9000,2.5,2020-01-01,open,private\n",
                                     NULL));
    assert_rows(b, "SELECT name, area_m2, beds, opened, status, ownership FROM facility ORDER BY 1",
                "A|-|-|-|open|-\nB|9000.0|-|2020-01-01|open|private\n");
    assert_string_equal(findings(b),
                        "2|numerals|area_m2|约三百\n2|negative_number|beds|-5\n2|missing_area|"
                        "area_m2|-\n2|bad_date|opened|soon\n"
                        "2|unknown_value|status|bankrupt\n2|unknown_value|ownership|mixed\n3|bad_"
                        "number|beds|2.5\n3|doubtful_number|area_m2|9000\n");
    assert_rows(
        b, "SELECT rows_in, rows_kept, rows_with_findings FROM input WHERE stage = 'facilities'",
        "2|2|2\n");
}

static void contracts_workers_and_renovation(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx,
              facilities_are(b,
                             "名称,类型,经度,纬度,建筑面积,工作人员,社工数,医养签约,改造日期\n"
                             "甲,day_care,121.005,31.005,300,6,2,是,2024-05-01\n"
                             "乙,day_care,121.015,31.005,300,6,0,未签约,\n"
                             "丙,day_care,121.005,31.015,300,6,,也许,昨天\n",
                             NULL));
    assert_rows(b,
                "SELECT name, social_workers, contracted, renovated FROM facility ORDER BY row_no",
                "甲|2|1|2024-05-01\n乙|0|0|-\n丙|-|-|-\n");
    assert_string_equal(findings(b),
                        "4|bad_date|renovated|昨天\n4|unknown_value|contracted|也许\n");
}

static void english_headers_of_the_inventory(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, facilities_are(b,
                                     "name,type,lon,lat,area,places,site area,Social Workers,"
                                     "Contracted,Renovated\n"
                                     "A,nursery_room,121.005,31.005,200,25,400,1,yes,2024\n"
                                     "B,nursery_room,121.015,31.005,200,30,450,0,No,\n",
                                     NULL));
    assert_rows(b,
                "SELECT name, places, site_area_m2, social_workers, contracted FROM facility "
                "ORDER BY 1",
                "A|25|400.0|1|1\nB|30|450.0|0|0\n");
}

/* More of a kind than there are in all: the part is not used, the whole is. Beyond the type's
 * largest: told, and used. */
static void a_part_is_no_larger_than_its_whole(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, facilities_are(b,
                                     "name,type,lon,lat,area_m2,beds,beds_nursing,beds_dementia,"
                                     "staff,social_workers,meals_per_day\n"
                                     "A,elder_home,121.005,31.005,800,30,31,30,5,6,\n"
                                     "B,elder_home,121.015,31.005,800,,20,4,,3,\n"
                                     "C,meal_point,121.005,31.015,100,,,,,,1501\n",
                                     NULL));
    assert_rows(b,
                "SELECT name, beds, beds_nursing, beds_dementia, staff, social_workers, "
                "meals_per_day FROM facility ORDER BY 1",
                "A|30|-|30|5|-|-\nB|-|20|4|-|3|-\nC|-|-|-|-|-|1501\n");
    assert_string_equal(findings(b), "2|impossible_number|beds_nursing|31\n2|impossible_number|"
                                     "social_workers|6\n4|doubtful_number|meals_per_day|1501\n");
}

static void a_missing_name_is_told(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, facilities_are(b,
                                     "code,name,type,lon,lat\n"
                                     ",,day_care,121.005,31.005\n"
                                     "K7,,day_care,121.015,31.005\n",
                                     NULL));
    assert_rows(b, "SELECT name FROM facility ORDER BY row_no",
                "Day-care centre for elders 2\nK7\n");
    assert_rows(b,
                "SELECT row_no, code, severity, field, value FROM finding "
                "WHERE code <> 'missing_area'",
                "2|missing_name|warning|name|Day-care centre for elders 2\n");
}

static void bad_rows_are_left_out_and_told(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, facilities_are(b,
                                     "name,type,lon,lat\n"
                                     "A,day_care,121.005,31.005\n"
                                     "B,托老所,121.005,31.005\n"
                                     "C,,121.005,31.005\n"
                                     "D,day_care,,31.005\n"
                                     "E,day_care,0,0\n"
                                     "F,day_care,east,31.005\n"
                                     "G,day_care,31.005,121.005\n"
                                     "H,day_care,600000,3430000\n"
                                     "I,day_care,121.005,-99\n"
                                     "J,day_care,2.35,48.85\n",
                                     NULL));
    assert_rows(b, "SELECT name FROM facility", "A\n");
    assert_rows(b, "SELECT row_no, code, feature FROM finding ORDER BY row_no",
                "3|unknown_type|B\n4|missing_value|C\n5|no_coordinates|D\n6|no_coordinates|E\n7|"
                "bad_coordinates|F\n8|lat_lon_swapped|G\n"
                "9|looks_like_metres|H\n10|bad_coordinates|I\n11|outside_study|J\n");
}

static void swap_within_the_globe_is_seen_by_the_study(void **state)
{
    bench *b = *state;
    /* a study near 50 E 40 N: both orders are places on earth, but only one lies in the study */
    put(b, "regions.geojson",
        COLLECTION(FEATURE("{\"code\":\"A\",\"name\":\"甲\",\"level\":\"town\"}",
                           SQUARE(50, 40, 50.02, 40.02))));
    put(b, "f.csv", "name,type,lon,lat\nA,day_care,50.01,40.01\nB,day_care,40.01,50.01\n");
    study_is(b, REGIONS "facilities:\n  - {file: f.csv, crs: EPSG:4326}\n");
    run_stage(b, types);
    run_stage(b, regions);
    run_stage(b, facilities);
    assert_string_equal(findings(b), "3|lat_lon_swapped|-|40.01, 50.01\n");
}

/* Figures that one row shows to be doubtful, with limits on both sides: a nursing home needs 1/100
 * of 6000 m2, a bed 6 m2; the study's day is 2025-12-31. */
static void doubtful_figures_and_days_are_told(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, facilities_are(
                          b,
                          "name,type,lon,lat,建筑面积（亩）,beds,opened,closed,renovated,status\n"
                          "A,nursing_home,121.0051,31.0051,9,120,2018-03-01,,,open\n"
                          "B,nursing_home,121.0052,31.0051,0.08,9,,,,open\n"
                          "D,nursing_home,121.0054,31.0051,9,1000,,,,open\n"
                          "E,nursing_home,121.0055,31.0051,9,1001,,,,open\n"
                          "F,day_care,121.0056,31.0051,,,2025-12-31,,2025-12-30,open\n"
                          "G,day_care,121.0057,31.0051,,,2026-01-01,,,open\n"
                          "H,day_care,121.0058,31.0051,,,,2025-12-31,,open\n"
                          "I,day_care,121.0059,31.0051,,,,2026-01-01,,closed\n"
                          "J,day_care,121.0061,31.0051,,,2056-01-01,,,planned\n"
                          "K,day_care,121.0062,31.0051,,,2055-12-31,,1899-12-31,planned\n",
                          NULL));
    assert_rows(b,
                "SELECT row_no, code, value FROM finding WHERE code <> 'missing_area' ORDER BY "
                "finding_id",
                "-|header_unit|亩\n3|doubtful_unit|53.3333\n3|crowded_beds|9\n"
                "5|doubtful_number|1001\n5|crowded_beds|1001\n"
                "6|renovated_before_opened|2025-12-30\n7|opened_ahead|2026-01-01\n"
                "8|open_though_closed|2025-12-31\n9|closed_ahead|2026-01-01\n"
                "10|doubtful_date|2056-01-01\n11|doubtful_date|1899-12-31\n"
                "11|renovated_before_opened|1899-12-31\n");
    assert_rows(b, "SELECT name, round(area_m2, 3) FROM facility WHERE name < 'C' ORDER BY 1",
                "A|6000.0\nB|53.333\n");
}

static void units_of_headers(void **state)
{
    bench *b = *state;
    static const struct {
        const char *header, *figures, *told;
    } headers[] = {
        {"建筑面积（单位：亩）", "2000.0|-\n", "header_unit|亩\n"},
        {"建筑面积 亩", "2000.0|-\n", "header_unit|亩\n"},
        {"建筑面积亩", "2000.0|-\n", "header_unit|亩\n"},
        {"area_ha", "30000.0|-\n", "header_unit|ha\n"},
        {"floor_area (sq ft)", "3.0|-\n", "header_unit_unknown|sq ft\n"},
        {"建筑面积（含地下）", "3.0|-\n", ""},
        {"建筑面积（㎡，含地下）", "3.0|-\n", ""},
        {"床位（百张）", "-|300\n", "header_unit|百张\n"},
        {"床位（间）", "-|3\n", "header_unit_unknown|间\n"},
        {"area_alpha", "-|-\n", ""},
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        char text[256];
        snprintf(text, sizeof text, "name,type,lon,lat,%s\nA,day_care,121.0051,31.0051,3\n",
                 headers[i].header);
        assert_ok(b->ctx, facilities_are(b, text, NULL));
        assert_rows(b, "SELECT round(area_m2, 3), beds FROM facility", headers[i].figures);
        assert_rows(b, "SELECT code, value FROM finding WHERE code LIKE 'header_unit%'",
                    headers[i].told);
    }
}

/* The figure used is told, with the one that is written. */
static void a_doubt_under_a_unit_tells_both_figures(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, facilities_are(b,
                                     "name,type,lon,lat,床位（百张）\n"
                                     "A,nursing_home,121.0051,31.0051,11\n",
                                     NULL));
    assert_rows(b, "SELECT value, detail FROM finding WHERE code = 'doubtful_number'",
                "1100 (11 百张)|<= 1000\n");
}

static void rounded_coordinates_are_told_of_the_file(void **state)
{
    bench *b = *state;
    const char *csv = "name,type,lon,lat\nA,day_care,121.005,31.005\nB,day_care,121.006,31.005\n"
                      "C,day_care,121.007,31.005\nD,day_care,121.008,31.005\n";
    char more[512];
    assert_ok(b->ctx, facilities_are(b, csv, NULL)); /* four: perhaps by chance */
    assert_string_equal(findings(b), "");
    snprintf(more, sizeof more, "%sE,day_care,121.01,31\n", csv);
    assert_ok(b->ctx, facilities_are(b, more, NULL));
    assert_rows(b, "SELECT code, row_no, value, detail FROM finding",
                "rounded_coordinates|-|5|5\n");
    snprintf(more, sizeof more, "%sE,day_care,121.0101,31\n", csv);
    assert_ok(b->ctx, facilities_are(b, more, NULL));
    assert_string_equal(findings(b), "");
}

static void whole_file_swapped_is_refused_with_advice(void **state)
{
    bench *b = *state;
    assert_int_equal(facilities_are(b,
                                    "name,type,lon,lat\nA,day_care,31.005,121.005\nB,day_care,31."
                                    "006,121.005\nC,day_care,121.005,31.005\n",
                                    NULL),
                     LC_INPUT);
    assert_message(b->ctx, "swapped in 2 of 3 rows");
    assert_message(b->ctx, "columns: {x: ..., y: ...}");
}

static void all_types_unknown_is_refused_with_the_reason(void **state)
{
    bench *b = *state;
    assert_int_equal(facilities_are(b, "name,type,lon,lat\nA,日间照护中新,121.005,31.005\n", NULL),
                     LC_INPUT);
    assert_message(b->ctx, "none of its 1 rows can be used");
    assert_message(b->ctx, "\"日间照护中新\" is not known (did you mean "
                           "day_care 日间照护中心?)");
}

static void type_map_translates(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx,
              facilities_are(b, "name,type,lon,lat\nA,老年食堂,121.005,31.005\n",
                             "    crs: EPSG:4326\n    map: {type: {老年食堂: meal_point}}\n"));
    assert_rows(b, "SELECT t.code FROM facility JOIN facility_type t USING (type_id)",
                "meal_point\n");
}

static void fixed_type_for_a_whole_file(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx, facilities_are(b, "name,lon,lat\nA,121.005,31.005\n",
                                     "    crs: EPSG:4326\n    set: {type: meal_point}\n"));
    assert_rows(b, "SELECT t.code FROM facility JOIN facility_type t USING (type_id)",
                "meal_point\n");
}

static void same_one_twice_is_kept_once(void **state)
{
    bench *b = *state;
    /* 0.0003 degree of longitude are 29 m here, 0.003 are 287 m */
    assert_ok(b->ctx,
              facilities_are(b,
                             "name,type,lon,lat\nA,day_care,121.005,31.005\nA,day_care,121.0053,31."
                             "005\nA,meal_point,121.005,31.005\nA,day_care,121.008,31.005\n",
                             NULL));
    assert_rows(b, "SELECT COUNT(*) FROM facility", "3\n");
    assert_rows(b, "SELECT row_no, code, detail FROM finding",
                "3|duplicate_facility|row 2, 29 m away\n");
}

static void only_open_ones_count(void **state)
{
    bench *b = *state; /* as_of is 2025-12-31 */
    assert_ok(b->ctx, facilities_are(b,
                                     "name,type,lon,lat,opened,closed,status\n"
                                     "a,day_care,121.005,31.005,2025年12月31日,,在用\n"
                                     "b,day_care,121.005,31.005,2026-01-01,,open\n"
                                     "c,day_care,121.005,31.005,2019,2025-12-31,open\n"
                                     "d,day_care,121.005,31.005,,2026-06-30,open\n"
                                     "e,day_care,121.005,31.005,,,规划\n"
                                     "f,day_care,121.005,31.005,,,关闭\n"
                                     "g,day_care,121.005,31.005,,2026-03-01,closed\n"
                                     "h,day_care,121.005,31.005,2026-09-01,2031-01-01,planned\n"
                                     "i,day_care,121.005,31.005,2025-09-01,,planned\n",
                                     NULL));
    assert_rows(b, "SELECT name, counts FROM facility ORDER BY 1",
                "a|1\nb|0\nc|0\nd|1\ne|0\nf|0\ng|1\nh|0\ni|1\n");
    assert_rows(b, "SELECT name, counts_from, counts_until FROM facility ORDER BY 1",
                "a|2025-12-31|9999-12-31\nb|2026-01-01|9999-12-31\nc|2019-01-01|2025-12-31\n"
                "d||2026-06-30\ne|-|9999-12-31\nf|-|9999-12-31\ng||2026-03-01\n"
                "h|2026-09-01|2031-01-01\ni|2025-09-01|9999-12-31\n");
    assert_rows(b,
                "SELECT row_no, code, severity, field, value, detail FROM finding WHERE code LIKE "
                "'planned%' ORDER BY code",
                "10|planned_day_passed|note|opened|2025-09-01|2025-12-31\n"
                "-|planned_without_day|note|opened|1|-\n");
}

static void functions_of_type_and_of_its_own(void **state)
{
    bench *b = *state;
    assert_ok(b->ctx,
              facilities_are(
                  b,
                  "name,type,lon,lat,功能\nA,meal_point,121.005,31.005,医养结合、Day care;飞行\n",
                  NULL));
    assert_rows(b, "SELECT function_code FROM facility_function ORDER BY 1",
                "day_care\nmeals\nmedical\n");
    assert_string_equal(findings(b), "2|unknown_value|functions|飞行\n");
}

static void margin_is_read_and_beyond_it_is_not(void **state)
{
    bench *b = *state;
    /* 1000 m are 0.01047 degree of longitude here; the margin set below is 1000 m beyond 121.02 */
    char yaml[512];
    put(b, "regions.geojson", town_file);
    put(b, "f.csv", "name,type,lon,lat\nA,day_care,121.0303,31.01\nB,day_care,121.0307,31.01\n");
    snprintf(yaml, sizeof yaml,
             REGIONS
             "facilities:\n  - {file: f.csv, crs: EPSG:4326}\nlimits_min: [15]\nmargin_m: 1000\n");
    study_is(b, yaml);
    b->study->margin_m = 1000;
    run_stage(b, types);
    run_stage(b, regions);
    run_stage(b, facilities);
    assert_rows(b, "SELECT name, region_id FROM facility", "A|-\n");
    assert_rows(b, "SELECT feature, code, detail FROM finding", "B|outside_study|> 1.0 km\n");
}

static void gbk_file_is_read(void **state)
{
    bench *b = *state;
    /* 名称 类型 甲 日间照护中心 in GBK */
    static const char gbk[] = "\xC3\xFB\xB3\xC6,\xC0\xE0\xD0\xCD,lon,lat\n\xBC\xD7,"
                              "\xC8\xD5\xBC\xE4\xD5\xD5\xBB\xA4\xD6\xD0\xD0\xC4,121.005,31.005\n";
    assert_ok(b->ctx, facilities_are(b, gbk, NULL));
    assert_rows(b, "SELECT f.name, t.code FROM facility f JOIN facility_type t USING (type_id)",
                "甲|day_care\n");
    assert_rows(b, "SELECT encoding FROM input WHERE stage = 'facilities'", "GB18030\n");
}

static void missing_column_offers_the_key(void **state)
{
    bench *b = *state;
    assert_int_equal(facilities_are(b, "name,typ,lon,lat\nA,day_care,121.005,31.005\n", NULL),
                     LC_INPUT);
    assert_message(b->ctx, "no column for type");
    assert_message(b->ctx, "name, typ, lon, lat");
    assert_message(b->ctx, "columns: {type: typ}");
}

static void no_rows_is_refused(void **state)
{
    bench *b = *state;
    assert_int_equal(facilities_are(b, "name,type,lon,lat\n", NULL), LC_INPUT);
    assert_message(b->ctx, "has no rows");
}

static void shapefile_is_hashed_with_its_parts(void **state)
{
    bench *b = *state;
    char path[256], one[65], two[65];
    int64_t size;
    put(b, "a.shp", "shape");
    put(b, "a.dbf", "table");
    snprintf(path, sizeof path, "%s/a.shp", b->folder);
    assert_ok(b->ctx, lc_source_sha256(b->ctx, path, one, &size));
    assert_int_equal(size, 10);
    put(b, "a.dbf", "tablf");
    assert_ok(b->ctx, lc_source_sha256(b->ctx, path, two, &size));
    assert_string_not_equal(one, two);
}

static void a_long_name_is_kept_whole(void **state)
{
    bench *b = *state;
    lc_text csv, want;
    lc_text_init(&csv, b->ctx);
    lc_text_init(&want, b->ctx);
    lc_text_add(&csv, "name,type,lon,lat\na");
    lc_text_add(&want, "a");
    for (int i = 0; i < 85; i++) {
        lc_text_add(&csv, "云");
        lc_text_add(&want, "云");
    }
    lc_text_add(&csv, ",day_care,121.005,31.005\n");
    lc_text_add(&want, "\n");
    assert_ok(b->ctx, facilities_are(b, csv.bytes, NULL));
    assert_rows(b, "SELECT name FROM facility", want.bytes);
    lc_text_clear(&csv);
    lc_text_clear(&want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(chinese_headers_are_known),
        BENCH_TEST(english_headers_and_wkt),
        BENCH_TEST(several_points_are_entrances_of_one),
        BENCH_TEST(gcj02_is_undone),
        BENCH_TEST(projected_columns_are_transformed),
        BENCH_TEST(no_crs_is_refused_not_guessed),
        BENCH_TEST(unknown_crs_is_refused),
        BENCH_TEST(bad_values_are_dropped_and_told),
        BENCH_TEST(contracts_workers_and_renovation),
        BENCH_TEST(english_headers_of_the_inventory),
        BENCH_TEST(a_part_is_no_larger_than_its_whole),
        BENCH_TEST(a_missing_name_is_told),
        BENCH_TEST(a_long_name_is_kept_whole),
        BENCH_TEST(bad_rows_are_left_out_and_told),
        BENCH_TEST(swap_within_the_globe_is_seen_by_the_study),
        BENCH_TEST(doubtful_figures_and_days_are_told),
        BENCH_TEST(units_of_headers),
        BENCH_TEST(a_doubt_under_a_unit_tells_both_figures),
        BENCH_TEST(rounded_coordinates_are_told_of_the_file),
        BENCH_TEST(whole_file_swapped_is_refused_with_advice),
        BENCH_TEST(all_types_unknown_is_refused_with_the_reason),
        BENCH_TEST(type_map_translates),
        BENCH_TEST(fixed_type_for_a_whole_file),
        BENCH_TEST(same_one_twice_is_kept_once),
        BENCH_TEST(only_open_ones_count),
        BENCH_TEST(functions_of_type_and_of_its_own),
        BENCH_TEST(margin_is_read_and_beyond_it_is_not),
        BENCH_TEST(gbk_file_is_read),
        BENCH_TEST(missing_column_offers_the_key),
        BENCH_TEST(no_rows_is_refused),
        BENCH_TEST(shapefile_is_hashed_with_its_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
