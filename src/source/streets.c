#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "osm/foot.h"
#include "osm/osm.h"
#include "source/feed.h"
#include "source/source.h"
#include "source/write.h"

typedef struct street_reader {
    lc_store *store;
    lc_ctx *ctx;
    lc_area *area;
    lc_stmt *insert;
    int64_t input_id, rows_in, kept;
} street_reader;

/* A line to write: count positions with their node ids. */
typedef struct street {
    int64_t source_id;
    const char *road_class, *name;
    bool steps, forward, backward;
    const double *lonlat;
    const int64_t *node_ids;
    size_t count;
} street;

/* Does the line's box touch the study and its margin? Whole lines are kept: where a graph is cut is
 * the network's business. */
static bool is_near(const lc_area *area, const double *lonlat, size_t count)
{
    if (!lc_area_known(area))
        return true;
    lc_box wanted = lc_area_box(area, true);
    lc_box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < count; i++) {
        box.west = fmin(box.west, lonlat[2 * i]);
        box.east = fmax(box.east, lonlat[2 * i]);
        box.south = fmin(box.south, lonlat[2 * i + 1]);
        box.north = fmax(box.north, lonlat[2 * i + 1]);
    }
    return box.west <= wanted.east && box.east >= wanted.west && box.south <= wanted.north &&
           box.north >= wanted.south;
}

static lc_status write_street(street_reader *reader, const street *s)
{
    lc_wkb wkb = {NULL, 0};
    lc_stmt *stmt = reader->insert;
    lc_status status = lc_wkb_line(reader->ctx, s->lonlat, s->count, &wkb);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":input_id", reader->input_id);
        lc_stmt_bind_int(stmt, ":source_id", s->source_id);
        lc_stmt_bind_text(stmt, ":class", s->road_class);
        lc_stmt_bind_text(stmt, ":name", s->name);
        lc_stmt_bind_int(stmt, ":steps", s->steps);
        lc_stmt_bind_int(stmt, ":foot_forward", s->forward);
        lc_stmt_bind_int(stmt, ":foot_backward", s->backward);
        lc_stmt_bind_blob(stmt, ":node_ids", s->node_ids, s->count * sizeof *s->node_ids);
        lc_stmt_bind_blob(stmt, ":wkb", wkb.bytes, wkb.size);
        status = lc_stmt_run(stmt);
    }
    reader->kept += status == LC_OK;
    lc_wkb_clear(&wkb);
    return status;
}

/* --- OpenStreetMap --- */

static const char *tag(const lc_osm_way *way, const char *key)
{
    for (size_t i = 0; i < way->tag_count; i++)
        if (strcmp(way->tags[i].key, key) == 0)
            return way->tags[i].value;
    return NULL;
}

static lc_status take_way(void *user, const lc_osm_way *way)
{
    enum { WAYS_A_TICK = 1024 };
    street_reader *reader = user;
    lc_foot foot;
    lc_status status = LC_OK;
    if (reader->rows_in++ % WAYS_A_TICK == 0)
        status = lc_tick(reader->ctx, 0, 0);
    if (status != LC_OK || way->node_count < 2 || !lc_foot_rule(way->tags, way->tag_count, &foot) ||
        !is_near(reader->area, way->lonlat, way->node_count))
        return status;
    const street s = {.source_id = way->id,
                      .road_class = foot.road_class,
                      .name = tag(way, "name"),
                      .steps = foot.steps,
                      .forward = foot.forward,
                      .backward = foot.backward,
                      .lonlat = way->lonlat,
                      .node_ids = way->node_ids,
                      .count = way->node_count};
    return write_street(reader, &s);
}

static lc_status note_missing(street_reader *reader, uint64_t missing)
{
    char count[24];
    snprintf(count, sizeof count, "%llu", (unsigned long long)missing);
    const lc_finding finding = {.code = "missing_nodes",
                                .input_id = reader->input_id,
                                .value = count,
                                .lon_deg = NAN,
                                .lat_deg = NAN};
    return missing > 0 ? lc_store_finding_add(reader->store, &finding) : LC_OK;
}

static lc_status no_street(street_reader *reader, const lc_source *source)
{
    return lc_fail(reader->ctx, LC_INPUT,
                   "%s: none of its %lld streets can be walked within the study area and its "
                   "margin; check the file, its crs: and the regions.",
                   source->written, (long long)reader->rows_in);
}

static lc_status read_osm(street_reader *reader, const lc_source *source)
{
    char sha256[65];
    lc_osm_count count = {0};
    lc_input input = {.role = lc_role_name(source->role),
                      .path = source->written,
                      .driver = "OSM",
                      .crs = "EPSG:4326",
                      .encoding = "UTF-8",
                      .sha256 = sha256};
    lc_status status = lc_source_sha256(reader->ctx, source->path, sha256, &input.size_bytes);
    if (status == LC_OK)
        status = lc_store_input_add(reader->store, &input, &reader->input_id);
    if (status == LC_OK)
        status = lc_osm_read(reader->ctx, source->path, take_way, reader, &count);
    if (status == LC_OK && reader->kept == 0)
        status = no_street(reader, source);
    if (status == LC_OK)
        status = note_missing(reader, count.missing_node_refs);
    if (status == LC_OK)
        status =
            lc_store_input_count(reader->store, reader->input_id, reader->rows_in, reader->kept, 0);
    return status;
}

/* --- line layers --- */

/* A node's identity from its place, rounded to 1e-7 degree (1 cm): what OSM itself stores. Lines
 * that touch without sharing a vertex do not join. */
static int64_t node_id(double lon_deg, double lat_deg)
{
    int64_t lon = llround((lon_deg + 180) * 1e7), lat = llround((lat_deg + 90) * 1e7);
    return (int64_t)((uint64_t)lon << 32 | (uint64_t)lat); /* 3.6e9 < 2^32, 1.8e9 < 2^31 */
}

typedef struct line_writer {
    street_reader *reader;
    lc_feed *feed;
    street base;
    size_t written, far; /* lines written, and lines beyond the margin */
} line_writer;

/* On another level nothing joins: the level is part of a vertex's identity but at the ends, where
 * bridges meet the ground. */
static int64_t node_of(const lc_feed *feed, const double *lonlat, size_t i, size_t count)
{
    int64_t id = node_id(lonlat[2 * i], lonlat[2 * i + 1]);
    double layer;
    const char *text = lc_feed_text(feed, LC_F_LAYER);
    bool inner = i > 0 && i + 1 < count;
    if (!inner || text == NULL || !lc_text_number(text, &layer) || layer == 0 || fabs(layer) > 100)
        return id;
    return id ^ (int64_t)((uint64_t)(int64_t)layer << 56);
}

static lc_status write_line(void *user, size_t polygon, size_t ring, const double *xy, size_t count)
{
    (void)polygon;
    (void)ring;
    line_writer *writer = user;
    if (count < 2)
        return LC_OK;
    if (!is_near(writer->reader->area, xy, count)) {
        writer->far++;
        return LC_OK;
    }
    int64_t *ids = lc_alloc(writer->reader->ctx, count, sizeof *ids);
    if (ids == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < count; i++)
        ids[i] = node_of(writer->feed, xy, i, count);
    street s = writer->base;
    s.lonlat = xy;
    s.node_ids = ids;
    s.count = count;
    writer->written++;
    lc_status status = write_street(writer->reader, &s);
    free(ids);
    return status;
}

/* The words of a line layer as OSM tags, so that one table of rules decides for both. A yes/no
 * column may hold 1/0 or 是/否. */
static bool may_walk(const lc_feed *feed, street *s)
{
    static const lc_choice yes_no[] = {{"yes", "1|true|是|y|t|designated|permissive"},
                                       {"no", "0|false|否|n|f|private"}};
    const char *road_class = lc_feed_text(feed, LC_F_CLASS);
    const char *foot_text = lc_feed_text(feed, LC_F_FOOT);
    const char *foot = foot_text != NULL ? lc_choice_find(yes_no, 2, foot_text) : NULL;
    lc_osm_tag tags[2] = {{"highway", road_class}, {"foot", foot}};
    lc_foot rule;
    bool open = false, may_open = false, known = false;
    const char *name;
    for (size_t i = 0; road_class != NULL && (name = lc_foot_class(i, &open, &may_open)) != NULL;
         i++)
        known = known || strcmp(name, road_class) == 0;
    s->road_class = road_class;
    s->forward = s->backward = true;
    if (!known) /* the office's own classes: walkable unless the layer says otherwise */
        return foot == NULL || strcmp(foot, "yes") == 0;
    bool walkable = lc_foot_rule(tags, foot != NULL ? 2 : 1, &rule);
    s->steps = rule.steps;
    s->forward = rule.forward;
    s->backward = rule.backward;
    return walkable;
}

static lc_status read_line(street_reader *reader, lc_feed *feed)
{
    lc_wkb wkb = {NULL, 0};
    bool ok = false;
    double id;
    const char *id_text = lc_feed_text(feed, LC_F_ID);
    line_writer writer = {.reader = reader, .feed = feed};
    writer.base.name = lc_feed_text(feed, LC_F_NAME);
    writer.base.source_id = id_text != NULL && lc_text_number(id_text, &id) && fabs(id) < 9e15
                                ? (int64_t)id
                                : feed->record->row;
    if (!may_walk(feed, &writer.base))
        return LC_OK;
    lc_status status = lc_feed_geometry(feed, reader->area, &wkb, &ok);
    if (status != LC_OK || !ok)
        return status;
    if (lc_wkb_shape(wkb.bytes, wkb.size) != LC_SHAPE_LINE) {
        status = lc_feed_reject(feed, "bad_street", NULL, NULL, NULL);
    } else {
        status = lc_wkb_each_part(reader->ctx, wkb.bytes, wkb.size, write_line, &writer);
        if (status == LC_OK && writer.written == 0 && writer.far == 0)
            status = lc_feed_reject(feed, "bad_street", NULL, NULL, NULL);
        if (status == LC_OK && writer.written > 0)
            lc_feed_keep(feed);
    }
    lc_wkb_clear(&wkb);
    return status;
}

static lc_status read_lines(street_reader *reader, const lc_study *study, const lc_source *source)
{
    lc_feed feed;
    lc_status status =
        lc_feed_open(&feed, reader->store, study, source, lc_area_geom(reader->area), true);
    reader->input_id = feed.input_id;
    for (bool row = true; status == LC_OK && row;) {
        status = lc_feed_next(&feed, &row);
        if (status == LC_OK && row)
            status = read_line(reader, &feed);
    }
    reader->rows_in = feed.rows_in;
    if (status == LC_OK)
        status = lc_feed_finish(&feed, false);
    if (status == LC_OK && reader->kept == 0)
        status = no_street(reader, source);
    lc_feed_close(&feed);
    return status;
}

lc_status lc_source_streets(lc_store *store, const lc_study *study)
{
    street_reader reader = {.store = store, .ctx = lc_store_ctx(store)};
    lc_status status = lc_store_run(store, "source/delete_street");
    if (status == LC_OK)
        status = lc_area_open(store, study, &reader.area);
    if (status == LC_OK)
        status = lc_store_query(store, "source/insert_street", &reader.insert);
    for (size_t i = 0; status == LC_OK && i < study->source_count; i++) {
        const lc_source *source = &study->sources[i];
        if (source->role != LC_ROLE_STREETS)
            continue;
        reader.rows_in = reader.kept = 0;
        status = lc_osm_is_name(source->path) ? read_osm(&reader, source)
                                              : read_lines(&reader, study, source);
    }
    lc_stmt_free(reader.insert);
    lc_area_close(reader.area);
    return status;
}
