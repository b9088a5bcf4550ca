#include "gio/encoding.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char REPLACEMENT[] = "\xEF\xBF\xBD";

/* Names that planners' programs write, squeezed to capitals and digits. */
static const struct {
    const char *squeezed, *name;
} known[] = {
    {"UTF8", "UTF-8"},          {"65001", "UTF-8"},       {"GBK", "GB18030"},
    {"GB2312", "GB18030"},      {"EUCCN", "GB18030"},     {"936", "GB18030"},
    {"CP936", "GB18030"},       {"MS936", "GB18030"},     {"ANSI936", "GB18030"},
    {"OEM936", "GB18030"},      {"GB18030", "GB18030"},   {"54936", "GB18030"},
    {"WINDOWS936", "GB18030"},  {"BIG5", "BIG5-HKSCS"},   {"88591", "ISO-8859-1"},
    {"ISO88591", "ISO-8859-1"}, {"LATIN1", "ISO-8859-1"},
};

void gio_encoding_name(const char *raw, char out[GIO_ENCODING_SIZE])
{
    char squeezed[GIO_ENCODING_SIZE] = "", upper[GIO_ENCODING_SIZE] = "";
    size_t n = 0, m = 0;
    bool digits = true;
    for (const char *c = raw; *c != '\0' && m + 4 < GIO_ENCODING_SIZE; c++) {
        if (isspace((unsigned char)*c) && (m == 0 || c[1] == '\0'))
            continue;
        upper[m++] = (char)toupper((unsigned char)*c);
        if (isalnum((unsigned char)*c)) {
            squeezed[n++] = (char)toupper((unsigned char)*c);
            digits = digits && isdigit((unsigned char)*c);
        }
    }
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (strcmp(known[i].squeezed, squeezed) == 0) {
            (void)snprintf(out, GIO_ENCODING_SIZE, "%s", known[i].name);
            return;
        }
    }
    if (n > 0 && digits)
        (void)snprintf(out, GIO_ENCODING_SIZE, "CP%.28s", squeezed);
    else
        (void)snprintf(out, GIO_ENCODING_SIZE, "%.31s", upper);
}

bool gio_decoder_open(gio_decoder *decoder, const char *raw_name)
{
    gio_decoder_close(decoder);
    gio_encoding_name(raw_name, decoder->name);
    decoder->utf8 = strcmp(decoder->name, "UTF-8") == 0;
    if (decoder->name[0] == '\0')
        return false;
    decoder->table = iconv_open("UTF-8", decoder->name);
    decoder->open = (intptr_t)decoder->table != -1;
    return decoder->open;
}

void gio_decoder_close(gio_decoder *decoder)
{
    if (decoder->open)
        (void)iconv_close(decoder->table);
    *decoder = (gio_decoder){.open = false};
}

/* iconv's prototype forgets const; it does not write there. */
static char *unconst(const char *bytes)
{
    char *plain;
    memcpy(&plain, &bytes, sizeof(plain));
    return plain;
}

/* iconv lets pass what looks like UTF-8 and is no character (beyond U+10FFFF), so it is not asked.
 */
static bool mend_utf8(const char *bytes, size_t size, lc_text *out)
{
    bool good = true;
    while (size > 0) {
        size_t n = 1;
        while (n <= 4 && n <= size && !lc_text_is_utf8(bytes, n))
            n++;
        bool whole = n <= 4 && n <= size;
        good = good && whole;
        n = whole ? n : 1;
        lc_text_add_bytes(out, whole ? bytes : REPLACEMENT, whole ? n : strlen(REPLACEMENT));
        bytes += n;
        size -= n;
    }
    return good;
}

bool gio_decode(gio_decoder *decoder, const char *bytes, size_t size, lc_text *out)
{
    if (decoder->utf8 && lc_text_is_utf8(bytes, size)) {
        lc_text_add_bytes(out, bytes, size);
        return true;
    }
    if (decoder->utf8)
        return mend_utf8(bytes, size, out);
    bool good = true;
    char *at = unconst(bytes);
    (void)iconv(decoder->table, NULL, NULL, NULL, NULL);
    while (size > 0) {
        char piece[512];
        char *to = piece;
        size_t left = sizeof(piece);
        size_t rc = iconv(decoder->table, &at, &size, &to, &left);
        int code = errno;
        lc_text_add_bytes(out, piece, sizeof(piece) - left);
        if (rc == (size_t)-1 && code != E2BIG) {
            good = false;
            lc_text_add(out, REPLACEMENT);
            at++;
            size--;
        }
    }
    return good;
}

static bool is_ascii(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)bytes[i] >= 0x80)
            return false;
    return true;
}

bool gio_has_long(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)bytes[i] >= 0xE0)
            return true;
    return false;
}

void gio_vote_add(gio_vote *vote, const char *bytes, size_t size, bool cut)
{
    if (is_ascii(bytes, size))
        return;
    bool utf8 = lc_text_is_utf8(bytes, size);
    for (size_t less = 1; cut && !utf8 && less <= 3 && less < size; less++)
        utf8 = lc_text_is_utf8(bytes, size - less);
    vote->utf8 += utf8;
    vote->long_utf8 += utf8 && gio_has_long(bytes, size);
    vote->other += !utf8;
}

lc_status gio_vote_check(lc_ctx *ctx, const gio_vote *vote, const char *path,
                         const gio_decoder *decoder)
{
    if (decoder->utf8 || vote->other > 0 || vote->long_utf8 == 0)
        return LC_OK;
    return lc_fail(
        ctx, LC_INPUT,
        "%s: is said to be in %s, but all of its text is UTF-8; write encoding: UTF-8 in "
        "the study file.",
        path, decoder->name);
}

const char *gio_vote_name(const gio_vote *vote)
{
    return vote->other == 0 || vote->utf8 > vote->other ? "UTF-8" : "GB18030";
}
