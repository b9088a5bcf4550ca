/* The context every call works in: language, messages, progress, cancelling. See lifecircle.h. */
#ifndef LIFECIRCLE_CONTEXT_H
#define LIFECIRCLE_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>

#if defined(__GNUC__)
#define LC_API __attribute__((visibility("default")))
#else
#define LC_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What every function that can fail returns. The words, with what the user can do, are in the
 * context. */
typedef enum lc_status {
    LC_OK = 0,
    LC_USAGE,       /* the caller's arguments make no sense */
    LC_INPUT,       /* an input file cannot be used */
    LC_EXISTS,      /* an output is there already and overwriting was not asked for */
    LC_IO,          /* reading or writing failed: permission, full disk, broken device */
    LC_BUSY,        /* another process holds the store */
    LC_STORE,       /* the store is damaged, or was written by a newer program */
    LC_MEMORY,      /* out of memory */
    LC_CANCELLED,   /* lc_ctx_cancel was called; everything is as before the stage */
    LC_UNSUPPORTED, /* this build cannot do it (a driver or a library is missing) */
    LC_INTERNAL     /* a bug of ours */
} lc_status;

typedef enum lc_language { LC_LANG_ZH = 0, LC_LANG_EN = 1 } lc_language;

typedef enum lc_level { LC_LOG_NOTE = 0, LC_LOG_WARNING = 1, LC_LOG_ERROR = 2 } lc_level;

/* Opaque. One context belongs to one thread at a time; only lc_ctx_cancel may be called from
 * elsewhere. */
typedef struct lc_ctx lc_ctx;

/* A line for a person, already in the context's language; `text` is borrowed for the call. */
typedef void lc_log_fn(void *user, lc_level level, const char *text);

/* Progress of stage `index` of `count` (from 0), named `stage` in the context's language; share_01
 * runs from 0 to 1. */
typedef void lc_progress_fn(void *user, const char *stage, int index, int count, double share_01);

/* A new context: Chinese, silent, one thread per core. NULL when memory is out. Free with
 * lc_ctx_free. */
LC_API lc_ctx *lc_ctx_new(void);
/* Frees a context; NULL is accepted. */
LC_API void lc_ctx_free(lc_ctx *ctx);

LC_API void lc_ctx_set_language(lc_ctx *ctx, lc_language language);
LC_API lc_language lc_ctx_language(const lc_ctx *ctx);
LC_API void lc_ctx_set_log(lc_ctx *ctx, lc_log_fn *fn, void *user);
LC_API void lc_ctx_set_progress(lc_ctx *ctx, lc_progress_fn *fn, void *user);
/* Worker threads, >= 1; 0 takes the number of cores. Results never depend on it. */
LC_API void lc_ctx_set_threads(lc_ctx *ctx, int threads);
LC_API int lc_ctx_threads(const lc_ctx *ctx);

/* Opens a folder (or one file) to the studies that are run in this context, beside each study's own
 * folder and what its `allow_paths` name: for what no study may open by itself. LC_USAGE when it is
 * not there. */
LC_API lc_status lc_ctx_allow_path(lc_ctx *ctx, const char *folder);

/* Asks the running call to stop at its next tick with LC_CANCELLED. Async-signal-safe. */
LC_API void lc_ctx_cancel(lc_ctx *ctx);

/* The last failure in words, "" when there was none. Borrowed until the next failing call. */
LC_API const char *lc_ctx_message(const lc_ctx *ctx);

/* Looks an English text up in the context's language; returns it unchanged where no translation
 * exists. Borrowed. */
LC_API const char *lc_tr(const lc_ctx *ctx, const char *msgid) __attribute__((format_arg(2)));

#ifdef __cplusplus
}
#endif
#endif
