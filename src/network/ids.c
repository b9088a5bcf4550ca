#include "network/ids.h"

#include <stdlib.h>

enum { SLOTS_FIRST = 1024 };

void lc_ids_init(lc_ids *ids)
{
    *ids = (lc_ids){.slots = NULL};
    lc_array_init(&ids->ids, sizeof(int64_t));
}

void lc_ids_clear(lc_ids *ids)
{
    lc_array_clear(&ids->ids);
    free(ids->slots);
    *ids = (lc_ids){.slots = NULL};
}

static int64_t id_at(const lc_ids *ids, uint32_t number)
{
    return ((const int64_t *)ids->ids.items)[number];
}

/* The slot of an id, or the free one where it would go. slot_count is a power of two. */
static size_t slot_of(const lc_ids *ids, int64_t id)
{
    uint64_t mixed = (uint64_t)id * 0x9e3779b97f4a7c15u;
    size_t slot = (size_t)(mixed >> 32) & (ids->slot_count - 1);
    while (ids->slots[slot] != 0 && id_at(ids, ids->slots[slot] - 1) != id)
        slot = (slot + 1) & (ids->slot_count - 1);
    return slot;
}

/* Never more than half full. */
static lc_status make_room(lc_ctx *ctx, lc_ids *ids)
{
    if (2 * (ids->ids.count + 1) <= ids->slot_count)
        return LC_OK;
    size_t count = ids->slot_count > 0 ? 2 * ids->slot_count : SLOTS_FIRST;
    uint32_t *slots = lc_alloc(ctx, count, sizeof *slots);
    if (slots == NULL)
        return LC_MEMORY;
    free(ids->slots);
    ids->slots = slots;
    ids->slot_count = count;
    for (uint32_t i = 0; i < ids->ids.count; i++)
        ids->slots[slot_of(ids, id_at(ids, i))] = i + 1;
    return LC_OK;
}

lc_status lc_ids_number(lc_ctx *ctx, lc_ids *ids, int64_t id, uint32_t *number)
{
    lc_status status = make_room(ctx, ids);
    if (status != LC_OK)
        return status;
    size_t slot = slot_of(ids, id);
    if (ids->slots[slot] == 0) {
        if (ids->ids.count >= UINT32_MAX - 1)
            return lc_fail(ctx, LC_INPUT,
                           "The streets have %zu points, more than this program can hold; cut the "
                           "file to the study area.",
                           ids->ids.count);
        int64_t *fresh = lc_array_push(ctx, &ids->ids);
        if (fresh == NULL)
            return LC_MEMORY;
        *fresh = id;
        ids->slots[slot] = (uint32_t)ids->ids.count;
    }
    *number = ids->slots[slot] - 1;
    return LC_OK;
}
