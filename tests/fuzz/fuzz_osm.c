/* Any bytes as an OpenStreetMap file, XML where they begin with <, else PBF: ways with as many
 * nodes as they say, or a message. */
#include <math.h>

#include "base/base.h"
#include "fuzz.h"
#include "osm/osm.h"

static lc_status take(void *user, const lc_osm_way *way)
{
    (void)user;
    for (size_t i = 0; i < way->node_count; i++)
        fuzz_check(fabs(way->lonlat[2 * i]) <= 180 && fabs(way->lonlat[2 * i + 1]) <= 90,
                   "nodes are on earth");
    for (size_t i = 0; i < way->tag_count; i++)
        fuzz_check(way->tags[i].key != NULL && way->tags[i].value != NULL, "tags are whole");
    return LC_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_ctx *ctx = lc_ctx_new();
    if (ctx == NULL)
        return 0;
    const char *name = size > 0 && data[0] == '<' ? "case.osm" : "case.osm.pbf";
    lc_osm_count count;
    lc_status status = lc_osm_read(ctx, fuzz_file(name, data, size), take, NULL, &count);
    fuzz_check((status == LC_OK) == (lc_ctx_message(ctx)[0] == '\0'), "a failure says why");
    lc_ctx_free(ctx);
    return 0;
}
