#include "report/units.h"

#include <string.h>

#include "report/sentence.h"

typedef struct unit_words {
    const char *unit, *words;
} unit_words;

/* Codes of units. The space also keeps these msgids apart from the names of fields. */
static const unit_words coded[] = {
    {"m2/1000", LC_N(" m²/1,000")},
    {"m2", LC_N(" m²")},
    {"m2/person", LC_N(" m² per person")},
    {"m2/人", LC_N(" m² per person")},
    {"people", LC_N(" [person|people]")},
    {"people/1000", LC_N(" [person|people] per 1,000")},
    {"人/1000", LC_N(" [person|people] per 1,000")},
    {"people/100", LC_N(" [person|people] per 100")},
    {"人/100", LC_N(" [person|people] per 100")},
    {"functions", LC_N(" [function|functions]")},
    {"min", LC_N(" [minute|minutes]")},
    {"beds", LC_N(" [bed|beds]")},
    {"places", LC_N(" [place|places]")},
    {"staff", LC_N(" staff")},
    {"staff/1000", LC_N(" staff per 1,000")},
    {"staff/100 beds", LC_N(" staff per 100 beds")},
    {"facilities", LC_N(" [facility|facilities]")},
    {"households", LC_N(" [household|households]")},
    {"meals/day", LC_N(" [meal|meals] a day")},
    {"as reported", LC_N(" as reported")},
};

/* What Chinese plans write, for an English page; a Chinese one shows it as written. */
static const unit_words chinese[] = {
    {"家", " [facility|facilities]"},
    {"处", " [facility|facilities]"},
    {"所", " [facility|facilities]"},
    {"张", " [bed|beds]"},
    {"人", " [person|people]"},
    {"名", " [person|people]"},
    {"户", " [household|households]"},
    {"人次", " [attendance|attendances]"},
    {"项", " [item|items]"},
    {"个", ""},
    {"个街道", " [street|streets]"},
    {"个街镇", " [street or town|streets and towns]"},
    {"个托额", " [place|places]"},
    {"客/日", " [meal|meals] a day"},
    {"场/年", " [event|events] a year"},
    {"次/年", " [time|times] a year"},
    {"次/月", " [time|times] a month"},
    {"平方米", " m²"},
};

static const char *find(const unit_words *table, size_t count, const char *unit)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(table[i].unit, unit) == 0)
            return table[i].words;
    return NULL;
}

static void add_bent(lc_text *text, const char *words, bool one)
{
    size_t size, skip;
    while (*words != '\0') {
        const char *piece = *words == '[' ? lc_plural(words, one, &size, &skip) : NULL;
        if (piece == NULL) {
            lc_text_add_bytes(text, words++, 1);
            continue;
        }
        lc_text_add_bytes(text, piece, size);
        words += skip;
    }
}

void lc_unit_add(lc_ctx *ctx, lc_text *text, const char *unit, bool one)
{
    if (lc_text_blank(unit) || strcmp(unit, "1") == 0)
        return;
    const char *words = find(coded, sizeof coded / sizeof *coded, unit);
    if (words != NULL) {
        add_bent(text, lc_tr(ctx, words), one);
        return;
    }
    if (lc_ctx_language(ctx) == LC_LANG_EN)
        words = find(chinese, sizeof chinese / sizeof *chinese, unit);
    if (words != NULL) {
        add_bent(text, words, one);
        return;
    }
    lc_text_add(text, " ");
    lc_text_add(text, unit);
}
