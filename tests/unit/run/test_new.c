#include "lc_test.h"

#include <lifecircle/lifecircle.h>
#include <sys/stat.h>
#include <unistd.h>

#include "study/study.h"

static char folder[] = "/tmp/lc_new_XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL || chdir(folder) != 0;
}

static int remove_folder(void **state)
{
    (void)state;
    return chdir("/") != 0 || rmdir(folder) != 0;
}

static void touch(const char *path)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fclose(file);
}

static bool there(const char *path)
{
    return access(path, F_OK) == 0;
}

static void remove_all(const char *const *paths, size_t count)
{
    for (size_t i = 0; i < count; i++)
        (void)remove(paths[i]);
}

/* Only the files that the template names are missing; with them it is a study. */
static void the_template_is_a_study_once_its_files_are_there(void **state)
{
    static const char *const made[] = {
        "s/data/district.shp", "s/data/towns.shp",       "s/data/facilities.xlsx",
        "s/data/people.gpkg",  "s/data/streets.osm.pbf", "s/data",
        "s/study.yaml",        "s/targets.csv",          "s"};
    lc_ctx *ctx = *state;
    for (int language = LC_LANG_ZH; language <= LC_LANG_EN; language++) {
        lc_study *study = NULL;
        lc_ctx_set_language(ctx, (lc_language)language);
        assert_ok(ctx, lc_new(ctx, "s"));
        assert_true(there("s/study.yaml") && there("s/targets.csv"));
        assert_int_equal(lc_study_read(ctx, "s/study.yaml", &study), LC_INPUT);
        assert_message(ctx, "s/study.yaml:");
        assert_message(ctx, "data/district.shp");
        lc_ctx_clear(ctx);
        assert_int_equal(mkdir("s/data", 0700), 0);
        for (size_t i = 0; i < 5; i++)
            touch(made[i]);
        assert_ok(ctx, lc_study_read(ctx, "s/study.yaml", &study));
        assert_int_equal(study->language, language);
        assert_int_equal(study->source_count, 6);
        lc_study_free(study);
        remove_all(made, 9);
        assert_false(there("s"));
    }
}

/* Nobody looks for a key that the template does not name. */
static void the_template_names_what_may_be_asked_for(void **state)
{
    static const char *const keys[] = {
        "lifecircle:", "title:",         "language:",       "as_of:",       "out:",
        "regions:",    "facilities:",    "population:",     "streets:",     "tolerance_m:",
        "noding:",     "targets:",       "plans:",          "context:",     "blocks:",
        "elevation:",  "foot_rules:",    "function_lists:", "limits_min:",  "indicators_for:",
        "modes:",      "profiles:",      "step_free",       "speed_mps:",   "crossing_s:",
        "elevator_s:", "step_free:",     "slope:",          "horizon_min:", "margin_m:",
        "snap:",       "service_areas:", "output:",         "allow_paths:"};
    static const char *const made[] = {"s/study.yaml", "s/targets.csv", "s"};
    lc_ctx *ctx = *state;
    for (int language = LC_LANG_ZH; language <= LC_LANG_EN; language++) {
        char text[16384];
        lc_ctx_set_language(ctx, (lc_language)language);
        assert_ok(ctx, lc_new(ctx, "s"));
        FILE *file = fopen("s/study.yaml", "rb");
        assert_non_null(file);
        size_t size = fread(text, 1, sizeof text - 1, file);
        fclose(file);
        text[size] = '\0';
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            assert_non_null(strstr(text, keys[i]));
        remove_all(made, 3);
    }
}

static void what_is_there_is_left_alone(void **state)
{
    static const char *const made[] = {"s/study.yaml", "s/targets.csv", "s"};
    lc_ctx *ctx = *state;
    assert_int_equal(mkdir("s", 0700), 0);
    touch("s/study.yaml");
    assert_int_equal(lc_new(ctx, "s"), LC_EXISTS);
    assert_message(ctx, "s/study.yaml is there already");
    assert_false(there("s/targets.csv"));
    assert_int_equal(remove("s/study.yaml"), 0);
    touch("s/targets.csv");
    assert_int_equal(lc_new(ctx, "s"), LC_EXISTS);
    assert_message(ctx, "s/targets.csv is there already");
    assert_false(there("s/study.yaml"));
    remove_all(made, 3);
}

static void a_folder_that_cannot_be_made_is_told(void **state)
{
    lc_ctx *ctx = *state;
    assert_int_equal(lc_new(ctx, "no/such/parent"), LC_IO);
    assert_message(ctx, "the folder that it lies in does not exist");
    touch("file");
    assert_int_equal(lc_new(ctx, "file"), LC_EXISTS);
    assert_message(ctx, "file is there already and is no folder");
    assert_int_equal(remove("file"), 0);
    assert_int_equal(lc_new(ctx, "/proc/lc_new"), LC_IO);
    assert_int_equal(lc_new(ctx, ""), LC_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(the_template_is_a_study_once_its_files_are_there),
        LC_TEST(the_template_names_what_may_be_asked_for),
        LC_TEST(what_is_there_is_left_alone),
        LC_TEST(a_folder_that_cannot_be_made_is_told),
    };
    return cmocka_run_group_tests_name("run_new", tests, make_folder, remove_folder);
}
