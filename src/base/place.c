#include "base/place.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/context.h"
#include "base/memory.h"
#include "base/message.h"

char *lc_path_folder(lc_ctx *ctx, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return lc_strdup(ctx, ".");
    return lc_strndup(ctx, path, slash > path ? (size_t)(slash - path) : 1);
}

const char *lc_path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* Cuts the last part off; false at the root. */
static bool cut_last(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash == NULL || path[1] == '\0')
        return false;
    slash[slash == path] = '\0';
    return true;
}

char *lc_path_real(lc_ctx *ctx, const char *path)
{
    struct stat info;
    char *there = lc_strdup(ctx, path), *real = NULL, *out = NULL;
    if (there == NULL)
        return NULL;
    while ((real = realpath(there, NULL)) == NULL) {
        bool absent = (errno == ENOENT || errno == ENOTDIR) && lstat(there, &info) != 0;
        if (!absent || !cut_last(there))
            goto done;
    }
    const char *rest = path + strlen(there);
    rest += strspn(rest, "/");
    if (*rest == '\0')
        out = lc_strdup(ctx, real);
    else
        out = lc_format(ctx, "%s%s%s", real, real[1] == '\0' ? "" : "/", rest);
done:
    free(real);
    free(there);
    return out;
}

const char *lc_path_below(const char *path, const char *folder)
{
    size_t size = strlen(folder);
    if (size == 1) /* "/" */
        return path + 1;
    if (strncmp(path, folder, size) != 0 || (path[size] != '\0' && path[size] != '/'))
        return NULL;
    return path + size + (path[size] == '/');
}

const char *lc_allowed_path(const lc_ctx *ctx, size_t i)
{
    return i < ctx->allowed_count ? ctx->allowed[i] : NULL;
}

lc_status lc_ctx_allow_path(lc_ctx *ctx, const char *folder)
{
    char *real = realpath(folder, NULL);
    if (real == NULL)
        return lc_fail(ctx, LC_USAGE, "The folder %s cannot be opened to the study: %s.", folder,
                       lc_errno_words(ctx, errno));
    char **grown = realloc(ctx->allowed, (ctx->allowed_count + 1) * sizeof *grown);
    if (grown == NULL) {
        free(real);
        return lc_fail_memory(ctx);
    }
    ctx->allowed = grown;
    grown[ctx->allowed_count++] = real;
    return LC_OK;
}
