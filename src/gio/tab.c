#include "gio/tab.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A line that names other tables; blanks and capitals play no part, as in GDAL. */
static bool names_tables(const char *line)
{
    char word[32];
    size_t used = 0;
    for (const char *c = line; *c != '\0' && used < sizeof word - 1; c++)
        if (strchr(" \t\r\n\"\\", *c) == NULL)
            word[used++] = (char)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c);
    word[used] = '\0';
    return strncmp(word, "isseamless=true", 15) == 0 || strncmp(word, "opentable", 9) == 0 ||
           strncmp(word, "createview", 10) == 0;
}

lc_status gio_tab_check(lc_ctx *ctx, const char *path)
{
    FILE *file = fopen(path, "rbe");
    char *line = NULL;
    size_t capacity = 0;
    bool found = false;
    while (file != NULL && !found && getline(&line, &capacity, file) > 0)
        found = names_tables(line);
    free(line);
    if (file != NULL)
        (void)fclose(file);
    if (!found)
        return LC_OK;
    return lc_fail(ctx, LC_INPUT,
                   "%s: is no table but a list of other MapInfo tables; name each of them, or save "
                   "them as one table.",
                   path);
}
