#include "source/write.h"

#include <math.h>

lc_status lc_run_all(lc_store *store, const char *const *names, size_t count)
{
    lc_status status = LC_OK;
    for (size_t i = 0; i < count && status == LC_OK; i++)
        status = lc_store_run(store, names[i]);
    return status;
}

void lc_bind_id(lc_stmt *stmt, const char *name, int64_t id)
{
    if (id > 0)
        lc_stmt_bind_int(stmt, name, id);
    else
        lc_stmt_bind_null(stmt, name);
}

void lc_bind_whole(lc_stmt *stmt, const char *name, double number)
{
    if (isnan(number))
        lc_stmt_bind_null(stmt, name);
    else
        lc_stmt_bind_int(stmt, name, (int64_t)number);
}
