/* Corrected copies of the files that are read. While a file is read, every cell that was understood
 * but is not written the plain way is written so in the copy; what is doubtful stays as it is. For
 * rooms above: make a mender, give it to the study, load, ask for the copies. */
#ifndef LC_SOURCE_MEND_H
#define LC_SOURCE_MEND_H

#include "base/base.h"
#include "study/study.h"

typedef struct lc_mender lc_mender;
/* Writes into `folder`, which must exist. *out is yours (lc_mender_free). */
lc_status lc_mender_new(lc_ctx *ctx, const char *folder, lc_mender **out);
void lc_mender_free(lc_mender *mender);

/* The copy of a file in which something was corrected. */
typedef struct lc_mended {
    const lc_source *source;
    char *path;    /* owned by the mender */
    bool is_layer; /* a GeoPackage in EPSG:4326 with the layer of the original; else a CSV */
} lc_mended;
/* NULL: nothing was to be corrected, or the file could not be written anew without loss. */
const lc_mended *lc_mender_find(const lc_mender *mender, const lc_source *source);
/* Changed cells, dropped rows and repaired shapes of all copies. */
int64_t lc_mender_count(const lc_mender *mender);
/* Of these the words that were written as codes, which is spelling and corrects nothing. */
int64_t lc_mender_code_count(const lc_mender *mender);
/* Writes the list of changes as a table: file, row, field, old, new, reason; words that were
 * written as codes come last. LC_IO. */
lc_status lc_mender_write_list(const lc_mender *mender, const char *path);

#endif
