/* The study's one SpatiaLite file: schema and migrations, the query registry, stages, provenance,
 * findings. */
#ifndef LC_STORE_STORE_H
#define LC_STORE_STORE_H

#include <lifecircle/context.h>
#include <stdint.h>

#include "db/db.h"

typedef struct lc_store lc_store;

typedef enum lc_store_mode {
    LC_STORE_READ,  /* must exist, must be of this edition */
    LC_STORE_WRITE, /* created or migrated as needed */
    LC_STORE_MEMORY /* for tests */
} lc_store_mode;

/* Opens (creates, migrates) the store. LC_STORE when it was written by a newer program or is none
 * of ours. *out is yours. */
lc_status lc_store_open(lc_ctx *ctx, const char *path, lc_store_mode mode, lc_store **out);
void lc_store_close(lc_store *store);
lc_db *lc_store_db(const lc_store *store);
lc_ctx *lc_store_ctx(const lc_store *store);
/* The file, as it was opened; NULL for a store in memory. Borrowed. */
const char *lc_store_path(const lc_store *store);

/* --- queries --- */
/* A prepared statement of queries/<name>.sql, e.g. "source/insert_region". *out is yours
 * (lc_stmt_free). An unknown name is our bug. */
lc_status lc_store_query(lc_store *store, const char *name, lc_stmt **out);
/* Prepares, runs and frees a statement without parameters. */
lc_status lc_store_run(lc_store *store, const char *name);
/* The same for a statement whose one parameter is a text; NULL binds NULL. */
lc_status lc_store_run_text(lc_store *store, const char *name, const char *parameter,
                            const char *text);
/* Hears of one row; a status other than LC_OK ends the reading and is returned. */
typedef lc_status lc_row_fn(void *user, lc_stmt *row);
/* Calls fn for every row of a statement and frees it. Passes `status` on where it is not LC_OK; the
 * statement may be NULL then. */
lc_status lc_store_rows(lc_status status, lc_stmt *stmt, lc_row_fn *fn, void *user);
/* Calls fn for every row of a statement without parameters. */
lc_status lc_store_each(lc_store *store, const char *name, lc_row_fn *fn, void *user);
/* One whole number from a statement without parameters (0 when it returns no row). */
lc_status lc_store_count(lc_store *store, const char *name, int64_t *out);
/* The embedded statements, for the contract test: name and SQL of query i; NULL past the last.
 * Static. */
const char *lc_store_query_name(size_t i, const char **sql);

/* --- stages --- */
/* Is the stage done with this very fingerprint? */
lc_status lc_store_stage_is_fresh(lc_store *store, const char *stage, const char *fingerprint,
                                  bool *fresh);
/* Begins a transaction and forgets what the stage had recorded: its inputs, its findings and
 * itself. The stage's own tables are its business. */
lc_status lc_store_stage_begin(lc_store *store, const char *stage);
/* Records the fingerprint and commits. */
lc_status lc_store_stage_commit(lc_store *store, const char *fingerprint);
/* Back to before lc_store_stage_begin; harmless when there is nothing to undo. */
void lc_store_stage_rollback(lc_store *store);

/* --- provenance --- */
typedef struct lc_input {
    const char *role, *path, *layer, *driver, *crs, *encoding,
        *year; /* NULL where it does not apply */
    int64_t size_bytes;
    const char *sha256; /* 64 hex digits */
} lc_input;
/* Adds a file to the current stage. */
lc_status lc_store_input_add(lc_store *store, const lc_input *input, int64_t *input_id);
lc_status lc_store_input_count(lc_store *store, int64_t input_id, int64_t rows_in,
                               int64_t rows_kept, int64_t rows_with_findings);
/* SHA-256 (FIPS 180-4, by nettle) of a file's bytes as hex, and its size. A folder or a missing
 * file is LC_INPUT. */
lc_status lc_file_sha256(lc_ctx *ctx, const char *path, char hex[65], int64_t *size_bytes);
/* SHA-256 of texts, for fingerprints. Feed with lc_hash_text; NULL and "" differ. */
typedef struct lc_hash lc_hash;
lc_hash *lc_hash_new(lc_ctx *ctx);
void lc_hash_text(lc_hash *hash, const char *text);
void lc_hash_number(lc_hash *hash, double number);
/* Bytes of a length that what was fed before tells. */
void lc_hash_bytes(lc_hash *hash, const void *bytes, size_t size);
/* Writes the digest and frees the hash. */
void lc_hash_end(lc_hash *hash, char hex[65]);

lc_status lc_store_parameter_set(lc_store *store, const char *name, const char *value);
lc_status lc_store_version_set(lc_store *store, const char *component, const char *version);

/* --- findings --- */
typedef enum lc_severity { LC_FINDING_NOTE, LC_FINDING_WARNING, LC_FINDING_ERROR } lc_severity;
typedef struct lc_finding {
    const char *code; /* one of src/store/finding.c; its severity and words are there */
    int64_t input_id; /* 0: of no file */
    int64_t row;      /* 0: of no row, unless has_row: the first feature of many formats is 0 */
    bool has_row;
    const char *feature, *field, *value, *detail; /* NULL where there is none */
    const char *cell; /* of a spreadsheet: "Sheet1!C12"; NULL where there is none */
    bool has_place;
    double lon_deg, lat_deg; /* where has_place; NAN, NAN are no place either */
} lc_finding;
lc_status lc_store_finding_add(lc_store *store, const lc_finding *finding);
/* The severity of a code. */
lc_severity lc_finding_severity(const char *code);
/* The words of a finding in the context's language: what is wrong and what to do. Free with free();
 * NULL when memory is out. */
char *lc_finding_text(lc_ctx *ctx, const char *code, const char *field, const char *value,
                      const char *detail);
/* The same apart: what is wrong, and what to do, "" where nothing is to be done. */
char *lc_finding_reason(lc_ctx *ctx, const char *code, const char *field, const char *value,
                        const char *detail);
char *lc_finding_advice(lc_ctx *ctx, const char *code, const char *field, const char *value,
                        const char *detail);
/* Binds :grave of a statement: the codes that make figures of the whole study doubtful, a blank
 * before and behind each. */
void lc_finding_bind_grave(lc_stmt *stmt);
/* A grave finding: its file (NULL: of none), row and feature (NULL), its words in the
 * context's language, and how many of this kind the file has. */
typedef struct lc_grave {
    const char *path, *feature, *reason, *advice; /* borrowed */
    int64_t row;                                  /* -1: of none */
    int64_t alike;
} lc_grave;
typedef lc_status lc_grave_fn(void *user, const lc_grave *grave);
/* Hears of the grave findings, one of each kind and file: at most `most`. *kinds: all there are. */
lc_status lc_store_each_grave(lc_store *store, size_t most, lc_grave_fn *fn, void *user,
                              size_t *kinds);
/* "facilities.csv, row 3 (North): words advice", with how many are alike. Free with free(). */
char *lc_grave_words(lc_ctx *ctx, const lc_grave *grave);
/* Code i of the table, NULL past the last, and its English words. For tests and the docs page. */
const char *lc_finding_code(size_t i, const char **msgid);

#endif
