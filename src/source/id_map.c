#include "source/id_map.h"

#include <stdlib.h>

enum { SLOTS_FIRST = 1024 };

void lc_id_map_clear(lc_id_map *map)
{
    free(map->slots);
    *map = (lc_id_map){NULL, 0, 0};
}

/* The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
static size_t hash(int64_t key)
{
    uint64_t z = (uint64_t)key;
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (size_t)(z ^ z >> 31);
}

static lc_id_slot *slot_of(const lc_id_map *map, int64_t key)
{
    size_t mask = map->slot_count - 1, i = hash(key) & mask;
    while (map->slots[i].used && map->slots[i].key != key)
        i = (i + 1) & mask;
    return &map->slots[i];
}

int64_t *lc_id_map_find(const lc_id_map *map, int64_t key)
{
    lc_id_slot *slot = map->slot_count > 0 ? slot_of(map, key) : NULL;
    return slot != NULL && slot->used ? &slot->value : NULL;
}

/* At most half of the slots are taken. */
static lc_status grow(lc_ctx *ctx, lc_id_map *map)
{
    lc_id_map grown = {.slot_count = map->slot_count > 0 ? 2 * map->slot_count : SLOTS_FIRST,
                       .count = map->count};
    grown.slots = lc_alloc(ctx, grown.slot_count, sizeof *grown.slots);
    if (grown.slots == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < map->slot_count; i++)
        if (map->slots[i].used)
            *slot_of(&grown, map->slots[i].key) = map->slots[i];
    free(map->slots);
    *map = grown;
    return LC_OK;
}

int64_t *lc_id_map_at(lc_ctx *ctx, lc_id_map *map, int64_t key)
{
    if (2 * (map->count + 1) > map->slot_count && grow(ctx, map) != LC_OK)
        return NULL;
    lc_id_slot *slot = slot_of(map, key);
    if (!slot->used) {
        *slot = (lc_id_slot){key, 0, true};
        map->count++;
    }
    return &slot->value;
}
