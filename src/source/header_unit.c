#include "source/header_unit.h"

#include <stdio.h>
#include <string.h>

#include "base/base.h"

enum { WORD_MAX = LC_UNIT_NAME_SIZE };

/* What stands in the first brackets of a header, behind a word; "" for none. */
static void in_brackets(const char *header, char out[WORD_MAX])
{
    static const char *const open[] = {"(", "（", "["}, *const shut[] = {")", "）", "]"};
    out[0] = '\0';
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        const char *from = strstr(header, open[i]);
        const char *to = from != NULL ? strstr(from, shut[i]) : NULL;
        if (from == NULL || from == header || to == NULL)
            continue;
        from += strlen(open[i]);
        size_t size = (size_t)(to - from) < WORD_MAX ? (size_t)(to - from) : WORD_MAX - 1;
        memcpy(out, from, size);
        out[size] = '\0';
        lc_text_trim(out);
        return;
    }
}

/* Is the word a unit of the quantity, and not its own? */
static bool is_other_unit(const char *word, lc_quantity quantity, lc_header_unit *out)
{
    double factor = lc_quantity_factor(word, quantity);
    if (*word == '\0' || factor == 0 || factor == 1 || strlen(word) >= sizeof out->name)
        return false;
    (void)snprintf(out->name, sizeof out->name, "%s", word);
    out->factor = factor;
    return true;
}

lc_header_unit lc_header_unit_of(const char *header, lc_quantity quantity)
{
    lc_header_unit unit = LC_NO_HEADER_UNIT;
    char word[WORD_MAX];
    in_brackets(header, word);
    if (word[0] != '\0') {
        (void)is_other_unit(word, quantity, &unit);
        return unit;
    }
    /* A Latin word at the end may be part of another ("alpha"): only ends that begin in Chinese. */
    for (const char *at = header; *at != '\0'; at++)
        if (at > header && (unsigned char)*at >= 0xC0 && is_other_unit(at, quantity, &unit))
            return unit;
    return unit;
}
