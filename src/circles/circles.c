#include "circles/circles.h"

#include "circles/town.h"

static lc_status forget(lc_store *store)
{
    static const char *const queries[] = {"circles/delete_demand", "circles/delete_facilities",
                                          "circles/delete_circles", "circles/delete_tree",
                                          "circles/delete_regions"};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof queries / sizeof *queries; i++)
        status = lc_store_run(store, queries[i]);
    return status;
}

lc_status lc_circles_run(lc_store *store, const lc_study *study, const lc_streets *streets)
{
    town t = {0};
    lc_status status = forget(store);
    if (status != LC_OK || !study->circles.asked)
        return status;
    status = town_read(store, &study->circles, streets, &t);
    if (status == LC_OK)
        status = town_find_centres(&t);
    if (status == LC_OK)
        status = town_form_further(&t);
    if (status == LC_OK)
        status = town_write(&t);
    town_clear(&t);
    return status;
}
