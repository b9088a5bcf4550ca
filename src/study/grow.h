/* Arrays of a study, which grow while it is read. For this room alone. */
#ifndef LC_STUDY_GROW_H
#define LC_STUDY_GROW_H

#include <lifecircle/context.h>
#include <stddef.h>

/* The array `items` of *count items of `size` bytes with a zeroed one more at its end, counted; it
 * may have moved. NULL with LC_MEMORY recorded, and the array as it was, when memory is out.
 * Studies are small: no doubling. */
void *lc_study_grow(lc_ctx *ctx, void *items, size_t *count, size_t size);

#endif
