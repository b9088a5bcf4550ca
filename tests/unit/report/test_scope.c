/* Which regions get a report of their own, and the names of its files. */
#include "report/scope.h"

#include "report_store.h"

static lc_store *store_with(lc_ctx *ctx, const char *sql)
{
    lc_store *store = lc_town_open(ctx);
    if (sql != NULL)
        lc_town_sql(ctx, store, sql);
    return store;
}

/* The files of the scopes in a row, "a b". */
static void assert_files(lc_ctx *ctx, lc_store *store, const char *codes, const char *want)
{
    lc_scopes scopes;
    lc_text all;
    lc_text_init(&all, ctx);
    assert_ok(ctx, lc_scopes_read(store, codes, &scopes));
    for (size_t i = 0; i < scopes.count; i++)
        lc_text_addf(&all, "%s%s", i > 0 ? " " : "", scopes.items[i].file);
    char *got = lc_text_take(&all);
    assert_string_equal(got, want);
    free(got);
    lc_scopes_clear(&scopes);
}

static void all_towns_in_the_order_of_codes(void **state)
{
    lc_store *store = store_with(*state, NULL);
    lc_scopes scopes;
    assert_ok(*state, lc_scopes_read(store, NULL, &scopes));
    assert_int_equal(scopes.count, 2);
    assert_string_equal(scopes.level, "town");
    assert_int_equal(scopes.items[0].region_id, 2);
    assert_string_equal(scopes.items[0].code, "319901001000");
    assert_string_equal(scopes.items[0].name, "西镇");
    assert_string_equal(scopes.items[0].level, "town");
    assert_string_equal(scopes.items[0].file, "319901001000-西镇");
    assert_int_equal(scopes.items[1].region_id, 5);
    lc_scopes_clear(&scopes);
    assert_int_equal(scopes.count, 0);
    lc_store_close(store);
}

static void named_by_code_or_name_once_each(void **state)
{
    lc_store *store = store_with(*state, NULL);
    assert_files(*state, store, "东镇", "319901002000-东镇");
    assert_files(*state, store, " 东镇 ,,319901001000,319901002000, 西镇,",
                 "319901001000-西镇 319901002000-东镇");
    /* any level may be asked for */
    assert_files(*state, store, "319901001201,319901000000",
                 "319901000000-双河区 319901001201-西二村");
    assert_files(*state, store, "", "");
    lc_store_close(store);
}

static void the_level_is_that_of_the_regions(void **state)
{
    lc_store *store = store_with(*state, NULL);
    lc_scopes scopes;
    assert_ok(*state, lc_scopes_read(store, "西二村", &scopes));
    assert_string_equal(scopes.level, "community");
    lc_scopes_clear(&scopes);
    assert_ok(*state, lc_scopes_read(store, "", &scopes));
    assert_null(scopes.level);
    lc_scopes_clear(&scopes);
    lc_store_close(store);
}

static void refused(lc_ctx *ctx, lc_store *store, const char *codes, const char *words)
{
    lc_scopes scopes;
    lc_ctx_set_language(ctx, LC_LANG_EN);
    assert_int_equal(lc_scopes_read(store, codes, &scopes), LC_INPUT);
    assert_string_equal(lc_ctx_message(ctx), words);
    lc_scopes_clear(&scopes);
    lc_ctx_clear(ctx);
}

static void an_unknown_one_is_told_with_the_nearest(void **state)
{
    lc_store *store = store_with(*state, "unit/report/scope.sql");
    refused(*state, store, "319901001000,319901002001x",
            "regions: no region has the code or the name \"319901002001x\"; did you mean "
            "\"319901002001\"?");
    refused(*state, store, "qqqqqqqqqqqqqqqqqqqq",
            "regions: no region has the code or the name \"qqqqqqqqqqqqqqqqqqqq\"; lifecircle info "
            "tells what the store holds.");
    refused(*state, store, "%s%n%s",
            "regions: no region has the code or the name \"%s%n%s\"; did you mean \"%s%n\"?");
    refused(*state, store, "同名镇",
            "regions: \"同名镇\" is the name of several regions (n8, n9); name the one that is "
            "meant by its code.");
    lc_store_close(store);
}

static void a_code_wins_over_a_name(void **state)
{
    lc_store *store = store_with(*state, NULL);
    lc_ctx *ctx = *state;
    assert_ok(ctx, lc_db_exec(lc_store_db(store),
                              "UPDATE region SET name = '319901002000' WHERE region_id = 2"));
    assert_files(ctx, store, "319901002000", "319901002000-东镇");
    lc_store_close(store);
}

static void files_are_safe_on_every_system(void **state)
{
    lc_store *store = store_with(*state, "unit/report/scope.sql");
    lc_scopes scopes;
    assert_ok(*state, lc_scopes_read(store, NULL, &scopes));
    assert_int_equal(scopes.count, 19);
    for (size_t i = 0; i < scopes.count; i++) {
        const char *file = scopes.items[i].file;
        assert_in_range(strlen(file), 1, 128);
        assert_null(strpbrk(file, "/\\:*?\"<>|%'=. \t"));
        assert_true(lc_text_is_utf8(file, strlen(file)));
        for (size_t k = 0; k < i; k++)
            assert_int_not_equal(strcasecmp(scopes.items[k].file, file), 0);
    }
    lc_scopes_clear(&scopes);
    lc_store_close(store);
}

static void what_hostile_names_become(void **state)
{
    lc_store *store = store_with(*state, "unit/report/scope.sql");
    assert_files(*state, store, "../../x", "x-y");
    assert_files(*state, store, "...", "region");
    assert_files(*state, store, "con", "con_");
    assert_files(*state, store, "LPT1", "LPT1_");
    assert_files(*state, store, "n1", "n1-script_");
    assert_files(*state, store, "n2", "n2-cmd_C_calc_A0");
    assert_files(*state, store, "n3", "n3-镇_txt");
    assert_files(*state, store, "n4", "n4-a_");
    assert_files(*state, store, "n7", "n7-مدينة");
    assert_files(*state, store, "é", "é-s_n");
    lc_store_close(store);
}

/* What differs only in signs, in case, or beyond the length of a name gets a number. */
static void files_that_would_be_the_same_get_numbers(void **state)
{
    lc_store *store = store_with(*state, "unit/report/scope.sql");
    assert_files(*state, store, "a:b,a/b,A?b", "A_b-a_b a_b-a_b-2 a_b-a_b-3");
    lc_scopes scopes;
    assert_ok(*state, lc_scopes_read(store, "n5,n6", &scopes));
    /* n5- and as many of 3 bytes as 120 hold */
    assert_int_equal(strlen(scopes.items[0].file), 3 + 39 * 3);
    assert_int_equal(strlen(scopes.items[1].file), 3 + 39 * 3);
    lc_scopes_clear(&scopes);
    lc_store_close(store);
}

static void a_study_of_one_region_has_none_below(void **state)
{
    lc_store *store = store_with(*state, NULL);
    lc_ctx *ctx = *state;
    assert_ok(ctx, lc_db_exec(lc_store_db(store), "DELETE FROM region WHERE region_id > 1"));
    assert_files(ctx, store, NULL, "");
    assert_files(ctx, store, "双河区", "319901000000-双河区");
    lc_store_close(store);
}

static void the_whole_study_is_no_region(void **state)
{
    (void)state;
    assert_int_equal(lc_scope_whole()->region_id, 0);
    assert_null(lc_scope_whole()->code);
    assert_string_equal(lc_scope_whole()->file, "lifecircle");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(all_towns_in_the_order_of_codes),
        LC_TEST(named_by_code_or_name_once_each),
        LC_TEST(the_level_is_that_of_the_regions),
        LC_TEST(an_unknown_one_is_told_with_the_nearest),
        LC_TEST(a_code_wins_over_a_name),
        LC_TEST(files_are_safe_on_every_system),
        LC_TEST(what_hostile_names_become),
        LC_TEST(files_that_would_be_the_same_get_numbers),
        LC_TEST(a_study_of_one_region_has_none_below),
        LC_TEST(the_whole_study_is_no_region),
    };
    return cmocka_run_group_tests_name("report_scope", tests, NULL, NULL);
}
