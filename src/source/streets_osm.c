/* Streets of an OSM file. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "osm/osm.h"
#include "source/source.h"
#include "source/streets.h"

/* A node that stops or delays. */
typedef struct street_stop {
    lc_foot_node foot;
    int64_t id;
    double lon_deg, lat_deg;
    bool on_street;
} street_stop;

typedef struct osm_reader {
    lc_streets_writer *writer;
    lc_array stops;    /* street_stop, in file order */
    lc_id_map stop_of; /* OSM id -> index + 1 in stops */
    lc_array ids;      /* int64_t, who the nodes of the way in hand are */
} osm_reader;

static const char *tag(const lc_osm_way *way, const char *key)
{
    for (size_t i = 0; i < way->tag_count; i++)
        if (strcmp(way->tags[i].key, key) == 0)
            return way->tags[i].value;
    return NULL;
}

/* A bridge without a layer is above the ground, a tunnel below it. */
static int level_of(const lc_osm_way *way)
{
    const char *layer = tag(way, "layer"), *bridge = tag(way, "bridge"),
               *tunnel = tag(way, "tunnel");
    double number;
    if (layer != NULL && lc_text_number(layer, &number) && fabs(number) <= 100)
        return (int)number;
    if (bridge != NULL && strcmp(bridge, "no") != 0)
        return 1;
    return tunnel != NULL && strcmp(tunnel, "no") != 0 ? -1 : 0;
}

/* Ids above 0 are OpenStreetMap's and stay. Below are what an editor gives to new nodes: every file
 * begins at -1, so these are known by their places alone. */
static lc_status name_nodes(osm_reader *reader, const lc_osm_way *way, bool walked)
{
    lc_streets_writer *writer = reader->writer;
    int level = level_of(way);
    reader->ids.count = 0;
    int64_t *ids = lc_array_push_many(writer->ctx, &reader->ids, way->node_count);
    if (ids == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < way->node_count; i++) {
        bool inner = i > 0 && i + 1 < way->node_count;
        const double *at = way->lonlat + 2 * i;
        ids[i] = way->node_ids[i];
        if (ids[i] <= 0)
            ids[i] = lc_streets_vertex(writer, way->lonlat, i, way->node_count, level, false);
        if (!writer->several || !walked || way->node_ids[i] <= 0)
            continue;
        int64_t *held = lc_id_map_at(writer->ctx, &writer->places,
                                     lc_node_key(at[0], at[1], inner ? level : 0));
        if (held == NULL)
            return LC_MEMORY;
        if (*held == 0 || ids[i] < *held) /* of two nodes at one place the older one */
            *held = ids[i];
    }
    return LC_OK;
}

/* --- nodes --- */

static lc_status take_node(void *user, const lc_osm_node *node)
{
    osm_reader *reader = user;
    lc_foot_node foot;
    if (!lc_foot_node_rule(reader->writer->rules, node->tags, node->tag_count, &foot))
        return LC_OK;
    street_stop *stop = lc_array_push(reader->writer->ctx, &reader->stops);
    int64_t *index =
        stop != NULL ? lc_id_map_at(reader->writer->ctx, &reader->stop_of, node->id) : NULL;
    if (index == NULL)
        return LC_MEMORY;
    stop->foot = foot;
    stop->id = node->id;
    stop->lon_deg = node->lon_deg;
    stop->lat_deg = node->lat_deg;
    *index = (int64_t)reader->stops.count;
    return LC_OK;
}

static void meet_stops(osm_reader *reader, const lc_osm_way *way)
{
    const int64_t *ids = reader->ids.items;
    for (size_t i = 0; reader->stops.count > 0 && i < way->node_count; i++) {
        const int64_t *index = lc_id_map_find(&reader->stop_of, way->node_ids[i]);
        if (index == NULL)
            continue;
        street_stop *stop = lc_array_at(&reader->stops, (size_t)*index - 1);
        stop->on_street = true;
        stop->id = ids[i];
    }
}

static lc_status write_stops(osm_reader *reader)
{
    lc_stmt *stmt = reader->writer->insert_node;
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < reader->stops.count; i++) {
        const street_stop *stop = lc_array_at(&reader->stops, i);
        if (!stop->on_street)
            continue;
        lc_stmt_bind_int(stmt, ":input_id", reader->writer->input_id);
        lc_stmt_bind_int(stmt, ":node_id", stop->id);
        lc_stmt_bind_text(stmt, ":kind", stop->foot.kind);
        lc_stmt_bind_int(stmt, ":passes", stop->foot.passes);
        lc_stmt_bind_double(stmt, ":wait_s", stop->foot.wait_s);
        lc_stmt_bind_text(stmt, ":rule", stop->foot.rule);
        lc_stmt_bind_double(stmt, ":lon_deg", stop->lon_deg);
        lc_stmt_bind_double(stmt, ":lat_deg", stop->lat_deg);
        status = lc_stmt_run(stmt);
    }
    return status;
}

/* --- ways --- */

static bool is_closed(const lc_osm_way *way)
{
    return way->node_count > 3 && way->node_ids[0] == way->node_ids[way->node_count - 1];
}

static lc_street_row row_of(const osm_reader *reader, const lc_osm_way *way, lc_foot foot)
{
    return (lc_street_row){.source_id = way->id,
                           .name = tag(way, "name"),
                           .foot = foot,
                           .lonlat = way->lonlat,
                           .node_ids = reader->ids.items,
                           .count = way->node_count};
}

/* The first round: squares must be known before the streets that meet them. */
static lc_status take_square(void *user, const lc_osm_way *way)
{
    osm_reader *reader = user;
    lc_foot foot;
    if (!is_closed(way) || !lc_foot_rule(reader->writer->rules, way->tags, way->tag_count, &foot) ||
        strcmp(foot.kind, "area") != 0)
        return LC_OK;
    lc_status status = name_nodes(reader, way, true);
    const lc_street_row row = row_of(reader, way, foot);
    return status == LC_OK ? lc_squares_add(reader->writer, &row) : status;
}

/* The second round. The outline of a square is a street like any other: the links across are what
 * is of the kind area. */
static lc_status take_way(void *user, const lc_osm_way *way)
{
    osm_reader *reader = user;
    lc_foot foot;
    if (way->node_count < 2)
        return LC_OK;
    bool walked = lc_foot_rule(reader->writer->rules, way->tags, way->tag_count, &foot);
    if (strcmp(foot.kind, "area") == 0)
        foot.kind = "plain";
    lc_status status = name_nodes(reader, way, walked);
    const lc_street_row row = row_of(reader, way, foot);
    if (status == LC_OK)
        status = lc_streets_write(reader->writer, &row);
    if (walked)
        meet_stops(reader, way);
    return status;
}

/* --- the file --- */

static lc_status note(const lc_streets_writer *writer, const char *code, uint64_t value,
                      uint64_t detail)
{
    char value_text[24], detail_text[24];
    (void)snprintf(value_text, sizeof value_text, "%llu", (unsigned long long)value);
    (void)snprintf(detail_text, sizeof detail_text, "%llu", (unsigned long long)detail);
    const lc_finding finding = {
        .code = code, .input_id = writer->input_id, .value = value_text, .detail = detail_text};
    return value > 0 ? lc_store_finding_add(writer->store, &finding) : LC_OK;
}

static lc_status open_file(lc_streets_writer *writer, const lc_source *source, lc_osm_file **file)
{
    const char *keys[LC_FOOT_KEYS_MAX];
    lc_osm_options options = {.node_keys = keys};
    lc_osm_box box;
    while (options.node_key_count < LC_FOOT_KEYS_MAX &&
           (keys[options.node_key_count] =
                lc_foot_rules_node_key(writer->rules, options.node_key_count)) != NULL)
        options.node_key_count++;
    if (lc_area_known(writer->area)) {
        lc_box wanted = lc_area_box(writer->area, true);
        box = (lc_osm_box){wanted.west, wanted.south, wanted.east, wanted.north};
        options.box = &box;
    }
    lc_status status = lc_osm_open(writer->ctx, source->path, &options, file);
    if (status == LC_OK) {
        const lc_osm_count *count = lc_osm_counts(*file);
        writer->rows_in = (int64_t)count->street_ways;
        writer->elsewhere = (int64_t)(count->street_ways - count->highway_ways);
        writer->extent = (lc_box){count->extent.west, count->extent.south, count->extent.east,
                                  count->extent.north};
    }
    return status;
}

static lc_status write_all(osm_reader *reader, lc_osm_file *file)
{
    lc_status status = lc_osm_each_node(file, take_node, reader);
    if (status == LC_OK)
        status = lc_osm_each_way(file, take_square, reader);
    if (status == LC_OK)
        status = lc_osm_each_way(file, take_way, reader);
    return status == LC_OK ? write_stops(reader) : status;
}

static lc_status add_input(lc_streets_writer *writer, const lc_source *source)
{
    char sha256[65];
    lc_input input = {.role = lc_role_name(source->role),
                      .path = source->written,
                      .driver = "OSM",
                      .crs = "EPSG:4326",
                      .encoding = "UTF-8",
                      .sha256 = sha256};
    lc_status status = lc_source_sha256(writer->ctx, source->path, sha256, &input.size_bytes);
    return status == LC_OK ? lc_store_input_add(writer->store, &input, &writer->input_id) : status;
}

/* Keys of the study that an OSM file cannot heed: better refused than passed over in silence. */
static lc_status refuse_keys(const lc_streets_writer *writer, const lc_source *source)
{
    const struct {
        const char *key;
        bool there;
    } keys[] = {
        {"layer", source->layer != NULL},
        {"crs", source->crs != NULL && strcasecmp(source->crs, "EPSG:4326") != 0},
        {"columns", source->columns.count > 0},
        {"set", source->constants.count > 0},
        {"map", source->value_count > 0},
        {"where", source->condition_count > 0},
        {"tolerance_m", source->tolerance_m > 0},
        {"noding", source->noding},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].there)
            return lc_fail(writer->ctx, LC_INPUT,
                           "%s:%d:%d: \"%s\" has no meaning for an OSM file: it is in WGS-84, its "
                           "streets have tags and join by their nodes; delete it.",
                           writer->study->path, source->place.line, source->place.column,
                           keys[i].key);
    return LC_OK;
}

lc_status lc_streets_read_osm(lc_streets_writer *writer, const lc_source *source)
{
    osm_reader reader = {.writer = writer};
    lc_osm_file *file = NULL;
    lc_array_init(&reader.stops, sizeof(street_stop));
    lc_array_init(&reader.ids, sizeof(int64_t));
    lc_status status = refuse_keys(writer, source);
    if (status == LC_OK)
        status = add_input(writer, source);
    if (status == LC_OK)
        status = open_file(writer, source, &file);
    if (status == LC_OK)
        status = write_all(&reader, file);
    if (status == LC_OK && writer->kept == 0)
        status = lc_streets_fail_none(writer, source);
    const lc_osm_count *count = status == LC_OK ? lc_osm_counts(file) : NULL;
    if (status == LC_OK)
        status = note(writer, "missing_nodes", count->all_missing_refs, count->missing_node_refs);
    if (status == LC_OK)
        status = note(writer, "broken_blocks", count->broken_blocks, count->first_broken_at);
    if (status == LC_OK)
        status =
            lc_store_input_count(writer->store, writer->input_id, writer->rows_in, writer->kept, 0);
    lc_osm_close(file);
    lc_id_map_clear(&reader.stop_of);
    lc_array_clear(&reader.stops);
    lc_array_clear(&reader.ids);
    return status;
}
