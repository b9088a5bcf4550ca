/* A CSV file as a stream of raw records with the line each begins at. GDAL's own CSV driver can
 * tell neither lines nor rows with too many fields, and has no encodings. For this room alone. */
#ifndef LC_GIO_CSV_H
#define LC_GIO_CSV_H

#include "base/base.h"
#include "gio/encoding.h"

typedef struct gio_csv gio_csv;

/* One field of a record: bytes as in the file, quotes resolved. */
typedef struct gio_csv_field {
    const char *bytes;
    size_t size;
} gio_csv_field;

/* True for the endings that are read as text tables: .csv .tsv .txt */
bool gio_csv_is(const char *path);
/* Where the text is. */
typedef struct gio_csv_source {
    const char *path;  /* the file; of a text in memory only its name */
    const char *bytes; /* borrowed; NULL: the file */
    size_t byte_count;
} gio_csv_source;

/* Reads the file once to learn the separator (comma, semicolon, tab: the most frequent in the first
 * line) and, with encoding NULL, what its lines are encoded in; O(file), memory of the longest
 * line. */
lc_status gio_csv_open(lc_ctx *ctx, const gio_csv_source *source, const char *encoding,
                       gio_csv **out);
void gio_csv_close(gio_csv *csv);
gio_decoder *gio_csv_decoder(gio_csv *csv);
/* The next record that is not an empty line; *fields is NULL after the last. Borrowed until the
 * next call. */
lc_status gio_csv_next(gio_csv *csv, const gio_csv_field **fields, size_t *count, int64_t *line);
/* Back to the first record. */
lc_status gio_csv_rewind(gio_csv *csv);
double gio_csv_share(const gio_csv *csv);

#endif
