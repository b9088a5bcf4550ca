/* The query contract: every embedded statement prepares on an empty store, and the tables SQLite
 * says it touches are those its header declares. */
#include "lc_test.h"
#include "store/store.h"

enum { NAMES_MAX = 64, NAME_SIZE = 64 };

typedef struct names {
    char name[NAMES_MAX][NAME_SIZE];
    size_t count;
} names;

typedef struct touched {
    names reads, writes;
} touched;

static bool has(const names *set, const char *name)
{
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(set->name[i], name) == 0)
            return true;
    return false;
}

static void add(names *set, const char *name, size_t size)
{
    char copy[NAME_SIZE];
    assert_true(size < sizeof copy);
    memcpy(copy, name, size);
    copy[size] = '\0';
    if (has(set, copy))
        return;
    assert_true(set->count < NAMES_MAX);
    memcpy(set->name[set->count++], copy, size + 1);
}

/* SpatiaLite's triggers and catalogues come along with geometry columns; they are its business. */
static bool is_ours(const char *table)
{
    static const char *const foreign[] = {
        "spatial_ref_sys",      "geometry_columns", "idx_",    "spatialite_", "vector_layers",
        "views_geometry",       "virts_geometry",   "pragma_", "json_each",   "json_tree",
        "ElementaryGeometries", "SpatialIndex"};
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (strncmp(table, foreign[i], strlen(foreign[i])) == 0)
            return false;
    return true;
}

static void note(void *user, const char *table, bool write)
{
    touched *t = user;
    if (is_ours(table))
        add(write ? &t->writes : &t->reads, table, strlen(table));
}

/* The words behind "-- key: " in the header, separated by commas; "none" is the empty list. */
static bool declared(const char *sql, const char *key, names *out)
{
    const char *line = strstr(sql, key);
    if (line == NULL)
        return false;
    line += strlen(key);
    size_t rest = strcspn(line, "\n");
    while (rest > 0) {
        size_t skip = strspn(line, ", ");
        line += skip;
        rest -= skip;
        size_t size = strcspn(line, ",\n");
        if (size == 0)
            break;
        if (strncmp(line, "none", size) != 0)
            add(out, line, size);
        line += size;
        rest -= size;
    }
    return true;
}

static int compare(const char *query, const char *what, const names *seen, const names *said)
{
    int wrong = 0;
    for (size_t i = 0; i < seen->count; i++)
        if (!has(said, seen->name[i])) {
            print_error("%s: %s %s, but its header does not say so\n", query, what, seen->name[i]);
            wrong++;
        }
    for (size_t i = 0; i < said->count; i++)
        if (!has(seen, said->name[i])) {
            print_error("%s: its header says %s %s, but it does not\n", query, what, said->name[i]);
            wrong++;
        }
    return wrong;
}

static int check(lc_ctx *ctx, lc_store *store, const char *query, const char *sql)
{
    static touched seen, said;
    seen = said = (touched){0};
    if (strstr(query, "migrations/") != NULL)
        return 0;
    if (!declared(sql, "-- params:", &(names){0}) || !declared(sql, "-- reads:", &said.reads) ||
        !declared(sql, "-- writes:", &said.writes)) {
        print_error("%s: the header lacks params, reads or writes\n", query);
        return 1;
    }
    lc_stmt *stmt = NULL;
    lc_db_watch(lc_store_db(store), note, &seen);
    lc_status status = lc_db_prepare(lc_store_db(store), query, sql, &stmt);
    lc_stmt_free(stmt);
    lc_db_watch(lc_store_db(store), NULL, NULL);
    if (status != LC_OK) {
        print_error("%s: %s\n", query, lc_ctx_message(ctx));
        lc_ctx_clear(ctx);
        return 1;
    }
    return compare(query, "reads", &seen.reads, &said.reads) +
           compare(query, "writes", &seen.writes, &said.writes);
}

/* SQLite learns the columns of a table that C answers when a statement first names it, and looks at
 * its own catalogue then: before anybody listens. */
static void name_tables_that_c_answers(lc_ctx *ctx, lc_store *store)
{
    static const char *const statements[] = {
        "SELECT 1 FROM reach_nearest", "SELECT 1 FROM reach_count", "SELECT 1 FROM reach_catchment",
        "SELECT 1 FROM lc_rows(NULL)"};
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        lc_stmt *stmt = NULL;
        assert_ok(ctx, lc_db_prepare(lc_store_db(store), "test", statements[i], &stmt));
        lc_stmt_free(stmt);
    }
}

/* Tables that live in a connection are made before what reads them is looked at. */
static void make_tables_of_the_connection(lc_ctx *ctx, lc_store *store)
{
    static const char *const makers[] = {"report/near_table",        "report/near_place_table",
                                         "report/near_top_table",    "report/near_stock_table",
                                         "report/near_street_table", "report/near_finding_table",
                                         "report/near_trend_table",  "report/near_gap_table"};
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        assert_ok(ctx, lc_store_run(store, makers[i]));
}

/* A statement that makes a table is not prepared while the table is there. */
static bool makes_a_table(const char *query)
{
    const char *name = strrchr(query, '/');
    return name != NULL && strncmp(name, "/near_", 6) == 0 && strstr(name, "_table.sql") != NULL;
}

static void every_statement_keeps_its_word(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = NULL;
    assert_ok(ctx, lc_store_open(ctx, NULL, LC_STORE_MEMORY, &store));
    name_tables_that_c_answers(ctx, store);
    int wrong = 0;
    size_t count = 0;
    const char *sql = NULL, *name;
    for (; (name = lc_store_query_name(count, &sql)) != NULL; count++)
        if (makes_a_table(name))
            wrong += check(ctx, store, name, sql);
    make_tables_of_the_connection(ctx, store);
    for (size_t i = 0; (name = lc_store_query_name(i, &sql)) != NULL; i++)
        if (!makes_a_table(name))
            wrong += check(ctx, store, name, sql);
    assert_true(count >= 10);
    assert_int_equal(wrong, 0);
    lc_store_close(store);
}

static void a_false_header_is_noticed(void **state)
{
    lc_ctx *ctx = *state;
    lc_store *store = NULL;
    assert_ok(ctx, lc_store_open(ctx, NULL, LC_STORE_MEMORY, &store));
    assert_int_equal(
        check(ctx, store, "good",
              "-- params: none\n-- reads: stage\n-- writes: none\nSELECT name FROM stage"),
        0);
    assert_true(check(ctx, store, "undeclared",
                      "-- params: none\n-- reads: none\n-- writes: none\nSELECT name FROM stage") >
                0);
    assert_true(
        check(ctx, store, "untrue",
              "-- params: none\n-- reads: stage, level\n-- writes: none\nSELECT name FROM stage") >
        0);
    assert_true(check(ctx, store, "write",
                      "-- params: none\n-- reads: stage\n-- writes: none\nDELETE FROM stage") > 0);
    assert_true(check(ctx, store, "headless", "SELECT 1") > 0);
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(every_statement_keeps_its_word),
        LC_TEST(a_false_header_is_noticed),
    };
    return cmocka_run_group_tests_name("sql_contract", tests, NULL, NULL);
}
