/* A whole store of a small study, damaged or forged, and whoever reads it: the first byte says who,
 * the others are changes. A change begins with a byte: even, and bytes of the file are overwritten;
 * odd, and a value of a table is, as somebody would who has SQLite at hand. Information, tables, a
 * place explained: each answers, or says why not, and none of them writes into the store. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lifecircle/lifecircle.h>

#include "db/db.h"
#include "fuzz.h"

enum { CHANGES_MAX = 12, NAME_MAX_BYTES = 64, TABLES_MAX = 128, BYTES_MAX = 64 };

static const char regions[] =
    "{\"type\": \"FeatureCollection\", \"features\": ["
    "{\"type\": \"Feature\", \"properties\": {\"code\": \"310100\", \"name\": \"区\", \"level\": "
    "\"district\"}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": "
    "[[[121.4, 31.2], [121.42, 31.2], [121.42, 31.21], [121.4, 31.21], [121.4, 31.2]]]}},"
    "{\"type\": \"Feature\", \"properties\": {\"code\": \"310101\", \"name\": \"镇\", \"level\": "
    "\"town\"}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": "
    "[[[121.4, 31.2], [121.41, 31.2], [121.41, 31.21], [121.4, 31.21], [121.4, 31.2]]]}}]}";
static const char streets[] =
    "<osm version='0.6'><node id='1' lat='31.205' lon='121.4'/><node id='2' lat='31.205' "
    "lon='121.41'/><node id='3' lat='31.205' lon='121.42'/><way id='1'><nd ref='1'/><nd "
    "ref='2'/><nd ref='3'/><tag k='highway' v='residential'/></way></osm>";
static const char study[] =
    "lifecircle: 1\ntitle: {zh: 区, en: Town}\nas_of: 2025-12-31\nmodes: [circle, network]\n"
    "regions: [{file: regions.geojson}]\n"
    "facilities: [{file: places.csv, crs: EPSG:4326}]\n"
    "population: [{file: people.csv, crs: EPSG:4326, form: points, year: 2025, groups: "
    "[resident, age60]}]\n"
    "streets: [{file: streets.osm}]\n"
    "targets: [{file: targets.csv}]\n"
    "output: {formats: [csv]}\n";
static const char *const files[][2] = {
    {"regions.geojson", regions},
    {"streets.osm", streets},
    {"places.csv", "code,name,type,lon,lat,area_m2\nF1,甲,meal_point,121.405,31.206,300\n"
                   "F2,乙,comprehensive_centre,121.415,31.204,2000\n"},
    {"people.csv", "lon,lat,resident,age60\n121.402,31.206,100,30\n121.418,31.204,50,9\n"},
    {"targets.csv", "region_code,indicator,parameters,op,value,unit\n310100,coverage,"
                    "types=meal_point|group=age60|limit=15|mode=network,>=,80,%\n310101,count,"
                    "types=comprehensive_centre,>=,1,\n"},
    {"study.yaml", study}};

/* --- the store, and the names in it --- */

typedef struct column {
    char table[NAME_MAX_BYTES], name[NAME_MAX_BYTES];
} column;

static uint8_t *store;
static size_t store_size;
static column columns[8 * TABLES_MAX];
static size_t column_count;

static void list_columns(lc_ctx *ctx, const char *path)
{
    lc_db *db = NULL;
    lc_stmt *stmt = NULL;
    bool row = true;
    fuzz_check(lc_db_open(ctx, path, LC_DB_READ, &db) == LC_OK &&
                   lc_db_prepare(db, "fuzz",
                                 "SELECT m.name, c.name FROM sqlite_master AS m JOIN "
                                 "pragma_table_info(m.name) AS c WHERE m.type = 'table' AND m.name "
                                 "NOT LIKE '%geom%' AND m.name NOT LIKE 'spatial%' AND m.name NOT "
                                 "LIKE 'sql%' AND m.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY 1, "
                                 "c.cid",
                                 &stmt) == LC_OK,
               lc_ctx_message(ctx));
    while (lc_stmt_step(stmt, &row) == LC_OK && row &&
           column_count < sizeof columns / sizeof *columns) {
        column *c = &columns[column_count++];
        (void)snprintf(c->table, sizeof c->table, "%s", lc_stmt_text(stmt, 0));
        (void)snprintf(c->name, sizeof c->name, "%s", lc_stmt_text(stmt, 1));
    }
    lc_stmt_free(stmt);
    lc_db_close(db);
    fuzz_check(column_count > 50, "the store has tables");
}

static void make_store(void)
{
    lc_run_result result;
    const lc_run_options options = {.overwrite = true};
    lc_ctx *ctx = lc_ctx_new();
    fuzz_check(ctx != NULL, "memory");
    lc_ctx_set_threads(ctx, 1);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        (void)fuzz_file(files[i][0], (const uint8_t *)files[i][1], strlen(files[i][1]));
    lc_status status = lc_run(ctx, fuzz_path("study.yaml"), &options, &result);
    fuzz_check(status == LC_OK, lc_ctx_message(ctx));
    const char *path = fuzz_path("out/lifecircle.sqlite");
    FILE *file = fopen(path, "rb");
    store = malloc(4 << 20);
    fuzz_check(file != NULL && store != NULL, "the store is there");
    store_size = fread(store, 1, 4 << 20, file);
    (void)fclose(file);
    list_columns(ctx, path);
    lc_ctx_free(ctx);
}

/* --- changes --- */

/* Bytes of the case, 0 when it has no more. */
typedef struct tape {
    const uint8_t *at, *end;
} tape;

static uint32_t take(tape *t, int bytes)
{
    uint32_t value = 0;
    for (int i = 0; i < bytes && t->at < t->end; i++)
        value |= (uint32_t)*t->at++ << 8 * i;
    return value;
}

static const uint8_t *take_bytes(tape *t, size_t *size)
{
    const uint8_t *bytes = t->at;
    *size = take(t, 1) % BYTES_MAX;
    bytes = t->at;
    if (*size > (size_t)(t->end - t->at))
        *size = (size_t)(t->end - t->at);
    t->at += *size;
    return bytes;
}

static void damage(uint8_t *bytes, size_t bytes_size, tape *t)
{
    size_t at = take(t, 3) % bytes_size, size;
    const uint8_t *with = take_bytes(t, &size);
    memcpy(bytes + at, with, size < bytes_size - at ? size : bytes_size - at);
}

static void bind_value(lc_stmt *stmt, tape *t)
{
    static const double numbers[] = {0, -1, 1, 4294967296.0, -9.2e18, 9.2e18, 1e308, 0.5};
    uint32_t kind = take(t, 1);
    size_t size;
    const uint8_t *bytes = take_bytes(t, &size);
    char *text = fuzz_text(bytes, size);
    if (kind % 5 == 0)
        lc_stmt_bind_null(stmt, ":v");
    else if (kind % 5 == 1)
        lc_stmt_bind_blob(stmt, ":v", bytes, size);
    else if (kind % 5 == 2)
        lc_stmt_bind_text(stmt, ":v", text);
    else if (kind % 5 == 3)
        lc_stmt_bind_double(stmt, ":v", numbers[kind / 5 % 8]);
    else
        lc_stmt_bind_int(stmt, ":v", (int64_t)numbers[kind / 5 % 6] + (int64_t)kind / 40 - 3);
    free(text);
}

/* Bytes of the value, not all of it: for what is packed. */
static void forge(lc_db *db, tape *t)
{
    lc_stmt *stmt = NULL;
    const column *c = &columns[take(t, 2) % column_count];
    uint32_t rows = take(t, 1);
    char sql[512];
    (void)snprintf(sql, sizeof sql,
                   rows % 2 == 0
                       ? "UPDATE OR IGNORE \"%s\" SET \"%s\" = :v"
                       : "UPDATE OR IGNORE \"%s\" SET \"%s\" = CAST(substr(CAST(\"%s\" AS BLOB), "
                         "1, %u) || :v || substr(CAST(\"%s\" AS BLOB), %u) AS BLOB)",
                   c->table, c->name, c->name, (unsigned)rows / 2, c->name, (unsigned)rows / 2 + 2);
    if (lc_db_prepare(db, "fuzz", sql, &stmt) == LC_OK) {
        bind_value(stmt, t);
        (void)lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
}

static const char *change_store(const uint8_t *data, size_t size)
{
    tape t = {data, data + size};
    uint8_t *copy = malloc(store_size);
    lc_ctx *ctx = lc_ctx_new();
    lc_db *db = NULL;
    fuzz_check(copy != NULL && ctx != NULL, "memory");
    memcpy(copy, store, store_size);
    for (int i = 0; t.at < t.end && i < CHANGES_MAX && *t.at % 2 == 0; i++) {
        t.at++;
        damage(copy, store_size, &t);
    }
    const char *path = fuzz_file("case.sqlite", copy, store_size);
    free(copy);
    if (t.at < t.end && lc_db_open(ctx, path, LC_DB_WRITE, &db) == LC_OK) {
        (void)lc_db_exec(db, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; "
                             "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY");
        for (int i = 0; t.at < t.end && i < CHANGES_MAX; i++) {
            t.at++;
            lc_ctx_clear(ctx);
            forge(db, &t);
        }
    }
    lc_db_close(db);
    lc_ctx_free(ctx);
    return path;
}

/* --- who reads it --- */

static void hear(void *user, const char *text)
{
    fuzz_check(lc_text_is_utf8(text, strlen(text)), "what is told is UTF-8");
    *(size_t *)user += strlen(text);
}

static void answered(lc_ctx *ctx, lc_status status)
{
    fuzz_check((status == LC_OK) == (lc_ctx_message(ctx)[0] == '\0'), "a failure says why");
    fuzz_check(lc_text_is_utf8(lc_ctx_message(ctx), strlen(lc_ctx_message(ctx))),
               "messages are UTF-8");
}

static lc_status ask(lc_ctx *ctx, const char *path, unsigned who)
{
    size_t told = 0;
    const lc_explain_options one = {.at = "121.403,31.205", .type = "meal_point"};
    const lc_explain_options all = {.at = "121.403,31.205", .json = true};
    const lc_export_options csv = {.format = "csv", .overwrite = true};
    char out[512];
    switch (who % 6) {
    case 0:
        return lc_info(ctx, path, hear, &told);
    case 1:
        return lc_network_info(ctx, path, hear, &told);
    case 2:
        return lc_explain(ctx, path, &one, hear, &told);
    case 3:
        return lc_explain(ctx, path, &all, hear, &told);
    default:
        (void)snprintf(out, sizeof out, "%s/x", fuzz_folder());
        return lc_export(ctx, path, out, &csv);
    }
}

static uint64_t sum_of(const char *path)
{
    static uint8_t bytes[1 << 16];
    uint64_t sum = 0;
    size_t size;
    FILE *file = fopen(path, "rb");
    fuzz_check(file != NULL, "the store is there");
    while ((size = fread(bytes, 1, sizeof bytes, file)) > 0)
        for (size_t i = 0; i < size; i++)
            sum = sum * 1099511628211U + bytes[i];
    (void)fclose(file);
    return sum;
}

/* Making the store takes seconds, which no case is to pay for. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    make_store();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_ctx *ctx = lc_ctx_new();
    if (ctx == NULL || size == 0) {
        lc_ctx_free(ctx);
        return 0;
    }
    lc_ctx_set_threads(ctx, 1);
    const char *path = change_store(data + 1, size - 1);
    char *kept = lc_strdup(ctx, path);
    uint64_t before = sum_of(kept);
    answered(ctx, ask(ctx, kept, data[0]));
    fuzz_check(sum_of(kept) == before, "who only reads does not write");
    free(kept);
    lc_ctx_free(ctx);
    return 0;
}
