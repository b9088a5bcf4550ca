/* Statements for files and databases that we write: GDAL binds no parameters, so texts go into them
 * as quoted literals. For this room alone. */
#ifndef LC_GIO_STATEMENT_H
#define LC_GIO_STATEMENT_H

#include <gdal.h>

#include "base/base.h"

/* A parameter of a statement: ":name" is put there as a literal, "@name" as an identifier. */
typedef struct gio_param {
    const char *key, *value;
} gio_param;

/* Adds a statement with its parameters filled in; the comments at its head are left out, as a colon
 * may stand there. */
void gio_statement_fill(lc_text *out, const char *sql, const gio_param *params, size_t count);

/* Runs it; failures show in the caller's gio_quiet. *first (NULL when nobody asks) is the first
 * value of the first row, yours, NULL for none. */
void gio_statement_run(GDALDatasetH dataset, const char *sql, char **first);

#endif
