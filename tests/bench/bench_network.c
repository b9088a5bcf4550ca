/* lc_bench_network PBF [CACHE [PLACES [THREADS]]]: times how streets get ready to be walked, on the
 * code that a run uses.
 *   read_s      the file through room osm, with the foot rules of a run (no study area: all of it)
 *   build_s     topology, lengths, components and the index, from the streets in memory
 *   ready_s     both: query-ready from the file. Nothing of the store is in
 *               it: what a run pays besides is told by bench.sh, which runs the stages
 *   save_s      writing the file CACHE (to the disk); open_s: ready from it, best of 20
 *   snap_s      joining PLACES places (300000), up to some 100 m beside streets, best of 5;
 *               snap_cpu_s: what all threads worked for it
 * One line each: name, figure; and rss_mb, the most memory that was in use when the network was
 * ready. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/base.h"
#include "network/builder.h"
#include "network/cache.h"
#include "network/place.h"
#include "osm/foot.h"
#include "osm/osm.h"

enum { PLACES = 300000, OPENINGS = 20, SNAPPINGS = 5, KEYS_MAX = 32 };

typedef struct bench {
    lc_ctx *ctx;
    lc_foot_rules *rules;
    lc_builder *builder;
    lc_network *network;
    uint32_t street_id;
} bench;

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* What all threads worked: on a busy machine the clock tells of others. */
static double cpu_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double rss_mb(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)used.ru_maxrss / 1024;
}

static uint16_t flags_of(const lc_foot *foot)
{
    static const struct {
        const char *kind;
        uint16_t flag;
    } kinds[] = {{"steps", LC_PIECE_STEPS},
                 {"elevator", LC_PIECE_ELEVATOR},
                 {"crossing", LC_PIECE_CROSSING},
                 {"ferry", LC_PIECE_FERRY}};
    unsigned flags =
        (foot->forward ? LC_PIECE_FORWARD : 0u) | (foot->backward ? LC_PIECE_BACKWARD : 0u);
    if (strcmp(foot->access, "ends") == 0)
        flags |= LC_PIECE_ENDS_ONLY;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(foot->kind, kinds[i].kind) == 0)
            flags |= kinds[i].flag;
    return (uint16_t)flags;
}

static lc_status take_way(void *user, const lc_osm_way *way)
{
    bench *b = user;
    lc_foot foot;
    if (way->node_count < 2 || !lc_foot_rule(b->rules, way->tags, way->tag_count, &foot))
        return LC_OK;
    const lc_walkway street = {.street_id = ++b->street_id,
                               .flags = flags_of(&foot),
                               .wait_ds = (uint16_t)lround(foot.wait_s * 10),
                               .ids = way->node_ids,
                               .points = (const lc_lonlat *)way->lonlat,
                               .count = way->node_count};
    return lc_builder_street(b->builder, &street);
}

static lc_status take_node(void *user, const lc_osm_node *node)
{
    bench *b = user;
    lc_foot_node foot;
    if (!lc_foot_node_rule(b->rules, node->tags, node->tag_count, &foot))
        return LC_OK;
    const lc_post post = {.node_id = node->id,
                          .kind = strcmp(foot.kind, "crossing") == 0   ? LC_NODE_CROSSING
                                  : strcmp(foot.kind, "elevator") == 0 ? LC_NODE_ELEVATOR
                                                                       : LC_NODE_GATE,
                          .passes = foot.passes,
                          .wait_ds = (uint16_t)lround(foot.wait_s * 10)};
    return lc_builder_post(b->builder, &post);
}

/* As room source reads it: the ways, and the nodes that any rule speaks of. */
static lc_status read_file(bench *b, const char *path)
{
    const char *keys[KEYS_MAX];
    size_t key_count = 0;
    for (const char *key;
         key_count < KEYS_MAX && (key = lc_foot_rules_node_key(b->rules, key_count)) != NULL;
         key_count++)
        keys[key_count] = key;
    lc_osm_file *file = NULL;
    const lc_osm_options options = {.node_keys = keys, .node_key_count = key_count};
    lc_status status = lc_osm_open(b->ctx, path, &options, &file);
    if (status == LC_OK)
        status = lc_osm_each_node(file, take_node, b);
    if (status == LC_OK)
        status = lc_osm_each_way(file, take_way, b);
    lc_osm_close(file);
    return status;
}

static lc_status make(bench *b, const char *path)
{
    double begin_s = now_s();
    lc_status status = lc_foot_rules_new(b->ctx, &b->rules);
    if (status == LC_OK)
        status = lc_builder_new(b->ctx, &b->builder);
    if (status == LC_OK)
        status = read_file(b, path);
    double read_s = now_s();
    if (status == LC_OK)
        status = lc_builder_finish(b->builder, &b->network);
    double end_s = now_s();
    if (status == LC_OK && b->network == NULL)
        status = lc_fail(b->ctx, LC_INPUT, "%s holds no street", path);
    if (status == LC_OK) {
        const lc_streets *s = lc_network_streets(b->network);
        printf("streets %" PRIu32 " nodes %" PRIu32 " pieces %" PRIu32 " vertices %" PRIu32 "\n",
               b->street_id, s->node_count, s->piece_count, s->vertex_count);
        printf("read_s %.4f\nbuild_s %.4f\nready_s %.4f\nrss_mb %.0f\n", read_s - begin_s,
               end_s - read_s, end_s - begin_s, rss_mb());
    }
    lc_builder_free(b->builder);
    lc_foot_rules_free(b->rules);
    return status;
}

static lc_status open_often(bench *b, const char *cache)
{
    double best_s = INFINITY, begin_s = now_s();
    if (!lc_network_save(b->ctx, b->network, cache, "bench"))
        return lc_fail(b->ctx, LC_IO, "%s cannot be written", cache);
    printf("save_s %.4f\ncache_mb %.1f\n", now_s() - begin_s, (double)b->network->size / 1e6);
    for (int i = 0; i < OPENINGS; i++) {
        lc_network *again = NULL;
        begin_s = now_s();
        lc_status status = lc_cache_read(b->ctx, cache, "bench", &again);
        best_s = fmin(best_s, now_s() - begin_s);
        if (status == LC_OK && again == NULL)
            status = lc_fail(b->ctx, LC_STORE, "%s is not as it was written", cache);
        lc_network_close(again);
        if (status != LC_OK)
            return status;
    }
    printf("open_s %.4f\n", best_s);
    return LC_OK;
}

/* xorshift64* (Marsaglia), 0..1: the same places everywhere. */
static double next(uint64_t *seed)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return (double)((*seed * 2685821657736338717ull) >> 11) / 9007199254740992.0;
}

static lc_status snap(bench *b, size_t count)
{
    const lc_streets *s = lc_network_streets(b->network);
    const lc_join_rule rule = {100, 300, NULL};
    lc_lonlat *places = lc_alloc(b->ctx, count, sizeof *places);
    lc_joined *joined = lc_alloc(b->ctx, count, sizeof *joined);
    uint64_t seed = 1;
    double best_s = INFINITY, best_cpu_s = INFINITY;
    int64_t snapped = 0, legs_mm = 0;
    if (places == NULL || joined == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < count; i++) {
        places[i] = s->vertices[(size_t)(next(&seed) * s->vertex_count)];
        places[i].lon_deg += (next(&seed) - 0.5) * 0.002;
        places[i].lat_deg += (next(&seed) - 0.5) * 0.002;
    }
    for (int turn = 0; turn < SNAPPINGS; turn++) {
        double begin_s = now_s(), begin_cpu_s = cpu_s();
        if (lc_network_join_places(b->ctx, b->network, &rule, places, count, joined) != LC_OK)
            return LC_MEMORY;
        best_s = fmin(best_s, now_s() - begin_s);
        best_cpu_s = fmin(best_cpu_s, cpu_s() - begin_cpu_s);
    }
    for (size_t i = 0; i < count; i++) {
        snapped += joined[i].status != LC_JOIN_UNSNAPPED;
        legs_mm += joined[i].leg_mm;
    }
    printf("snap_s %.4f\nsnap_cpu_s %.4f\nplaces %zu snapped %" PRId64 " legs_mm %" PRId64 "\n",
           best_s, best_cpu_s, count, snapped, legs_mm);
    free(places);
    free(joined);
    return LC_OK;
}

int main(int argc, char **argv)
{
    bench b = {.ctx = lc_ctx_new()};
    if (argc < 2 || b.ctx == NULL) {
        (void)fprintf(stderr, "usage: lc_bench_network PBF [CACHE [PLACES [THREADS]]]\n");
        return 2;
    }
    lc_ctx_set_language(b.ctx, LC_LANG_EN);
    if (argc > 4)
        lc_ctx_set_threads(b.ctx, atoi(argv[4]));
    lc_status status = make(&b, argv[1]);
    if (status == LC_OK && argc > 2)
        status = open_often(&b, argv[2]);
    if (status == LC_OK)
        status = snap(&b, argc > 3 ? (size_t)atol(argv[3]) : (size_t)PLACES);
    if (status != LC_OK)
        (void)fprintf(stderr, "%s\n", lc_ctx_message(b.ctx));
    lc_network_close(b.network);
    lc_ctx_free(b.ctx);
    return status == LC_OK ? 0 : 1;
}
