#include "network/cache.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const char MAGIC[8] = {'L', 'C', 'N', 'E', 'T', '\r', '\n', 0x1a};
enum { EDITION = 1, ORDER = 0x01020304 };

/* A checksum against damage, not against forgers (the bounds are checked besides): four lanes of
 * multiply and rotate over 8-byte words. The block's size is a multiple of 64. */
static uint64_t sum_of(const void *bytes, size_t size, uint64_t seed)
{
    const uint64_t odd = 0x9e3779b97f4a7c15u;
    uint64_t lane[4] = {seed, seed ^ odd, seed + odd, ~seed};
    const unsigned char *at = bytes;
    for (size_t i = 0; i + sizeof lane <= size; i += sizeof lane) {
        uint64_t word[4];
        memcpy(word, at + i, sizeof word);
        for (int k = 0; k < 4; k++) {
            lane[k] = (lane[k] ^ word[k]) * odd;
            lane[k] ^= lane[k] >> 29;
        }
    }
    uint64_t sum = size;
    for (int k = 0; k < 4; k++) {
        sum = (sum ^ lane[k]) * odd;
        sum ^= sum >> 32;
    }
    return sum;
}

static lc_cache_header header_of(const lc_network *network, const char *fingerprint)
{
    const lc_streets *s = &network->streets;
    lc_cache_header h;
    memset(&h, 0, sizeof h); /* no stray bytes between the fields */
    memcpy(h.magic, MAGIC, sizeof h.magic);
    h.order = ORDER;
    h.edition = EDITION;
    h.header_size = sizeof h;
    h.node_size = sizeof(lc_street_node);
    h.piece_size = sizeof(lc_piece);
    h.leaf_size = sizeof(lc_tree_leaf);
    h.fan = LC_TREE_FAN;
    h.node_count = s->node_count;
    h.piece_count = s->piece_count;
    h.vertex_count = s->vertex_count;
    h.file_size = network->size;
    h.twist_rad2 = network->twist_rad2;
    (void)snprintf(h.fingerprint, sizeof h.fingerprint, "%s", fingerprint);
    return h;
}

/* Of the header with its checksum as 0, then of the rest. */
static uint64_t checksum(const lc_cache_header *header, const void *block, size_t size)
{
    enum { FIRST = (sizeof *header + 63) / 64 * 64 };
    unsigned char front[FIRST];
    lc_cache_header h = *header;
    h.checksum = 0;
    memcpy(front, block, sizeof front);
    memcpy(front, &h, sizeof h);
    return sum_of((const unsigned char *)block + FIRST, size - FIRST,
                  sum_of(front, sizeof front, 0));
}

/* --- reading --- */

static bool is_header_right(const lc_cache_header *h, uint64_t size, const char *fingerprint)
{
    if (memcmp(h->magic, MAGIC, sizeof h->magic) != 0 || h->order != ORDER ||
        h->edition != EDITION || h->header_size != sizeof *h ||
        h->node_size != sizeof(lc_street_node) || h->piece_size != sizeof(lc_piece) ||
        h->leaf_size != sizeof(lc_tree_leaf) || h->fan != LC_TREE_FAN || h->file_size != size)
        return false;
    if (memchr(h->fingerprint, '\0', sizeof h->fingerprint) == NULL ||
        strcmp(h->fingerprint, fingerprint) != 0)
        return false;
    return h->piece_count > 0 && h->piece_count < UINT32_MAX && h->node_count > 0 &&
           h->vertex_count / 2 >= h->piece_count && h->twist_rad2 >= 0 &&
           lc_image_size(h->node_count, h->piece_count, h->vertex_count) == size;
}

static bool are_segments_right(const lc_network *network)
{
    const lc_piece *pieces = network->streets.pieces;
    for (size_t i = 0; i < network->tree.segment_count; i++) {
        lc_segment segment = network->tree.leaves[i / LC_TREE_FAN].segments[i % LC_TREE_FAN];
        if (segment.owner >= network->streets.piece_count ||
            segment.vertex < pieces[segment.owner].first_vertex ||
            segment.vertex >= pieces[segment.owner + 1].first_vertex - 1)
            return false;
    }
    return true;
}

static bool is_on_earth(lc_lonlat at)
{
    return fabs(at.lon_deg) <= 360 && fabs(at.lat_deg) <= 90; /* false for NaN */
}

/* Numbers that are reckoned with further on as if they had been measured here. */
static bool are_measures_right(const lc_network *network)
{
    const lc_streets *s = &network->streets;
    for (uint32_t i = 0; i < s->node_count; i++)
        if (!is_on_earth(s->nodes[i].at))
            return false;
    for (uint32_t i = 0; i < s->piece_count; i++)
        if (s->pieces[i].slope_forward_pm == 0 || s->pieces[i].slope_backward_pm == 0)
            return false;
    for (uint32_t i = 0; i < s->vertex_count; i++)
        if (!is_on_earth(s->vertices[i]) ||
            !(network->along_m[i] >= 0 && network->along_m[i] <= UINT32_MAX))
            return false;
    return true;
}

/* Every number that is used as an index, then the others. */
static bool are_bounds_right(const lc_network *network)
{
    const lc_streets *s = &network->streets;
    const lc_piece *pieces = s->pieces;
    uint32_t parts = 0;
    if (pieces[0].first_vertex != 0 || pieces[s->piece_count].first_vertex != s->vertex_count)
        return false;
    for (uint32_t i = 0; i < s->node_count; i++) {
        if (s->nodes[i].component >= s->node_count || s->nodes[i].kind > LC_NODE_ELEVATOR)
            return false;
        parts |= s->nodes[i].component == 0;
    }
    for (uint32_t i = 0; i < s->piece_count; i++)
        if (pieces[i].from >= s->node_count || pieces[i].to >= s->node_count ||
            pieces[i].first_vertex >= s->vertex_count ||
            pieces[i + 1].first_vertex < pieces[i].first_vertex + 2)
            return false;
    return parts != 0 && are_segments_right(network) && are_measures_right(network);
}

static bool is_right(lc_network *network, const char *fingerprint)
{
    const lc_cache_header *h = network->block;
    if (!is_header_right(h, network->size, fingerprint) ||
        checksum(h, network->block, network->size) != h->checksum)
        return false;
    lc_image_attach(network, h->node_count, h->piece_count, h->vertex_count);
    network->twist_rad2 = h->twist_rad2;
    return are_bounds_right(network);
}

/* NULL when it cannot be; a private mapping: nothing is ever written through it. */
static void *map_file(const char *path, size_t *size)
{
    struct stat info;
    void *block = MAP_FAILED;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0)
        return NULL;
    if (fstat(file, &info) == 0 && S_ISREG(info.st_mode) &&
        info.st_size >= (off_t)sizeof(lc_cache_header)) {
        *size = (size_t)info.st_size;
        block = mmap(NULL, *size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    }
    (void)close(file);
    return block != MAP_FAILED ? block : NULL;
}

lc_status lc_cache_read(lc_ctx *ctx, const char *path, const char *fingerprint, lc_network **out)
{
    *out = NULL;
    lc_network *network = lc_alloc(ctx, 1, sizeof *network);
    if (network == NULL)
        return LC_MEMORY;
    network->block = map_file(path, &network->size);
    network->mapped = network->block != NULL;
    if (network->mapped && is_right(network, fingerprint))
        *out = network;
    else
        lc_network_close(network);
    return LC_OK;
}

/* --- writing --- */

bool lc_cache_write(lc_network *network, const char *path, const char *fingerprint)
{
    char fresh[4096];
    assert(!network->mapped);
    lc_cache_header header = header_of(network, fingerprint);
    header.checksum = checksum(&header, network->block, network->size);
    memcpy(network->block, &header, sizeof header);
    int length = snprintf(fresh, sizeof fresh, "%s.new", path);
    if (length < 0 || (size_t)length >= sizeof fresh)
        return false;
    (void)unlink(fresh); /* left by a run that was killed; never followed if it is a link */
    int file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0)
        return false;
    bool ok = lc_disk_write(file, network->block, network->size) && lc_disk_sync_open(file);
    ok = close(file) == 0 && ok && rename(fresh, path) == 0;
    if (ok)
        (void)lc_disk_sync_parent(path); /* else a power cut leaves the old file or none */
    else
        (void)unlink(fresh);
    return ok;
}
