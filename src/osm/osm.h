/* OpenStreetMap files (.osm, .osm.pbf, .osm.gz, .osm.bz2) to ways with their nodes. A thin shim
 * over libosmium: the one C++ file of the tree. */
#ifndef LC_OSM_OSM_H
#define LC_OSM_OSM_H

#include <lifecircle/context.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lc_osm_tag {
    const char *key, *value;
} lc_osm_tag;

/* A way with a highway tag (or a ferry route); borrowed for the call. Nodes that the file lacks (or
 * that have no place on earth) are left out and counted, so node_count may be 0 or 1. */
typedef struct lc_osm_way {
    int64_t id;
    const lc_osm_tag *tags;
    size_t tag_count;
    const int64_t *node_ids;
    const double *lonlat; /* pairs, degrees */
    size_t node_count;
    size_t missing_nodes;
} lc_osm_way;

/* A node with one of the keys asked for; borrowed for the call. */
typedef struct lc_osm_node {
    int64_t id;
    double lon_deg, lat_deg;
    const lc_osm_tag *tags;
    size_t tag_count;
} lc_osm_node;

/* A status other than LC_OK stops the reading and is returned. */
typedef lc_status lc_osm_way_fn(void *user, const lc_osm_way *way);
typedef lc_status lc_osm_node_fn(void *user, const lc_osm_node *node);

/* Degrees. */
typedef struct lc_osm_box {
    double west, south, east, north;
} lc_osm_box;

/* What the file holds. Deleted objects are not counted. */
typedef struct lc_osm_count {
    uint64_t nodes, ways;
    uint64_t highway_ways;      /* ways kept, to be handed to fn */
    uint64_t missing_node_refs; /* left out of those; a node missing from two ways counts twice */
    uint64_t all_missing_refs; /* the same of ways of every kind. In a file with more nodes than the
                                  budget: of those that touch the box */
    uint64_t street_ways;      /* ways with a highway tag or a ferry route, kept or not */
    uint64_t broken_blocks;    /* of a .pbf: could not be read and were passed over */
    uint64_t first_broken_at;  /* byte at which the first of them begins */
    lc_osm_box extent;         /* of all its nodes; west > east when there are none */
} lc_osm_count;

typedef struct lc_osm_options {
    const lc_osm_box *box;        /* ways without a node in it are not kept; NULL keeps all */
    const char *const *node_keys; /* nodes with one of these keys are kept */
    size_t node_key_count;
    size_t node_budget; /* how many nodes may be in memory before those outside the box are dropped;
                           0: four million (64 MB) */
} lc_osm_options;

/* A file, read: the ways and nodes that were asked for, in memory. */
typedef struct lc_osm_file lc_osm_file;

/* Is the name one of an OSM file? By its ending (.osm, .pbf, .osm.gz, .osm.bz2; any case). */
bool lc_osm_is_name(const char *path);

/* Reads a file, in one pass where its nodes come before its ways (as they do in every extract) and
 * fit into the budget; else a second pass looks up what the first had dropped or not seen yet.
 * Memory is the kept ways and 16 bytes per node, within the box once there are more than the budget
 * allows. Blocks of a .pbf that do not decode are passed over and counted. LC_INPUT for a missing,
 * empty or damaged file (with libosmium's reason) and for a file of editing history, LC_IO when it
 * may not be read, LC_MEMORY. *out is yours (lc_osm_close). O(size log n). */
lc_status lc_osm_open(lc_ctx *ctx, const char *path, const lc_osm_options *options,
                      lc_osm_file **out);
void lc_osm_close(lc_osm_file *file);
const lc_osm_count *lc_osm_counts(const lc_osm_file *file);
/* In file order; may be called again. */
lc_status lc_osm_each_way(lc_osm_file *file, lc_osm_way_fn *fn, void *user);
lc_status lc_osm_each_node(lc_osm_file *file, lc_osm_node_fn *fn, void *user);

/* All ways of a file at once: open, each_way, close. *count is filled as far as the reading came.
 */
lc_status lc_osm_read(lc_ctx *ctx, const char *path, lc_osm_way_fn *fn, void *user,
                      lc_osm_count *count);

/* The version of libosmium, for provenance. Static. */
const char *lc_osm_version(void);

#ifdef __cplusplus
}
#endif
#endif
