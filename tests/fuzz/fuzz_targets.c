/* Any bytes as a CSV of targets, read into the store of a small town. Whatever is taken is in its
 * one form: written out and read again it is taken again, and is the same. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "fuzz_town.h"

static const char kept[] =
    "SELECT region_code, scope, indicator, parameters, op, printf('%!.17g', value) AS value, unit, "
    "CASE WHEN year IS NOT NULL THEN printf('%04d', year) END AS year, nature FROM target ORDER BY "
    "target_id";

static void check_rows(lc_store *store)
{
    fuzz_check(fuzz_number(store, "SELECT (SELECT count(*) FROM target) - (SELECT sum(rows_kept) "
                                  "FROM input WHERE stage = 'targets')") == 0,
               "rows are counted");
    fuzz_check(fuzz_number(store, "SELECT count(*) FROM target WHERE value < 0 OR abs(value) > "
                                  "1.8e308 OR year NOT BETWEEN 0 AND 9999") == 0,
               "figures are figures");
    free(fuzz_rows(store, "SELECT plan, item, source, text, responsible, item_no, item_en, "
                          "text_en FROM target"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fuzz_town *town = fuzz_town_open("targets:\n  - file: rows.csv\n");
    lc_status status =
        fuzz_town_read(town, "targets", LC_ROLE_TARGETS, lc_source_targets, data, size);
    char *rows = NULL, *again = NULL;
    if (status == LC_OK) {
        fuzz_town_check(town, "targets");
        check_rows(town->store);
        rows = fuzz_rows(town->store, kept);
    }
    fuzz_town_end(town);
    if (rows != NULL && strchr(rows, '\n')[1] != '\0') {
        status =
            fuzz_town_read(town, "targets", LC_ROLE_TARGETS, lc_source_targets, rows, strlen(rows));
        fuzz_check(status == LC_OK, "what was taken is taken again");
        again = fuzz_rows(town->store, kept);
        if (strcmp(rows, again) != 0)
            (void)fprintf(stderr, "%s%s", rows, again);
        fuzz_check(strcmp(rows, again) == 0, "and is the same");
        fuzz_town_end(town);
    }
    free(rows);
    free(again);
    return 0;
}
