/* Any bytes as a CSV of people, read into the store of a small town: as points, or (the first byte
 * even) as polygons whose people are spread over a grid. Nobody is lost and nobody invented. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "fuzz_town.h"

static void check_people(lc_store *store)
{
    fuzz_check(fuzz_number(store,
                           "SELECT count(*) FROM unit_people AS u WHERE people_micro <> (SELECT "
                           "coalesce(sum(p.people_micro), 0) FROM demand AS d JOIN demand_people "
                           "AS p USING (demand_id) WHERE d.unit_id = u.unit_id AND p.group_id = "
                           "u.group_id)") == 0,
               "each unit's people are where its points are");
    fuzz_check(fuzz_number(store, "SELECT (SELECT coalesce(sum(people_micro / 1000000), 0) FROM "
                                  "unit_people) - (SELECT coalesce(sum(people_micro / 1000000), "
                                  "0) FROM unit_people WHERE people_micro >= 0)") == 0,
               "nobody is less than nobody");
    fuzz_check(fuzz_number(store, "SELECT count(*) FROM demand WHERE abs(lon_deg) > 180 OR "
                                  "abs(lat_deg) > 90") == 0,
               "homes are on earth");
    fuzz_check(fuzz_number(store, "SELECT count(*) - (SELECT sum(rows_kept) FROM input WHERE stage "
                                  "= 'population') FROM population_unit") == 0,
               "rows are counted");
    free(fuzz_rows(store, "SELECT code, name FROM population_unit"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const fuzz_town *town = fuzz_town_open("");
    lc_source *source = fuzz_town_source(town, LC_ROLE_POPULATION);
    source->form = data[0] % 2 == 0 ? LC_POPULATION_POLYGONS : LC_POPULATION_POINTS;
    source->grid_m = 2000; /* so that no polygon takes long */
    lc_status status = fuzz_town_read(town, "population", LC_ROLE_POPULATION, lc_source_population,
                                      data + 1, size - 1);
    if (status == LC_OK) {
        fuzz_town_check(town, "population");
        check_people(town->store);
    }
    fuzz_town_end(town);
    return 0;
}
