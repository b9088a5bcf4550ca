/* Workbooks and other zip files of XML that somebody else's writer made. */
#ifndef LC_GIO_ZIP_H
#define LC_GIO_ZIP_H

#include "base/base.h"

/* Can every part of it be read, and is it whole XML? Parts above some megabytes are left out: they
 * would be built in memory many times as large. */
bool lc_zip_is_xml(lc_ctx *ctx, const char *path);

#endif
