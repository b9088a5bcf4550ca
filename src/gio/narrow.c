#include "gio/narrow.h"

#include <string.h>

lc_status gio_narrow_open(lc_ctx *ctx, const char *encoding, gio_narrow *narrow)
{
    *narrow = (gio_narrow){.gbk = encoding != NULL && strcmp(encoding, "GBK") == 0};
    if (!narrow->gbk)
        return LC_OK;
    iconv_t none = (iconv_t)-1; // NOLINT(performance-no-int-to-ptr): POSIX says so
    narrow->table = iconv_open("GBK", "UTF-8");
    if (narrow->table != none)
        return LC_OK;
    narrow->gbk = false;
    return lc_fail(ctx, LC_UNSUPPORTED, "This system cannot write GBK; leave the encoding out.");
}

void gio_narrow_close(gio_narrow *narrow)
{
    if (narrow->gbk)
        (void)iconv_close(narrow->table);
    *narrow = (gio_narrow){.gbk = false};
}

static size_t character_size(const char *at)
{
    size_t size = 1;
    while (((unsigned char)at[size] & 0xC0) == 0x80)
        size++;
    return size;
}

/* Bytes of the character in GBK, 0 when it has none. */
static size_t gbk_size(gio_narrow *narrow, const char *at, size_t size)
{
    char in[8], out[8], *from = in, *to = out;
    size_t left = size, room = sizeof out;
    if (size == 1)
        return 1;
    if (size > sizeof in)
        return 0;
    memcpy(in, at, size);
    (void)iconv(narrow->table, NULL, NULL, NULL, NULL);
    bool known = iconv(narrow->table, &from, &left, &to, &room) == 0 && left == 0;
    return known ? sizeof out - room : 0;
}

const char *gio_narrow_text(gio_narrow *narrow, const char *raw, size_t width, lc_text *made)
{
    size_t used = 0;
    bool lost = false, cut = false;
    made->size = 0;
    lc_text_add(made, "");
    for (const char *at = raw; *at != '\0' && !cut;) {
        size_t size = character_size(at);
        size_t bytes = narrow->gbk ? gbk_size(narrow, at, size) : size;
        bool known = bytes > 0;
        bytes = known ? bytes : 1;
        cut = used + bytes > width;
        if (!cut) {
            lc_text_add_bytes(made, known ? at : "?", known ? size : 1);
            lost = lost || !known;
            used += bytes;
            at += size;
        }
    }
    narrow->cut += cut;
    narrow->lost += lost;
    if (made->failed)
        return NULL;
    return cut || lost ? made->bytes : raw;
}
