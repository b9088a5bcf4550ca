#include "base/array.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"

void lc_array_init(lc_array *array, size_t item_size)
{
    assert(item_size > 0);
    *array = (lc_array){.item_size = item_size};
}

void lc_array_clear(lc_array *array)
{
    free(array->items);
    lc_array_init(array, array->item_size > 0 ? array->item_size : 1);
}

static bool grow(lc_array *array, size_t needed)
{
    size_t capacity = array->capacity > 0 ? array->capacity : 16;
    while (capacity < needed) {
        if (capacity > SIZE_MAX / 2)
            return false;
        capacity *= 2;
    }
    if (capacity > SIZE_MAX / array->item_size)
        return false;
    void *items = realloc(array->items, capacity * array->item_size);
    if (items == NULL)
        return false;
    array->items = items;
    array->capacity = capacity;
    return true;
}

void *lc_array_push_many(lc_ctx *ctx, lc_array *array, size_t count)
{
    if (count > SIZE_MAX - array->count ||
        ((array->count + count > array->capacity || array->items == NULL) &&
         !grow(array, array->count + count))) {
        (void)lc_fail_memory(ctx);
        return NULL;
    }
    char *first = (char *)array->items + array->count * array->item_size;
    memset(first, 0, count * array->item_size);
    array->count += count;
    return first;
}

void *lc_array_push(lc_ctx *ctx, lc_array *array)
{
    return lc_array_push_many(ctx, array, 1);
}

void *lc_array_at(const lc_array *array, size_t i)
{
    assert(i < array->count);
    return (char *)array->items + i * array->item_size;
}

void *lc_array_pop(lc_array *array)
{
    void *last = lc_array_at(array, array->count - 1);
    array->count--;
    return last;
}

size_t lc_array_lower_bound(const lc_array *array, const void *key,
                            int (*compare)(const void *item, const void *key))
{
    size_t low = 0, high = array->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(lc_array_at(array, middle), key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
