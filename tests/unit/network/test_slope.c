/* Heights, slopes and what they make of the time. */
#include "town.h"

#include <sys/stat.h>
#include <unistd.h>

#include "network/heights.h"
#include "network/image.h"
#include "network/slope.h"

static char folder[] = "/tmp/lc_slope_XXXXXX";
static char grid_path[64], prj_path[64];

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* Four by three cells of 0.001 degrees from (10, 0); rows from the north. Centres at 10.0005,
 * 10.0015 ... and 0.0025, 0.0015, 0.0005. */
static const char GRID[] = "ncols 4\nnrows 3\nxllcorner 10\nyllcorner 0\ncellsize 0.001\n"
                           "NODATA_value -9999\n"
                           "100 110 120 130\n"
                           "200 210 220 -9999\n"
                           "300 310 320 330\n";
static const char WGS84[] =
    "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],"
    "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

static int make_files(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL)
        return 1;
    snprintf(grid_path, sizeof grid_path, "%s/dem.asc", folder);
    snprintf(prj_path, sizeof prj_path, "%s/dem.prj", folder);
    put(grid_path, GRID);
    put(prj_path, WGS84);
    return 0;
}

static int remove_files(void **state)
{
    (void)state;
    (void)unlink(grid_path);
    (void)unlink(prj_path);
    return rmdir(folder);
}

static double height(lc_ctx *ctx, double lon, double lat)
{
    double height_m = 0;
    char *crs_name = NULL;
    lc_lonlat place = {lon, lat};
    assert_ok(ctx, lc_heights_read(ctx, grid_path, "dem.asc", &place, 1, &height_m, &crs_name));
    assert_non_null(crs_name);
    free(crs_name);
    return height_m;
}

#define assert_near(got, want) assert_true(fabs((got) - (want)) < 1e-6)

static void heights_between_four_centres(void **state)
{
    assert_near(height(*state, 10.0005, 0.0025), 100);
    assert_near(height(*state, 10.0015, 0.0015), 210);
    assert_near(height(*state, 10.0010, 0.0025), 105);
    assert_near(height(*state, 10.0005, 0.0020), 150);
    /* A quarter east and a quarter south of the centre of 110: 110 + 2.5 + 25. */
    assert_near(height(*state, 10.00175, 0.00225), 137.5);
}

/* The outermost half cell has the height of the nearest centre, beyond it there is none. */
static void heights_at_the_rim(void **state)
{
    assert_near(height(*state, 10.0001, 0.0029), 100);
    assert_near(height(*state, 10.0039, 0.0001), 330);
    assert_true(isnan(height(*state, 9.9999, 0.0015)));
    assert_true(isnan(height(*state, 10.0041, 0.0015)));
    assert_true(isnan(height(*state, 10.0015, 0.0031)));
    assert_true(isnan(height(*state, 10.0015, -0.0001)));
    assert_true(isnan(height(*state, -170, -80)));
}

/* A cell without data takes the height from all that lies nearer than a cell, and from nothing
 * else. */
static void cells_without_data(void **state)
{
    assert_true(isnan(height(*state, 10.0035, 0.0015)));
    assert_true(isnan(height(*state, 10.0030, 0.0016)));
    assert_near(height(*state, 10.0025, 0.0015), 220); /* on the centre beside it */
    assert_near(height(*state, 10.0035, 0.0025), 130);
}

/* Many places in one reading, in any order. */
/* A void that the file does not mark, and a number that is no height. */
static void numbers_that_are_no_heights(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 10.0005, 0.0005}, {2, 10.0005, 0.0015}, {3, 10.0005, 0.0025});
    put(grid_path, "ncols 2\nnrows 3\nxllcorner 10\nyllcorner 0\ncellsize 0.001\n"
                   "-32768 -32768\n10 10\n1e30 1e30\n");
    lc_network *network = NULL;
    assert_ok(*state, lc_store_stage_begin(store, "network"));
    assert_ok(*state, lc_network_build(store, &(lc_elevation){grid_path, "dem.asc"}, &network));
    assert_ok(*state, lc_store_stage_commit(store, "f"));
    assert_int_equal(network->streets.pieces[0].slope_forward_pm, LC_LEVEL_PM);
    assert_int_equal(network->streets.pieces[0].slope_backward_pm, LC_LEVEL_PM);
    assert_string_equal(town_text(store, "SELECT code || ' ' || value FROM finding"),
                        "no_heights 66.7 %");
    lc_network_close(network);
    put(grid_path, GRID);
    lc_store_close(store);
}

static void many_places(void **state)
{
    enum { COUNT = 500 };
    static lc_lonlat places[COUNT];
    static double heights[COUNT];
    char *crs_name = NULL;
    uint64_t seed = 9;
    for (int i = 0; i < COUNT; i++)
        places[i] =
            (lc_lonlat){10.0005 + town_random(&seed) * 0.0015, 0.0005 + town_random(&seed) * 0.002};
    assert_ok(*state,
              lc_heights_read(*state, grid_path, "dem.asc", places, COUNT, heights, &crs_name));
    for (int i = 0; i < COUNT; i++) /* the grid is a plane there: 10 m a cell east, 100 m south */
        assert_near(heights[i], 100 + (places[i].lon_deg - 10.0005) * 10000 +
                                    (0.0025 - places[i].lat_deg) * 100000);
    free(crs_name);
}

static void a_grid_without_a_system(void **state)
{
    double height_m;
    char *crs_name = NULL;
    lc_lonlat place = {10.001, 0.001};
    put(grid_path, "ncols 1\nnrows 1\nxllcorner 10\nyllcorner 0\ncellsize 1\n5\n");
    assert_int_equal(lc_heights_read(*state, grid_path, "dem.asc", &place, 1, &height_m, &crs_name),
                     LC_INPUT);
    assert_message(*state, "1 x 1 cells");
    lc_ctx_clear(*state);
    put(grid_path, GRID);
    assert_int_equal(unlink(prj_path), 0);
    assert_int_equal(lc_heights_read(*state, grid_path, "dem.asc", &place, 1, &height_m, &crs_name),
                     LC_INPUT);
    assert_message(*state, "dem.asc: does not say which coordinate system");
    lc_ctx_clear(*state);
    put(prj_path, WGS84);
    assert_int_equal(
        lc_heights_read(*state, "/nowhere.tif", "n.tif", &place, 1, &height_m, &crs_name),
        LC_INPUT);
    assert_null(crs_name);
}

/* exp(3.5 |s + 0.05|) / exp(0.175): exp(0.35), exp(-0.175) and exp(0.175). */
static void tobler(void **state)
{
    (void)state;
    assert_near(lc_network_tobler(0), 1);
    assert_near(lc_network_tobler(0.1), 1.4190675);
    assert_near(lc_network_tobler(-0.05), 0.8394570);
    assert_near(lc_network_tobler(-0.1), 1);
    assert_near(lc_network_tobler(-0.15), 1.1912462);
}

static void check_line(const double *along_m, const double *height_m, size_t count, int forward,
                       int backward)
{
    uint16_t there, back;
    lc_network_line_slopes(along_m, height_m, count, &there, &back);
    assert_int_equal(there, forward);
    assert_int_equal(back, backward);
}

/* 100 m up by 10 m, then 100 m level: (1.41907 + 1) / 2 there, (1 + 1) / 2 back. */
static void slopes_of_a_line(void **state)
{
    (void)state;
    check_line((double[]){0, 100, 200}, (double[]){50, 60, 60}, 3, 1210, 1000);
    /* 300 m level and 100 m down by 5 m: (3 + 0.83946) / 4 and (3 + 1.19125) / 4. */
    check_line((double[]){0, 300, 400}, (double[]){9, 9, 4}, 3, 960, 1048);
    check_line((double[]){0, 100}, (double[]){7, 7}, 2, 1000, 1000);
    check_line((double[]){0, 100}, (double[]){NAN, 7}, 2, 1000, 1000);
    check_line((double[]){0, 0}, (double[]){1, 7}, 2, 1000, 1000);
    /* Of three segments the middle one has no height at one end of each neighbour. */
    check_line((double[]){0, 100, 200, 300}, (double[]){50, 60, NAN, 60}, 4, 1140, 1000);
    /* A cliff: bounded, whichever way. */
    check_line((double[]){0, 10}, (double[]){0, 30}, 2, 4000, 4000);
    check_line((double[]){0, 100}, (double[]){10, 5}, 2, 839, 1191);
}

#define SLOPES(id)                                                                                 \
    "SELECT slope_forward || ' ' || slope_backward FROM net_edge WHERE street_id = " #id

/* North along a meridian, 10 m down every 0.001 degrees, which are 110.574 m there: a slope of
 * 0.0904371. Tobler says exp(3.5 * (0.0404371 - 0.05)) = 0.96708 down and exp(0.3165299) = 1.37236
 * up. */
static void a_town_on_a_hill(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 10.0005, 0.0005}, {2, 10.0005, 0.0015}, {3, 10.0005, 0.0025});
    town_street_row(store, (street_row){2, true, true, true},
                    (const corner[]){{3, 10.0005, 0.0025}, {4, 10.0005, 0.0015}}, 2);
    town_street(store, 3, {4, 10.0005, 0.0015}, {5, 10.5, 0.0015}); /* off the grid */
    put(grid_path, "ncols 2\nnrows 3\nxllcorner 10\nyllcorner 0\ncellsize 0.001\n"
                   "10 10\n20 20\n30 30\n");
    assert_ok(*state, lc_store_stage_begin(store, "network"));
    lc_network *network = NULL;
    assert_ok(*state, lc_network_build(store, &(lc_elevation){grid_path, "dem.asc"}, &network));
    assert_ok(*state, lc_store_stage_commit(store, "f"));
    assert_string_equal(town_text(store, SLOPES(1)), "0.967 1.372");
    assert_string_equal(town_text(store, SLOPES(2)), "1.0 1.0"); /* steps */
    assert_string_equal(town_text(store, SLOPES(3)), "1.0 1.0");
    assert_int_equal(network->streets.pieces[0].slope_forward_pm, 967);
    assert_string_equal(town_text(store, "SELECT role || ' ' || path || ' ' || rows_in || ' ' ||"
                                         " rows_kept || ' ' || length(sha256) FROM input WHERE"
                                         " stage = 'network'"),
                        "elevation dem.asc 7 6 64");
    assert_string_equal(town_text(store, "SELECT code || ' ' || value FROM finding"),
                        "no_heights 14.3 %");
    lc_network *again = NULL; /* the tables keep them */
    assert_ok(*state, lc_network_open(store, NULL, "f", &again));
    for (uint32_t i = 0; i < 3; i++) {
        const lc_piece *a = &network->streets.pieces[i], *b = &again->streets.pieces[i];
        assert_int_equal(a->slope_forward_pm, b->slope_forward_pm);
        assert_int_equal(a->slope_backward_pm, b->slope_backward_pm);
    }
    lc_network_close(network);
    lc_network_close(again);
    put(grid_path, GRID);
    lc_store_close(store);
}

#define POA LC_SOURCE_DIR "/../shared/data/porto_alegre/poa_elevation.tif"

/* A real GeoTIFF: at the centres of four cells what gdallocationinfo says of them. */
static void porto_alegre(void **state)
{
    enum { COUNT = 4 };
    static const int CELLS[COUNT][3] = {
        {100, 100, 4}, {200, 200, 16}, {300, 250, 35}, {350, 390, 58}};
    struct stat info;
    lc_lonlat places[COUNT];
    double heights[COUNT];
    char *crs_name = NULL;
    if (stat(POA, &info) != 0)
        skip();
    for (int i = 0; i < COUNT; i++)
        places[i] = (lc_lonlat){-51.254861111 + (CELLS[i][0] + 0.5) * 0.00027777777724,
                                -29.997638889 - (CELLS[i][1] + 0.5) * 0.000277777779156};
    assert_ok(*state, lc_heights_read(*state, POA, "poa", places, COUNT, heights, &crs_name));
    for (int i = 0; i < COUNT; i++)
        assert_true(fabs(heights[i] - CELLS[i][2]) < 1e-3);
    assert_string_equal(crs_name, "EPSG:4326");
    free(crs_name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(heights_between_four_centres),
        LC_TEST(heights_at_the_rim),
        LC_TEST(cells_without_data),
        LC_TEST(numbers_that_are_no_heights),
        LC_TEST(many_places),
        LC_TEST(a_grid_without_a_system),
        LC_TEST(tobler),
        LC_TEST(slopes_of_a_line),
        LC_TEST(a_town_on_a_hill),
        LC_TEST(porto_alegre),
    };
    return cmocka_run_group_tests_name("network_slope", tests, make_files, remove_files);
}
