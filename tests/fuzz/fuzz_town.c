#include "fuzz_town.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static const char regions[] =
    "{\"type\": \"FeatureCollection\", \"features\": ["
    "{\"type\": \"Feature\", \"properties\": {\"code\": \"310101\", \"name\": \"测试区\", "
    "\"level\": \"district\"}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": "
    "[[[121.0, 31.0], [121.02, 31.0], [121.02, 31.02], [121.0, 31.02], [121.0, 31.0]]]}},"
    "{\"type\": \"Feature\", \"properties\": {\"code\": \"310101001\", \"name\": \"西街道\", "
    "\"level\": \"town\", \"class\": \"central\"}, \"geometry\": {\"type\": \"Polygon\", "
    "\"coordinates\": "
    "[[[121.0, 31.0], [121.01, 31.0], [121.01, 31.02], [121.0, 31.02], [121.0, 31.0]]]}},"
    "{\"type\": \"Feature\", \"properties\": {\"code\": \"310101002\", \"name\": \"东镇\", "
    "\"level\": \"town\", \"class\": \"rural\"}, \"geometry\": {\"type\": \"Polygon\", "
    "\"coordinates\": "
    "[[[121.01, 31.0], [121.02, 31.0], [121.02, 31.02], [121.01, 31.02], [121.01, 31.0]]]}}]}";
static const char people[] = "lon,lat,resident,age60\n121.005,31.005,100,30\n121.015,31.015,7,2\n";
static const char places[] = "name,type,lon,lat\n甲,日间照护中心,121.005,31.005\n";

static const char head[] = "lifecircle: 1\n"
                           "title: {zh: 测试区, en: Testland}\n"
                           "as_of: 2025-12-31\n"
                           "modes: [circle]\n"
                           "regions:\n"
                           "  - file: regions.geojson\n"
                           "facilities:\n"
                           "  - {file: places.csv, crs: EPSG:4326}\n"
                           "population:\n"
                           "  - {file: people.csv, form: points, crs: EPSG:4326, year: 2024, "
                           "groups: [resident, age60]}\n";

static void put(const char *name, const char *text)
{
    (void)fuzz_file(name, (const uint8_t *)text, strlen(text));
}

/* One whole stage of the town itself. */
static void make(const fuzz_town *town, const char *stage, fuzz_stage *fn)
{
    lc_status status = lc_store_stage_begin(town->store, stage);
    if (status == LC_OK)
        status = fn(town->store, town->study);
    if (status == LC_OK)
        status = lc_store_stage_commit(town->store, "x");
    fuzz_check(status == LC_OK, lc_ctx_message(town->ctx));
}

const fuzz_town *fuzz_town_open(const char *rest)
{
    static fuzz_town town;
    if (town.store != NULL)
        return &town;
    town.ctx = lc_ctx_new();
    fuzz_check(town.ctx != NULL, "memory");
    lc_ctx_set_language(town.ctx, LC_LANG_EN);
    lc_ctx_set_threads(town.ctx, 1);
    put("regions.geojson", regions);
    put("people.csv", people);
    put("places.csv", places);
    put("rows.csv", ""); /* a file must be there; its bytes come with each case */
    char *text = lc_format(town.ctx, "%s%s", head, rest);
    lc_status status =
        lc_study_parse(town.ctx, text, strlen(text), fuzz_path("study.yaml"), &town.study);
    if (status == LC_OK)
        status = lc_store_open(town.ctx, NULL, LC_STORE_MEMORY, &town.store);
    fuzz_check(status == LC_OK, lc_ctx_message(town.ctx));
    free(text);
    make(&town, "types", lc_source_types);
    make(&town, "regions", lc_source_regions);
    make(&town, "population", lc_source_population);
    make(&town, "facilities", lc_source_facilities);
    return &town;
}

lc_source *fuzz_town_source(const fuzz_town *town, lc_role role)
{
    for (size_t i = 0; i < town->study->source_count; i++)
        if (town->study->sources[i].role == role)
            return &town->study->sources[i];
    fuzz_check(0, "the study has such a source");
    return NULL;
}

lc_status fuzz_town_read(const fuzz_town *town, const char *stage, lc_role role, fuzz_stage *fn,
                         const void *bytes, size_t size)
{
    lc_source *source = fuzz_town_source(town, role);
    lc_ctx_clear(town->ctx);
    fuzz_check(lc_store_stage_begin(town->store, stage) == LC_OK, "a stage begins");
    source->bytes = bytes;
    source->byte_count = size;
    lc_status status = fn(town->store, town->study);
    source->bytes = NULL;
    source->byte_count = 0;
    fuzz_told(town->ctx, status);
    return status;
}

void fuzz_town_end(const fuzz_town *town)
{
    lc_store_stage_rollback(town->store);
}

static lc_stmt *prepare(lc_store *store, const char *sql)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_db_prepare(lc_store_db(store), "fuzz", sql, &stmt);
    fuzz_check(status == LC_OK, lc_ctx_message(lc_store_ctx(store)));
    return stmt;
}

static bool next(lc_store *store, lc_stmt *stmt)
{
    bool row = false;
    lc_status status = lc_stmt_step(stmt, &row);
    fuzz_check(status == LC_OK, lc_ctx_message(lc_store_ctx(store)));
    return row;
}

static void add_value(lc_text *out, const char *value)
{
    fuzz_check(value == NULL || lc_text_is_utf8(value, strlen(value)), "what is kept is UTF-8");
    lc_text_add(out, "\"");
    for (; value != NULL && *value != '\0'; value++)
        lc_text_addf(out, *value == '"' ? "\"\"" : "%c", *value);
    lc_text_add(out, "\"");
}

char *fuzz_rows(lc_store *store, const char *sql)
{
    lc_text out;
    lc_stmt *stmt = prepare(store, sql);
    lc_text_init(&out, lc_store_ctx(store));
    for (int c = 0; c < lc_stmt_column_count(stmt); c++)
        lc_text_addf(&out, "%s%s", c > 0 ? "," : "", lc_stmt_column_name(stmt, c));
    lc_text_add(&out, "\n");
    while (next(store, stmt)) {
        for (int c = 0; c < lc_stmt_column_count(stmt); c++) {
            lc_text_add(&out, c > 0 ? "," : "");
            add_value(&out, lc_stmt_text(stmt, c));
        }
        lc_text_add(&out, "\n");
    }
    lc_stmt_free(stmt);
    char *text = lc_text_take(&out);
    fuzz_check(text != NULL, "memory");
    return text;
}

double fuzz_number(lc_store *store, const char *sql)
{
    lc_stmt *stmt = prepare(store, sql);
    double number = next(store, stmt) ? lc_stmt_double(stmt, 0) : 0;
    lc_stmt_free(stmt);
    return number;
}

static lc_status check_finding(void *user, lc_stmt *row)
{
    lc_ctx *ctx = user;
    char *words = lc_finding_text(ctx, lc_stmt_text(row, 0), lc_stmt_text(row, 1),
                                  lc_stmt_text(row, 2), lc_stmt_text(row, 3));
    fuzz_check(words != NULL && words[0] != '\0', "a finding has words");
    fuzz_check(lc_text_is_utf8(words, strlen(words)), "and they are UTF-8");
    fuzz_check(strcmp(words, lc_stmt_text(row, 0)) != 0, "which are not its code");
    free(words);
    return LC_OK;
}

void fuzz_town_check(const fuzz_town *town, const char *stage)
{
    char *sql = lc_format(
        town->ctx,
        "SELECT count(*) FROM input AS i WHERE stage = '%s' AND (rows_kept > rows_in OR rows_in - "
        "rows_kept > (SELECT count(DISTINCT row_no) + sum(CASE code WHEN 'rows_beyond_margin' THEN "
        "value ELSE 0 END) FROM finding AS f WHERE f.input_id = i.input_id))",
        stage);
    fuzz_check(fuzz_number(town->store, sql) == 0, "what is not kept is told");
    free(sql);
    sql = lc_format(town->ctx, "SELECT code, field, value, detail FROM finding WHERE stage = '%s'",
                    stage);
    lc_stmt *stmt = prepare(town->store, sql);
    fuzz_check(lc_store_rows(LC_OK, stmt, check_finding, town->ctx) == LC_OK, "findings");
    free(sql);
}
