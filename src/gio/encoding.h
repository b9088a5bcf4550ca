/* From the file's bytes to UTF-8. For this room alone. */
#ifndef LC_GIO_ENCODING_H
#define LC_GIO_ENCODING_H

#include <iconv.h>

#include "base/base.h"

enum { GIO_ENCODING_SIZE = 32 };

/* The name iconv knows an encoding by: "gbk", "936", "ANSI 936", "GB2312" are all GB18030, which
 * holds them; "utf8" and "65001" are UTF-8; a bare number is a Windows code page. Anything else
 * comes back in capitals. */
void gio_encoding_name(const char *raw, char out[GIO_ENCODING_SIZE]);

typedef struct gio_decoder {
    char name[GIO_ENCODING_SIZE];
    bool utf8; /* name is UTF-8: nothing to convert, only to check */
    bool open;
    iconv_t table; /* when open */
} gio_decoder;

/* Zero the decoder first. False when no such encoding is known here. */
bool gio_decoder_open(gio_decoder *decoder, const char *raw_name);
void gio_decoder_close(gio_decoder *decoder);
/* Adds the bytes as UTF-8. What does not decode becomes U+FFFD, one for each wrong byte, and the
 * answer is false. */
bool gio_decode(gio_decoder *decoder, const char *bytes, size_t size, lc_text *out);

/* Does valid UTF-8 hold a character of three bytes or more, as Chinese has? */
bool gio_has_long(const char *bytes, size_t size);

/* Which encoding do most of the pieces (lines, values) of a file speak for? Pure ASCII says
 * nothing. */
typedef struct gio_vote {
    size_t utf8, other;
    size_t long_utf8; /* of utf8: those with a character of three bytes or more, as Chinese has */
} gio_vote;

/* `cut`: the piece may end within a character, because a fixed width cut it. */
void gio_vote_add(gio_vote *vote, const char *bytes, size_t size, bool cut);
/* UTF-8 where all pieces are, or most of them (the others are damage and get flagged); else
 * GB18030. */
const char *gio_vote_name(const gio_vote *vote);
/* LC_INPUT when a file is said to be in another encoding and yet is UTF-8 beyond doubt: every piece
 * decodes as UTF-8, and not by pairs of bytes alone, which short GBK texts do by chance. Such a
 * file would be garbled in silence, because nearly all bytes are characters in GBK. */
lc_status gio_vote_check(lc_ctx *ctx, const gio_vote *vote, const char *path,
                         const gio_decoder *decoder);

#endif
