#include "report/set.h"

#include <stdlib.h>

#include "report/file.h"

static lc_status make_folder(lc_store *store, const char *folder, const char *name)
{
    char *path = lc_format(lc_store_ctx(store), "%s/%s", folder, name);
    lc_status status = path != NULL ? lc_out_folder(lc_store_ctx(store), path) : LC_MEMORY;
    free(path);
    return status;
}

lc_status lc_report_set_assets(lc_store *store, const char *folder)
{
    return make_folder(store, folder, "assets");
}

lc_status lc_report_set_data(lc_store *store, const char *folder)
{
    return make_folder(store, folder, "data");
}
