#include "osm/format.h"

#include <string.h>
#include <strings.h>

#include "osm/osm.h"

static const struct {
    const char *ending, *format;
} FORMATS[] = {
    {".osm.pbf", "pbf"},   {".pbf", "pbf"},         {".osm", "osm"},
    {".osm.gz", "osm.gz"}, {".osm.bz2", "osm.bz2"},
};

const char *lc_osm_format(const char *path)
{
    size_t size = path != NULL ? strlen(path) : 0;
    for (size_t i = 0; i < sizeof FORMATS / sizeof FORMATS[0]; i++) {
        size_t ending = strlen(FORMATS[i].ending);
        if (size > ending && strcasecmp(path + size - ending, FORMATS[i].ending) == 0)
            return FORMATS[i].format;
    }
    return NULL;
}

bool lc_osm_is_name(const char *path)
{
    return lc_osm_format(path) != NULL;
}
