/* Tables, what closes a gap, and the table of layers. */
#include "report/closes.h"
#include "report/layer_table.h"
#include "report/report.h"
#include "report_store.h"
#include "study/study.h"

/* --- what closes a gap --- */

static void closes(lc_store *store, int64_t gap_id, lc_language language, const char *want)
{
    lc_ctx_set_language(lc_store_ctx(store), language);
    char *got = lc_report_closes(store, gap_id);
    assert_string_equal(got, want);
    free(got);
}

static lc_store *store_with_gaps(lc_ctx *ctx)
{
    lc_store *store = report_store(ctx);
    lc_town_sql(ctx, store, "unit/report/closes_many.sql");
    return store;
}

static void what_closes_a_gap_in_english(void **state)
{
    lc_store *store = store_with_gaps(*state);
    closes(store, 1, LC_LANG_EN,
           "1,250 m² more floor area; 2 more standard facilities (Activity room)");
    closes(store, 2, LC_LANG_EN,
           "88 more beds; 1,000,000 more places; 68,565 more people to be reached; 7 further "
           "service circles, as the crow flies; "
           "no fewer than 3 can do it; 2 more areas to have one");
    closes(store, 3, LC_LANG_EN, "2 more areas to have one; without one: 西镇, 东镇");
    closes(store, 5, LC_LANG_EN, "7 more people to be reached; they live in: 西镇, 东镇");
    lc_store_close(store);
}

static void what_closes_a_gap_in_chinese(void **state)
{
    lc_store *store = store_with_gaps(*state);
    closes(store, 1, LC_LANG_ZH,
           "需增建筑面积 1,250 平方米；相当于新增 2 处标准化老年活动室（标准规模）");
    closes(store, 3, LC_LANG_ZH, "还需在 2 处配置；尚未配置：西镇、东镇");
    closes(store, 5, LC_LANG_ZH, "达标还需覆盖 7 人；未覆盖居民分布在：西镇、东镇");
    lc_store_close(store);
}

/* Where the value is only bounded, the gap is what is missing in any case. */
static void what_closes_a_bounded_gap_is_the_least(void **state)
{
    lc_store *store = store_with_gaps(*state);
    lc_town_sql(*state, store, "unit/report/bounded_gap.sql");
    closes(
        store, 1, LC_LANG_EN,
        "at least 1,250 m² more floor area; at least 2 more standard facilities (Activity room)");
    closes(store, 1, LC_LANG_ZH,
           "至少需增建筑面积 1,250 平方米；至少相当于新增 2 处标准化老年活动室（标准规模）");
    lc_store_close(store);
}

/* 14 members: 12 are named. */
static void the_rest_of_many_members_is_counted(void **state)
{
    lc_store *store = store_with_gaps(*state);
    closes(store, 4, LC_LANG_EN,
           "M100, M101, M102, M103, M104, M105, M106, M107, M108, M109, M110, M111 and 2 more");
    lc_store_close(store);
}

static void nothing_closes_what_is_no_gap(void **state)
{
    lc_store *store = store_with_gaps(*state);
    closes(store, 999, LC_LANG_EN, "");
    lc_store_close(store);
}

static void the_first_of_it_alone(void **state)
{
    lc_store *store = store_with_gaps(*state);
    char *got = lc_report_closes_first(store, 1);
    assert_string_equal(got, "1,250 m² more floor area");
    free(got);
    lc_store_close(store);
}

/* --- tables --- */

static const char *const table_names[] = {"indicators.csv", "gaps.csv", "circles.csv",
                                          "findings.csv", "summary.json"};

/* One of them, free with free(). */
static char *table_of(lc_ctx *ctx, const char *name, const char *sql, bool bom)
{
    char folder[64];
    lc_store *store = report_store(ctx);
    if (sql != NULL)
        lc_town_sql(ctx, store, sql);
    report_folder(folder);
    assert_ok(ctx, lc_report_tables(store, folder, bom));
    assert_ok(ctx, lc_report_summary(store, folder));
    char *text = report_read(ctx, folder, name);
    report_folder_drop(folder, table_names, sizeof table_names / sizeof table_names[0]);
    lc_store_close(store);
    return text;
}

static void starts_with(const char *text, const char *want)
{
    assert_int_equal(strncmp(text, want, strlen(want)), 0);
}

static void the_columns_are_the_published_ones(void **state)
{
    char *text = table_of(*state, "indicators.csv", NULL, false);
    starts_with(text, "region_code,region_name,level,indicator,types,group,mode,limit,value,"
                      "numerator,denominator,"
                      "missing,unit,low,high,variant\r\n");
    free(text);
    text = table_of(*state, "circles.csv", NULL, false);
    starts_with(text,
                "code,name,kind,class,parent,centre_code,centre,people,elders,groups,area_km2,"
                "convexity,facilities,functions_reached,functions_missing,targets,met,short,"
                "no_data,not_yet_due,awaiting,remark\r\n");
    free(text);
    text = table_of(*state, "gaps.csv", NULL, false);
    starts_with(
        text,
        "plan,item,region_code,region_name,indicator,op,target,value,gap,unit,status,closes,year,"
        "nature,source,low,high,lacks,item_no,item_en,pace,basis,observed_on,observed_source,"
        "planned_value,planned_status,parameters,scope,text,text_en,responsible,plan_code\r\n");
    free(text);
}

static void a_mark_for_excel_when_asked(void **state)
{
    char *with = table_of(*state, "gaps.csv", NULL, true),
         *without = table_of(*state, "gaps.csv", NULL, false);
    assert_int_equal(strncmp(with, "\xEF\xBB\xBF", 3), 0);
    assert_string_equal(with + 3, without);
    free(with);
    free(without);
}

static void names_stay_text_in_a_spreadsheet(void **state)
{
    char *text = table_of(*state, "indicators.csv", "unit/report/csv_names.sql", false);
    assert_holds(text, ",\"'=HYPERLINK(\"\"x\"\"),a\",town,");
    assert_holds(text, ",\"two\nlines\",town,");
    free(text);
    text = table_of(*state, "findings.csv", "unit/report/csv_names.sql", false);
    assert_holds(text, ",\"'@SUM(A1)\",");
    assert_holds(text, ",-3,"); /* a plain number is none */
    free(text);
}

static void the_same_names_in_json(void **state)
{
    char *text = table_of(*state, "summary.json", "unit/report/csv_names.sql", false);
    assert_holds(text, "\"=HYPERLINK(\\\"x\\\"),a\"");
    assert_holds(text, "\"two\\u000alines\"");
    free(text);
}

/* --- the table of layers --- */

static void short_names_fit_a_shapefile(void **state)
{
    (void)state;
    const lc_layer_table *table;
    for (size_t t = 0; (table = lc_layer_table_at(t)) != NULL; t++)
        for (size_t i = 0; i < table->field_count; i++) {
            const char *brief = table->fields[i].brief;
            assert_in_range(strlen(brief), 1, 10);
            for (const char *c = brief; *c != '\0'; c++)
                if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '_'))
                    fail_msg("%s.%s is not plain ASCII", table->name, brief);
            for (size_t k = 0; k < i; k++) {
                assert_string_not_equal(brief, table->fields[k].brief);
                assert_string_not_equal(table->fields[i].name, table->fields[k].name);
            }
        }
}

static void dbase_can_hold_the_widths(void **state)
{
    (void)state;
    const lc_layer_table *table;
    for (size_t t = 0; (table = lc_layer_table_at(t)) != NULL; t++)
        for (size_t i = 0; i < table->field_count; i++)
            if (table->fields[i].type == LC_FIELD_TEXT)
                assert_in_range(table->fields[i].width, 1, 254);
}

static void layers_have_names_of_their_own(void **state)
{
    (void)state;
    size_t count = 0;
    for (; lc_layer_table_at(count) != NULL; count++)
        for (size_t k = 0; k < count; k++)
            assert_string_not_equal(lc_layer_table_at(count)->name, lc_layer_table_at(k)->name);
    assert_true(count >=
                6); /* regions, facilities, circles or service areas, demand, gaps, findings */
}

static void each_format_has_its_names(void **state)
{
    (void)state;
    assert_string_equal(lc_report_name(LC_FORMAT_HTML, 0), "index.html");
    assert_null(lc_report_name(LC_FORMAT_HTML, 1));
    assert_string_equal(lc_report_name(LC_FORMAT_CSV | LC_FORMAT_GPKG, 4), "lifecircle.gpkg");
    assert_null(lc_report_name(0, 0));
}

static void the_page_is_one_of_the_formats(void **state)
{
    char folder[64];
    static const char *const names[] = {"index.html"};
    lc_store *store = report_store(*state);
    report_folder(folder);
    assert_ok(*state, lc_report_write(
                          store, &(lc_report_wanted){.folder = folder, .formats = LC_FORMAT_HTML}));
    char *html = report_read(*state, folder, "index.html");
    assert_holds(html, "</html>");
    free(html);
    report_folder_drop(folder, names, 1);
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(what_closes_a_gap_in_english),
        LC_TEST(what_closes_a_gap_in_chinese),
        LC_TEST(what_closes_a_bounded_gap_is_the_least),
        LC_TEST(the_rest_of_many_members_is_counted),
        LC_TEST(nothing_closes_what_is_no_gap),
        LC_TEST(the_first_of_it_alone),
        LC_TEST(the_columns_are_the_published_ones),
        LC_TEST(a_mark_for_excel_when_asked),
        LC_TEST(names_stay_text_in_a_spreadsheet),
        LC_TEST(the_same_names_in_json),
        LC_TEST(short_names_fit_a_shapefile),
        LC_TEST(dbase_can_hold_the_widths),
        LC_TEST(layers_have_names_of_their_own),
        LC_TEST(each_format_has_its_names),
        LC_TEST(the_page_is_one_of_the_formats),
    };
    return cmocka_run_group_tests_name("report_tables", tests, NULL, NULL);
}
