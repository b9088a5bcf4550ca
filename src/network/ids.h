/* Node ids to numbers from 0 in the order they are met. For this room alone. */
#ifndef LC_NETWORK_IDS_H
#define LC_NETWORK_IDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/base.h"

/* A hash table with open addressing (Knuth, vol. 3, 6.4). */
typedef struct lc_ids {
    lc_array ids;    /* int64_t, by number */
    uint32_t *slots; /* 1 + number, 0 for free */
    size_t slot_count;
} lc_ids;

void lc_ids_init(lc_ids *ids);
void lc_ids_clear(lc_ids *ids);
/* The number of an id, a new one for a new id. LC_MEMORY; LC_INPUT beyond 2^32 - 2 ids. O(1). */
lc_status lc_ids_number(lc_ctx *ctx, lc_ids *ids, int64_t id, uint32_t *number);

#endif
