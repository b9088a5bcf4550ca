/* Any bytes as a study's own table of facility types: taken on top of the built-in one, or refused
 * with words. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "fuzz_town.h"
#include "source/catalogue.h"

static void check_types(lc_store *store)
{
    fuzz_check(fuzz_number(store, "SELECT count(*) FROM facility_type WHERE code = '' OR name_zh = "
                                  "'' OR standard_area_m2 < 0 OR area_max_m2 < 0") == 0,
               "a type is whole");
    fuzz_check(fuzz_number(store, "SELECT count(*) FROM facility_type WHERE code NOT IN (SELECT "
                                  "code FROM type_set)") == 0,
               "each type is a set of its own");
    fuzz_check(fuzz_number(store, "SELECT count(*) FROM type_set_member WHERE type_id NOT IN "
                                  "(SELECT type_id FROM facility_type)") == 0,
               "sets are of types");
    free(fuzz_rows(store, "SELECT code, name_zh, name_en, colour FROM facility_type"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fuzz_town *town = fuzz_town_open("");
    const char *path = fuzz_file("types.csv", data, size);
    lc_study study = *town->study;
    study.types = lc_strdup(town->ctx, path);
    study.types_written = study.types;
    lc_ctx_clear(town->ctx);
    fuzz_check(lc_store_stage_begin(town->store, "types") == LC_OK, "a stage begins");
    lc_status status = lc_source_types(town->store, &study);
    fuzz_told(town->ctx, status);
    if (status == LC_OK)
        check_types(town->store);
    fuzz_town_end(town);
    free(study.types);
    return 0;
}
