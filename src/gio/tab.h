/* MapInfo's files: a .tab, which may be no table but a list of others; a .mif, whose rows go on in
 * a .mid. For this room alone. */
#ifndef LC_GIO_TAB_H
#define LC_GIO_TAB_H

#include "base/base.h"

/* LC_INPUT for a seamless table or a view: they name other files, anywhere; for one
 * of more than 10 MB, too. O(size). */
lc_status gio_tab_check(lc_ctx *ctx, const char *path);
/* LC_INPUT unless the .mid beside a .mif has as many rows as were read. O(size). */
lc_status gio_tab_check_mid(lc_ctx *ctx, const char *path, int64_t rows);

#endif
