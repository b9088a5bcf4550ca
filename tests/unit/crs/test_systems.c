#include "lc_test.h"

#include <math.h>
#include <unistd.h>

#include "crs/crs.h"

static lc_crs *opened(lc_ctx *ctx, const char *definition)
{
    lc_crs *crs = NULL;
    assert_ok(ctx, lc_crs_open(ctx, definition, &crs));
    return crs;
}

/* x, y in the system -> lon, lat, within `tolerance_deg`. */
static void leads_to(lc_ctx *ctx, const char *definition, double x, double y, double lon_deg,
                     double lat_deg, double tolerance_deg)
{
    lc_crs *crs = opened(ctx, definition);
    assert_ok(ctx, lc_crs_to_wgs84(ctx, crs, &x, &y, 1, 1));
    if (!(fabs(x - lon_deg) <= tolerance_deg && fabs(y - lat_deg) <= tolerance_deg))
        fail_msg("%s -> %.10f %.10f", definition, x, y);
    lc_crs_close(crs);
}

/* 1e-8 degree is about 1 mm. The projected figures of People's Square, Shanghai come from `cs2cs`
 * of PROJ 9.1. */
static void cgcs2000_is_wgs84_but_for_the_projection(void **state)
{
    leads_to(*state, "EPSG:4490", 121.4737, 31.2304, 121.4737, 31.2304, 0);
    leads_to(*state, "EPSG:4549", 640412.315037, 3457455.488582, 121.4737, 31.2304, 1e-8);
    leads_to(*state, "EPSG:4528", 40640412.315037, 3457455.488582, 121.4737, 31.2304, 1e-8);
    leads_to(*state, "EPSG:4513", 30129262.520605, 4587415.447430, 121.4737, 31.2304, 1e-8);
    leads_to(*state, "EPSG:4554", -794251.974116, 3536656.548516, 121.4737, 31.2304, 1e-8);
    leads_to(*state, "EPSG:32651", 354633.648993, 3456140.529642, 121.4737, 31.2304, 1e-8);
    leads_to(*state, "EPSG:3857", 13522390.428775, 3662707.257050, 121.4737, 31.2304, 1e-8);
}

/* On the central meridian of a Gauss-Krueger zone the northing is the length of the meridian, which
 * the geodesic knows by itself. */
static void a_northing_is_the_length_of_the_meridian(void **state)
{
    for (double lat_deg = 5; lat_deg < 56; lat_deg += 5) {
        double north_m = lc_geodesic_distance_m((lc_lonlat){120, 0}, (lc_lonlat){120, lat_deg});
        leads_to(*state, "EPSG:4549", 500000, north_m, 120, lat_deg, 1e-8);
    }
}

static void reads_a_name_however_it_is_written(void **state)
{
    static const char *const same[] = {
        "EPSG:4326",  "epsg:4326", "epsg 4326",
        "EPSG：4326", " 4326 ",    "EPSG4326",
        "WGS84",      "wgs 84",    "urn:ogc:def:crs:EPSG::4326",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        lc_crs *crs = opened(*state, same[i]);
        assert_string_equal(lc_crs_name(crs), "EPSG:4326");
        assert_true(lc_crs_is_geographic(crs));
        lc_crs_close(crs);
        leads_to(*state, same[i], 121.4737, 31.2304, 121.4737, 31.2304, 0);
    }
    lc_crs *crs = opened(*state, "CGCS2000");
    assert_string_equal(lc_crs_name(crs), "EPSG:4490");
    lc_crs_close(crs);
    crs = opened(*state, "CGCS2000 / 3-degree Gauss-Kruger CM 120E");
    assert_string_equal(lc_crs_name(crs), "EPSG:4549");
    assert_false(lc_crs_is_geographic(crs));
    lc_crs_close(crs);
}

static void offset_systems_by_name(void **state)
{
    static const struct {
        const char *text, *name;
    } cases[] = {
        {"gcj02", "GCJ-02"}, {"GCJ-02", "GCJ-02"}, {"Gcj 02", "GCJ-02"}, {"火星坐标系", "GCJ-02"},
        {"bd09", "BD-09"},   {"BD-09", "BD-09"},   {"bd09ll", "BD-09"},  {"百度坐标", "BD-09"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lc_crs *crs = opened(*state, cases[i].text);
        assert_string_equal(lc_crs_name(crs), cases[i].name);
        assert_true(lc_crs_is_geographic(crs));
        lc_crs_close(crs);
    }
    leads_to(*state, "gcj02", 121.531541859215, 31.17530398364597, 121.5272106, 31.1774276, 1e-9);
    lc_lonlat baidu = lc_bd09_from_wgs84((lc_lonlat){121.5272106, 31.1774276});
    leads_to(*state, "bd09", baidu.lon_deg, baidu.lat_deg, 121.5272106, 31.1774276, 1e-9);
}

/* What ArcGIS writes beside a Shapefile (.prj). */
static const char esri_wkt[] =
    "PROJCS[\"CGCS2000_3_Degree_GK_CM_120E\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\","
    "DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0."
    "0],"
    "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],"
    "PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],"
    "PARAMETER[\"Central_Meridian\",120.0],PARAMETER[\"Scale_Factor\",1.0],"
    "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

/* A city's own system, as its surveyors hand it out: false easting of their own, no datum name that
 * anyone knows. */
static const char city_wkt2[] =
    "PROJCRS[\"A city's own\",BASEGEOGCRS[\"Of the city\",DATUM[\"Of the city\","
    "ELLIPSOID[\"CGCS2000\",6378137,298.257222101]],PRIMEM[\"Greenwich\",0]],"
    "CONVERSION[\"c\",METHOD[\"Transverse Mercator\",ID[\"EPSG\",9807]],"
    "PARAMETER[\"Latitude of natural origin\",0,ANGLEUNIT[\"degree\",0.0174532925199433]],"
    "PARAMETER[\"Longitude of natural origin\",120,ANGLEUNIT[\"degree\",0.0174532925199433]],"
    "PARAMETER[\"Scale factor at natural origin\",1,SCALEUNIT[\"unity\",1]],"
    "PARAMETER[\"False easting\",0,LENGTHUNIT[\"metre\",1]],"
    "PARAMETER[\"False northing\",-3000000,LENGTHUNIT[\"metre\",1]]],"
    "CS[Cartesian,2],AXIS[\"northing\",north,ORDER[1]],AXIS[\"easting\",east,ORDER[2]],"
    "LENGTHUNIT[\"metre\",1]]";

static void reads_wkt_of_every_age(void **state)
{
    leads_to(*state, esri_wkt, 640412.315037, 3457455.488582, 121.4737, 31.2304, 1e-8);
    leads_to(*state, city_wkt2, 140412.315037, 457455.488582, 121.4737, 31.2304, 1e-8);
    lc_crs *crs = opened(*state, city_wkt2);
    assert_string_equal(lc_crs_name(crs), "A city's own");
    lc_crs_close(crs);
    leads_to(*state,
             "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
             "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433],AXIS[\"Latitude\",NORTH],"
             "AXIS[\"Longitude\",EAST]]",
             121.4737, 31.2304, 121.4737, 31.2304, 0);
}

static void reads_proj_texts(void **state)
{
    static const char text[] = "+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +ellps=GRS80";
    leads_to(*state, text, 640412.315037, 3457455.488582, 121.4737, 31.2304, 1e-8);
    lc_crs *crs = opened(*state, text);
    assert_string_equal(lc_crs_name(crs), text);
    lc_crs_close(crs);
    /* A shift of its own: 1 second of arc in x is about 31 m, so 100 m along the equator's x axis
     * moves latitude there by nothing. */
    leads_to(*state, "+proj=longlat +ellps=WGS84 +towgs84=0,100,0 +no_defs", 0, 0,
             100 / 6378137.0 * 180 / M_PI, 0, 1e-9);
}

static void heights_are_left_aside(void **state)
{
    leads_to(*state, "EPSG:4979", 121.4737, 31.2304, 121.4737, 31.2304, 1e-12);
    leads_to(*state, "EPSG:4326+5773", 121.4737, 31.2304, 121.4737, 31.2304, 1e-12);
}

static void transforms_in_place_with_a_stride(void **state)
{
    lc_crs *crs = opened(*state, "EPSG:4549");
    double rows[3][3] = {
        {640412.315037, 3457455.488582, 7}, {NAN, 3457455.488582, 8}, {500000, 3457455.488582, 9}};
    assert_ok(*state, lc_crs_to_wgs84(*state, crs, &rows[0][0], &rows[0][1], 3, 3));
    assert_true(fabs(rows[0][0] - 121.4737) < 1e-8 && fabs(rows[2][0] - 120) < 1e-8);
    assert_true(isnan(rows[1][0]) && isnan(rows[1][1]));
    for (int i = 0; i < 3; i++)
        assert_true(rows[i][2] == 7 + i);
    assert_ok(*state, lc_crs_to_wgs84(*state, crs, NULL, NULL, 0, 1));
    lc_crs_close(crs);
}

/* Latitude and longitude swapped, or metres taken for degrees: no position, rather than a wrong
 * one. */
static void what_is_off_the_globe_becomes_not_a_number(void **state)
{
    static const char *const names[] = {"EPSG:4326", "EPSG:4490", "gcj02", "bd09"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        lc_crs *crs = opened(*state, names[i]);
        double xy[] = {31.2304, 121.4737, 640412, 3457455, 200, 10, INFINITY, 0};
        assert_ok(*state, lc_crs_to_wgs84(*state, crs, xy, xy + 1, 4, 2));
        assert_true(isnan(xy[0]) && isnan(xy[1]));
        assert_true(isnan(xy[2]) && isnan(xy[3]));
        assert_true(fabs(xy[4] + 160) < 1e-12 && fabs(xy[5] - 10) < 1e-12);
        assert_true(isnan(xy[6]) && isnan(xy[7]));
        lc_crs_close(crs);
    }
}

static void refuses(lc_ctx *ctx, const char *definition, const char *part)
{
    lc_crs *crs = (lc_crs *)ctx;
    lc_ctx_clear(ctx);
    assert_int_equal(lc_crs_open(ctx, definition, &crs), LC_INPUT);
    assert_null(crs);
    assert_message(ctx, part);
}

static void refuses_what_it_does_not_know(void **state)
{
    refuses(*state, "EPSG:999999", "\"EPSG:999999\" is not known (proj_create: crs not found)");
    refuses(*state, "EPSG:999999", "EPSG:4549, WKT, a PROJ text, gcj02 or bd09");
    refuses(*state, "foo", "\"foo\" is not known (no system bears this name)");
    refuses(*state, "上海城市坐标系", "\"上海城市坐标系\" is not known");
    refuses(*state, "PROJCS[\"x\",", "is not known");
    refuses(*state, "+proj=nothing", "is not known");
    refuses(*state, "99999999999999999999", "is not known");
    refuses(*state, "", "No coordinate system is given");
    refuses(*state, NULL, "No coordinate system is given");
}

static void a_long_text_is_cut_between_characters(void **state)
{
    char text[400] = "x";
    for (int i = 0; i < 60; i++)
        strcat(text, "界");
    refuses(*state, text, "界...\" is not known");
    assert_true(lc_text_is_utf8(lc_ctx_message(*state), strlen(lc_ctx_message(*state))));
}

static void refuses_what_gives_no_map_positions(void **state)
{
    refuses(*state, "EPSG:5703", "gives no positions on a map");
    refuses(*state, "EPSG:4978", "gives no positions on a map");
    refuses(*state, "EPSG:7030", "is not known");
    refuses(*state, "LOCAL_CS[\"site\",UNIT[\"metre\",1]]", "gives no positions on a map");
}

static void speaks_chinese(void **state)
{
    lc_crs *crs = NULL;
    lc_ctx_set_language(*state, LC_LANG_ZH);
    assert_int_equal(lc_crs_open(*state, "foo", &crs), LC_INPUT);
    assert_message(*state, "坐标系“foo”");
}

static void count_warning(void *user, lc_level level, const char *text)
{
    if (level == LC_LOG_WARNING && strstr(text, "100 m or more off") != NULL)
        ++*(int *)user;
}

static void warns_of_old_datums_without_a_shift(void **state)
{
    int warnings = 0;
    lc_ctx_set_log(*state, count_warning, &warnings);
    lc_crs_close(opened(*state, "EPSG:4610")); /* Xian 1980 */
    assert_int_equal(warnings, 1);
    lc_crs_close(opened(*state, "EPSG:4549"));
    lc_crs_close(opened(*state, "EPSG:32651"));
    lc_crs_close(opened(*state, esri_wkt));
    assert_int_equal(warnings, 1);
}

/* PROJ's own complaints go to stderr unless they are caught. */
static void nothing_reaches_stderr(void **state)
{
    char path[] = "/tmp/lc_crs_XXXXXX";
    int file = mkstemp(path), kept = dup(STDERR_FILENO);
    assert_true(file >= 0 && kept >= 0);
    (void)dup2(file, STDERR_FILENO);
    lc_crs *crs = NULL;
    (void)lc_crs_open(*state, "EPSG:999999", &crs);
    (void)lc_crs_open(*state, "GEOGCS[", &crs);
    (void)dup2(kept, STDERR_FILENO);
    assert_int_equal(lseek(file, 0, SEEK_END), 0);
    (void)close(kept);
    (void)close(file);
    (void)unlink(path);
}

/* From degrees to a system and back, whatever the system. */
static void there_and_back(void **state)
{
    static const char *const NAMES[] = {"EPSG:4326", "EPSG:4549", "EPSG:32650", "gcj02", "bd09"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        lc_crs *crs = NULL;
        lc_lonlat at = {120.3, 31.2};
        assert_ok(*state, lc_crs_open(*state, NAMES[i], &crs));
        assert_ok(*state, lc_crs_from_wgs84(*state, crs, &at.lon_deg, &at.lat_deg, 1, 2));
        assert_true(lc_crs_is_geographic(crs) == (fabs(at.lon_deg - 120.3) < 0.1));
        assert_ok(*state, lc_crs_to_wgs84(*state, crs, &at.lon_deg, &at.lat_deg, 1, 2));
        assert_true(lc_geodesic_distance_m(at, (lc_lonlat){120.3, 31.2}) < 0.002);
        lc_crs_close(crs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(cgcs2000_is_wgs84_but_for_the_projection),
        LC_TEST(a_northing_is_the_length_of_the_meridian),
        LC_TEST(reads_a_name_however_it_is_written),
        LC_TEST(offset_systems_by_name),
        LC_TEST(reads_wkt_of_every_age),
        LC_TEST(reads_proj_texts),
        LC_TEST(heights_are_left_aside),
        LC_TEST(transforms_in_place_with_a_stride),
        LC_TEST(what_is_off_the_globe_becomes_not_a_number),
        LC_TEST(refuses_what_it_does_not_know),
        LC_TEST(a_long_text_is_cut_between_characters),
        LC_TEST(refuses_what_gives_no_map_positions),
        LC_TEST(speaks_chinese),
        LC_TEST(warns_of_old_datums_without_a_shift),
        LC_TEST(nothing_reaches_stderr),
        LC_TEST(there_and_back),
    };
    return cmocka_run_group_tests_name("crs_systems", tests, NULL, NULL);
}
