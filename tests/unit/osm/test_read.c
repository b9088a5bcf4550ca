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
    lc_osm_count count = {.nodes = 1, .ways = 1, .highway_ways = 1, .missing_node_refs = 1};
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
    assert_int_equal(count.all_missing_refs, want.all_missing_refs);
}

/* --- a box, nodes with keys, blocks --- */

static lc_status note_node(void *user, const lc_osm_node *node)
{
    char *text = user;
    snprintf(text + strlen(text), 32, "%lld:%s;", (long long)node->id, node->tags[0].value);
    return LC_OK;
}

static lc_status open_text(lc_ctx *ctx, const char *text, const lc_osm_options *options,
                           lc_osm_file **file)
{
    char path[128];
    snprintf(path, sizeof path, "%s", in_folder("b.osm"));
    write_bytes(path, text, strlen(text));
    lc_status status = lc_osm_open(ctx, path, options, file);
    unlink(path);
    return status;
}

#define N(id, lon)  "<node id='" #id "' lat='31' lon='" #lon "'>"
#define W(id, refs) "<way id='" #id "'>" refs "<tag k='highway' v='path'/></way>"
#define R(id)       "<nd ref='" #id "'/>"
#define BOX_NODES                                                                                  \
    N(1, 1.0)                                                                                      \
    "<tag k='barrier' v='gate'/></node>" N(2, 2.0) "</node>" N(                                    \
        3,                                                                                         \
        3.0) "<tag k='barrier' v='wall'/></node>" N(4,                                             \
                                                    4.0) "<tag k='name' v='x'/></node>" N(5,       \
                                                                                          5.0) "<" \
                                                                                               "/" \
                                                                                               "n" \
                                                                                               "o" \
                                                                                               "d" \
                                                                                               "e" \
                                                                                               ">"
/* Within the box (longitude 0.5 to 2.5) are nodes 1 and 2: way 10 lies in it, 11 reaches into it,
 * 12 lies outside, 13 has one node that is nowhere. */
#define BOX_WAYS W(10, R(1) R(2)) W(11, R(2) R(3) R(4)) W(12, R(4) R(5)) W(13, R(1) R(99) R(5))

static void check_box(lc_ctx *ctx, const char *text, size_t budget)
{
    static const char *const keys[] = {"barrier"};
    const lc_osm_box box = {0.5, 30, 2.5, 32};
    const lc_osm_options options = {&box, keys, 1, budget};
    lc_osm_file *file = NULL;
    seen s = {0};
    char nodes[128] = "";
    assert_ok(ctx, open_text(ctx, text, &options, &file));
    assert_ok(ctx, lc_osm_each_way(file, see, &s));
    assert_string_equal(s.text, "10:path:1 2 ;11:path:2 3 4 ;13:path:1 5 ;");
    /* Again, the same. */
    seen again = {0};
    assert_ok(ctx, lc_osm_each_way(file, see, &again));
    assert_string_equal(again.text, s.text);
    assert_ok(ctx, lc_osm_each_node(file, note_node, nodes));
    assert_string_equal(nodes, "1:gate;");
    const lc_osm_count *count = lc_osm_counts(file);
    assert_int_equal(count->street_ways, 4);
    assert_int_equal(count->highway_ways, 3);
    assert_int_equal(count->all_missing_refs, 1);
    assert_int_equal(count->missing_node_refs, 1);
    assert_true(count->extent.west == 1 && count->extent.east == 5);
    lc_osm_close(file);
}

static void a_box_drops_what_lies_outside(void **state)
{
    check_box(*state, "<osm version='0.6'>" BOX_NODES BOX_WAYS "</osm>", 0);
}

/* With room for two nodes those outside are dropped and looked up again. */
static void a_small_budget_gives_the_same(void **state)
{
    check_box(*state, "<osm version='0.6'>" BOX_NODES BOX_WAYS "</osm>", 2);
}

static void ways_first_give_the_same(void **state)
{
    check_box(*state, "<osm version='0.6'>" BOX_WAYS BOX_NODES "</osm>", 0);
    check_box(*state, "<osm version='0.6'>" BOX_WAYS BOX_NODES "</osm>", 2);
}

/* The bytes of the Helsinki extract, or a skipped test. */
static char *helsinki_bytes(size_t *size)
{
    FILE *file = fopen(DATA "helsinki/Helsinki.osm.pbf", "rb");
    if (file == NULL) {
        print_message("skipped: no data at %s\n", DATA);
        skip();
    }
    enum { ROOM = 4 << 20 };
    char *bytes = malloc(ROOM);
    assert_non_null(bytes);
    *size = fread(bytes, 1, ROOM, file);
    fclose(file);
    return bytes;
}

/* Where block `wanted` begins (0 is the header's), and its size. */
static size_t block_at(const char *bytes, size_t size, int wanted, size_t *block)
{
    const unsigned char *b = (const unsigned char *)bytes;
    size_t at = 0;
    for (int i = 0; at < size; i++) {
        size_t head =
            (size_t)b[at] << 24 | (size_t)b[at + 1] << 16 | (size_t)b[at + 2] << 8 | b[at + 3];
        size_t data = 0, field = at + 4;
        assert_int_equal(b[field], 0x0a); /* field 1, the type */
        field += 2 + b[field + 1];
        assert_int_equal(b[field++], 0x18); /* field 3, the size */
        for (unsigned shift = 0;; shift += 7) {
            data |= (size_t)(b[field] & 0x7f) << shift;
            if (b[field++] < 0x80)
                break;
        }
        *block = 4 + head + data;
        if (i == wanted)
            return at;
        at += *block;
    }
    return size;
}

/* One block of the file is scrambled: what it held is missing, the rest is read. */
static void a_broken_block_is_passed_over(void **state)
{
    lc_ctx *ctx = *state;
    size_t size, block;
    char *bytes = helsinki_bytes(&size);
    size_t at = block_at(bytes, size, 2, &block);
    assert_true(at < size);
    memset(bytes + at + block / 2, 0x55, block / 4);
    write_bytes(in_folder("broken.osm.pbf"), bytes, size);
    free(bytes);
    seen s = {0};
    lc_osm_count count;
    assert_ok(ctx, lc_osm_read(ctx, in_folder("broken.osm.pbf"), see, &s, &count));
    assert_int_equal(count.broken_blocks, 1);
    assert_int_equal(count.first_broken_at, at);
    assert_true(count.nodes + count.ways < 24260 + 5130);
    assert_true(count.nodes + count.ways > 8000);
    unlink(in_folder("broken.osm.pbf"));
}

/* Counted by a reader of the format in Python: 4,525 references of all ways together lead nowhere
 * (to 3,815 nodes), 939 of them in ways with a highway tag. */
static void helsinki(void **state)
{
    read_real(state, DATA "helsinki/Helsinki.osm.pbf",
              (lc_osm_count){.nodes = 24260,
                             .ways = 5130,
                             .highway_ways = 2651,
                             .missing_node_refs = 939,
                             .all_missing_refs = 4525});
}

static void porto_alegre(void **state)
{
    read_real(state, DATA "porto_alegre/poa_osm.pbf",
              (lc_osm_count){
                  .nodes = 43264, .ways = 16032, .highway_ways = 15886, .missing_node_refs = 0});
}

static void porto(void **state)
{
    read_real(state, DATA "porto/porto_portugal.osm.pbf",
              (lc_osm_count){
                  .nodes = 347944, .ways = 51458, .highway_ways = 51349, .missing_node_refs = 0});
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
        LC_TEST(a_box_drops_what_lies_outside),
        LC_TEST(a_small_budget_gives_the_same),
        LC_TEST(ways_first_give_the_same),
        LC_TEST(a_broken_block_is_passed_over),
        LC_TEST(helsinki),
        LC_TEST(porto_alegre),
        LC_TEST(porto),
    };
    return cmocka_run_group_tests_name("osm_read", tests, make_folder, remove_folder);
}
