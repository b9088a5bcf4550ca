/* Whole numbers to whole numbers: open addressing, no deleting. The holder owns the struct. */
#ifndef LC_SOURCE_ID_MAP_H
#define LC_SOURCE_ID_MAP_H

#include "base/base.h"

typedef struct lc_id_slot {
    int64_t key, value;
    bool used;
} lc_id_slot;

typedef struct lc_id_map {
    lc_id_slot *slots; /* owned */
    size_t slot_count, count;
} lc_id_map;

void lc_id_map_clear(lc_id_map *map);
/* The value of a key, which is added with value 0 when it is new; NULL with LC_MEMORY recorded.
 * Until the next call of this. Amortised O(1). */
int64_t *lc_id_map_at(lc_ctx *ctx, lc_id_map *map, int64_t key);
/* The same without adding: NULL for a key that is not there. */
int64_t *lc_id_map_find(const lc_id_map *map, int64_t key);

#endif
