/* A growable array of equal items. The holder owns the struct; lc_array_clear frees what it grew.
 */
#ifndef LC_BASE_ARRAY_H
#define LC_BASE_ARRAY_H

#include <lifecircle/context.h>
#include <stddef.h>

typedef struct lc_array {
    void *items;      /* NULL or count items of item_size bytes; moves when it grows */
    size_t count;     /* items in use */
    size_t capacity;  /* items allocated */
    size_t item_size; /* bytes of one item */
} lc_array;

void lc_array_init(lc_array *array, size_t item_size);
/* Frees the items (not what they point to) and leaves an empty array of the same item size. */
void lc_array_clear(lc_array *array);
/* A new zeroed item at the end, or NULL with LC_MEMORY recorded. Amortised O(1); earlier pointers
 * become stale. */
void *lc_array_push(lc_ctx *ctx, lc_array *array);
/* `count` new zeroed items at the end; the first of them, or NULL with LC_MEMORY recorded. */
void *lc_array_push_many(lc_ctx *ctx, lc_array *array, size_t count);
/* Item i, 0 <= i < count (asserted). */
void *lc_array_at(const lc_array *array, size_t i);
/* Takes the last item off (asserted: there is one); it may be read until the next push. */
void *lc_array_pop(lc_array *array);
/* The place of the first item that is not below the key, in items sorted by `compare`; count when
 * all are. O(log count). */
size_t lc_array_lower_bound(const lc_array *array, const void *key,
                            int (*compare)(const void *item, const void *key));

#endif
