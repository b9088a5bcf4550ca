#include <unistd.h>

#include "lc_test.h"
#include "store/store.h"

static char *temp_path(char path[64])
{
    (void)snprintf(path, 64, "/tmp/lc_store_XXXXXX");
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    unlink(path);
    return path;
}

static void a_new_store_is_made_and_opened_again(void **state)
{
    lc_ctx *ctx = *state;
    char path[64];
    lc_store *store = NULL;
    assert_ok(ctx, lc_store_open(ctx, temp_path(path), LC_STORE_WRITE, &store));
    assert_ok(ctx, lc_store_parameter_set(store, "as_of", "2025-12-31"));
    lc_store_close(store);
    assert_ok(ctx, lc_store_open(ctx, path, LC_STORE_READ, &store));
    lc_store_close(store);
    assert_ok(ctx, lc_store_open(ctx, path, LC_STORE_WRITE, &store));
    lc_store_close(store);
    unlink(path);
}

static void a_missing_store_is_not_read(void **state)
{
    lc_ctx *ctx = *state;
    char path[64];
    lc_store *store = NULL;
    assert_int_equal(lc_store_open(ctx, temp_path(path), LC_STORE_READ, &store), LC_IO);
    assert_null(store);
    assert_message(ctx, path);
}

static void another_sqlite_file_is_refused(void **state)
{
    lc_ctx *ctx = *state;
    char path[64];
    lc_db *db = NULL;
    lc_store *store = NULL;
    assert_ok(ctx, lc_db_open(ctx, temp_path(path), LC_DB_WRITE, &db));
    assert_ok(ctx, lc_db_exec(db, "CREATE TABLE mine (x)"));
    lc_db_close(db);
    assert_int_equal(lc_store_open(ctx, path, LC_STORE_WRITE, &store), LC_STORE);
    assert_message(ctx, "no lifecircle store");
    unlink(path);
}

static void a_file_that_is_no_database_is_refused(void **state)
{
    lc_ctx *ctx = *state;
    char path[64];
    lc_store *store = NULL;
    FILE *file = fopen(temp_path(path), "w");
    for (int i = 0; i < 1000; i++)
        fputs("no database ", file);
    fclose(file);
    assert_int_equal(lc_store_open(ctx, path, LC_STORE_WRITE, &store), LC_STORE);
    assert_message(ctx, "not a readable store");
    unlink(path);
}

static void a_newer_store_is_refused(void **state)
{
    lc_ctx *ctx = *state;
    char path[64];
    lc_store *store = NULL;
    assert_ok(ctx, lc_store_open(ctx, temp_path(path), LC_STORE_WRITE, &store));
    assert_ok(ctx, lc_db_exec(lc_store_db(store), "PRAGMA user_version=999"));
    lc_store_close(store);
    assert_int_equal(lc_store_open(ctx, path, LC_STORE_WRITE, &store), LC_STORE);
    assert_message(ctx, "newer lifecircle");
    unlink(path);
}

static void a_stage_is_kept_whole_or_not_at_all(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = NULL;
    int64_t input = 0;
    bool fresh = true;
    assert_ok(ctx, lc_store_open(ctx, NULL, LC_STORE_MEMORY, &store));
    assert_ok(ctx, lc_store_stage_begin(store, "regions"));
    assert_ok(ctx,
              lc_store_input_add(store, &(lc_input){.role = "regions", .path = "a.shp"}, &input));
    lc_store_stage_rollback(store);
    assert_ok(ctx, lc_store_stage_is_fresh(store, "regions", "f1", &fresh));
    assert_false(fresh);
    assert_ok(ctx, lc_store_stage_begin(store, "regions"));
    assert_ok(ctx,
              lc_store_input_add(store, &(lc_input){.role = "regions", .path = "a.shp"}, &input));
    assert_int_equal(input, 1);
    assert_ok(ctx, lc_store_finding_add(store, &(lc_finding){.code = "bad_number",
                                                             .input_id = input,
                                                             .row = 7,
                                                             .field = "area_m2",
                                                             .value = "x"}));
    assert_ok(ctx, lc_store_stage_commit(store, "f1"));
    assert_ok(ctx, lc_store_stage_is_fresh(store, "regions", "f1", &fresh));
    assert_true(fresh);
    assert_ok(ctx, lc_store_stage_is_fresh(store, "regions", "f2", &fresh));
    assert_false(fresh);
    lc_store_close(store);
}

static void beginning_again_forgets_the_old_findings(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = NULL;
    int64_t count = -1;
    assert_ok(ctx, lc_store_open(ctx, NULL, LC_STORE_MEMORY, &store));
    for (int i = 0; i < 2; i++) {
        assert_ok(ctx, lc_store_stage_begin(store, "x"));
        assert_ok(ctx, lc_store_finding_add(store, &(lc_finding){.code = "bad_row", .row = 1}));
        assert_ok(ctx, lc_store_stage_commit(store, "f"));
    }
    lc_stmt *stmt = NULL;
    assert_ok(ctx,
              lc_db_prepare(lc_store_db(store), "count", "SELECT count(*) FROM finding", &stmt));
    bool row;
    assert_ok(ctx, lc_stmt_step(stmt, &row));
    count = lc_stmt_int(stmt, 0);
    lc_stmt_free(stmt);
    assert_int_equal(count, 1);
    lc_store_close(store);
}

static void findings_speak_both_languages(void **state)
{
    lc_ctx *ctx = *state;
    char *text = lc_finding_text(ctx, "bad_number", "area_m2", "abc", NULL);
    assert_string_equal(text, "floor area is \"abc\", not a number; it is treated as unknown. "
                              "Write a plain number, such as 1200 or 35.5.");
    free(text);
    text = lc_finding_reason(ctx, "bad_number", "area_m2", "abc", NULL);
    assert_string_equal(text, "floor area is \"abc\", not a number; it is treated as unknown.");
    free(text);
    text = lc_finding_advice(ctx, "missing_value", "type", NULL, NULL);
    assert_string_equal(text, "Fill in type.");
    free(text);
    text = lc_finding_advice(ctx, "topology_repaired", NULL, "2", "1");
    assert_string_equal(text, "");
    free(text);
    lc_ctx_set_language(ctx, LC_LANG_ZH);
    const char *msgid = NULL;
    for (size_t i = 0; lc_finding_code(i, &msgid) != NULL; i++)
        if (strcmp(lc_tr(ctx, msgid), msgid) == 0)
            fail_msg("no Chinese for %s", lc_finding_code(i, NULL));
}

static void sha256_is_the_published_one(void **state)
{
    lc_ctx *ctx = *state;
    char path[64], hex[65];
    int64_t size = 0;
    FILE *file = fopen(temp_path(path), "w");
    fputs("abc", file);
    fclose(file);
    assert_ok(ctx, lc_file_sha256(ctx, path, hex, &size));
    /* FIPS 180-4's own example */
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(size, 3);
    unlink(path);
    assert_int_equal(lc_file_sha256(ctx, path, hex, &size), LC_INPUT);
    assert_message(ctx, "no such file");
    lc_ctx_clear(ctx);
    assert_int_equal(lc_file_sha256(ctx, "/tmp", hex, &size), LC_INPUT);
    assert_message(ctx, "is a folder");
}

static void hashes_keep_neighbours_apart(void **state)
{
    char a[65], b[65], c[65];
    lc_hash *hash = lc_hash_new(*state);
    lc_hash_text(hash, "ab");
    lc_hash_text(hash, "c");
    lc_hash_end(hash, a);
    hash = lc_hash_new(*state);
    lc_hash_text(hash, "a");
    lc_hash_text(hash, "bc");
    lc_hash_end(hash, b);
    hash = lc_hash_new(*state);
    lc_hash_text(hash, NULL);
    lc_hash_end(hash, c);
    assert_string_not_equal(a, b);
    assert_string_not_equal(b, c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(a_new_store_is_made_and_opened_again),
        LC_TEST(a_missing_store_is_not_read),
        LC_TEST(another_sqlite_file_is_refused),
        LC_TEST(a_file_that_is_no_database_is_refused),
        LC_TEST(a_newer_store_is_refused),
        LC_TEST(a_stage_is_kept_whole_or_not_at_all),
        LC_TEST(beginning_again_forgets_the_old_findings),
        LC_TEST(findings_speak_both_languages),
        LC_TEST(sha256_is_the_published_one),
        LC_TEST(hashes_keep_neighbours_apart),
    };
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
