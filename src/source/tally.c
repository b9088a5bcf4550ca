/* What a file of people has in each region, added up while its places are written. */
#include <stdlib.h>
#include <string.h>

#include "source/people.h"

lc_status lc_people_tally_open(lc_people *people)
{
    int64_t last = 0;
    lc_status status = lc_store_count(people->store, "source/select_last_region", &last);
    if (status != LC_OK)
        return status;
    people->tally_regions = last;
    people->tally =
        lc_alloc(people->ctx, (size_t)(last + 1) * LC_GROUPS_MAX, sizeof *people->tally);
    return people->tally != NULL ? LC_OK : LC_MEMORY;
}

void lc_people_tally_add(lc_people *people, size_t group, int64_t people_micro)
{
    if (people->region_id > 0 && people->region_id <= people->tally_regions)
        people->tally[people->region_id * LC_GROUPS_MAX + (int64_t)group] += people_micro;
}

lc_status lc_people_tally_write(lc_people *people)
{
    const size_t size = (size_t)(people->tally_regions + 1) * LC_GROUPS_MAX;
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(people->store, "source/insert_people_found", &stmt);
    for (size_t i = 0; status == LC_OK && i < size; i++) {
        if (people->tally[i] == 0)
            continue;
        lc_stmt_bind_int(stmt, ":input_id", people->input_id);
        lc_stmt_bind_int(stmt, ":group_id", (int64_t)(i % LC_GROUPS_MAX) + 1);
        lc_stmt_bind_int(stmt, ":region_id", (int64_t)(i / LC_GROUPS_MAX));
        lc_stmt_bind_int(stmt, ":people_micro", people->tally[i]);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    memset(people->tally, 0, size * sizeof *people->tally);
    return status;
}
