/* Sentences with places for figures and names, and words that bend with a number. For room report
 * alone. */
#ifndef LC_REPORT_SENTENCE_H
#define LC_REPORT_SENTENCE_H

#include <stdarg.h>

#include "base/base.h"

/* A text may say "[target|targets]": the first for one, the second for any other number. At `at`,
 * which points to '[': the piece to take, its size in *size, and in *skip how far the whole
 * reaches. NULL, and 0, where it is no such pair. */
const char *lc_plural(const char *at, bool one, size_t *size, size_t *skip);

/* Where a sentence goes: its own words, piece by piece at whole characters, and the texts put into
 * it, never NULL. */
typedef struct lc_sentence_to {
    void (*words)(void *user, const char *bytes, size_t size);
    void (*text)(void *user, const char *text);
    void *user;
} lc_sentence_to;

/* A msgid in the context's language whose {name}s are replaced: pairs of name and text (NULL:
 * nothing), closed by NULL, at most 10. A [one|many] bends with the text before it. */
void lc_sentence(const lc_ctx *ctx, const lc_sentence_to *to, const char *msgid, va_list args);
/* The same as plain text behind another. */
void lc_sentence_addv(const lc_ctx *ctx, lc_text *text, const char *msgid, va_list args);
void lc_sentence_add(const lc_ctx *ctx, lc_text *text, const char *msgid, ...)
    __attribute__((sentinel));

#endif
