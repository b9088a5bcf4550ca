/* Help is the pages of docs/cli, compiled in and shown without their Markdown. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "lc_pages.h"

static const lc_embedded *find_page(const char *page, const char *suffix)
{
    for (size_t i = 0; i < lc_pages_count; i++) {
        size_t n = strlen(page);
        if (strncmp(lc_pages[i].name, page, n) == 0 && strcmp(lc_pages[i].name + n, suffix) == 0)
            return &lc_pages[i];
    }
    return NULL;
}

/* One line of Markdown as plain text: heading marks, ` and ** go, [text](address) keeps its text.
 */
static void print_line(FILE *out, const char *line, size_t size)
{
    size_t i = strspn(line, "#");
    if (i > 0)
        i += strspn(line + i, " ");
    bool link = false;
    for (; i < size; i++) {
        if (line[i] == '`')
            continue;
        if (line[i] == '*' && i + 1 < size && line[i + 1] == '*') {
            i++;
        } else if (line[i] == '[' && memchr(line + i, ']', size - i) != NULL &&
                   ((const char *)memchr(line + i, ']', size - i))[1] == '(') {
            link = true;
        } else if (link && line[i] == ']') {
            const char *close = memchr(line + i, ')', size - i);
            i = close != NULL ? (size_t)(close - line) : size;
            link = false;
        } else {
            fputc(line[i], out);
        }
    }
    fputc('\n', out);
}

void cli_help(lc_ctx *ctx, const char *page, bool to_error)
{
    bool zh = lc_ctx_language(ctx) == LC_LANG_ZH, code = false;
    const lc_embedded *found = find_page(page, zh ? ".zh.md" : ".md");
    FILE *out = to_error ? stderr : stdout;
    const char *line = found != NULL ? found->text : "";
    while (*line != '\0') {
        size_t size = strcspn(line, "\n");
        if (strncmp(line, "```", 3) == 0)
            code = !code;
        else if (code)
            fprintf(out, "    %.*s\n", (int)size, line);
        else
            print_line(out, line, size);
        line += size + (line[size] == '\n');
    }
}
