#include "report/set.h"

#include <stdlib.h>

#include "report/file.h"

lc_status lc_report_set_page(lc_store *store, const lc_set *set, const lc_scope *scope,
                             const char *folder)
{
    (void)set;
    lc_out out;
    char *name =
        lc_format(lc_store_ctx(store), "%s.html", scope->region_id != 0 ? scope->file : "index");
    lc_status status =
        name != NULL ? lc_out_open(lc_store_ctx(store), folder, name, &out) : LC_MEMORY;
    if (name != NULL)
        status = lc_out_close(&out, status);
    free(name);
    return status;
}
