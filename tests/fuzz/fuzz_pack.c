/* Any bytes as packed numbers, and as numbers to be packed: what is opened can be read to its end,
 * and what was packed is what is read. */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "fuzz.h"
#include "store/pack.h"

static void read_all(const lc_packed *packed)
{
    uint32_t *numbers = calloc(packed->count + 1, sizeof *numbers);
    fuzz_check(numbers != NULL, "memory");
    lc_packed_all(packed, numbers);
    for (size_t i = 0; i < packed->count; i++)
        fuzz_check(numbers[i] == lc_packed_at(packed, i), "one by one is all at once");
    free(numbers);
}

/* `width` bytes of each number count: neighbours of few bits are packed more tightly. */
static void pack(lc_ctx *ctx, const uint8_t *data, size_t size, size_t width)
{
    size_t count = size / width, packed_size = 0;
    uint32_t *numbers = calloc(count + 1, sizeof *numbers);
    uint8_t *bytes = NULL;
    lc_packed packed;
    fuzz_check(numbers != NULL, "memory");
    for (size_t i = 0; i < count; i++)
        memcpy(&numbers[i], data + i * width, width);
    fuzz_check(lc_pack(ctx, numbers, count, &bytes, &packed_size) == LC_OK, "memory");
    /* Exactly as large as it says, so that reading past its end is seen. */
    uint8_t *exact = malloc(packed_size);
    fuzz_check(exact != NULL, "memory");
    memcpy(exact, bytes, packed_size);
    fuzz_check(lc_packed_open(exact, packed_size, &packed) && packed.count == count,
               "what is packed is opened");
    for (size_t i = 0; i < count; i++)
        fuzz_check(lc_packed_at(&packed, i) == numbers[i], "and is what it was");
    read_all(&packed);
    fuzz_check(!lc_packed_open(exact, packed_size - 1, &packed) && packed.count == 0,
               "a part of it is nothing");
    free(exact);
    free(bytes);
    free(numbers);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_ctx *ctx = lc_ctx_new();
    lc_packed packed;
    if (ctx == NULL)
        return 0;
    if (lc_packed_open(data, size, &packed))
        read_all(&packed);
    if (size > 0)
        pack(ctx, data + 1, size - 1, data[0] % 4 + 1U);
    lc_ctx_free(ctx);
    return 0;
}
