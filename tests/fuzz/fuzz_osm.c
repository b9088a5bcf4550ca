/* Any bytes as an OpenStreetMap file in XML: ways with as many nodes as they say, or a message. */
#include "fuzz.h"
#include "fuzz_ways.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_ways("case.osm", data, size);
    return 0;
}
