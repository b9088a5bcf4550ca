#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/lc_fuzz_XXXXXX";
static char path[sizeof folder + 64];
static int made;

static void tidy(void)
{
    (void)unlink(path);
    (void)rmdir(folder);
}

void fuzz_check(int holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "does not hold: %s\n", what);
        abort();
    }
}

char *fuzz_text(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    fuzz_check(text != NULL, "memory");
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    return text;
}

const char *fuzz_file(const char *name, const uint8_t *data, size_t size)
{
    if (!made) {
        fuzz_check(mkdtemp(folder) != NULL, "a folder below /tmp");
        (void)atexit(tidy);
        made = 1;
    } else {
        (void)unlink(path); /* another case may have had another ending */
    }
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    fuzz_check(file != NULL && fwrite(data, 1, size, file) == size && fclose(file) == 0, path);
    return path;
}
