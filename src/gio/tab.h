/* MapInfo's .tab, which may be no table but a list of others. For this room alone. */
#ifndef LC_GIO_TAB_H
#define LC_GIO_TAB_H

#include "base/base.h"

/* LC_INPUT for a seamless table or a view: they name other files, anywhere. O(size). */
lc_status gio_tab_check(lc_ctx *ctx, const char *path);

#endif
