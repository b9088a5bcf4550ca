#include "base/context.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/message.h"

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

lc_status lc_fail(lc_ctx *ctx, lc_status status, const char *msgid, ...)
{
    if (ctx->failed)
        return status;
    ctx->failed = true;
    va_list args;
    va_start(args, msgid);
    char *text = NULL;
    if (vasprintf(&text, lc_tr(ctx, msgid), args) < 0)
        text = NULL;
    va_end(args);
    free(ctx->message);
    ctx->message = text;
    return status;
}

lc_status lc_fail_memory(lc_ctx *ctx)
{
    if (!ctx->failed) {
        free(ctx->message);
        ctx->message = NULL;
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

void lc_log(lc_ctx *ctx, lc_level level, const char *msgid, ...)
{
    if (ctx->log == NULL)
        return;
    va_list args;
    va_start(args, msgid);
    char *text = NULL;
    if (vasprintf(&text, lc_tr(ctx, msgid), args) >= 0)
        ctx->log(ctx->log_user, level, text);
    va_end(args);
    free(text);
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
