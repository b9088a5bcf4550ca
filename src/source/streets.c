/* The stage: sources in their order, the rows they write, and what is wrong with them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "osm/osm.h"
#include "source/source.h"
#include "source/streets.h"
#include "source/write.h"

bool lc_streets_is_near(const lc_area *area, const double *lonlat, size_t count)
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

int64_t lc_node_key(double lon_deg, double lat_deg, int level)
{
    int64_t lon = llround((lon_deg + 180) * 1e7), lat = llround((lat_deg + 90) * 1e7);
    /* 3.6e9 < 2^32, 1.8e9 < 2^31 */
    return (int64_t)(((uint64_t)lon << 32 | (uint64_t)lat) ^ (uint64_t)(int64_t)level << 56);
}

int64_t lc_streets_vertex(const lc_streets_writer *writer, const double *lonlat, size_t i,
                          size_t count, int level, bool tied)
{
    bool inner = i > 0 && i + 1 < count;
    int64_t key = lc_node_key(lonlat[2 * i], lonlat[2 * i + 1], inner || tied ? level : 0);
    const int64_t *id = lc_id_map_find(&writer->places, key);
    return id != NULL ? *id : key;
}

/* Counts the vertices of a walkable street on the outlines of squares; the last of a closed one is
 * its first. */
static void meet_squares(lc_streets_writer *writer, const lc_street_row *row)
{
    bool closed = row->node_ids[0] == row->node_ids[row->count - 1];
    for (size_t i = 0; writer->corners.count > 0 && i < row->count - closed; i++) {
        int64_t *met = lc_id_map_find(&writer->corners, row->node_ids[i]);
        if (met != NULL)
            ++*met;
    }
}

static void count_row(lc_streets_writer *writer, const lc_street_row *row)
{
    bool walked = row->foot.forward || row->foot.backward;
    writer->kept += walked;
    writer->closed += !walked;
    writer->through += walked && strcmp(row->foot.access, "through") == 0;
    if (walked)
        meet_squares(writer, row);
}

lc_status lc_streets_write(lc_streets_writer *writer, const lc_street_row *row)
{
    lc_wkb wkb = {NULL, 0};
    lc_stmt *stmt = writer->insert;
    lc_status status = lc_wkb_line(writer->ctx, row->lonlat, row->count, &wkb);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":input_id", writer->input_id);
        lc_stmt_bind_int(stmt, ":source_id", row->source_id);
        lc_stmt_bind_text(stmt, ":class", row->foot.road_class);
        lc_stmt_bind_text(stmt, ":name", row->name);
        lc_stmt_bind_int(stmt, ":steps", row->foot.steps);
        lc_stmt_bind_int(stmt, ":foot_forward", row->foot.forward);
        lc_stmt_bind_int(stmt, ":foot_backward", row->foot.backward);
        lc_stmt_bind_text(stmt, ":rule", row->foot.rule);
        lc_stmt_bind_text(stmt, ":access", row->foot.access);
        lc_stmt_bind_text(stmt, ":kind", row->foot.kind);
        lc_stmt_bind_double(stmt, ":wait_s", row->foot.wait_s);
        lc_stmt_bind_blob(stmt, ":node_ids", row->node_ids, row->count * sizeof *row->node_ids);
        lc_stmt_bind_blob(stmt, ":wkb", wkb.bytes, wkb.size);
        status = lc_stmt_run(stmt);
    }
    count_row(writer, row);
    lc_wkb_clear(&wkb);
    return status;
}

static lc_lonlat centre(lc_box box)
{
    return (lc_lonlat){(box.west + box.east) / 2, (box.south + box.north) / 2};
}

lc_status lc_streets_fail_none(const lc_streets_writer *writer, const lc_source *source)
{
    if (writer->rows_in == 0)
        return lc_fail(
            writer->ctx, LC_INPUT,
            "%s: there is no street in it: no way with a highway tag, no line. Is it the "
            "right file?",
            source->written);
    if (writer->elsewhere == 0 && writer->closed == 0)
        return lc_fail(writer->ctx, LC_INPUT,
                       "%s: none of its %lld rows is a street: streets are lines of two points or "
                       "more, with coordinates that fit its crs:. Is it the right file?",
                       source->written, (long long)writer->rows_in);
    bool far = writer->elsewhere > 0 && lc_area_known(writer->area) &&
               writer->extent.west <= writer->extent.east;
    if (!far)
        return lc_fail(writer->ctx, LC_INPUT,
                       "%s: none of its %lld streets may be walked by the foot rules (`lifecircle "
                       "network rules`); check their tags or columns, or override rules with "
                       "foot_rules:.",
                       source->written, (long long)writer->rows_in);
    lc_lonlat here = centre(lc_area_box(writer->area, false)), there = centre(writer->extent);
    return lc_fail(writer->ctx, LC_INPUT,
                   "%s: none of its %lld streets can be walked within the study area and its "
                   "margin: %lld lie elsewhere (the file is around %.3f, %.3f, the study around "
                   "%.3f, %.3f), %lld may not be walked by the foot rules; check the file, its "
                   "crs: and the regions.",
                   source->written, (long long)writer->rows_in, (long long)writer->elsewhere,
                   there.lon_deg, there.lat_deg, here.lon_deg, here.lat_deg,
                   (long long)writer->closed);
}

static lc_status read_source(lc_streets_writer *writer, const lc_source *source)
{
    writer->rows_in = writer->kept = writer->elsewhere = writer->closed = 0;
    writer->extent = (lc_box){INFINITY, INFINITY, -INFINITY, -INFINITY};
    return lc_osm_is_name(source->path) ? lc_streets_read_osm(writer, source)
                                        : lc_streets_read_lines(writer, source);
}

/* OSM files first: their nodes have names of their own, which lines drawn upon them take. */
static lc_status read_sources(lc_streets_writer *writer)
{
    const lc_study *study = writer->study;
    lc_status status = LC_OK;
    size_t count = 0;
    for (size_t i = 0; i < study->source_count; i++)
        count += study->sources[i].role == LC_ROLE_STREETS;
    writer->several = count > 1;
    for (int osm = 1; osm >= 0; osm--)
        for (size_t i = 0; status == LC_OK && i < study->source_count; i++)
            if (study->sources[i].role == LC_ROLE_STREETS &&
                lc_osm_is_name(study->sources[i].path) == (osm == 1))
                status = lc_source_done(writer->store, study, &study->sources[i],
                                        read_source(writer, &study->sources[i]));
    return status;
}

static lc_status note_all_private(const lc_streets_writer *writer)
{
    const lc_finding finding = {.code = "all_private"};
    return writer->through == 0 ? lc_store_finding_add(writer->store, &finding) : LC_OK;
}

lc_status lc_source_streets(lc_store *store, const lc_study *study)
{
    static const char *const clear[] = {"source/delete_street_node", "source/delete_street",
                                        "source/delete_foot_rule"};
    lc_streets_writer writer = {.store = store, .ctx = lc_store_ctx(store), .study = study};
    int64_t rule_rows = 0;
    lc_array_init(&writer.squares, sizeof(lc_square));
    lc_status status = lc_run_all(store, clear, sizeof clear / sizeof *clear);
    if (status == LC_OK)
        status = lc_source_foot_rules(writer.ctx, study, &writer.rules, &rule_rows);
    if (status == LC_OK)
        status = lc_foot_rules_write(store, study, writer.rules, rule_rows);
    if (status == LC_OK)
        status = lc_area_open(store, study, &writer.area);
    if (status == LC_OK)
        status = lc_store_query(store, "source/insert_street", &writer.insert);
    if (status == LC_OK)
        status = lc_store_query(store, "source/insert_street_node", &writer.insert_node);
    if (status == LC_OK)
        status = read_sources(&writer);
    if (status == LC_OK)
        status = lc_squares_write(&writer);
    if (status == LC_OK)
        status = note_all_private(&writer);
    lc_squares_clear(&writer);
    lc_id_map_clear(&writer.places);
    lc_id_map_clear(&writer.corners);
    lc_stmt_free(writer.insert);
    lc_stmt_free(writer.insert_node);
    lc_area_close(writer.area);
    lc_foot_rules_free(writer.rules);
    return status;
}
