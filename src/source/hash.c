/* The digest of a source file, with the files that belong to it. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "source/feed.h"

static const struct {
    const char *main;
    const char *parts[5];
} families[] = {
    {".shp", {".shx", ".dbf", ".prj", ".cpg", NULL}},
    {".tab", {".dat", ".map", ".id", ".ind", NULL}},
    {".mif", {".mid", NULL}},
};

static const char *const *parts_of(const char *ending)
{
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (strcasecmp(families[i].main, ending) == 0)
            return families[i].parts;
    return NULL;
}

/* Adds one part, in small or capital letters, when it is there. */
static lc_status add_part(lc_ctx *ctx, lc_hash *hash, const char *path, const char *ending,
                          const char *part, int64_t *size_bytes)
{
    char hex[65];
    int64_t size = 0;
    lc_status status = LC_OK;
    for (int capital = 0; capital < 2; capital++) {
        char *name = lc_format(ctx, "%.*s%s", (int)(ending - path), path, part);
        if (name == NULL)
            return LC_MEMORY;
        for (char *c = name + (ending - path); capital != 0 && *c != '\0'; c++)
            *c = (char)toupper((unsigned char)*c);
        bool there = access(name, F_OK) == 0;
        if (there)
            status = lc_file_sha256(ctx, name, hex, &size);
        free(name);
        if (!there)
            continue;
        lc_hash_text(hash, part);
        lc_hash_text(hash, hex);
        *size_bytes += size;
        return status;
    }
    return LC_OK;
}

lc_status lc_source_sha256(lc_ctx *ctx, const char *path, char hex[65], int64_t *size_bytes)
{
    const char *ending = strrchr(path, '.');
    const char *const *parts = ending != NULL ? parts_of(ending) : NULL;
    lc_status status = lc_file_sha256(ctx, path, hex, size_bytes);
    if (status != LC_OK || parts == NULL)
        return status;
    lc_hash *hash = lc_hash_new(ctx);
    if (hash == NULL)
        return LC_MEMORY;
    lc_hash_text(hash, hex);
    for (size_t i = 0; parts[i] != NULL && status == LC_OK; i++)
        status = add_part(ctx, hash, path, ending, parts[i], size_bytes);
    lc_hash_end(hash, hex);
    return status;
}
