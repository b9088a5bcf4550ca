#include "fuzz_ways.h"

#include <math.h>
#include <string.h>

#include "fuzz.h"
#include "osm/osm.h"

static const char *const keys[] = {"barrier", "highway"};
static const lc_osm_box box = {121.0, 31.0, 121.5, 31.5};

typedef struct heard {
    uint64_t ways, missing;
    bool boxed;
} heard;

static void check_tags(const lc_osm_tag *tags, size_t count)
{
    for (size_t i = 0; i < count; i++)
        fuzz_check(tags[i].key != NULL && tags[i].value != NULL, "tags are whole");
}

static bool is_in_box(double lon, double lat)
{
    return lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north;
}

static lc_status hear_way(void *user, const lc_osm_way *way)
{
    heard *h = user;
    bool inside = false;
    for (size_t i = 0; i < way->node_count; i++) {
        const double *at = &way->lonlat[2 * i];
        fuzz_check(fabs(at[0]) <= 180 && fabs(at[1]) <= 90, "nodes are on earth");
        inside = inside || is_in_box(at[0], at[1]);
    }
    fuzz_check(inside || !h->boxed, "a way that is kept is in the box");
    check_tags(way->tags, way->tag_count);
    h->ways++;
    h->missing += way->missing_nodes;
    return LC_OK;
}

static lc_status hear_node(void *user, const lc_osm_node *node)
{
    (void)user;
    bool asked = false;
    fuzz_check(fabs(node->lon_deg) <= 180 && fabs(node->lat_deg) <= 90, "nodes are on earth");
    check_tags(node->tags, node->tag_count);
    for (size_t i = 0; i < node->tag_count; i++)
        asked = asked || strcmp(node->tags[i].key, keys[0]) == 0 ||
                strcmp(node->tags[i].key, keys[1]) == 0;
    fuzz_check(asked, "a node that is kept has a key that was asked for");
    return LC_OK;
}

static lc_status read_file(lc_ctx *ctx, const char *path, const lc_osm_options *options,
                           lc_osm_count *count)
{
    lc_osm_file *file = NULL;
    heard h = {.boxed = options->box != NULL};
    *count = (lc_osm_count){0};
    lc_ctx_clear(ctx);
    lc_status status = lc_osm_open(ctx, path, options, &file);
    fuzz_told(ctx, status);
    fuzz_check((status == LC_OK) == (file != NULL), "a file or a failure");
    if (status != LC_OK)
        return status;
    fuzz_check(lc_osm_each_way(file, hear_way, &h) == LC_OK, "ways are told");
    fuzz_check(lc_osm_each_node(file, hear_node, NULL) == LC_OK, "nodes are told");
    *count = *lc_osm_counts(file);
    fuzz_check(h.ways == count->highway_ways && h.missing == count->missing_node_refs,
               "as many as were counted");
    fuzz_check(count->highway_ways <= count->street_ways && count->street_ways <= count->ways,
               "a street is a way");
    lc_osm_close(file);
    return status;
}

void fuzz_ways(const char *name, const uint8_t *data, size_t size)
{
    const lc_osm_options all = {0}, few = {.box = &box,
                                           .node_keys = keys,
                                           .node_key_count = sizeof keys / sizeof *keys,
                                           .node_budget = 2};
    lc_osm_count whole, part;
    lc_ctx *ctx = lc_ctx_new();
    if (ctx == NULL)
        return;
    const char *path = fuzz_file(name, data, size);
    if (read_file(ctx, path, &all, &whole) == LC_OK) {
        fuzz_check(read_file(ctx, path, &few, &part) == LC_OK, "less memory is no failure");
        fuzz_check(part.nodes == whole.nodes && part.ways == whole.ways &&
                       part.street_ways == whole.street_ways &&
                       part.highway_ways <= whole.highway_ways &&
                       part.broken_blocks == whole.broken_blocks,
                   "nor another file");
    }
    lc_ctx_free(ctx);
}
