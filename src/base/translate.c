/* The Chinese catalogue is compiled in as gettext's own .mo (GNU gettext manual, "The Format of GNU
 * MO Files"), so the language belongs to a context and neither a system locale nor an install path
 * can lose it. docs/decisions/0002-language.md says why. */
#include <stdint.h>
#include <string.h>

#include "base/context.h"
#include "base/message.h"
#include "lc_catalogue.h"

static uint32_t word_at(const char *mo, size_t offset)
{
    uint32_t word;
    memcpy(&word, mo + offset, sizeof word);
    return word;
}

/* Binary search among the sorted originals. O(log n). */
static const char *find(const char *mo, const char *msgid)
{
    uint32_t low = 0, high = word_at(mo, 8);
    const uint32_t originals = word_at(mo, 12), translations = word_at(mo, 16);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(msgid, mo + word_at(mo, originals + 8 * middle + 4));
        if (order == 0)
            return mo + word_at(mo, translations + 8 * middle + 4);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return msgid;
}

const char *lc_tr(const lc_ctx *ctx, const char *msgid)
{
    if (ctx->language == LC_LANG_EN || msgid[0] == '\0' || lc_catalogue[0].size < 28)
        return msgid;
    return find(lc_catalogue[0].text, msgid);
}
