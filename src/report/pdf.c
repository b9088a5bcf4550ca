#include "report/set.h"

#include <stdlib.h>

#include "report/file.h"

lc_status lc_report_pdf(lc_store *store, const lc_scope *scope, const char *folder)
{
    lc_out out;
    char *name = lc_format(lc_store_ctx(store), "%s.pdf", scope->file);
    lc_status status =
        name != NULL ? lc_out_open(lc_store_ctx(store), folder, name, &out) : LC_MEMORY;
    if (name != NULL)
        status = lc_out_close(&out, status);
    free(name);
    return status;
}
