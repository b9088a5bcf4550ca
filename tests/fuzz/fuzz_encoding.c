/* The name of an encoding, and behind its NUL bytes in it: what comes out is UTF-8, and what was
 * UTF-8 is what it was. */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "fuzz.h"
#include "gio/encoding.h"

static void decode(lc_ctx *ctx, const char *name, const char *bytes, size_t size)
{
    gio_decoder decoder = {0};
    lc_text out;
    lc_text_init(&out, ctx);
    if (gio_decoder_open(&decoder, name)) {
        bool good = gio_decode(&decoder, bytes, size, &out);
        fuzz_check(lc_text_is_utf8(out.bytes, out.size), "what is decoded is UTF-8");
        if (decoder.utf8)
            fuzz_check(good == lc_text_is_utf8(bytes, size) &&
                           (!good || (out.size == size &&
                                      (size == 0 || memcmp(out.bytes, bytes, size) == 0))),
                       "UTF-8 stays what it was");
    }
    gio_decoder_close(&decoder);
    lc_text_clear(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *rest;
    gio_vote vote = {0};
    lc_ctx *ctx = lc_ctx_new();
    if (ctx == NULL)
        return 0;
    char *name = fuzz_text(data, fuzz_part(data, size, &rest)), short_name[GIO_ENCODING_SIZE];
    size_t left = (size_t)(data + size - rest);
    const char *bytes = (const char *)rest;
    gio_encoding_name(name, short_name);
    fuzz_check(strlen(short_name) < sizeof short_name, "a name fits");
    decode(ctx, name, bytes, left);
    gio_vote_add(&vote, bytes, left, false);
    fuzz_check((vote.other == 0) == lc_text_is_utf8(bytes, left), "UTF-8 votes for UTF-8");
    gio_vote_add(&vote, bytes, left / 2, true);
    fuzz_check(vote.utf8 + vote.other <= 2 && vote.long_utf8 <= vote.utf8, "one piece, one vote");
    decode(ctx, gio_vote_name(&vote), bytes, left);
    decode(ctx, "gbk", bytes, left);
    free(name);
    lc_ctx_free(ctx);
    return 0;
}
