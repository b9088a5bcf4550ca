/* A drawing as librsvg draws it. In a file of its own, compiled without our include paths: GLib's
 * <gio/gio.h> has the name of our room's header. */
#ifndef RSVG_INK_H
#define RSVG_INK_H

#include <stddef.h>

/* How many pixels are darker than the paper. *warnings: what GLib's log heard; *trouble: a message,
 * which stays allocated, when it could not be drawn, else NULL. */
size_t rsvg_ink(const char *svg, const char *style, int *warnings, const char **trouble);

#endif
