/* Memory that reports its own failure. Plain malloc underneath: free with free(). */
#ifndef LC_BASE_MEMORY_H
#define LC_BASE_MEMORY_H

#include <lifecircle/context.h>
#include <stddef.h>

/* count * size zeroed bytes, never NULL for success even when that is 0; NULL with LC_MEMORY
 * recorded otherwise (overflow included). Free with free(). */
void *lc_alloc(lc_ctx *ctx, size_t count, size_t size) __attribute__((malloc));

/* The same for arrays of many megabytes that are read here and there: in huge pages where the
 * system has them, so that finding a page takes no longer than finding what is on it. Free with
 * free(). */
void *lc_alloc_large(lc_ctx *ctx, size_t count, size_t size) __attribute__((malloc));

/* A copy of `text` (NULL gives NULL without failure). Free with free(). */
char *lc_strdup(lc_ctx *ctx, const char *text);
/* A copy of the first `size` bytes with a NUL behind. Free with free(). */
char *lc_strndup(lc_ctx *ctx, const char *text, size_t size);
/* printf into fresh memory. Free with free(). */
char *lc_format(lc_ctx *ctx, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
