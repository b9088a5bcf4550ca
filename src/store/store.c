#include "store/store.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "store/internal.h"
#include "store/shelf_inside.h"

lc_status lc_store_open(lc_ctx *ctx, const char *path, lc_store_mode mode, lc_store **out)
{
    static const lc_db_mode modes[] = {[LC_STORE_READ] = LC_DB_READ,
                                       [LC_STORE_WRITE] = LC_DB_WRITE,
                                       [LC_STORE_MEMORY] = LC_DB_MEMORY};
    *out = NULL;
    lc_store *store = lc_alloc(ctx, 1, sizeof *store);
    if (store == NULL)
        return LC_MEMORY;
    lc_status status = LC_OK;
    store->ctx = ctx;
    store->path = lc_strdup(ctx, mode == LC_STORE_MEMORY ? ":memory:" : path);
    if (store->path == NULL) {
        status = LC_MEMORY;
        goto done;
    }
    status = lc_db_open(ctx, path, modes[mode], &store->db);
    if (status == LC_OK)
        status = mode == LC_STORE_READ ? lc_store_check_edition(store) : lc_store_migrate(store);
    if (status == LC_OK)
        status = lc_store_add_reach_tables(store);
done:
    if (status != LC_OK) {
        lc_store_close(store);
        store = NULL;
    }
    *out = store;
    return status;
}

void lc_store_close(lc_store *store)
{
    if (store == NULL)
        return;
    lc_store_stage_rollback(store);
    lc_stmt_free(store->add_finding);
    lc_shelf_close(store->shelf);
    lc_store_forget_own(store);
    lc_db_close(store->db);
    free(store->path);
    free(store);
}

lc_db *lc_store_db(const lc_store *store)
{
    return store->db;
}

lc_ctx *lc_store_ctx(const lc_store *store)
{
    return store->ctx;
}

const char *lc_store_path(const lc_store *store)
{
    return strcmp(store->path, ":memory:") == 0 ? NULL : store->path;
}

/* Runs a statement with two text parameters. */
static lc_status run_with_pair(lc_store *store, const char *query, const char *first, const char *a,
                               const char *second, const char *b)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, query, &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, first, a);
        lc_stmt_bind_text(stmt, second, b);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_store_stage_is_fresh(lc_store *store, const char *stage, const char *fingerprint,
                                  bool *fresh)
{
    *fresh = false;
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "store/select_stage", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, ":stage", stage);
        lc_stmt_bind_text(stmt, ":fingerprint", fingerprint);
        status = lc_stmt_step(stmt, fresh);
    }
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_store_stage_begin(lc_store *store, const char *stage)
{
    static const char *const forget[] = {"store/delete_findings", "store/delete_inputs",
                                         "store/delete_stage"};
    store->stage = lc_strdup(store->ctx, stage);
    if (store->stage == NULL)
        return LC_MEMORY;
    lc_status status = lc_db_begin(store->db);
    for (size_t i = 0; status == LC_OK && i < sizeof forget / sizeof *forget; i++)
        status = lc_store_run_text(store, forget[i], ":stage", stage);
    if (status != LC_OK)
        lc_store_stage_rollback(store);
    return status;
}

lc_status lc_store_stage_commit(lc_store *store, const char *fingerprint)
{
    lc_status status = run_with_pair(store, "store/insert_stage", ":stage", store->stage,
                                     ":fingerprint", fingerprint);
    if (status == LC_OK)
        status = lc_db_commit(store->db);
    if (status != LC_OK)
        lc_db_rollback(store->db);
    free(store->stage);
    store->stage = NULL;
    return status;
}

void lc_store_stage_rollback(lc_store *store)
{
    if (store->stage == NULL)
        return;
    if (store->add_finding != NULL)
        lc_stmt_reset(store->add_finding);
    lc_db_rollback(store->db);
    free(store->stage);
    store->stage = NULL;
}

lc_status lc_store_input_add(lc_store *store, const lc_input *input, int64_t *input_id)
{
    *input_id = 0;
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "store/insert_input", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, ":stage", store->stage != NULL ? store->stage : "");
        lc_stmt_bind_text(stmt, ":role", input->role);
        lc_stmt_bind_text(stmt, ":path", input->path);
        lc_stmt_bind_text(stmt, ":layer", input->layer);
        lc_stmt_bind_text(stmt, ":driver", input->driver);
        lc_stmt_bind_int(stmt, ":size_bytes", input->size_bytes);
        lc_stmt_bind_text(stmt, ":sha256", input->sha256);
        lc_stmt_bind_text(stmt, ":crs", input->crs);
        lc_stmt_bind_text(stmt, ":encoding", input->encoding);
        lc_stmt_bind_text(stmt, ":year", input->year);
        status = lc_stmt_run(stmt);
    }
    if (status == LC_OK)
        *input_id = lc_db_last_rowid(store->db);
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_store_input_count(lc_store *store, int64_t input_id, int64_t rows_in,
                               int64_t rows_kept, int64_t rows_with_findings)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "store/update_input", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":input_id", input_id);
        lc_stmt_bind_int(stmt, ":rows_in", rows_in);
        lc_stmt_bind_int(stmt, ":rows_kept", rows_kept);
        lc_stmt_bind_int(stmt, ":rows_with_findings", rows_with_findings);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_store_parameter_set(lc_store *store, const char *name, const char *value)
{
    return run_with_pair(store, "store/set_parameter", ":name", name, ":value", value);
}

lc_status lc_store_version_set(lc_store *store, const char *component, const char *version)
{
    return run_with_pair(store, "store/set_version", ":component", component, ":version", version);
}

lc_status lc_store_finding_add(lc_store *store, const lc_finding *finding)
{
    static const char *const severities[] = {"note", "warning", "error"};
    lc_status status = LC_OK;
    if (store->add_finding == NULL)
        status = lc_store_query(store, "store/insert_finding", &store->add_finding);
    if (status != LC_OK)
        return status;
    lc_stmt *stmt = store->add_finding;
    lc_stmt_bind_text(stmt, ":stage", store->stage != NULL ? store->stage : "");
    lc_stmt_bind_text(stmt, ":severity", severities[lc_finding_severity(finding->code)]);
    lc_stmt_bind_text(stmt, ":code", finding->code);
    if (finding->input_id > 0)
        lc_stmt_bind_int(stmt, ":input_id", finding->input_id);
    else
        lc_stmt_bind_null(stmt, ":input_id");
    if (finding->row > 0 || finding->has_row)
        lc_stmt_bind_int(stmt, ":row_no", finding->row);
    else
        lc_stmt_bind_null(stmt, ":row_no");
    lc_stmt_bind_text(stmt, ":feature", finding->feature);
    lc_stmt_bind_text(stmt, ":field", finding->field);
    lc_stmt_bind_text(stmt, ":cell", finding->cell);
    lc_stmt_bind_text(stmt, ":value", finding->value);
    lc_stmt_bind_text(stmt, ":detail", finding->detail);
    lc_stmt_bind_double(stmt, ":lon_deg", finding->has_place ? finding->lon_deg : NAN);
    lc_stmt_bind_double(stmt, ":lat_deg", finding->has_place ? finding->lat_deg : NAN);
    return lc_stmt_run(stmt);
}
