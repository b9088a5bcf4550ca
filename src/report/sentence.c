#include "report/sentence.h"

#include <string.h>

enum { PAIRS_MAX = 10 };

const char *lc_plural(const char *at, bool one, size_t *size, size_t *skip)
{
    const char *bar = strchr(at, '|'), *end = strchr(at, ']');
    *size = *skip = 0;
    if (bar == NULL || end == NULL || bar > end)
        return NULL;
    *skip = (size_t)(end - at) + 1;
    *size = (size_t)(one ? bar - at - 1 : end - bar - 1);
    return one ? at + 1 : bar + 1;
}

typedef struct pair {
    const char *name, *text;
} pair;

/* The pair that stands at "{name}", or NULL. */
static const pair *find_pair(const char *at, const pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(pairs[i].name);
        if (strncmp(at + 1, pairs[i].name, size) == 0 && at[1 + size] == '}')
            return &pairs[i];
    }
    return NULL;
}

void lc_sentence(const lc_ctx *ctx, const lc_sentence_to *to, const char *msgid, va_list args)
{
    pair pairs[PAIRS_MAX];
    size_t count = 0;
    for (const char *name; count < PAIRS_MAX && (name = va_arg(args, const char *)) != NULL;
         count++)
        pairs[count] = (pair){name, va_arg(args, const char *)};
    bool one = false; /* was the figure before it 1? */
    for (const char *at = lc_tr(ctx, msgid); *at != '\0';) {
        size_t size, skip;
        const char *piece = *at == '[' ? lc_plural(at, one, &size, &skip) : NULL;
        if (piece != NULL) {
            to->words(to->user, piece, size);
            at += skip;
            continue;
        }
        const pair *found = *at == '{' ? find_pair(at, pairs, count) : NULL;
        if (found == NULL) {
            size = 1 + strcspn(at + 1, "[{");
            to->words(to->user, at, size);
            at += size;
            continue;
        }
        if (found->text != NULL)
            to->text(to->user, found->text);
        one = found->text != NULL && strcmp(found->text, "1") == 0;
        at += strlen(found->name) + 2;
    }
}

/* --- as plain text --- */

static void put_words(void *user, const char *bytes, size_t size)
{
    lc_text_add_bytes(user, bytes, size);
}

static void put_text(void *user, const char *text)
{
    lc_text_add(user, text);
}

void lc_sentence_addv(const lc_ctx *ctx, lc_text *text, const char *msgid, va_list args)
{
    lc_sentence(ctx, &(lc_sentence_to){put_words, put_text, text}, msgid, args);
}

void lc_sentence_add(const lc_ctx *ctx, lc_text *text, const char *msgid, ...)
{
    va_list args;
    va_start(args, msgid);
    lc_sentence_addv(ctx, text, msgid, args);
    va_end(args);
}
