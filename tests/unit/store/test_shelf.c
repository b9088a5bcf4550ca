/* Packed columns as tables for SQL: what a plain table of the same rows would answer, they answer.
 */
#include "lc_test.h"
#include "store/shelf.h"

enum { POINTS = 700, MEASURES = 2, TYPES = 3, LIMITS = 2, FACILITIES = 9 };

/* splitmix64 (Steele, Lea, Flood 2014) */
static uint64_t random_bits(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15U;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
    z = (z ^ z >> 27) * 0x94d049bb133111ebU;
    return z ^ z >> 31;
}

static void sql(lc_store *store, const char *text)
{
    assert_ok(lc_store_ctx(store), lc_db_exec(lc_store_db(store), text));
}

/* The rows of a query as text: columns by |, rows by ;. Free with free(). */
static char *rows(lc_store *store, const char *query)
{
    lc_ctx *ctx = lc_store_ctx(store);
    lc_stmt *stmt = NULL;
    lc_text text;
    bool row = false;
    lc_text_init(&text, ctx);
    assert_ok(ctx, lc_db_prepare(lc_store_db(store), "test", query, &stmt));
    for (;;) {
        assert_ok(ctx, lc_stmt_step(stmt, &row));
        if (!row)
            break;
        for (int c = 0; c < lc_stmt_column_count(stmt); c++)
            lc_text_addf(&text, "%s%s", c == 0 ? "" : "|",
                         lc_stmt_is_null(stmt, c) ? "NULL" : lc_stmt_text(stmt, c));
        lc_text_add(&text, ";");
    }
    lc_stmt_free(stmt);
    return lc_text_take(&text);
}

static void expect_rows(lc_store *store, const char *query, const char *expected)
{
    char *got = rows(store, query);
    if (strcmp(got, expected) != 0)
        fail_msg("%s: %.300s instead of %.300s", query, got, expected);
    free(got);
}

/* A row of a plain table beside the packed numbers. */
static void add_plain(lc_store *store, const char *query, const int64_t *values, int count)
{
    static const char *const names[] = {":a", ":b", ":c", ":d", ":e", ":f"};
    lc_stmt *stmt = NULL;
    assert_ok(lc_store_ctx(store), lc_db_prepare(lc_store_db(store), "test", query, &stmt));
    for (int i = 0; i < count; i++) {
        if (values[i] < 0)
            lc_stmt_bind_null(stmt, names[i]);
        else
            lc_stmt_bind_int(stmt, names[i], values[i]);
    }
    assert_ok(lc_store_ctx(store), lc_stmt_run(stmt));
    lc_stmt_free(stmt);
}

typedef struct numbers {
    uint32_t id[POINTS], cost_mm[POINTS], limit[POINTS], rank[POINTS], count[LIMITS][POINTS];
} numbers;

/* From 5, with or without gaps. */
static void fill_ids(uint32_t *ids, bool gaps)
{
    uint64_t seed = 1;
    for (uint32_t i = 0; i < POINTS; i++)
        ids[i] = i == 0 ? 5 : ids[i - 1] + 1 + (gaps ? (uint32_t)(random_bits(&seed) % 3) : 0);
}

/* Limits 20 (5 min) and 10 (15 min): their ids are not in the order of their minutes. */
static void fill(numbers *n, uint64_t *seed, bool gaps)
{
    fill_ids(n->id, gaps);
    for (uint32_t i = 0; i < POINTS; i++) {
        n->limit[i] = (uint32_t)(random_bits(seed) % (LIMITS + 2));
        n->cost_mm[i] = n->limit[i] > 0 ? (uint32_t)(random_bits(seed) % 4000000) : 0;
        n->rank[i] = n->limit[i] > 0 ? (uint32_t)(random_bits(seed) % FACILITIES) : 0;
        for (int k = 0; k < LIMITS; k++)
            n->count[k][i] = (uint32_t)(random_bits(seed) % 3);
    }
}

static void write_both(lc_store *store, const numbers *n, int measure, int type)
{
    static const int64_t limit_ids[] = {20, 10};
    lc_ctx *ctx = lc_store_ctx(store);
    assert_ok(ctx, lc_shelf_put_column(store, measure, type, LC_PART_LIMIT, 0, n->limit, POINTS));
    assert_ok(ctx, lc_shelf_put_column(store, measure, type, LC_PART_COST, 0, n->cost_mm, POINTS));
    assert_ok(ctx, lc_shelf_put_column(store, measure, type, LC_PART_FACILITY, 0, n->rank, POINTS));
    for (int k = 0; k < LIMITS; k++)
        assert_ok(ctx, lc_shelf_put_column(store, measure, type, LC_PART_COUNT, limit_ids[k],
                                           n->count[k], POINTS));
    for (int i = 0; i < POINTS; i++) {
        if (n->limit[i] > 0)
            add_plain(store,
                      "INSERT INTO plain_nearest VALUES (:a, :b, :c, :d, :e, :e / 1000.0 / (SELECT "
                      "speed_mps FROM profile) / 60, :f)",
                      (int64_t[]){measure, type, n->id[i], 100 * type + 7 * n->rank[i],
                                  n->cost_mm[i],
                                  n->limit[i] > LIMITS ? -1 : limit_ids[n->limit[i] - 1]},
                      6);
        for (int k = 0; k < LIMITS; k++)
            if (n->count[k][i] > 0)
                add_plain(store, "INSERT INTO plain_count VALUES (:a, :b, :c, :d, :e)",
                          (int64_t[]){measure, type, limit_ids[k], n->id[i], n->count[k][i]}, 5);
    }
}

static lc_store *town(lc_ctx *ctx, bool gaps)
{
    static numbers n;
    lc_store *store = NULL;
    uint64_t seed = 7;
    assert_ok(ctx, lc_store_open(ctx, NULL, LC_STORE_MEMORY, &store));
    sql(store, "CREATE TABLE plain_nearest (measure_id, type_id, demand_id, facility_id, cost_mm, "
               "walk_min, limit_id); CREATE TABLE plain_count (measure_id, type_id, limit_id, "
               "demand_id, facilities);"
               "INSERT INTO reach_limit VALUES (20, 5), (10, 15);"
               "INSERT INTO profile (profile_id, code, name_zh, name_en, speed_mps, steps_factor) "
               "VALUES (1, 'standard', 'a', 'b', 1000.0 / 900, 1);"
               "INSERT INTO measure VALUES (3, 'circle', 1, 'circle'), (4, 'network', 1, "
               "'network')");
    sql(store, "BEGIN");
    for (int type = 1; type <= TYPES; type++)
        for (uint32_t r = 0; r < FACILITIES; r++) {
            lc_shelf_facility f = {100 * type + 7 * (int64_t)r, type, r, "", "", 0, 0};
            assert_ok(ctx, lc_shelf_put_facility(store, &f));
        }
    for (int measure = 3; measure < 3 + MEASURES; measure++)
        for (int type = 1; type <= TYPES; type++) {
            fill(&n, &seed, gaps);
            assert_ok(ctx, lc_shelf_put_demand(store, n.id, POINTS));
            write_both(store, &n, measure, type);
        }
    sql(store, "COMMIT");
    return store;
}

/* The query with the name of a table for each @. Free with free(). */
static char *about(lc_store *store, const char *query, const char *kind, const char *table)
{
    lc_text text;
    lc_text_init(&text, lc_store_ctx(store));
    for (; *query != '\0'; query++)
        if (*query == '@')
            lc_text_addf(&text, "%s_%s", kind, table);
        else
            lc_text_add_bytes(&text, query, 1);
    return lc_text_take(&text);
}

/* Asks the packed and the plain table the same; the answer must not be empty. */
static void ask_both(lc_store *store, const char *query, const char *table)
{
    char *packed = about(store, query, "reach", table),
         *plain = about(store, query, "plain", table);
    char *answer = rows(store, plain);
    assert_true(strlen(answer) > 0);
    expect_rows(store, packed, answer);
    free(answer);
    free(packed);
    free(plain);
}

/* Every choice of keys, with values that are there and values that are not. */
static void ask_by_keys(lc_store *store, const char *table, const char *const *keys,
                        const char *const *values, int key_count, const char *order)
{
    for (unsigned bound = 0; bound < 1U << key_count; bound++)
        for (int odd = 0; odd < 2; odd++) {
            char query[512];
            int at = snprintf(query, sizeof query, "SELECT * FROM @ WHERE 1");
            for (int k = 0; k < key_count; k++)
                if ((bound & 1U << k) != 0)
                    at += snprintf(query + at, sizeof query - (size_t)at, " AND %s = %s", keys[k],
                                   odd ? values[key_count + k] : values[k]);
            snprintf(query + at, sizeof query - (size_t)at,
                     " UNION ALL SELECT 'end', 0, 0, 0, %s ORDER BY %s",
                     key_count == 3 ? "0, 0, 0" : "0", order);
            ask_both(store, query, table);
        }
}

static void keys_find_what_a_plain_table_finds(void **state)
{
    static const char *const nearest[] = {"measure_id", "type_id", "demand_id"};
    static const char *const count[] = {"measure_id", "type_id", "limit_id", "demand_id"};
    /* Then values that no row has, or that are written otherwise. */
    static const char *const nearest_values[] = {"4", "2", "77", "4.0", "'x'", "1e300"};
    static const char *const count_values[] = {"3", "1", "10", "50", "NULL", "1.5", "x'31'", "-1"};
    for (int gaps = 0; gaps < 2; gaps++) {
        lc_store *store = town(*state, gaps != 0);
        ask_by_keys(store, "nearest", nearest, nearest_values, 3, "1, 2, 3");
        ask_by_keys(store, "count", count, count_values, 4, "1, 2, 3, 4");
        lc_store_close(store);
    }
}

static void joins_and_orders_are_those_of_a_plain_table(void **state)
{
    static const char *const queries[] = {
        "SELECT demand_id, cost_mm FROM @ WHERE measure_id = 3 AND type_id = 2 ORDER BY "
        "demand_id",
        "SELECT demand_id, cost_mm FROM @ WHERE measure_id = 3 AND type_id = 2 ORDER BY "
        "demand_id DESC",
        "SELECT type_id, demand_id FROM @ WHERE measure_id = 4 ORDER BY type_id, demand_id",
        "SELECT type_id, demand_id FROM @ WHERE measure_id = 4 ORDER BY demand_id, type_id",
        "SELECT measure_id, type_id, demand_id FROM @ WHERE type_id IN (3, 1) AND demand_id "
        "IN (90, 12, 13, 91, 14, 92) ORDER BY 1, 2, 3",
        "SELECT a.demand_id, n.cost_mm, n.limit_id FROM (SELECT DISTINCT demand_id FROM "
        "plain_nearest) AS a LEFT JOIN @ AS n ON n.measure_id = 3 AND n.type_id = 1 AND "
        "n.demand_id = a.demand_id ORDER BY 1",
        "SELECT measure_id, type_id, limit_id, count(*), sum(cost_mm), min(facility_id), "
        "max(facility_id), printf('%.9f', sum(walk_min)) FROM @ GROUP BY 1, 2, 3 ORDER BY 1, "
        "2, 3",
        "SELECT count(*) FROM @ WHERE limit_id IS NULL",
    };
    lc_store *store = town(*state, true);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        ask_both(store, queries[i], "nearest");
    lc_store_close(store);
}

static void columns_come_back_whole(void **state)
{
    lc_store *store = town(*state, true);
    lc_shelf *shelf = NULL, *again = NULL;
    size_t count = 0;
    uint32_t column[POINTS];
    assert_ok(*state, lc_shelf_open(store, &shelf));
    assert_ok(*state, lc_shelf_open(store, &again));
    assert_ptr_equal(shelf, again);
    lc_shelf_close(again);
    const uint32_t *ids = lc_shelf_demand(shelf, &count);
    assert_int_equal(count, POINTS);
    for (uint32_t i = 0, id = 0; i < POINTS; i++)
        for (; id <= ids[i]; id++)
            assert_int_equal(lc_shelf_point(shelf, id), id == ids[i] ? i : SIZE_MAX);
    assert_int_equal(lc_shelf_point(shelf, (int64_t)ids[POINTS - 1] + 1), SIZE_MAX);
    assert_ok(*state, lc_shelf_read(shelf, 4, 2, LC_PART_COST, 0, column));
    lc_text text;
    lc_text_init(&text, *state);
    for (size_t i = 0; i < POINTS; i++)
        if (column[i] > 0)
            lc_text_addf(&text, "%u|%u;", (unsigned)ids[i], (unsigned)column[i]);
    char *expected = lc_text_take(&text);
    expect_rows(store,
                "SELECT demand_id, cost_mm FROM plain_nearest WHERE measure_id = 4 AND type_id = 2 "
                "AND cost_mm > 0 ORDER BY 1",
                expected);
    free(expected);
    assert_ok(*state, lc_shelf_read(shelf, 9, 9, LC_PART_COST, 0, column));
    for (size_t i = 0; i < POINTS; i++)
        assert_int_equal(column[i], 0);
    assert_int_equal(lc_shelf_facility_count(shelf, 2), FACILITIES);
    assert_int_equal(lc_shelf_facility_count(shelf, 9), 0);
    assert_int_equal(lc_shelf_facility_id(shelf, 2, 3), 221);
    lc_shelf_close(shelf);
    lc_store_close(store);
}

static void writes_are_seen_and_undone(void **state)
{
    static const char count[] = "SELECT count(*) FROM reach_count WHERE measure_id = 3";
    lc_store *store = town(*state, false);
    char *before = rows(store, count);
    sql(store, "BEGIN; DELETE FROM reach_column WHERE measure_id = 3");
    expect_rows(store, count, "0;");
    sql(store, "ROLLBACK");
    expect_rows(store, count, before);
    free(before);
    /* Written while it is read: the reader goes on with what it began with. */
    lc_stmt *stmt = NULL;
    bool row = false;
    size_t seen = 0;
    assert_ok(*state, lc_db_prepare(lc_store_db(store), "test",
                                    "SELECT demand_id FROM reach_count WHERE measure_id = 3 AND "
                                    "type_id = 1 AND limit_id = 10",
                                    &stmt));
    assert_ok(*state, lc_stmt_step(stmt, &row));
    sql(store, "DELETE FROM reach_column WHERE measure_id = 3");
    expect_rows(store, count, "0;");
    for (; row; seen++)
        assert_ok(*state, lc_stmt_step(stmt, &row));
    assert_true(seen > POINTS / 2);
    lc_stmt_free(stmt);
    lc_store_close(store);
}

static void more_than_memory_holds_is_read_again(void **state)
{
    enum { MANY = 1000000, COLUMNS = 24 };
    lc_store *store = NULL;
    assert_ok(*state, lc_store_open(*state, NULL, LC_STORE_MEMORY, &store));
    sql(store, "INSERT INTO reach_limit VALUES (1, 5)");
    uint32_t *column = malloc(MANY * sizeof *column);
    assert_non_null(column);
    for (uint32_t i = 0; i < MANY; i++)
        column[i] = i + 1;
    assert_ok(*state, lc_shelf_put_demand(store, column, MANY));
    /* 4 MB each, 96 MB in all. */
    for (uint32_t c = 0; c < COLUMNS; c++) {
        for (uint32_t i = 0; i < MANY; i++)
            column[i] = (i + 1) * 2654435761U ^ c;
        assert_ok(*state, lc_shelf_put_column(store, 1, c, LC_PART_COUNT, 1, column, MANY));
    }
    free(column);
    lc_stmt *stmt = NULL;
    assert_ok(*state, lc_db_prepare(lc_store_db(store), "test",
                                    "SELECT type_id, facilities FROM reach_count WHERE measure_id "
                                    "= 1 AND demand_id = :id",
                                    &stmt));
    for (uint32_t id = 1; id <= MANY; id += 400000) {
        bool row = false;
        lc_stmt_reset(stmt);
        lc_stmt_bind_int(stmt, ":id", id);
        for (uint32_t c = 0; c < COLUMNS; c++) {
            assert_ok(*state, lc_stmt_step(stmt, &row));
            assert_true(row);
            assert_int_equal(lc_stmt_int(stmt, 0), c);
            assert_int_equal(lc_stmt_int(stmt, 1), id * 2654435761U ^ c);
        }
        assert_ok(*state, lc_stmt_step(stmt, &row));
        assert_false(row);
    }
    lc_stmt_free(stmt);
    lc_store_close(store);
}

static void damage_is_told(void **state)
{
    static const char *const wrongs[] = {
        "UPDATE reach_column SET packed = x'00'",
        "UPDATE reach_column SET packed = substr(packed, 2) || x'00'",
        "UPDATE reach_demand SET demand_ids = x'010000000300000000000000'",
        "UPDATE reach_demand SET demand_ids = (SELECT packed FROM reach_column LIMIT 1)",
        "DELETE FROM reach_facility WHERE rank = 1",
        "DELETE FROM reach_facility WHERE rank = 8",
    };
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        lc_store *store = town(*state, false);
        lc_stmt *stmt = NULL;
        bool row = false;
        sql(store, wrongs[i]);
        assert_ok(*state, lc_db_prepare(lc_store_db(store), "test",
                                        "SELECT sum(facility_id) FROM reach_nearest", &stmt));
        assert_int_equal(lc_stmt_step(stmt, &row), LC_STORE);
        lc_stmt_free(stmt);
        lc_ctx_clear(*state);
        lc_store_close(store);
    }
}

static void nothing_of_it_is_in_the_file(void **state)
{
    lc_store *store = town(*state, false);
    expect_rows(store,
                "SELECT count(*) FROM sqlite_schema WHERE name IN ('reach_nearest', 'reach_count', "
                "'reach_catchment')",
                "0;");
    lc_stmt *stmt = NULL;
    assert_int_not_equal(lc_db_prepare(lc_store_db(store), "test",
                                       "DELETE FROM reach_nearest WHERE measure_id = 1", &stmt),
                         LC_OK);
    lc_stmt_free(stmt);
    lc_ctx_clear(*state);
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(keys_find_what_a_plain_table_finds),
        LC_TEST(joins_and_orders_are_those_of_a_plain_table),
        LC_TEST(columns_come_back_whole),
        LC_TEST(writes_are_seen_and_undone),
        LC_TEST(more_than_memory_holds_is_read_again),
        LC_TEST(damage_is_told),
        LC_TEST(nothing_of_it_is_in_the_file),
    };
    return cmocka_run_group_tests_name("store_shelf", tests, NULL, NULL);
}
