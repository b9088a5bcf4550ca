/* Regions: bytes that begin with { are a GeoJSON as they are; else each line is one region, its
 * code, name, level, parent, class and where its square lies ("x,y,width,height" in hundredths of a
 * degree) with | between, and the file is made of them. They become a tree, or findings. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "fuzz_town.h"

static void check_tree(lc_store *store)
{
    fuzz_check(fuzz_number(store, "SELECT count(*) FROM region WHERE parent_id = region_id") == 0,
               "nothing is its own parent");
    fuzz_check(fuzz_number(store,
                           "SELECT count(*) FROM region AS r JOIN region AS p ON "
                           "p.region_id = r.parent_id JOIN level AS a ON a.level = r.level "
                           "JOIN level AS b ON b.level = p.level WHERE b.rank >= a.rank") == 0,
               "a parent is of a higher level");
    fuzz_check(fuzz_number(store, "SELECT count(*) FROM region WHERE NOT area_m2 >= 0 OR area_m2 "
                                  "> 5.2e14") == 0,
               "an area is one that the earth has");
    fuzz_check(fuzz_number(store, "SELECT count(*) FROM region_tree WHERE ancestor_id NOT IN "
                                  "(SELECT region_id FROM region)") == 0,
               "all above is there");
    fuzz_check(fuzz_number(store, "SELECT (SELECT count(*) FROM region) - count(*) FROM "
                                  "region_tree WHERE ancestor_id = region_id") == 0,
               "each is in the tree");
    free(fuzz_rows(store, "SELECT code, name, kind FROM region"));
}

static void read_file(const fuzz_town *town, const char *name, const uint8_t *data, size_t size)
{
    lc_source *source = fuzz_town_source(town, LC_ROLE_REGIONS);
    char *path = source->path;
    source->path = lc_strdup(town->ctx, fuzz_file(name, data, size));
    lc_status status = fuzz_town_read(town, "regions", LC_ROLE_REGIONS, lc_source_regions, NULL, 0);
    free(source->path);
    source->path = path;
    if (status == LC_OK) {
        fuzz_town_check(town, "regions");
        check_tree(town->store);
    }
    fuzz_town_end(town);
}

enum { PARTS = 6, SQUARE = 4 };

/* A square somewhere around Shanghai. */
static void add_square(lc_text *json, char *where)
{
    long at[SQUARE] = {0, 0, 1, 1};
    for (int i = 0; i < SQUARE && where != NULL; i++) {
        char *word = strsep(&where, ",");
        at[i] = *word != '\0' ? strtol(word, NULL, 10) % 1000 : at[i];
    }
    double west = 121 + (double)at[0] / 100, south = 31 + (double)at[1] / 100;
    double east = west + (double)at[2] / 100, north = south + (double)at[3] / 100;
    lc_text_addf(json,
                 "{\"type\":\"Polygon\",\"coordinates\":[[[%.4f,%.4f],[%.4f,%.4f],[%.4f,%.4f],"
                 "[%.4f,%.4f],[%.4f,%.4f]]]}",
                 west, south, east, south, east, north, west, north, west, south);
}

static void add_region(lc_text *json, char *line)
{
    static const char *const names[PARTS - 1] = {"code", "name", "level", "parent", "class"};
    lc_text_add(json, "{\"type\":\"Feature\",\"properties\":{");
    for (int i = 0; i < PARTS - 1; i++) {
        char *word = strsep(&line, "|");
        lc_text_addf(json, "%s\"%s\":", i > 0 ? "," : "", names[i]);
        lc_text_add_json(json, word);
    }
    lc_text_add(json, "},\"geometry\":");
    add_square(json, line);
    lc_text_add(json, "}");
}

static void read_rows(const fuzz_town *town, const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size), *rest = text, *line;
    lc_text json;
    lc_text_init(&json, town->ctx);
    lc_text_add(&json, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (bool first = true; (line = strsep(&rest, "\n")) != NULL; first = false) {
        lc_text_add(&json, first ? "" : ",");
        add_region(&json, line);
    }
    lc_text_add(&json, "]}");
    read_file(town, "rows.geojson", (const uint8_t *)json.bytes, json.size);
    lc_text_clear(&json);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fuzz_town *town = fuzz_town_open("");
    if (size > 0 && data[0] == '{')
        read_file(town, "case.geojson", data, size);
    else
        read_rows(town, data, size);
    return 0;
}
