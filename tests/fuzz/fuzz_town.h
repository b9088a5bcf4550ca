/* A small town that is always the same, and a store in memory that has it: what tables of rows are
 * read against. */
#ifndef LC_TESTS_FUZZ_TOWN_H
#define LC_TESTS_FUZZ_TOWN_H

#include "source/source.h"

typedef struct fuzz_town {
    lc_ctx *ctx; /* its own, English */
    lc_study *study;
    lc_store *store;
} fuzz_town;

/* The study has regions, population, facilities and `rest`, which names further sources (as the
 * file rows.csv); types, regions, population
 * and facilities are in the store. It is kept until the process ends. */
const fuzz_town *fuzz_town_open(const char *rest);
/* The first source of a role. */
lc_source *fuzz_town_source(const fuzz_town *town, lc_role role);

/* Runs a stage on bytes as its source's file, a CSV in memory: the transaction is left open for
 * looking at what it wrote. fuzz_town_end undoes it. */
typedef lc_status fuzz_stage(lc_store *store, const lc_study *study);
lc_status fuzz_town_read(const fuzz_town *town, const char *stage, lc_role role, fuzz_stage *fn,
                         const void *bytes, size_t size);
void fuzz_town_end(const fuzz_town *town);

/* The rows of a query as CSV, each value in quotes, every text of them UTF-8. Free with free(). */
char *fuzz_rows(lc_store *store, const char *sql);
/* The first number of a query's first row, 0 where there is none. */
double fuzz_number(lc_store *store, const char *sql);
/* What holds of a stage that read rows: whatever it did not keep has a finding that names its row,
 * or counts it (people far away), findings are of kinds that we know, and their words are UTF-8. */
void fuzz_town_check(const fuzz_town *town, const char *stage);

#endif
