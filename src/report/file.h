/* A text file that is written in one go and tells when the disk was full. For room report alone. */
#ifndef LC_REPORT_FILE_H
#define LC_REPORT_FILE_H

#include <lifecircle/context.h>
#include <stdio.h>

#include "base/base.h"

typedef struct lc_out {
    lc_ctx *ctx;
    FILE *file; /* NULL: the text is collected, for another use */
    char *path;
    lc_text text; /* what is not written yet */
} lc_out;

/* Creates folder/name; free with lc_out_close also after a failure. */
lc_status lc_out_open(lc_ctx *ctx, const char *folder, const char *name, lc_out *out);
/* Writes the collected text when it has grown large; call it after each row. */
lc_status lc_out_flush(lc_out *out);
/* Writes the rest and closes; LC_IO when anything did not reach the disk. Passes an earlier failure
 * on. After any of them the file is removed. */
lc_status lc_out_close(lc_out *out, lc_status status);

/* Makes a folder that must not be there. */
lc_status lc_out_folder(lc_ctx *ctx, const char *path);

#endif
