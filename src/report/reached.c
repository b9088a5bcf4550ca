#include "report/reached.h"

#include <assert.h>
#include <stdlib.h>

#include "store/shelf.h"

struct lc_reached {
    lc_ctx *ctx;
    lc_array ids;    /* of int64_t: the types */
    lc_array codes;  /* of char *, owned */
    int64_t last_id; /* of demand; ids count from 1 */
    size_t row_bytes;
    unsigned char *bits; /* row_bytes for each place; bit k of a row for the k-th type */
};

static unsigned char *row_of(const lc_reached *reached, int64_t demand_id)
{
    return reached->bits + (size_t)demand_id * reached->row_bytes;
}

static lc_status read_types(lc_reached *reached, lc_store *store)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, "report/reached_types", &stmt);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        int64_t *id = lc_array_push(reached->ctx, &reached->ids);
        char **code = id != NULL ? lc_array_push(reached->ctx, &reached->codes) : NULL;
        if (code == NULL) {
            status = LC_MEMORY;
            break;
        }
        *id = lc_stmt_int(stmt, 0);
        *code = lc_strdup(reached->ctx, lc_stmt_text(stmt, 1));
        status = *code != NULL ? LC_OK : LC_MEMORY;
    }
    lc_stmt_free(stmt);
    return status;
}

/* Sets bit k of the places whose nearest facility of the type is within the largest limit. */
static void set_bits(lc_reached *reached, const lc_shelf *shelf, const uint32_t *limits, size_t k)
{
    size_t count = 0, limit_count = lc_shelf_limit_count(shelf);
    const uint32_t *demand = lc_shelf_demand(shelf, &count);
    for (size_t i = 0; i < count; i++)
        if (limits[i] > 0 && limits[i] <= limit_count && demand[i] <= reached->last_id)
            row_of(reached, demand[i])[k / 8] |= (unsigned char)(1U << k % 8);
}

static lc_status read_places(lc_reached *reached, lc_store *store)
{
    lc_shelf *shelf = NULL;
    size_t count = 0;
    int64_t measure_id = 0;
    uint32_t *limits = NULL;
    lc_status status = lc_store_count(store, "report/reached_measure", &measure_id);
    if (status == LC_OK)
        status = lc_shelf_open(store, &shelf);
    if (status == LC_OK) {
        (void)lc_shelf_demand(shelf, &count);
        limits = lc_alloc(reached->ctx, count, sizeof *limits);
        status = limits != NULL ? LC_OK : LC_MEMORY;
    }
    for (size_t k = 0; status == LC_OK && k < reached->ids.count; k++) {
        int64_t type_id = *(const int64_t *)lc_array_at(&reached->ids, k);
        status = lc_shelf_read(shelf, measure_id, type_id, LC_PART_LIMIT, 0, limits);
        if (status == LC_OK)
            set_bits(reached, shelf, limits, k);
    }
    free(limits);
    lc_shelf_close(shelf);
    return status;
}

lc_status lc_reached_read(lc_store *store, lc_reached **out)
{
    *out = NULL;
    lc_reached *reached = lc_alloc(lc_store_ctx(store), 1, sizeof *reached);
    if (reached == NULL)
        return LC_MEMORY;
    reached->ctx = lc_store_ctx(store);
    lc_array_init(&reached->ids, sizeof(int64_t));
    lc_array_init(&reached->codes, sizeof(char *));
    lc_status status = read_types(reached, store);
    if (status == LC_OK)
        status = lc_store_count(store, "report/reached_last", &reached->last_id);
    if (status == LC_OK) {
        reached->row_bytes = reached->ids.count / 8 + 1;
        reached->bits = lc_alloc(reached->ctx, (size_t)reached->last_id + 1, reached->row_bytes);
        status = reached->bits != NULL ? read_places(reached, store) : LC_MEMORY;
    }
    if (status != LC_OK) {
        lc_reached_free(reached);
        return status;
    }
    *out = reached;
    return LC_OK;
}

void lc_reached_free(lc_reached *reached)
{
    if (reached == NULL)
        return;
    for (size_t k = 0; k < reached->codes.count; k++)
        free(*(char **)lc_array_at(&reached->codes, k));
    lc_array_clear(&reached->codes);
    lc_array_clear(&reached->ids);
    free(reached->bits);
    free(reached);
}

size_t lc_reached_at(const lc_reached *reached, int64_t demand_id, lc_text *missing)
{
    size_t count = 0;
    missing->size = 0;
    assert(demand_id >= 0 && demand_id <= reached->last_id);
    const unsigned char *row = row_of(reached, demand_id);
    for (size_t k = 0; k < reached->ids.count; k++) {
        bool reaches = (row[k / 8] >> k % 8 & 1) != 0;
        count += reaches;
        if (!reaches && missing->size > 0)
            lc_text_add(missing, " ");
        if (!reaches)
            lc_text_add(missing, *(char *const *)lc_array_at(&reached->codes, k));
    }
    return count;
}
