/* Failing, logging, progress and cancelling. A failure is told once, where it happens, in words a
 * planner can act on. */
#ifndef LC_BASE_MESSAGE_H
#define LC_BASE_MESSAGE_H

#include <lifecircle/context.h>
#include <stdint.h>

/* Marks a text for translation without looking it up (for tables). */
#define LC_N(text) text

/* Records the message (a msgid, translated before formatting) and returns `status`, so `return
 * lc_fail(...)` reads well. The first failure wins: while unwinding, later ones do not hide it;
 * lc_ctx_clear starts afresh. */
lc_status lc_fail(lc_ctx *ctx, lc_status status, const char *msgid, ...)
    __attribute__((format(printf, 3, 4)));

/* The English msgid of the recorded failure, its blanks not filled; "" when there is none. For what
 * is kept and shown later, perhaps in another language. Borrowed. */
const char *lc_failed_msgid(const lc_ctx *ctx);

/* What an errno means, in the context's language. Borrowed until the next call of the C library's
 * strerror. */
const char *lc_errno_words(const lc_ctx *ctx, int error);

/* The failure that another context holds becomes this one's, in its words: for work that was handed
 * to a thread with a context of its own. Returns `status`. */
lc_status lc_fail_as(lc_ctx *ctx, lc_status status, const lc_ctx *other);

/* Out of memory, in words; returns LC_MEMORY. */
lc_status lc_fail_memory(lc_ctx *ctx);
/* LC_IO: a file that cannot be written, and why. */
lc_status lc_fail_write(lc_ctx *ctx, const char *path, int error);

/* Forgets the recorded failure and the wish to cancel; a public entry calls it first. */
void lc_ctx_clear(lc_ctx *ctx);
/* Forgets the recorded failure alone: for a caller that tries something and can go on without it.
 */
void lc_ctx_forget(lc_ctx *ctx);

/* A line for the log (a msgid, translated before formatting). */
void lc_log(lc_ctx *ctx, lc_level level, const char *msgid, ...)
    __attribute__((format(printf, 3, 4)));

/* A line that is in the context's language already. */
void lc_log_text(lc_ctx *ctx, lc_level level, const char *text);

/* Names the stage that the following ticks belong to: `label` is a msgid, borrowed until the next
 * stage. */
void lc_progress_stage(lc_ctx *ctx, const char *label, int index, int count);

/* The same for work in `count` pieces, of which `done` are: share_01 of all of it, whatever the
 * pieces weigh. */
void lc_progress_pieces(lc_ctx *ctx, const char *label, int done, int count, double share_01);

/* Every long loop calls this: reports progress (at most every whole percent) and answers
 * LC_CANCELLED when asked to stop. total 0 means unknown. Main thread only. */
lc_status lc_tick(lc_ctx *ctx, uint64_t done, uint64_t total);

/* True once lc_ctx_cancel was called; cheap, any thread. */
bool lc_cancelled(const lc_ctx *ctx);

#endif
