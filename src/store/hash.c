/* SHA-256 of files and of fingerprints, by nettle. */
#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"
#include "store/store.h"

struct lc_hash {
    struct sha256_ctx sha;
};

static void finish(struct sha256_ctx *sha, char hex[65])
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(sha, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        (void)snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

static lc_status fail_open(lc_ctx *ctx, const char *path, int error)
{
    if (error == ENOENT)
        return lc_fail(ctx, LC_INPUT, "%s: no such file; check the name and the folder.", path);
    if (error == EISDIR)
        return lc_fail(ctx, LC_INPUT, "%s: is a folder, a file was expected.", path);
    return lc_fail(ctx, LC_INPUT, "%s: cannot be read (%s).", path, lc_errno_words(ctx, error));
}

static lc_status digest_file(lc_ctx *ctx, const char *path, int file, struct sha256_ctx *sha,
                             int64_t *size_bytes)
{
    enum { BLOCK = 1 << 16 };
    uint8_t block[BLOCK];
    for (;;) {
        ssize_t n = read(file, block, sizeof block);
        if (n < 0)
            return fail_open(ctx, path, errno);
        if (n == 0)
            return LC_OK;
        sha256_update(sha, (size_t)n, block);
        *size_bytes += n;
        lc_status status = lc_cancelled(ctx) ? lc_tick(ctx, 0, 0) : LC_OK;
        if (status != LC_OK)
            return status;
    }
}

lc_status lc_file_sha256(lc_ctx *ctx, const char *path, char hex[65], int64_t *size_bytes)
{
    struct sha256_ctx sha;
    sha256_init(&sha);
    hex[0] = '\0';
    *size_bytes = 0;
    struct stat info;
    /* Not blocking: a named pipe would wait for its writer for ever. */
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return fail_open(ctx, path, errno);
    lc_status status = LC_OK;
    if (fstat(file, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode))
        status = lc_fail(ctx, LC_INPUT, "%s: is a device or a pipe, a file was expected.", path);
    if (status == LC_OK)
        status = digest_file(ctx, path, file, &sha, size_bytes);
    close(file);
    if (status == LC_OK)
        finish(&sha, hex);
    return status;
}

lc_hash *lc_hash_new(lc_ctx *ctx)
{
    lc_hash *hash = lc_alloc(ctx, 1, sizeof *hash);
    if (hash != NULL)
        sha256_init(&hash->sha);
    return hash;
}

/* Each text goes in with a mark and its size, so that neighbours cannot run together. */
void lc_hash_text(lc_hash *hash, const char *text)
{
    uint64_t size = text == NULL ? UINT64_MAX : strlen(text);
    sha256_update(&hash->sha, sizeof size, (const uint8_t *)&size);
    if (text != NULL)
        sha256_update(&hash->sha, (size_t)size, (const uint8_t *)text);
}

void lc_hash_number(lc_hash *hash, double number)
{
    char text[32];
    (void)lc_print(text, sizeof text, "%.17g", number);
    lc_hash_text(hash, text);
}

void lc_hash_bytes(lc_hash *hash, const void *bytes, size_t size)
{
    sha256_update(&hash->sha, size, bytes);
}

void lc_hash_end(lc_hash *hash, char hex[65])
{
    finish(&hash->sha, hex);
    free(hash);
}
