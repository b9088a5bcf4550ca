/* Texts for the fields of a Shapefile, which have a width in bytes and perhaps an encoding that
 * does not hold every character. For this room alone. */
#ifndef LC_GIO_NARROW_H
#define LC_GIO_NARROW_H

#include <iconv.h>

#include "base/base.h"

typedef struct gio_narrow {
    bool gbk;      /* else UTF-8 */
    iconv_t table; /* when gbk */
    int64_t cut;   /* texts that did not fit */
    int64_t lost;  /* texts with characters that the encoding has not; they are ? now */
} gio_narrow;

/* `encoding`: "GBK", else (also NULL) UTF-8. LC_UNSUPPORTED when this system cannot. */
lc_status gio_narrow_open(lc_ctx *ctx, const char *encoding, gio_narrow *narrow);
void gio_narrow_close(gio_narrow *narrow);
/* The text (UTF-8) as it can stand in `width` bytes, whole characters alone: `raw` itself, or one
 * in `made`, which is emptied first. NULL when memory is out. */
const char *gio_narrow_text(gio_narrow *narrow, const char *raw, size_t width, lc_text *made);

#endif
