/* A study in a folder of its own, read from texts that the test writes, and a store in memory to
 * read it into. */
#ifndef SOURCE_TEST_H
#define SOURCE_TEST_H

#include <math.h>
#include <unistd.h>

#include "lc_test.h"
#include "source/source.h"

typedef struct bench {
    lc_ctx *ctx;
    char folder[64];
    lc_study *study;
    lc_store *store;
} bench;

static inline int bench_setup(void **state)
{
    bench *b = calloc(1, sizeof *b);
    b->ctx = lc_ctx_new();
    lc_ctx_set_language(b->ctx, LC_LANG_EN);
    strcpy(b->folder, "/tmp/lc_source_XXXXXX");
    *state = b;
    return mkdtemp(b->folder) == NULL ||
           lc_store_open(b->ctx, NULL, LC_STORE_MEMORY, &b->store) != LC_OK;
}

static inline int bench_teardown(void **state)
{
    bench *b = *state;
    char command[128];
    lc_store_close(b->store);
    lc_study_free(b->study);
    lc_ctx_free(b->ctx);
    snprintf(command, sizeof command, "rm -r %s", b->folder);
    int code = system(command);
    free(b);
    return code;
}

#define BENCH_TEST(fn) cmocka_unit_test_setup_teardown(fn, bench_setup, bench_teardown)

static inline void put_bytes(bench *b, const char *name, const char *bytes, size_t size)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", b->folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

static inline void put(bench *b, const char *name, const char *text)
{
    put_bytes(b, name, text, strlen(text));
}

/* Writes and reads study.yaml: its head is given, and so are facilities and population where the
 * test names none. */
static inline void study_is(bench *b, const char *rest)
{
    char text[8192], path[256];
    bool facilities = strstr(rest, "facilities:") != NULL,
         population = strstr(rest, "population:") != NULL;
    snprintf(text, sizeof text,
             "lifecircle: 1\ntitle: {zh: 测试区, en: Testland}\nas_of: 2025-12-31\nmodes: "
             "[circle]\n%s%s%s",
             rest, facilities ? "" : "facilities:\n  - {file: f0.csv, crs: EPSG:4326}\n",
             population ? ""
                        : "population:\n  - {file: p0.csv, form: points, crs: EPSG:4326, year: "
                          "2024, groups: {resident: p}}\n");
    put(b, "f0.csv", "name,type,lon,lat\n甲,日间照护中心,121.005,31.005\n");
    put(b, "p0.csv", "lon,lat,p\n121.005,31.005,10\n");
    put(b, "study.yaml", text);
    snprintf(path, sizeof path, "%s/study.yaml", b->folder);
    lc_study_free(b->study);
    b->study = NULL;
    assert_ok(b->ctx, lc_study_read(b->ctx, path, &b->study));
}

/* Runs one stage to its end; what the stage answered. */
static inline lc_status stage(bench *b, const char *name,
                              lc_status (*fn)(lc_store *, const lc_study *))
{
    assert_ok(b->ctx, lc_store_stage_begin(b->store, name));
    lc_status status = fn(b->store, b->study);
    if (status == LC_OK)
        assert_ok(b->ctx, lc_store_stage_commit(b->store, "x"));
    else
        lc_store_stage_rollback(b->store);
    return status;
}

#define run_stage(b, name) assert_ok((b)->ctx, stage(b, #name, lc_source_##name))

/* Every row of a query as "a|b\n", NULL as "-", in one text (static, the last one wins). */
static inline const char *rows(bench *b, const char *sql)
{
    static char out[16384];
    size_t used = 0;
    lc_stmt *stmt = NULL;
    bool row = true;
    assert_ok(b->ctx, lc_db_prepare(lc_store_db(b->store), "test", sql, &stmt));
    out[0] = '\0';
    while (row) {
        assert_ok(b->ctx, lc_stmt_step(stmt, &row));
        for (int c = 0; row && c < lc_stmt_column_count(stmt); c++) {
            const char *text = lc_stmt_text(stmt, c);
            used += (size_t)snprintf(out + used, sizeof out - used, "%s%s", c > 0 ? "|" : "",
                                     text != NULL ? text : "-");
        }
        if (row)
            used += (size_t)snprintf(out + used, sizeof out - used, "\n");
        assert_true(used < sizeof out);
    }
    lc_stmt_free(stmt);
    return out;
}

#define assert_rows(b, sql, expected) assert_string_equal(rows(b, sql), expected)

/* Findings of a stage: row, code, field, value. */
static inline const char *findings(bench *b)
{
    return rows(b, "SELECT row_no, code, field, value FROM finding ORDER BY finding_id");
}

static inline double figure(bench *b, const char *sql)
{
    return strtod(rows(b, sql), NULL);
}

/* A square of 0.02 x 0.02 degrees with two towns side by side, the western one with two
 * communities. */
#define SQUARE(w, s, e, n)                                                                         \
    "{\"type\":\"Polygon\",\"coordinates\":[[[" #w "," #s "],[" #e "," #s "],[" #e "," #n "],[" #w \
    "," #n "],[" #w "," #s "]]]}"
#define FEATURE(properties, geometry)                                                              \
    "{\"type\":\"Feature\",\"properties\":" properties ",\"geometry\":" geometry "}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

static const char town_file[] = COLLECTION(FEATURE(
    "{\"code\":\"T2\",\"name\":\"东镇\",\"level\":\"town\",\"class\":\"农村\"}",
    SQUARE(
        121.01, 31.0, 121.02,
        31.02)) "," FEATURE("{\"code\":\"D\",\"name\":\"区\",\"level\":\"区县\"}",
                            SQUARE(
                                121.0, 31.0, 121.02,
                                31.02)) "," FEATURE("{\"code\":\"T1\",\"name\":\"西街道\","
                                                    "\"level\":\"街镇\",\"class\":"
                                                    "\"中心城区\",\"kind\":\"street\"}",
                                                    SQUARE(
                                                        121.0, 31.0, 121.01,
                                                        31.02)) "," FEATURE("{\"code\":\"C1\","
                                                                            "\"name\":\"南居委\","
                                                                            "\"level\":"
                                                                            "\"community\","
                                                                            "\"parent\":"
                                                                            "\"T1\"}",
                                                                            SQUARE(
                                                                                121.0, 31.0, 121.01,
                                                                                31.01)) "," FEATURE("{\"code\":\"C2\","
                                                                                                    "\"name\":"
                                                                                                    "\"北居委\","
                                                                                                    "\"level\":"
                                                                                                    "\"community\"}",
                                                                                                    SQUARE(
                                                                                                        121.0,
                                                                                                        31.01,
                                                                                                        121.01,
                                                                                                        31.02)));
#define REGIONS "regions:\n  - file: regions.geojson\n"

#endif
