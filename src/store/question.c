/* The one text of a question. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "store/indicators.h"

enum { WORDS_MAX = 16 };

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* "b+a" -> "a+b", in place. A list of more words than there are classes stays as it is. */
static void sort_words(char *list)
{
    char copy[LC_QUESTION_MAX], *words[WORDS_MAX] = {NULL}, *rest = copy, *word;
    size_t count = 0, used = 0;
    snprintf(copy, sizeof copy, "%s", list);
    while ((word = strsep(&rest, "+")) != NULL) {
        if (count == WORDS_MAX)
            return;
        words[count++] = lc_text_trim(word);
    }
    size_t size = strlen(list) + 1; /* trimming only shortens */
    qsort(words, count, sizeof *words, by_bytes);
    for (size_t i = 0; i < count; i++)
        used += (size_t)snprintf(list + used, size - used, "%s%s", i > 0 ? "+" : "", words[i]);
}

/* Writes what a target means that does not give this key; "" for none. */
static void write_default(const lc_indicator_info *info, const char *key, const char *default_mode,
                          char *out, size_t size)
{
    const char *word = "";
    if (strcmp(key, "group") == 0)
        word = info->group;
    else if (strcmp(key, "mode") == 0 && default_mode != NULL)
        word = default_mode;
    else if (strcmp(key, "level") == 0)
        word = "community";
    if (strcmp(key, "limit") == 0)
        snprintf(out, size, "%d", LC_DEFAULT_LIMIT_MIN);
    else
        snprintf(out, size, "%s", word);
}

/* 15, 15.0 and 15.00 are the same. */
static void plain_number(char *value, size_t size)
{
    double number;
    if (lc_text_number(value, &number))
        lc_print(value, size, "%.15g", number);
}

/* Is there a value of the key, whether or not it fits anywhere? */
static bool is_given(const char *parameters, const char *key)
{
    size_t size = strlen(key);
    for (const char *at = parameters; at != NULL; at = strchr(at, '|')) {
        at += strspn(at, "| ");
        if (strncmp(at, key, size) == 0 && at[size + strspn(at + size, " ")] == '=')
            return true;
    }
    return false;
}

bool lc_indicator_question(const lc_indicator_info *info, const char *parameters,
                           const char *default_mode, char out[LC_QUESTION_MAX])
{
    int used = snprintf(out, LC_QUESTION_MAX, "%s", info->id);
    for (const char *at = info->takes; *at != '\0'; at += strspn(at, " ")) {
        char key[LC_INDICATOR_ID], value[LC_VARIANT_MAX * 2];
        snprintf(key, sizeof key, "%.*s", (int)strcspn(at, "!= "), at);
        at += strcspn(at, " ");
        if (!lc_parameter_get(parameters, key, value, sizeof value)) {
            if (is_given(parameters, key))
                return false; /* too long */
            write_default(info, key, default_mode, value, sizeof value);
        }
        if (value[0] == '\0')
            continue;
        if (strcmp(key, "limit") == 0)
            plain_number(value, sizeof value);
        sort_words(value);
        used += snprintf(out + used, LC_QUESTION_MAX - (size_t)used, "|%s=%s", key, value);
        if (used >= LC_QUESTION_MAX)
            return false;
    }
    return true;
}
