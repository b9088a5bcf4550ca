#include "study/grow.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"

void *lc_study_grow(lc_ctx *ctx, void *items, size_t *count, size_t size)
{
    char *grown = realloc(items, (*count + 1) * size);
    if (grown == NULL) {
        (void)lc_fail_memory(ctx);
        return NULL;
    }
    memset(grown + *count * size, 0, size);
    ++*count;
    return grown;
}
