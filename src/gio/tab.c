#include "gio/tab.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gio/path.h"

enum { HEADER_BYTES_MAX = 10 << 20, WORD_SIZE = 32 };

/* A line that names other tables; blanks and capitals play no part, as in GDAL. */
static bool names_tables(const char word[WORD_SIZE])
{
    return strncmp(word, "isseamless=true", 15) == 0 || strncmp(word, "opentable", 9) == 0 ||
           strncmp(word, "createview", 10) == 0;
}

/* GDAL ends a line at either sign. */
static bool ends_line(int c)
{
    return c == '\n' || c == '\r' || c == EOF;
}

/* The begin of the next line, without blanks and capitals; false at the end. */
static bool next_word(FILE *file, int64_t *bytes, char word[WORD_SIZE])
{
    size_t used = 0;
    int c;
    do {
        c = getc(file);
        ++*bytes;
        if (!ends_line(c) && used < WORD_SIZE - 1 && strchr(" \t\v\f\"\\", c) == NULL)
            word[used++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    } while (!ends_line(c) && *bytes <= HEADER_BYTES_MAX);
    word[used] = '\0';
    return c != EOF && *bytes <= HEADER_BYTES_MAX;
}

lc_status gio_tab_check(lc_ctx *ctx, const char *path)
{
    FILE *file = fopen(path, "rbe");
    char word[WORD_SIZE];
    int64_t bytes = 0;
    bool found = false;
    for (bool more = file != NULL; more && !found;) {
        more = next_word(file, &bytes, word);
        found = names_tables(word);
    }
    if (file != NULL)
        (void)fclose(file);
    if (bytes > HEADER_BYTES_MAX)
        return gio_path_fail_format(ctx, path);
    if (!found)
        return LC_OK;
    return lc_fail(ctx, LC_INPUT,
                   "%s: is no table but a list of other MapInfo tables; name each of them, or save "
                   "them as one table.",
                   path);
}

/* The .mid beside a .mif, whose names differ in the last letter alone. */
static FILE *open_mid(lc_ctx *ctx, const char *path)
{
    static const char *const endings[] = {"mid", "MID", "Mid"};
    FILE *file = NULL;
    for (size_t i = 0; file == NULL && i < sizeof endings / sizeof *endings; i++) {
        char *mid = lc_format(ctx, "%.*s%s", (int)strlen(path) - 3, path, endings[i]);
        file = mid != NULL ? fopen(mid, "rbe") : NULL;
        free(mid);
    }
    return file;
}

/* A blank line may be a row of one empty column. */
lc_status gio_tab_check_mid(lc_ctx *ctx, const char *path, int64_t rows)
{
    FILE *file = open_mid(ctx, path);
    int64_t lines = 0, blank = 0;
    if (file == NULL) /* GDAL does not open a .mif with columns then */
        return LC_OK;
    bool any = false;
    for (int c = 0; c != EOF;) {
        c = getc_unlocked(file);
        if (ends_line(c)) {
            lines += any;
            blank += !any;
            any = false;
        } else {
            any = any || c != 0x1a; /* DOS ended a file so */
        }
    }
    (void)fclose(file);
    if (lines <= rows && rows <= lines + blank)
        return LC_OK;
    return lc_fail(ctx, LC_INPUT,
                   "%s: has %lld rows, but the .mid file beside it %lld: one of them is damaged or "
                   "cut off; get a whole copy of both.",
                   path, (long long)rows, (long long)lines);
}
