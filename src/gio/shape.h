/* A Shapefile is three files or more: are they all there, whole, and in which encoding? For this
 * room alone. */
#ifndef LC_GIO_SHAPE_H
#define LC_GIO_SHAPE_H

#include <lifecircle/context.h>

#include "gio/encoding.h"

/* .shx missing, or a .shp, .shx or .dbf shorter than its header says: LC_INPUT names the file. A
 * missing .dbf is no failure. `path` ends in .shp or .dbf. */
lc_status gio_shape_check(lc_ctx *ctx, const char *path);

/* What the .cpg says, else the language driver byte of the .dbf; false when neither does (the
 * "ANSI" of 0x57 says nothing: which ANSI depends on the machine that wrote it). */
bool gio_shape_encoding(lc_ctx *ctx, const char *path, char out[GIO_ENCODING_SIZE]);

#endif
