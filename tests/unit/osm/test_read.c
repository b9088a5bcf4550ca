/* Reading OSM files: small ones written here, real ones where they are at hand, broken ones. */
#include "lc_test.h"

#include <bzlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "osm/osm.h"

#define DATA LC_SOURCE_DIR "/../shared/data/"

static const char NODES[] = "<node id='1' lon='121.5' lat='31.2'/>"
                            "<node id='2' lon='121.501' lat='31.201'/>"
                            "<node id='3' lon='121.502' lat='31.202'/>";
static const char WAYS[] =
    "<way id='12'><nd ref='3'/><nd ref='2'/><nd ref='99'/>"
    "<tag k='highway' v='footway'/><tag k='name' v='人民路'/></way>"
    "<way id='11'><nd ref='1'/><nd ref='2'/><tag k='building' v='yes'/></way>"
    "<way id='10'><nd ref='1'/><nd ref='3'/><tag k='route' v='ferry'/></way>";

static char folder[64];

static const char *in_folder(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/lc_osm_XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

static char *document(const char *first, const char *second)
{
    char *text = calloc(1, 65536);
    assert_non_null(text);
    snprintf(text, 65536, "<?xml version='1.0' encoding='UTF-8'?><osm version='0.6'>%s%s</osm>",
             first, second);
    return text;
}

static void write_bytes(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* What a reading saw, as text: "12:footway:3,2 ;10::1,3 ;". */
typedef struct seen {
    char text[512];
    size_t calls, stop_after;
    double first_lon, first_lat;
    size_t missing;
} seen;

static lc_status see(void *user, const lc_osm_way *way)
{
    seen *s = user;
    size_t at = strlen(s->text);
    const char *class = "";
    for (size_t i = 0; i < way->tag_count; i++)
        if (strcmp(way->tags[i].key, "highway") == 0)
            class = way->tags[i].value;
    if (at + 64 < sizeof s->text) {
        at += (size_t)snprintf(s->text + at, 48, "%lld:%s:", (long long)way->id, class);
        for (size_t i = 0; i < way->node_count && at + 16 < sizeof s->text; i++)
            at += (size_t)snprintf(s->text + at, 16, "%lld ", (long long)way->node_ids[i]);
        snprintf(s->text + at, 2, ";");
    }
    if (s->calls == 0 && way->node_count > 0) {
        s->first_lon = way->lonlat[0];
        s->first_lat = way->lonlat[1];
    }
    s->missing += way->missing_nodes;
    return ++s->calls == s->stop_after ? LC_CANCELLED : LC_OK;
}

static lc_status read_text(lc_ctx *ctx, const char *name, const char *text, seen *s,
                           lc_osm_count *count)
{
    char path[128];
    snprintf(path, sizeof path, "%s", in_folder(name));
    write_bytes(path, text, strlen(text));
    lc_status status = lc_osm_read(ctx, path, see, s, count);
    unlink(path);
    return status;
}

static void names(void **state)
{
    (void)state;
    assert_true(lc_osm_is_name("a/b.osm"));
    assert_true(lc_osm_is_name("b.osm.pbf"));
    assert_true(lc_osm_is_name("B.OSM.PBF"));
    assert_true(lc_osm_is_name("b.pbf"));
    assert_true(lc_osm_is_name("b.osm.gz"));
    assert_true(lc_osm_is_name("b.osm.bz2"));
    assert_false(lc_osm_is_name("b.shp"));
    assert_false(lc_osm_is_name("osm"));
    assert_false(lc_osm_is_name(".osm"));
    assert_false(lc_osm_is_name("b.gz"));
    assert_false(lc_osm_is_name(""));
    assert_false(lc_osm_is_name(NULL));
}

static void highways_and_ferries_in_file_order(void **state)
{
    lc_ctx *ctx = *state;
    char *text = document(NODES, WAYS);
    seen s = {0};
    lc_osm_count count;
    assert_ok(ctx, read_text(ctx, "a.osm", text, &s, &count));
    assert_string_equal(s.text, "12:footway:3 2 ;10::1 3 ;");
    assert_int_equal(count.nodes, 3);
    assert_int_equal(count.ways, 3);
    assert_int_equal(count.highway_ways, 2);
    assert_true(s.first_lon == 121.502 && s.first_lat == 31.202);
    free(text);
}

static void missing_nodes_are_left_out_and_counted(void **state)
{
    lc_ctx *ctx = *state;
    char *text = document(NODES, WAYS);
    seen s = {0};
    lc_osm_count count;
    assert_ok(ctx, read_text(ctx, "a.osm", text, &s, &count));
    assert_int_equal(s.missing, 1);
    assert_int_equal(count.missing_node_refs, 1);
    free(text);
}

static void ways_before_nodes(void **state)
{
    lc_ctx *ctx = *state;
    char *text = document(WAYS, NODES);
    seen s = {0};
    lc_osm_count count;
    assert_ok(ctx, read_text(ctx, "a.osm", text, &s, &count));
    assert_string_equal(s.text, "12:footway:3 2 ;10::1 3 ;");
    assert_int_equal(count.missing_node_refs, 1);
    free(text);
}

static void deleted_objects_are_not_there(void **state)
{
    lc_ctx *ctx = *state;
    char *text =
        document("<node id='1' visible='false'/><node id='2' lon='1' lat='1'/>",
                 "<way id='5'><nd ref='1'/><nd ref='2'/><tag k='highway' v='path'/></way>"
                 "<way id='6' visible='false'><nd ref='2'/><tag k='highway' v='path'/></way>");
    seen s = {0};
    lc_osm_count count;
    assert_ok(ctx, read_text(ctx, "a.osm", text, &s, &count));
    assert_string_equal(s.text, "5:path:2 ;");
    assert_int_equal(count.nodes, 1);
    assert_int_equal(count.ways, 1);
    assert_int_equal(count.missing_node_refs, 1);
    free(text);
}

/* A node without a place on earth is as good as missing. */
static void impossible_places(void **state)
{
    lc_ctx *ctx = *state;
    char *text =
        document("<node id='1' lon='121' lat='95'/><node id='2' lon='1' lat='1'/>",
                 "<way id='5'><nd ref='1'/><nd ref='2'/><tag k='highway' v='path'/></way>");
    seen s = {0};
    lc_osm_count count;
    assert_ok(ctx, read_text(ctx, "a.osm", text, &s, &count));
    assert_string_equal(s.text, "5:path:2 ;");
    assert_int_equal(count.missing_node_refs, 1);
    free(text);
}

static void nothing_in_it(void **state)
{
    lc_ctx *ctx = *state;
    char *text = document("", "");
    seen s = {0};
    lc_osm_count count = {1, 1, 1, 1};
    assert_ok(ctx, read_text(ctx, "a.osm", text, &s, &count));
    assert_int_equal(s.calls, 0);
    assert_int_equal(count.nodes + count.ways + count.highway_ways + count.missing_node_refs, 0);
    free(text);
}

static void gzip_and_bzip2(void **state)
{
    lc_ctx *ctx = *state;
    char *text = document(NODES, WAYS);
    gzFile gz = gzopen(in_folder("a.osm.gz"), "wb");
    assert_int_equal(gzwrite(gz, text, (unsigned)strlen(text)), strlen(text));
    gzclose(gz);
    BZFILE *bz = BZ2_bzopen(in_folder("a.osm.bz2"), "wb");
    assert_int_equal(BZ2_bzwrite(bz, text, (int)strlen(text)), strlen(text));
    BZ2_bzclose(bz);
    static const char *const NAMES[] = {"a.osm.gz", "a.osm.bz2"};
    for (size_t i = 0; i < 2; i++) {
        seen s = {0};
        lc_osm_count count;
        assert_ok(ctx, lc_osm_read(ctx, in_folder(NAMES[i]), see, &s, &count));
        assert_string_equal(s.text, "12:footway:3 2 ;10::1 3 ;");
        unlink(in_folder(NAMES[i]));
    }
    free(text);
}

static void the_callers_status_stops_the_reading(void **state)
{
    lc_ctx *ctx = *state;
    char *text = document(NODES, WAYS);
    seen s = {.stop_after = 1};
    lc_osm_count count;
    assert_int_equal(read_text(ctx, "a.osm", text, &s, &count), LC_CANCELLED);
    assert_int_equal(s.calls, 1);
    free(text);
}

static void cancelling(void **state)
{
    lc_ctx *ctx = *state;
    char *text = document(NODES, WAYS);
    seen s = {0};
    lc_osm_count count;
    lc_ctx_cancel(ctx);
    assert_int_equal(read_text(ctx, "a.osm", text, &s, &count), LC_CANCELLED);
    assert_int_equal(s.calls, 0);
    free(text);
}

static void damaged(lc_ctx *ctx, const char *name, const char *text, const char *reason)
{
    seen s = {0};
    lc_osm_count count;
    lc_ctx_clear(ctx);
    assert_int_equal(read_text(ctx, name, text, &s, &count), LC_INPUT);
    assert_message(ctx, name);
    assert_message(ctx, reason);
    assert_message(ctx, "fetch it again");
    assert_int_equal(s.calls, 0);
}

static void damaged_xml(void **state)
{
    lc_ctx *ctx = *state;
    damaged(ctx, "a.osm", "<?xml version='1.0'?><osm version='0.6'><node id='1'", "XML");
    damaged(ctx, "a.osm", "<html></html>", "html");
    damaged(ctx, "a.osm", "<osm version='0.5'></osm>", "0.5");
    damaged(ctx, "a.osm", "just words", "XML");
    damaged(ctx, "a.osm", "", "empty");
    damaged(ctx, "a.osm",
            "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaa'>]><osm version='0.6'>&a;</osm>",
            "entities");
}

static void damaged_pbf(void **state)
{
    lc_ctx *ctx = *state;
    damaged(ctx, "a.osm.pbf", "this is no protocol buffer at all", "BlobHeader");
    damaged(ctx, "a.pbf", "", "empty");
    damaged(ctx, "a.osm.bz2", "this is no bzip2", "a.osm.bz2");
}

static void a_pbf_cut_short(void **state)
{
    lc_ctx *ctx = *state;
    FILE *file = fopen(DATA "helsinki/Helsinki.osm.pbf", "rb");
    if (file == NULL) {
        print_message("skipped: no data at %s\n", DATA);
        skip();
    }
    char *bytes = malloc(300000);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, 300000, file), 300000);
    fclose(file);
    write_bytes(in_folder("cut.osm.pbf"), bytes, 300000);
    free(bytes);
    seen s = {0};
    lc_osm_count count;
    assert_int_equal(lc_osm_read(ctx, in_folder("cut.osm.pbf"), see, &s, &count), LC_INPUT);
    assert_message(ctx, "cut.osm.pbf");
    assert_message(ctx, "damaged or cut short");
    unlink(in_folder("cut.osm.pbf"));
}

static void history_is_refused(void **state)
{
    lc_ctx *ctx = *state;
    seen s = {0};
    lc_osm_count count;
    assert_int_equal(read_text(ctx, "a.osm", "<osmChange version='0.6'></osmChange>", &s, &count),
                     LC_INPUT);
    assert_message(ctx, "editing history");
}

static void no_such_file(void **state)
{
    lc_ctx *ctx = *state;
    seen s = {0};
    lc_osm_count count;
    assert_int_equal(lc_osm_read(ctx, in_folder("none.osm"), see, &s, &count), LC_INPUT);
    assert_message(ctx, "none.osm: there is no such file");
    lc_ctx_clear(ctx);
    assert_int_equal(lc_osm_read(ctx, "http://example.org/a.osm", see, &s, &count), LC_INPUT);
    assert_message(ctx, "there is no such file");
}

static void a_folder_or_another_name(void **state)
{
    lc_ctx *ctx = *state;
    seen s = {0};
    lc_osm_count count;
    assert_int_equal(mkdir(in_folder("dir.osm"), 0700), 0);
    assert_int_equal(lc_osm_read(ctx, in_folder("dir.osm"), see, &s, &count), LC_INPUT);
    assert_message(ctx, "this is no file");
    rmdir(in_folder("dir.osm"));
    lc_ctx_clear(ctx);
    assert_int_equal(lc_osm_read(ctx, in_folder("a.shp"), see, &s, &count), LC_INPUT);
    assert_message(ctx, "ends in .osm");
}

static void messages_in_chinese(void **state)
{
    lc_ctx *ctx = *state;
    seen s = {0};
    lc_osm_count count;
    lc_ctx_set_language(ctx, LC_LANG_ZH);
    assert_int_equal(read_text(ctx, "a.osm", "just words", &s, &count), LC_INPUT);
    assert_message(ctx, "文件已损坏或不完整");
}

static void read_real(void **state, const char *path, lc_osm_count want)
{
    lc_ctx *ctx = *state;
    if (access(path, R_OK) != 0) {
        print_message("skipped: no data at %s\n", path);
        skip();
    }
    seen s = {0};
    lc_osm_count count;
    assert_ok(ctx, lc_osm_read(ctx, path, see, &s, &count));
    assert_int_equal(count.nodes, want.nodes);
    assert_int_equal(count.ways, want.ways);
    assert_int_equal(count.highway_ways, want.highway_ways);
    assert_int_equal(s.calls, want.highway_ways);
    assert_int_equal(count.missing_node_refs, want.missing_node_refs);
    assert_int_equal(s.missing, want.missing_node_refs);
}

/* Counted with pyosmium. The extract lacks 4,525 nodes of all its ways together, 912 of them in
 * ways with a highway tag. */
static void helsinki(void **state)
{
    read_real(state, DATA "helsinki/Helsinki.osm.pbf", (lc_osm_count){24260, 5130, 2651, 939});
}

static void porto_alegre(void **state)
{
    read_real(state, DATA "porto_alegre/poa_osm.pbf", (lc_osm_count){43264, 16032, 15886, 0});
}

static void porto(void **state)
{
    read_real(state, DATA "porto/porto_portugal.osm.pbf", (lc_osm_count){347944, 51458, 51349, 0});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(names),
        LC_TEST(highways_and_ferries_in_file_order),
        LC_TEST(missing_nodes_are_left_out_and_counted),
        LC_TEST(ways_before_nodes),
        LC_TEST(deleted_objects_are_not_there),
        LC_TEST(impossible_places),
        LC_TEST(nothing_in_it),
        LC_TEST(gzip_and_bzip2),
        LC_TEST(the_callers_status_stops_the_reading),
        LC_TEST(cancelling),
        LC_TEST(damaged_xml),
        LC_TEST(damaged_pbf),
        LC_TEST(a_pbf_cut_short),
        LC_TEST(history_is_refused),
        LC_TEST(no_such_file),
        LC_TEST(a_folder_or_another_name),
        LC_TEST(messages_in_chinese),
        LC_TEST(helsinki),
        LC_TEST(porto_alegre),
        LC_TEST(porto),
    };
    return cmocka_run_group_tests_name("osm_read", tests, make_folder, remove_folder);
}
