#include "base/context.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/message.h"
#include "base/print.h"
#include "base/text.h"

/* Said when even the message cannot be allocated. */
static const char *const memory_text =
    LC_N("Out of memory: close other programs, or run on a smaller area.");

lc_ctx *lc_ctx_new(void)
{
    lc_ctx *ctx = calloc(1, sizeof *ctx);
    if (ctx != NULL)
        lc_ctx_set_threads(ctx, 0);
    return ctx;
}

void lc_ctx_free(lc_ctx *ctx)
{
    if (ctx == NULL)
        return;
    free(ctx->message);
    for (size_t i = 0; i < ctx->allowed_count; i++)
        free(ctx->allowed[i]);
    free(ctx->allowed);
    free(ctx);
}

void lc_ctx_set_language(lc_ctx *ctx, lc_language language)
{
    ctx->language = language;
}

lc_language lc_ctx_language(const lc_ctx *ctx)
{
    return ctx->language;
}

void lc_ctx_set_log(lc_ctx *ctx, lc_log_fn *fn, void *user)
{
    ctx->log = fn;
    ctx->log_user = user;
}

void lc_ctx_set_progress(lc_ctx *ctx, lc_progress_fn *fn, void *user)
{
    ctx->progress = fn;
    ctx->progress_user = user;
}

void lc_ctx_set_threads(lc_ctx *ctx, int threads)
{
    long cores = threads > 0 ? threads : sysconf(_SC_NPROCESSORS_ONLN);
    ctx->threads = cores < 1 ? 1 : cores > 256 ? 256 : (int)cores;
}

int lc_ctx_threads(const lc_ctx *ctx)
{
    return ctx->threads;
}

void lc_ctx_cancel(lc_ctx *ctx)
{
    atomic_store_explicit(&ctx->cancel, true, memory_order_relaxed);
}

bool lc_cancelled(const lc_ctx *ctx)
{
    return atomic_load_explicit(&ctx->cancel, memory_order_relaxed);
}

const char *lc_ctx_message(const lc_ctx *ctx)
{
    if (!ctx->failed)
        return "";
    return ctx->message != NULL ? ctx->message : lc_tr(ctx, memory_text);
}

const char *lc_failed_msgid(const lc_ctx *ctx)
{
    return ctx->failed ? ctx->msgid : "";
}

/* The message with its blanks filled, UTF-8 whatever stands in them: names of files and what
 * libraries say need not be. Free with free(); NULL when memory is out. */
static char *fill(lc_ctx *ctx, const char *msgid, va_list args)
    __attribute__((format(printf, 2, 0)));
static char *fill(lc_ctx *ctx, const char *msgid, va_list args)
{
    char *words = NULL;
    lc_text clean;
    if (lc_vprint_new(&words, lc_tr(ctx, msgid), args) < 0)
        return NULL;
    if (lc_text_is_utf8(words, strlen(words)))
        return words;
    lc_text_init(&clean, ctx);
    lc_text_add_clean(&clean, words, strlen(words));
    free(words);
    if (!clean.failed)
        return clean.bytes;
    free(clean.bytes);
    return NULL;
}

lc_status lc_fail(lc_ctx *ctx, lc_status status, const char *msgid, ...)
{
    if (ctx->failed)
        return status;
    ctx->failed = true;
    ctx->msgid = msgid;
    va_list args;
    va_start(args, msgid);
    char *text = fill(ctx, msgid, args);
    va_end(args);
    free(ctx->message);
    ctx->message = text;
    return status;
}

lc_status lc_fail_as(lc_ctx *ctx, lc_status status, const lc_ctx *other)
{
    if (ctx->failed)
        return status;
    free(ctx->message);
    ctx->message = other->message != NULL ? strdup(other->message) : NULL;
    ctx->msgid = lc_failed_msgid(other);
    ctx->failed = true;
    return status;
}

lc_status lc_fail_memory(lc_ctx *ctx)
{
    if (!ctx->failed) {
        free(ctx->message);
        ctx->message = NULL;
        ctx->msgid = memory_text;
        ctx->failed = true;
    }
    return LC_MEMORY;
}

void lc_ctx_forget(lc_ctx *ctx)
{
    ctx->failed = false;
    free(ctx->message);
    ctx->message = NULL;
}

void lc_ctx_clear(lc_ctx *ctx)
{
    lc_ctx_forget(ctx);
    atomic_store(&ctx->cancel, false);
}

const char *lc_errno_words(const lc_ctx *ctx, int error)
{
    static const struct {
        int error;
        const char *words;
    } known[] = {
        {EACCES, LC_N("no permission")},
        {EPERM, LC_N("not permitted")},
        {EROFS, LC_N("the disk is read-only")},
        {ENOSPC, LC_N("the disk is full")},
        {EDQUOT, LC_N("your share of the disk is used up")},
        {EFBIG, LC_N("the file would be larger than allowed")},
        {EIO, LC_N("the device does not answer")},
        {ENOENT, LC_N("there is no such file or folder")},
        {ENOTDIR, LC_N("a part of the path is no folder")},
        {EISDIR, LC_N("it is a folder")},
        {EEXIST, LC_N("it is there already")},
        {ENOTEMPTY, LC_N("the folder is not empty")},
        {ENAMETOOLONG, LC_N("the name is too long")},
        {ELOOP, LC_N("links lead in a circle")},
        {EMFILE, LC_N("too many open files")},
        {EBUSY, LC_N("another program uses it")},
        {EXDEV, LC_N("it lies on another disk")},
        {ENOMEM, LC_N("out of memory")},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].error == error)
            return lc_tr(ctx, known[i].words);
    return strerror(error);
}

lc_status lc_fail_write(lc_ctx *ctx, const char *path, int error)
{
    return lc_fail(ctx, LC_IO, "%s cannot be written: %s", path, lc_errno_words(ctx, error));
}

void lc_log(lc_ctx *ctx, lc_level level, const char *msgid, ...)
{
    if (ctx->log == NULL)
        return;
    va_list args;
    va_start(args, msgid);
    char *text = fill(ctx, msgid, args);
    if (text != NULL)
        ctx->log(ctx->log_user, level, text);
    va_end(args);
    free(text);
}

void lc_log_text(lc_ctx *ctx, lc_level level, const char *text)
{
    if (ctx->log != NULL)
        ctx->log(ctx->log_user, level, text);
}

void lc_progress_pieces(lc_ctx *ctx, const char *label, int done, int count, double share_01)
{
    if (ctx->progress != NULL)
        ctx->progress(ctx->progress_user, lc_tr(ctx, label), done, count, share_01);
}

void lc_progress_stage(lc_ctx *ctx, const char *label, int index, int count)
{
    ctx->stage = label;
    ctx->stage_index = index;
    ctx->stage_count = count;
    ctx->last_percent = -1;
    (void)lc_tick(ctx, 0, 1);
}

lc_status lc_tick(lc_ctx *ctx, uint64_t done, uint64_t total)
{
    if (lc_cancelled(ctx))
        return lc_fail(ctx, LC_CANCELLED, "Stopped as asked; nothing of this stage was kept.");
    if (ctx->progress == NULL || ctx->stage == NULL)
        return LC_OK;
    double share_01 = total == 0 ? 0.0 : done >= total ? 1.0 : (double)done / (double)total;
    int percent = (int)(share_01 * 100);
    if (percent > ctx->last_percent) {
        ctx->last_percent = percent;
        ctx->progress(ctx->progress_user, lc_tr(ctx, ctx->stage), ctx->stage_index,
                      ctx->stage_count, share_01);
    }
    return LC_OK;
}
