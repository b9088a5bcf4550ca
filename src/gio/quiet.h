/* GDAL with its mouth shut: what it would print is kept for our own message. For this room alone.
 */
#ifndef LC_GIO_QUIET_H
#define LC_GIO_QUIET_H

#include <lifecircle/context.h>

/* Between begin and end, on one thread; pairs nest. The first failure is kept, as the later ones
 * only follow from it. */
typedef struct gio_quiet {
    char words[400]; /* GDAL's, valid UTF-8; "" when nothing failed */
    bool failed;
    bool no_memory;
} gio_quiet;

/* Registers GDAL's drivers once per process; any thread. */
void gio_start(void);
void gio_quiet_begin(gio_quiet *quiet);
void gio_quiet_end(gio_quiet *quiet);

#endif
