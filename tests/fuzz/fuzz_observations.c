/* Any bytes as a CSV of reported figures, read into the store of a small town: one figure for each
 * question, region and day; and what is taken is taken again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "fuzz_town.h"

static const char kept[] =
    "SELECT region_code, CASE indicator WHEN 'reported' THEN substr(parameters, 5) ELSE indicator "
    "END AS indicator, CASE indicator WHEN 'reported' THEN '' ELSE parameters END AS parameters, "
    "day AS date, printf('%!.17g', value) AS value FROM observation ORDER BY observation_id";
static const char questions[] =
    "SELECT question, region_code, day FROM observation ORDER BY observation_id";

static void check_rows(lc_store *store)
{
    fuzz_check(fuzz_number(store, "SELECT count(*) - count(DISTINCT question || char(10) || "
                                  "region_code || char(10) || day) FROM observation") == 0,
               "one figure for each question");
    fuzz_check(fuzz_number(store, "SELECT count(*) FROM observation WHERE value < 0 OR value > "
                                  "1.8e308 OR rounding < 0 OR rounding > 0.5 OR day NOT GLOB "
                                  "'[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'") == 0,
               "figures are figures, and days are days");
    fuzz_check(fuzz_number(store, "SELECT (SELECT count(*) FROM observation) - (SELECT "
                                  "sum(rows_kept) FROM input WHERE stage = 'observations')") == 0,
               "rows are counted");
    free(fuzz_rows(store, "SELECT unit, source, text, text_en FROM observation"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fuzz_town *town = fuzz_town_open("observations:\n  - file: rows.csv\n");
    lc_status status = fuzz_town_read(town, "observations", LC_ROLE_OBSERVATIONS,
                                      lc_source_observations, data, size);
    char *rows = NULL, *asked = NULL, *again = NULL;
    if (status == LC_OK) {
        fuzz_town_check(town, "observations");
        check_rows(town->store);
        rows = fuzz_rows(town->store, kept);
        asked = fuzz_rows(town->store, questions);
    }
    fuzz_town_end(town);
    if (rows != NULL) {
        status = fuzz_town_read(town, "observations", LC_ROLE_OBSERVATIONS, lc_source_observations,
                                rows, strlen(rows));
        fuzz_check(status == LC_OK, "what was taken is taken again");
        again = fuzz_rows(town->store, questions);
        if (strcmp(asked, again) != 0)
            (void)fprintf(stderr, "%s%s", asked, again);
        fuzz_check(strcmp(asked, again) == 0, "and asks the same");
        fuzz_town_end(town);
    }
    free(rows);
    free(asked);
    free(again);
    return 0;
}
