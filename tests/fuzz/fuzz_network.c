/* Any bytes as the file of the ready network. As they are: never taken but with the checksum. Then
 * as the arrays of a network of a few items, written with a right header and checksum, as a forger
 * would: whatever is taken answers without leaving its bounds, and makes nothing but numbers. */
#include <math.h>
#include <string.h>

#include "base/base.h"
#include "fuzz.h"
#include "network/cache.h"
#include "network/near.h"

enum { COUNTS = 3 }; /* bytes that say how many nodes, pieces and vertices there are */

static lc_network *read_back(lc_ctx *ctx, const char *path)
{
    lc_network *network = NULL;
    fuzz_check(lc_cache_read(ctx, path, "f", &network) == LC_OK, "a bad file is no failure");
    return network;
}

static void look_around(const lc_network *network)
{
    const lc_streets *s = lc_network_streets(network);
    const lc_lonlat places[] = {{0, 0}, {121.4, 31.2}, {-180, 90}, s->vertices[0]};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        for (int main_only = 0; main_only < 2; main_only++) {
            const lc_wish wish = {.place = places[i], .main_only = main_only, .max_m = INFINITY};
            lc_nearest found;
            if (!lc_network_nearest(network, &wish, &found))
                continue;
            fuzz_check(found.piece < s->piece_count, "what is found is a piece");
            fuzz_check(found.vertex >= s->pieces[found.piece].first_vertex &&
                           found.vertex + 1 < s->pieces[found.piece + 1].first_vertex,
                       "and lies on it");
            fuzz_check(isfinite(found.distance_m) && isfinite(found.at.lon_deg) &&
                           isfinite(found.at.lat_deg),
                       "so far away");
        }
}

static void forge(lc_ctx *ctx, const uint8_t *data, size_t size)
{
    lc_network *network = NULL;
    size_t nodes = data[0] % 16 + 1U, pieces = data[1] % 16 + 1U;
    size_t vertices = 2 * pieces + data[2] % 128;
    fuzz_check(lc_image_new(ctx, nodes, pieces, vertices, &network) == LC_OK, "memory");
    size_t front = (size_t)((char *)lc_image_of(network).nodes - (char *)network->block);
    size_t room = network->size - front, given = size - COUNTS;
    memcpy((char *)network->block + front, data + COUNTS, given < room ? given : room);
    const char *path = fuzz_file("case.network", data, 0);
    fuzz_check(lc_cache_write(network, path, "f"), "the file is written");
    lc_network_close(network);
    network = read_back(ctx, path);
    if (network != NULL)
        look_around(network);
    lc_network_close(network);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_ctx *ctx = lc_ctx_new();
    if (ctx == NULL)
        return 0;
    lc_network *network = read_back(ctx, fuzz_file("case.network", data, size));
    if (network != NULL)
        look_around(network);
    lc_network_close(network);
    if (size >= COUNTS)
        forge(ctx, data, size);
    lc_ctx_free(ctx);
    return 0;
}
