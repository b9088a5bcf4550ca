/* What the files of the streets stage share: the writer of table street, and who a vertex is. */
#ifndef LC_SOURCE_STREETS_H
#define LC_SOURCE_STREETS_H

#include "osm/foot.h"
#include "source/feed.h"
#include "source/id_map.h"

/* A line to write: count positions with the ids of their nodes. Everything is borrowed. */
typedef struct lc_street_row {
    int64_t source_id;
    const char *name;
    lc_foot foot;
    const double *lonlat;
    const int64_t *node_ids;
    size_t count;
} lc_street_row;

typedef struct lc_streets_writer {
    lc_store *store;
    lc_ctx *ctx;
    const lc_study *study;
    lc_area *area;
    lc_foot_rules *rules;
    lc_stmt *insert, *insert_node;
    bool several;      /* sources: vertices of one must be found by the next */
    lc_id_map places;  /* node key -> id of the OSM node there */
    lc_id_map corners; /* node id of a square's outline -> vertices of walkable streets there */
    lc_array squares;  /* lc_square */
    int64_t through;   /* streets of all sources that may be walked through */
    /* of the source being read */
    int64_t input_id, rows_in, kept, elsewhere, closed;
    lc_box extent; /* of what the file holds; west > east when nothing is known */
} lc_streets_writer;

/* Writes a street, walkable or not, and counts it. */
lc_status lc_streets_write(lc_streets_writer *writer, const lc_street_row *row);
/* Fails with LC_INPUT: nothing of the source can be walked here; the counts say why. */
lc_status lc_streets_fail_none(const lc_streets_writer *writer, const lc_source *source);
/* Does the line's box touch the study and its margin? */
bool lc_streets_is_near(const lc_area *area, const double *lonlat, size_t count);

/* A place on a level as one number: to 1e-7 degree (1 cm), which is what OSM itself stores. */
int64_t lc_node_key(double lon_deg, double lat_deg, int level);
/* Who vertex i of a line is that has no ids of its own: the OSM node at its place and level, else
 * its key. Inner vertices are on the line's level; ends are on the ground, where bridges meet it,
 * unless `tied` says that a line of their level runs through. */
int64_t lc_streets_vertex(const lc_streets_writer *writer, const double *lonlat, size_t i,
                          size_t count, int level, bool tied);

/* --- one file each --- */
lc_status lc_streets_read_osm(lc_streets_writer *writer, const lc_source *source);
lc_status lc_streets_read_lines(lc_streets_writer *writer, const lc_source *source);

/* --- squares (streets_square.c) --- */
/* The outline of an area that is walked across. Texts are owned. */
typedef struct lc_square {
    int64_t input_id, source_id;
    char *name, *road_class;
    lc_foot foot; /* of the outline; its texts are the rules' or static, road_class is the above */
    int64_t *ids;
    double *lonlat;
    size_t count;
} lc_square;

/* Keeps a closed outline until all streets are known, and begins to count who meets it. */
lc_status lc_squares_add(lc_streets_writer *writer, const lc_street_row *row);
/* Writes the straight links of every square. */
lc_status lc_squares_write(lc_streets_writer *writer);
void lc_squares_clear(lc_streets_writer *writer);

/* --- topology of a line layer (streets_topology.c) --- */
/* A line of a layer, kept until its neighbours are known. Everything is owned. */
typedef struct lc_layer_line {
    int64_t source_id;
    char *name, *road_class;
    lc_foot foot; /* its texts are the rules' or static, road_class is the above */
    int level;
    double *lonlat;
    size_t count;
} lc_layer_line;

/* Joins ends within `tolerance_m` to the line beside them and, with `noding`, lines of one level
 * where they cross; reports what is left (near misses, dangling ends, crossings). Lines that may
 * not be walked take no part. */
lc_status lc_streets_topology(lc_streets_writer *writer, const lc_source *source, lc_array *lines);

/* --- the table of rules (foot_rules.c) --- */
/* Fills table foot_rule, and names the study's file among the inputs. */
lc_status lc_foot_rules_write(lc_store *store, const lc_study *study, const lc_foot_rules *rules,
                              int64_t rows);

#endif
