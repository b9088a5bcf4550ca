/* GDAL without a network and without what the environment adds to it. For this room alone. */
#ifndef LC_GIO_SEAL_H
#define LC_GIO_SEAL_H

/* Once, before the drivers are registered. */
void gio_seal(void);

#endif
