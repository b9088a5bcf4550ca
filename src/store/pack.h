/* Many whole numbers in little space, any of them read in one step. Numbers are kept in blocks of
 * 256, each as its distance from the smallest of its block in as many bits as the block needs
 * (frame of reference: Goldstein, Ramakrishnan, Shaft, Compressing relations and indexes, ICDE
 * 1998). Numbers of neighbours are alike, so most blocks need few bits; a block of equal numbers
 * needs none.
 *
 * Bytes, all little endian: the count (4); for each block its smallest number (4) and where its
 * bits begin, in 8 bytes from the first block's, times 64, plus the bits of a number (4); the bits
 * of the blocks, each block filled up to 8 bytes; 8 bytes of 0, so that a number can be read with
 * one load. */
#ifndef LC_STORE_PACK_H
#define LC_STORE_PACK_H

#include <lifecircle/context.h>
#include <stddef.h>
#include <stdint.h>

/* Packs numbers; the same numbers give the same bytes. *bytes is yours (free). LC_MEMORY. O(n). */
lc_status lc_pack(lc_ctx *ctx, const uint32_t *numbers, size_t count, uint8_t **bytes,
                  size_t *size);

/* Packed numbers, looked at where they lie: borrows the bytes. */
typedef struct lc_packed {
    const uint8_t *bytes;
    size_t count;
} lc_packed;
/* False when the bytes are none of lc_pack's; then *out holds nothing. O(blocks). */
bool lc_packed_open(const void *bytes, size_t size, lc_packed *out);
/* Number i < count, O(1). */
uint32_t lc_packed_at(const lc_packed *packed, size_t i);
/* All of them, into count items. */
void lc_packed_all(const lc_packed *packed, uint32_t *numbers);

#endif
