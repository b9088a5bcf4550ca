#include "fuzz.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[256];
static pid_t maker; /* 0: no folder yet */

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
    (void)info;
    (void)kind;
    (void)walk;
    return remove(path);
}

/* A process that was forked from the maker must leave the folder to it. */
static void tidy(void)
{
    if (getpid() == maker)
        (void)nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void fuzz_check(int holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "does not hold: %s\n", what);
        abort();
    }
}

void fuzz_told(const lc_ctx *ctx, lc_status status)
{
    fuzz_check((status == LC_OK) == (lc_ctx_message(ctx)[0] == '\0'), "a failure says why");
    fuzz_check(status != LC_INTERNAL, "no input is a bug of ours");
    fuzz_check(lc_text_is_utf8(lc_ctx_message(ctx), strlen(lc_ctx_message(ctx))),
               "messages are UTF-8");
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

size_t fuzz_part(const uint8_t *data, size_t size, const uint8_t **rest)
{
    const uint8_t *end = size > 0 ? memchr(data, 0, size) : NULL;
    *rest = end != NULL ? end + 1 : data + size;
    return end != NULL ? (size_t)(end - data) : size;
}

const char *fuzz_folder(void)
{
    if (maker == 0) {
        const char *below = getenv("TMPDIR");
        (void)snprintf(folder, sizeof folder, "%s/lc_fuzz_XXXXXX", below != NULL ? below : "/tmp");
        fuzz_check(mkdtemp(folder) != NULL, "a folder of our own can be made");
        maker = getpid();
        (void)atexit(tidy);
    }
    return folder;
}

const char *fuzz_path(const char *name)
{
    static char path[sizeof folder + 64];
    (void)snprintf(path, sizeof path, "%s/%s", fuzz_folder(), name);
    return path;
}

const char *fuzz_file(const char *name, const uint8_t *data, size_t size)
{
    const char *path = fuzz_path(name);
    FILE *file = fopen(path, "wb");
    fuzz_check(file != NULL && fwrite(data, 1, size, file) == size && fclose(file) == 0, path);
    return path;
}
