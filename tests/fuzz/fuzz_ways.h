/* Reading an OpenStreetMap file, whichever of its two forms. */
#ifndef LC_TESTS_FUZZ_WAYS_H
#define LC_TESTS_FUZZ_WAYS_H

#include <stddef.h>
#include <stdint.h>

/* Reads the bytes as a file of that name and checks what comes of them. */
void fuzz_ways(const char *name, const uint8_t *data, size_t size);

#endif
