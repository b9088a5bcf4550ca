/* data/ and assets/ of a report set: scripts that hold what the store has, whatever names want, and
 * whole for studies that lack this or that. The town's figures are derived in
 * tests/stage/town/README.md. */
#include <dirent.h>
#include <math.h>

#include "db/db.h"
#include "report/set.h"
#include "report_store.h"

/* Removes a folder of files alone. */
static void drop_files(const char *folder, const char *name)
{
    char path[256], file[600];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    DIR *dir = opendir(path);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.')
            assert_int_equal(unlink(file), 0);
    }
    closedir(dir);
    assert_int_equal(rmdir(path), 0);
}

/* One answer of SQLite about a JSON text. */
static double ask(lc_ctx *ctx, lc_store *store, const char *sql, const char *json)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    assert_ok(ctx, lc_db_prepare(lc_store_db(store), "test", sql, &stmt));
    lc_stmt_bind_text(stmt, ":json", json);
    assert_ok(ctx, lc_stmt_step(stmt, &row));
    assert_true(row);
    double answer = lc_stmt_double(stmt, 0);
    lc_stmt_free(stmt);
    return answer;
}

/* The value of data/<name>.js, which is JSON between the call's brackets; free with free(). */
static char *value_of(lc_ctx *ctx, lc_store *store, const char *folder, const char *name)
{
    char file[64], call[80];
    snprintf(file, sizeof file, "data/%s.js", name);
    int size = snprintf(call, sizeof call, "lifecircle.data(\"%s\",\n", name);
    char *text = report_read(ctx, folder, file);
    size_t length = strlen(text);
    assert_memory_equal(text, call, (size_t)size);
    assert_string_equal(text + length - 3, ");\n");
    assert_lacks(text, "<");
    assert_lacks(text, "\xE2\x80\xA8");
    text[length - 3] = '\0';
    memmove(text, text + size, length - (size_t)size - 2);
    if (ask(ctx, store, "SELECT json_valid(:json)", text) != 1)
        fail_msg("%s is no JSON: %.200s", name, text);
    return text;
}

/* The town after a file of SQL (NULL: none) with its data in `folder`. */
static lc_store *town_with_data(lc_ctx *ctx, const char *sql, char folder[64])
{
    lc_store *store = report_store(ctx);
    if (sql != NULL)
        lc_town_sql(ctx, store, sql);
    report_folder(folder);
    assert_ok(ctx, lc_report_set_data(store, folder));
    return store;
}

static void drop(lc_store *store, const char *folder)
{
    drop_files(folder, "data");
    assert_int_equal(rmdir(folder), 0);
    lc_store_close(store);
}

static const char *const always[] = {"study",   "regions", "facilities",
                                     "context", "streets", "homes"};

static void every_file_is_a_call_with_json(void **state)
{
    static const char *const cases[] = {NULL,
                                        "unit/report/hostile.sql",
                                        "unit/report/no_facilities.sql",
                                        "unit/report/no_shapes.sql",
                                        "unit/report/no_context.sql",
                                        "unit/report/no_targets.sql",
                                        "unit/report/circle_only.sql",
                                        "unit/report/network_only.sql"};
    lc_ctx *ctx = *state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        char folder[64], path[256];
        lc_store *store = town_with_data(ctx, cases[k], folder);
        for (size_t i = 0; i < sizeof always / sizeof *always; i++)
            free(value_of(ctx, store, folder, always[i]));
        snprintf(path, sizeof path, "%s/data", folder);
        DIR *dir = opendir(path);
        for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
            char *dot = strrchr(entry->d_name, '.');
            if (entry->d_name[0] == '.')
                continue;
            *dot = '\0';
            free(value_of(ctx, store, folder, entry->d_name));
        }
        closedir(dir);
        drop(store, folder);
    }
}

static void figures_and_places_are_those_of_the_store(void **state)
{
    char folder[64];
    lc_ctx *ctx = *state;
    lc_store *store = town_with_data(ctx, NULL, folder);
    char *facilities = value_of(ctx, store, folder, "facilities");
    assert_true(
        ask(ctx, store,
            "SELECT json_array_length(:json) = (SELECT count(*) FROM facility WHERE counts = 1 "
            "OR status = 'planned')",
            facilities) == 1);
    char *homes = value_of(ctx, store, folder, "homes");
    assert_true(ask(ctx, store,
                    "SELECT json_array_length(:json) = 2 * (SELECT count(*) FROM demand WHERE "
                    "region_id IS NOT NULL) AND json_array_length(:json) > 0",
                    homes) == 1);
    char *people = value_of(ctx, store, folder, "people-1");
    assert_true(
        ask(ctx, store,
            "SELECT abs((SELECT total(value) FROM json_each(:json)) - (SELECT "
            "total(people_micro) / 1e6 FROM demand_people JOIN demand USING (demand_id) WHERE "
            "group_id = 1 AND region_id IS NOT NULL)) < 1e-6",
            people) == 1);
    /* every pair of figures is a row of indicator_value, and there are some */
    char *figures = value_of(ctx, store, folder, "figures-1");
    double pairs =
        ask(ctx, store,
            "SELECT count(*) FROM json_each(:json, '$.coverage') b, json_each(b.value) p "
            "WHERE p.type = 'array'",
            figures);
    double known =
        ask(ctx, store,
            "WITH place AS (SELECT region_id, row_number() OVER (ORDER BY region_id) - 1 AS n FROM "
            "region "
            "WHERE level = 'town' OR parent_id IS NULL) SELECT count(*) FROM json_each(:json, "
            "'$.coverage') b, json_each(b.value) p JOIN place ON place.n = p.key JOIN "
            "indicator_value v ON "
            "v.region_id = place.region_id AND v.indicator = 'coverage' AND v.types = (SELECT code "
            "FROM "
            "type_set WHERE set_id = 1) AND b.key = v.group_code || '|' || v.mode || '|' || "
            "CAST(v.limit_min AS INTEGER) WHERE p.type = 'array' AND abs(v.numerator - (p.value "
            "->> 0)) < "
            "1e-6 AND abs(v.denominator - (p.value ->> 1)) < 1e-6",
            figures);
    assert_true(pairs > 0 && known == pairs);
    free(figures);
    free(people);
    free(homes);
    free(facilities);
    drop(store, folder);
}

static void the_words_are_those_of_the_language(void **state)
{
    lc_ctx *ctx = *state;
    for (int zh = 0; zh < 2; zh++) {
        char folder[64];
        lc_ctx_set_language(ctx, zh ? LC_LANG_ZH : LC_LANG_EN);
        lc_store *store = town_with_data(ctx, NULL, folder);
        char *study = value_of(ctx, store, folder, "study");
        assert_holds(study, zh ? "\"onFoot\":\"步行可达\"" : "\"onFoot\":\"On foot\"");
        free(study);
        drop(store, folder);
    }
}

static void same_store_same_bytes(void **state)
{
    char first[64], second[64];
    lc_ctx *ctx = *state;
    lc_store *store = town_with_data(ctx, NULL, first);
    report_folder(second);
    assert_ok(ctx, lc_report_set_data(store, second));
    for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
        char *a = value_of(ctx, store, first, always[i]),
             *b = value_of(ctx, store, second, always[i]);
        assert_string_equal(a, b);
        free(a);
        free(b);
    }
    drop_files(first, "data");
    assert_int_equal(rmdir(first), 0);
    drop(store, second);
}

static void assets_are_laid_down_once(void **state)
{
    char folder[64];
    lc_ctx *ctx = *state;
    lc_store *store = report_store(ctx);
    report_folder(folder);
    assert_ok(ctx, lc_report_set_assets(store, folder));
    static const char *const names[] = {"page.css", "draw.css", "map.css", "page.js", "map.js"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[96];
        snprintf(path, sizeof path, "assets/%s", names[i]);
        char *text = report_read(ctx, folder, path);
        assert_true(strlen(text) > 100);
        free(text);
    }
    assert_int_equal(lc_report_set_assets(store, folder), LC_IO); /* nothing is overwritten */
    drop_files(folder, "assets");
    assert_int_equal(rmdir(folder), 0);
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(every_file_is_a_call_with_json),
        LC_TEST(figures_and_places_are_those_of_the_store),
        LC_TEST(the_words_are_those_of_the_language),
        LC_TEST(same_store_same_bytes),
        LC_TEST(assets_are_laid_down_once),
    };
    return cmocka_run_group_tests_name("report_web", tests, NULL, NULL);
}
