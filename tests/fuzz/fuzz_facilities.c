/* Any bytes as a CSV of facilities, read into the store of a small town. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "fuzz_town.h"

static void check_facilities(lc_store *store)
{
    fuzz_check(fuzz_number(store, "SELECT count(*) - (SELECT sum(rows_kept) FROM input WHERE stage "
                                  "= 'facilities') FROM facility") == 0,
               "rows are counted");
    fuzz_check(fuzz_number(store, "SELECT count(*) FROM facility WHERE facility_id NOT IN (SELECT "
                                  "facility_id FROM facility_entrance)") == 0,
               "each has an entrance");
    fuzz_check(fuzz_number(store, "SELECT count(*) FROM facility WHERE beds < 0 OR places < 0 OR "
                                  "staff < 0 OR meals_per_day < 0 OR area_m2 > 1.8e308") == 0,
               "figures are figures");
    fuzz_check(fuzz_number(store, "SELECT count(*) FROM facility WHERE X(geom) NOT BETWEEN -180 "
                                  "AND 180 OR Y(geom) NOT BETWEEN -90 AND 90") == 0,
               "places are on earth");
    fuzz_check(fuzz_number(store, "SELECT count(*) FROM facility WHERE (opened IS NOT NULL AND "
                                  "opened NOT LIKE '____-__-__') OR (closed IS NOT NULL AND closed "
                                  "NOT LIKE '____-__-__')") == 0,
               "days are days");
    free(fuzz_rows(store, "SELECT code, name, address, ownership FROM facility"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fuzz_town *town = fuzz_town_open("");
    lc_status status =
        fuzz_town_read(town, "facilities", LC_ROLE_FACILITIES, lc_source_facilities, data, size);
    if (status == LC_OK) {
        fuzz_town_check(town, "facilities");
        check_facilities(town->store);
    }
    fuzz_town_end(town);
    return 0;
}
