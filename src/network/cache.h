/* The file beside the store that holds the ready network. For this room alone. */
#ifndef LC_NETWORK_CACHE_H
#define LC_NETWORK_CACHE_H

#include "network/image.h"

/* The first bytes of the block and of the file. Numbers are as the machine has them: a file of
 * another byte order, layout or edition is told by `order`, the sizes and `edition`, and made anew.
 */
typedef struct lc_cache_header {
    char magic[8];
    uint32_t order; /* 0x01020304 */
    uint32_t edition;
    uint32_t header_size, node_size, piece_size, leaf_size; /* bytes of one item */
    uint32_t node_count, piece_count, vertex_count, fan;
    uint64_t file_size;
    double twist_rad2;
    char fingerprint[72]; /* hex and NULs */
    uint64_t checksum;    /* of the whole file, this field as 0 */
} lc_cache_header;

/* Bytes of the block of a network of so many items. */
size_t lc_image_size(size_t nodes, size_t pieces, size_t vertices);
/* Points a network at the arrays of its block. */
void lc_image_attach(lc_network *network, uint32_t nodes, uint32_t pieces, uint32_t vertices);

/* Maps a file; *out is NULL, and nothing failed, when it is not there or not what it should be: of
 * this edition and machine, of this fingerprint, whole (checksum), every number within its bounds.
 * *out is yours. LC_MEMORY. O(size). */
lc_status lc_cache_read(lc_ctx *ctx, const char *path, const char *fingerprint, lc_network **out);
/* Writes the file: under another name, to the disk, then into place. False when that cannot be
 * done; what stood there is then untouched. Not for a mapped network (asserted). O(size). */
bool lc_cache_write(lc_network *network, const char *path, const char *fingerprint);

#endif
