/* Any bytes as the markup that a PDF is made of: pieces follow one another without a gap, and what
 * is said of each lies within it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "fuzz.h"
#include "report/pdf_markup.h"

static void check_mark(lc_ctx *ctx, const lc_mark *mark, const char *next)
{
    const char *value;
    size_t size;
    double width, height;
    lc_text plain;
    fuzz_check(mark->name >= mark->from && mark->name + mark->size <= next, "a piece is in place");
    fuzz_check(mark->kind == LC_MARK_TEXT || mark->name_size <= mark->size, "so is its name");
    lc_text_init(&plain, ctx);
    if (mark->kind == LC_MARK_TEXT)
        lc_mark_decode(mark->name, mark->size, &plain);
    fuzz_check(plain.size <= mark->size, "entities stand for less");
    lc_text_clear(&plain);
    if (mark->kind != LC_MARK_OPEN)
        return;
    if (lc_mark_get(mark, "class", &value, &size))
        fuzz_check(value >= mark->name && value + size <= mark->name + mark->size &&
                       memchr(value, '"', size) == NULL,
                   "a value is in its tag");
    (void)lc_mark_has_class(mark, "low");
    if (lc_mark_box(mark, &width, &height))
        fuzz_check(width > 0 && height > 0, "a drawing has a size");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_ctx *ctx = lc_ctx_new();
    lc_mark mark;
    if (ctx == NULL)
        return 0;
    const char *at = (const char *)data, *end = at + size, *before = at;
    for (; lc_mark_next(&at, end, &mark); before = at) {
        fuzz_check(at > before && at <= end && mark.from == before, "pieces go on");
        check_mark(ctx, &mark, at);
    }
    fuzz_check(before == end, "to the end");
    lc_ctx_free(ctx);
    return 0;
}
