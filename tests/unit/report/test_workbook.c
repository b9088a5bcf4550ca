/* The workbook of stores that lack things, hold hostile names, or stand in the way. What is in its
 * cells is compared with the tables by tests/stage/test_workbook.py. */
#include "report/set.h"
#include "report_store.h"

static const char *const files[] = {"lifecircle.xlsx"};

/* The bytes of the workbook, "PK..."; checks that the folder holds nothing else. */
static char *written(lc_ctx *ctx, lc_store *store, size_t *size)
{
    char folder[64], path[128];
    report_folder(folder);
    assert_ok(ctx, lc_report_workbook(store, folder));
    snprintf(path, sizeof path, "%s/lifecircle.xlsx", folder);
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    assert_int_equal(fseek(in, 0, SEEK_END), 0);
    *size = (size_t)ftell(in);
    rewind(in);
    char *bytes = malloc(*size);
    assert_int_equal(fread(bytes, 1, *size, in), *size);
    fclose(in);
    report_folder_drop(folder, files, 1);
    assert_memory_equal(bytes, "PK", 2);
    return bytes;
}

static void twice_the_same(lc_ctx *ctx, lc_store *store)
{
    size_t first_size, second_size;
    char *first = written(ctx, store, &first_size), *second = written(ctx, store, &second_size);
    assert_int_equal(first_size, second_size);
    assert_memory_equal(first, second, first_size);
    free(first);
    free(second);
}

static void of_a_store_with(void **state, const char *sql, lc_language language)
{
    lc_store *store = report_store(*state);
    if (sql != NULL)
        lc_town_sql(*state, store, sql);
    lc_ctx_set_language(*state, language);
    twice_the_same(*state, store);
    lc_store_close(store);
}

static void of_the_town(void **state)
{
    of_a_store_with(state, NULL, LC_LANG_ZH);
    of_a_store_with(state, NULL, LC_LANG_EN);
}

static void without_what_others_have(void **state)
{
    static const char *const lacking[] = {
        "unit/report/no_targets.sql",   "unit/report/no_facilities.sql",
        "unit/report/no_findings.sql",  "unit/report/no_shapes.sql",
        "unit/report/network_only.sql", "unit/report/circle_only.sql",
        "unit/report/no_context.sql",   "unit/report/plans.sql"};
    for (size_t i = 0; i < sizeof lacking / sizeof *lacking; i++)
        of_a_store_with(state, lacking[i], LC_LANG_EN);
}

static void hostile_names_are_only_text(void **state)
{
    of_a_store_with(state, "unit/report/hostile.sql", LC_LANG_EN);
    of_a_store_with(state, "unit/report/hostile.sql", LC_LANG_ZH);
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    lc_store *store = report_store(*state);
    assert_int_equal(lc_report_workbook(store, "/tmp/lc_nowhere/at_all"), LC_IO);
    assert_non_null(strstr(lc_ctx_message(*state), "/tmp/lc_nowhere/at_all"));
    lc_store_close(store);
}

static void a_workbook_that_is_there_is_kept(void **state)
{
    char folder[64], path[128];
    lc_store *store = report_store(*state);
    report_folder(folder);
    snprintf(path, sizeof path, "%s/lifecircle.xlsx", folder);
    FILE *out = fopen(path, "wb");
    assert_true(fputs("mine", out) >= 0 && fclose(out) == 0);
    assert_int_equal(lc_report_workbook(store, folder), LC_IO);
    char *kept = report_read(*state, folder, "lifecircle.xlsx");
    assert_string_equal(kept, "mine");
    free(kept);
    report_folder_drop(folder, files, 1);
    lc_store_close(store);
}

static void cancelling_leaves_nothing(void **state)
{
    char folder[64];
    lc_store *store = report_store(*state);
    report_folder(folder);
    lc_ctx_cancel(*state);
    assert_int_equal(lc_report_workbook(store, folder), LC_CANCELLED);
    report_folder_drop(folder, NULL, 0);
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(of_the_town),
        LC_TEST(without_what_others_have),
        LC_TEST(hostile_names_are_only_text),
        LC_TEST(a_folder_that_is_not_there_is_told),
        LC_TEST(a_workbook_that_is_there_is_kept),
        LC_TEST(cancelling_leaves_nothing),
    };
    return cmocka_run_group_tests_name("report_workbook", tests, NULL, NULL);
}
