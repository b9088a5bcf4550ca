/* Small street files for tests: pieces of OSM XML and of GeoJSON lines. */
#ifndef STREET_FILES_H
#define STREET_FILES_H

#include "source_test.h"

#define NODE(id, lon, lat) "<node id='" #id "' version='1' lat='" #lat "' lon='" #lon "'/>"
#define NODE_TAGGED(id, lon, lat, tags)                                                            \
    "<node id='" #id "' version='1' lat='" #lat "' lon='" #lon "'>" tags "</node>"
#define WAY(id, nodes, tags) "<way id='" #id "' version='1'>" nodes tags "</way>"
#define ND(id)               "<nd ref='" #id "'/>"
#define TAG(k, v)            "<tag k='" k "' v='" v "'/>"
#define OSM(rest)            "<?xml version='1.0'?><osm version='0.6'>" rest "</osm>"
#define LINE(properties, points)                                                                   \
    FEATURE(properties, "{\"type\":\"LineString\",\"coordinates\":[" points "]}")

/* Regions, and the streets stage with `streets` as the study has it below "streets:" (and keys
 * behind it). Files are put beforehand. */
static inline lc_status streets_of(bench *b, const char *streets)
{
    char yaml[1024];
    put(b, "regions.geojson", town_file);
    snprintf(yaml, sizeof yaml, REGIONS "streets:\n%s", streets);
    study_is(b, yaml);
    run_stage(b, types);
    run_stage(b, regions);
    return stage(b, "streets", lc_source_streets);
}

#endif
