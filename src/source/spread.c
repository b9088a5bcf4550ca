#include "source/spread.h"

#include <assert.h>
#include <stdlib.h>

#include "base/base.h"

typedef struct keyed {
    uint32_t key;
    uint32_t point;
} keyed;

static int by_key(const void *a, const void *b)
{
    const keyed *ka = a, *kb = b;
    if (ka->key != kb->key)
        return ka->key < kb->key ? -1 : 1;
    return ka->point < kb->point ? -1 : ka->point > kb->point;
}

lc_status lc_spread_order(lc_ctx *ctx, size_t count, size_t **order)
{
    /* 2^32 / golden ratio: multiples of it, modulo 2^32, fill the range evenly (Knuth, TAOCP
     * 3, 6.4). */
    static const uint32_t golden = UINT32_C(2654435769);
    *order = lc_alloc(ctx, count, sizeof **order);
    keyed *keys = lc_alloc(ctx, count, sizeof *keys);
    lc_status status = *order != NULL && keys != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK) {
        for (size_t i = 0; i < count; i++)
            keys[i] = (keyed){.key = (uint32_t)i * golden, .point = (uint32_t)i};
        qsort(keys, count, sizeof *keys, by_key);
        for (size_t i = 0; i < count; i++)
            (*order)[i] = keys[i].point;
    } else {
        free(*order);
        *order = NULL;
    }
    free(keys);
    return status;
}

int64_t lc_spread_share(int64_t people_micro, size_t count, size_t k, bool whole)
{
    int64_t unit = whole ? LC_MICRO : 1, points = (int64_t)count;
    assert(people_micro % unit == 0 && k < count);
    int64_t units = people_micro / unit;
    return (units / points + ((int64_t)k < units % points)) * unit;
}
