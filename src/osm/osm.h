/* OpenStreetMap files (.osm, .osm.pbf, .osm.gz, .osm.bz2) to ways with their nodes. A thin shim over libosmium: the one C++ file of the tree. */
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

/* A way with a highway tag (or a ferry route); borrowed for the call. Nodes that the file lacks are left out and counted. */
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

typedef struct lc_osm_count {
    uint64_t nodes, ways, highway_ways, missing_node_refs;
} lc_osm_count;

/* Is the name one of an OSM file? By its ending. */
bool lc_osm_is_name(const char *path);

/* Reads all ways with a highway tag in file order. LC_INPUT for a damaged file, with libosmium's reason. */
lc_status lc_osm_read(lc_ctx *ctx, const char *path, lc_osm_way_fn *fn, void *user, lc_osm_count *count);

#ifdef __cplusplus
}
#endif
#endif
