#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/message.h"
#include "base/print.h"

void *lc_alloc(lc_ctx *ctx, size_t count, size_t size)
{
    size_t items = count > 0 ? count : 1;
    void *memory = calloc(items, size > 0 ? size : 1);
    if (memory == NULL)
        (void)lc_fail_memory(ctx);
    return memory;
}

void *lc_alloc_large(lc_ctx *ctx, size_t count, size_t size)
{
    static const size_t page = (size_t)2 << 20;
    if (size == 0 || count > (SIZE_MAX - page) / size)
        return lc_alloc(ctx, count, size);
    size_t bytes = (count * size + page - 1) / page * page;
    if (count * size < 2 * page)
        return lc_alloc(ctx, count, size);
    void *memory = aligned_alloc(page, bytes);
    if (memory == NULL) {
        (void)lc_fail_memory(ctx);
        return NULL;
    }
    (void)madvise(memory, bytes, MADV_HUGEPAGE); /* a wish: nothing depends on it */
    memset(memory, 0, bytes);
    return memory;
}

char *lc_strndup(lc_ctx *ctx, const char *text, size_t size)
{
    char *copy = lc_alloc(ctx, size + 1, 1);
    if (copy != NULL)
        memcpy(copy, text, size);
    return copy;
}

char *lc_strdup(lc_ctx *ctx, const char *text)
{
    return text == NULL ? NULL : lc_strndup(ctx, text, strlen(text));
}

char *lc_format(lc_ctx *ctx, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = NULL;
    int size = lc_vprint_new(&text, format, args);
    va_end(args);
    if (size >= 0)
        return text;
    (void)lc_fail_memory(ctx);
    return NULL;
}
