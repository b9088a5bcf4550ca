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

/* A status other than LC_OK stops the reading and is returned. */
typedef lc_status lc_osm_way_fn(void *user, const lc_osm_way *way);

/* What the file holds. Deleted objects are not counted. */
typedef struct lc_osm_count {
    uint64_t nodes, ways;
    uint64_t highway_ways;      /* ways handed to fn */
    uint64_t missing_node_refs; /* left out of those; a node missing from two ways counts twice */
} lc_osm_count;

/* Is the name one of an OSM file? By its ending (.osm, .pbf, .osm.gz, .osm.bz2; any case). */
bool lc_osm_is_name(const char *path);

/* Reads all ways with a highway tag in file order; nodes may come before or after them. The file is
 * read three times (ways for the nodes they need, nodes, ways), so that memory is 16 bytes per node
 * of a street and no more. LC_INPUT for a missing, empty or damaged file (with libosmium's reason)
 * and for a file of editing history, LC_IO when it may not be read, LC_MEMORY. *count is filled as
 * far as the reading came. O(size + n log n), n the nodes of streets. */
lc_status lc_osm_read(lc_ctx *ctx, const char *path, lc_osm_way_fn *fn, void *user,
                      lc_osm_count *count);

/* The version of libosmium, for provenance. Static. */
const char *lc_osm_version(void);

#ifdef __cplusplus
}
#endif
#endif
