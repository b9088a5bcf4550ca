#include "store/pack.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

enum { BLOCK = 256, COUNT_SIZE = 4, HEAD_SIZE = 8, PAD_SIZE = 8, BITS_MAX = 32 };

typedef struct head {
    uint32_t least, bits;
    uint64_t start; /* of the block's bits, in bytes from the first block's */
} head;

/* Compilers make one load or store of these. */
static uint32_t load32(const uint8_t *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static uint64_t load64(const uint8_t *at)
{
    return load32(at) | (uint64_t)load32(at + 4) << 32;
}

static void save32(uint8_t *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(value >> 8 * i);
}

static void save64(uint8_t *at, uint64_t value)
{
    save32(at, (uint32_t)value);
    save32(at + 4, (uint32_t)(value >> 32));
}

static size_t block_count(size_t count)
{
    return (count + BLOCK - 1) / BLOCK;
}

static size_t block_size(size_t numbers, uint32_t bits)
{
    return (numbers * bits + 63) / 64 * 8;
}

static head head_of(const uint8_t *bytes, size_t block)
{
    const uint8_t *at = bytes + COUNT_SIZE + HEAD_SIZE * block;
    uint32_t where = load32(at + 4);
    return (head){load32(at), where % 64, (uint64_t)(where / 64) * 8};
}

static const uint8_t *bits_of(const uint8_t *bytes, size_t count)
{
    return bytes + COUNT_SIZE + HEAD_SIZE * block_count(count);
}

/* --- packing --- */

static head measure_block(const uint32_t *numbers, size_t count, uint64_t start)
{
    uint32_t least = UINT32_MAX, most = 0;
    for (size_t i = 0; i < count; i++) {
        least = numbers[i] < least ? numbers[i] : least;
        most = numbers[i] > most ? numbers[i] : most;
    }
    head h = {.least = least, .start = start};
    for (uint32_t rest = most - least; rest > 0; rest >>= 1)
        h.bits++;
    return h;
}

static void fill_block(const uint32_t *numbers, size_t count, head h, uint8_t *to)
{
    uint64_t word = 0;
    uint32_t used = 0;
    for (size_t i = 0; i < count && h.bits > 0; i++) {
        uint64_t rest = numbers[i] - h.least;
        word |= rest << used;
        used += h.bits;
        if (used < 64)
            continue;
        save64(to, word);
        to += 8;
        used -= 64;
        word = used > 0 ? rest >> (h.bits - used) : 0;
    }
    if (used > 0)
        save64(to, word);
}

static size_t numbers_in(size_t block, size_t count)
{
    return count - block * BLOCK < BLOCK ? count - block * BLOCK : BLOCK;
}

lc_status lc_pack(lc_ctx *ctx, const uint32_t *numbers, size_t count, uint8_t **bytes, size_t *size)
{
    size_t blocks = block_count(count);
    uint64_t end = 0;
    *bytes = NULL;
    *size = 0;
    assert(count <= UINT32_MAX);
    uint8_t *made = lc_alloc(ctx, COUNT_SIZE + blocks * HEAD_SIZE + count * 4 + 2 * PAD_SIZE, 1);
    if (made == NULL)
        return LC_MEMORY;
    save32(made, (uint32_t)count);
    uint8_t *bits = made + COUNT_SIZE + blocks * HEAD_SIZE;
    for (size_t b = 0; b < blocks; b++) {
        size_t in_block = numbers_in(b, count);
        head h = measure_block(numbers + b * BLOCK, in_block, end);
        assert(end / 8 < 1U << 26);
        save32(made + COUNT_SIZE + HEAD_SIZE * b, h.least);
        save32(made + COUNT_SIZE + HEAD_SIZE * b + 4, (uint32_t)(end / 8) * 64 + h.bits);
        fill_block(numbers + b * BLOCK, in_block, h, bits + end);
        end += block_size(in_block, h.bits);
    }
    *bytes = made;
    *size = (size_t)(bits - made) + end + PAD_SIZE;
    return LC_OK;
}

/* --- reading --- */

bool lc_packed_open(const void *bytes, size_t size, lc_packed *out)
{
    *out = (lc_packed){0};
    if (bytes == NULL || size < COUNT_SIZE + PAD_SIZE)
        return false;
    size_t count = load32(bytes), blocks = block_count(count);
    if ((size - COUNT_SIZE - PAD_SIZE) / HEAD_SIZE < blocks)
        return false;
    uint64_t end = 0;
    for (size_t b = 0; b < blocks; b++) {
        head h = head_of(bytes, b);
        if (h.bits > BITS_MAX || h.start != end)
            return false;
        end += block_size(numbers_in(b, count), h.bits);
    }
    if (COUNT_SIZE + blocks * HEAD_SIZE + end + PAD_SIZE != size)
        return false;
    *out = (lc_packed){bytes, count};
    return true;
}

/* Number i of a block whose bits begin at `bits`. */
static uint32_t number_at(const uint8_t *bits, head h, size_t i)
{
    size_t at = i * h.bits;
    uint64_t word = load64(bits + at / 8) >> at % 8;
    return h.least + (uint32_t)(word & ((UINT64_C(1) << h.bits) - 1));
}

uint32_t lc_packed_at(const lc_packed *packed, size_t i)
{
    assert(i < packed->count);
    head h = head_of(packed->bytes, i / BLOCK);
    return number_at(bits_of(packed->bytes, packed->count) + h.start, h, i % BLOCK);
}

void lc_packed_all(const lc_packed *packed, uint32_t *numbers)
{
    for (size_t b = 0; b < block_count(packed->count); b++) {
        head h = head_of(packed->bytes, b);
        const uint8_t *bits = bits_of(packed->bytes, packed->count) + h.start;
        size_t in_block = numbers_in(b, packed->count);
        for (size_t i = 0; i < in_block; i++)
            numbers[b * BLOCK + i] = number_at(bits, h, i);
    }
}
