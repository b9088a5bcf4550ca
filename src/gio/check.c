#include "gio/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "gio/shape.h"

bool gio_check_geojson(const char *path, int64_t rows)
{
    static const char begin[] = "{ \"type\": \"Feature\",";
    FILE *file = fopen(path, "rbe");
    char *line = NULL;
    size_t capacity = 0;
    ssize_t size;
    int64_t found = 0;
    bool ended = false, good = file != NULL;
    while (good && (size = getline(&line, &capacity, file)) > 0) {
        ended = strcmp(line, "}\n") == 0;
        if (strncmp(line, begin, sizeof(begin) - 1) != 0)
            continue;
        found++;
        const char *last = line + size;
        last -= last[-1] == '\n';
        last -= last > line && last[-1] == ',';
        good = last > line && last[-1] == '}';
    }
    free(line);
    if (file != NULL)
        (void)fclose(file);
    return good && ended && found == rows;
}

bool gio_check_shape(lc_ctx *ctx, const char *folder, const char *name, int64_t rows)
{
    char *path = lc_format(ctx, "%s/%s.dbf", folder, name);
    bool whole = false;
    unsigned char head[8];
    FILE *file = path != NULL ? fopen(path, "rbe") : NULL;
    if (file != NULL && fread(head, 1, sizeof(head), file) == sizeof(head)) {
        int64_t stated = (int64_t)head[4] | (int64_t)head[5] << 8 | (int64_t)head[6] << 16 |
                         (int64_t)head[7] << 24;
        whole = stated == rows && gio_shape_check(ctx, path) == LC_OK;
        if (!whole)
            lc_ctx_forget(ctx); /* the writer says it in its own words */
    }
    if (file != NULL)
        (void)fclose(file);
    free(path);
    return whole;
}
