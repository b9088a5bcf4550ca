#include "report/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { CHUNK_SIZE = 1 << 18 };

static lc_status fail(lc_out *out, int error)
{
    if (error == ENOSPC || error == EDQUOT)
        return lc_fail(out->ctx, LC_IO,
                       "%s: the disk is full; free some space and run again. Nothing was lost.",
                       out->path);
    return lc_fail(out->ctx, LC_IO, "%s: cannot be written (%s).", out->path,
                   lc_errno_words(out->ctx, error));
}

lc_status lc_out_open(lc_ctx *ctx, const char *folder, const char *name, lc_out *out)
{
    *out = (lc_out){.ctx = ctx};
    lc_text_init(&out->text, ctx);
    out->path = lc_format(ctx, "%s/%s", folder, name);
    if (out->path == NULL)
        return LC_MEMORY;
    out->file = fopen(out->path, "wbx");
    return out->file != NULL ? LC_OK : fail(out, errno);
}

static lc_status write_out(lc_out *out)
{
    lc_status status = lc_text_status(&out->text);
    if (status == LC_OK && out->text.size > 0 &&
        fwrite(out->text.bytes, 1, out->text.size, out->file) != out->text.size)
        status = fail(out, errno);
    out->text.size = 0;
    return status;
}

lc_status lc_out_flush(lc_out *out)
{
    return out->file == NULL || out->text.size < CHUNK_SIZE ? LC_OK : write_out(out);
}

lc_status lc_out_close(lc_out *out, lc_status status)
{
    if (status == LC_OK)
        status = write_out(out);
    bool ours = out->file != NULL;
    if (ours && fclose(out->file) != 0 && status == LC_OK)
        status = fail(out, errno);
    if (ours && status != LC_OK)
        (void)remove(out->path); /* half a file is none */
    lc_text_clear(&out->text);
    free(out->path);
    *out = (lc_out){0};
    return status;
}

lc_status lc_out_folder(lc_ctx *ctx, const char *path)
{
    if (mkdir(path, 0777) == 0)
        return LC_OK;
    return lc_fail(ctx, LC_IO, "%s: cannot be written (%s).", path, lc_errno_words(ctx, errno));
}
