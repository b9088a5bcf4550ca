/* libxlsxwriter copies rows from a file between without asking whether they could be read: a sheet
 * cut short is packed as if it were whole. How long each part is stands in the directory at the end
 * of the zip file (APPNOTE.TXT 4.3.12, 4.3.16). */
#include "report/book_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { END_BYTES = 22, ENTRY_BYTES = 46 };
enum { END_SIZE = 12, END_OFFSET = 16 };
enum { ENTRY_UNPACKED = 24, ENTRY_NAME = 28, ENTRY_EXTRA = 30, ENTRY_COMMENT = 32 };

static uint32_t number(const unsigned char *bytes, int count)
{
    uint32_t value = 0;
    for (int i = count - 1; i >= 0; i--)
        value = value << 8 | bytes[i];
    return value;
}

/* The directory alone; yours, NULL where there is none. */
static unsigned char *read_directory(FILE *file, size_t *size)
{
    unsigned char end[END_BYTES];
    if (fseeko(file, -END_BYTES, SEEK_END) != 0 || fread(end, 1, END_BYTES, file) != END_BYTES ||
        memcmp(end, "PK\5\6", 4) != 0)
        return NULL;
    *size = number(end + END_SIZE, 4);
    unsigned char *directory = malloc(*size + 1);
    if (directory != NULL && fseeko(file, (off_t)number(end + END_OFFSET, 4), SEEK_SET) == 0 &&
        fread(directory, 1, *size, file) == *size)
        return directory;
    free(directory);
    return NULL;
}

static bool has_part(const unsigned char *directory, size_t size, const lc_book_part *part)
{
    size_t length = strlen(part->name);
    for (size_t at = 0; at + ENTRY_BYTES <= size;) {
        const unsigned char *entry = directory + at;
        size_t name = number(entry + ENTRY_NAME, 2);
        at +=
            ENTRY_BYTES + name + number(entry + ENTRY_EXTRA, 2) + number(entry + ENTRY_COMMENT, 2);
        if (at <= size && name == length && memcmp(entry + ENTRY_BYTES, part->name, length) == 0)
            return number(entry + ENTRY_UNPACKED, 4) >= part->bytes;
    }
    return false;
}

bool lc_book_is_whole(const char *path, const lc_array *parts)
{
    size_t size = 0;
    FILE *file = fopen(path, "rbe");
    unsigned char *directory = file != NULL ? read_directory(file, &size) : NULL;
    bool whole = directory != NULL;
    for (size_t i = 0; whole && i < parts->count; i++)
        whole = has_part(directory, size, lc_array_at(parts, i));
    free(directory);
    if (file != NULL)
        (void)fclose(file);
    return whole;
}
