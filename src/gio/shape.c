/* Layouts: ESRI Shapefile Technical Description (1998); dBASE III+ file header. */
#include "gio/shape.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gio/path.h"

typedef struct head {
    unsigned char bytes[100];
    size_t got;
    uint64_t size; /* of the whole file */
} head;

static bool is_file(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

/* The file beside `path` with another ending of three letters, in small or capital letters. Free
 * with free(); NULL without failure when there is none. */
static char *beside(lc_ctx *ctx, const char *path, const char *ending)
{
    char *found = lc_strdup(ctx, path);
    if (found == NULL)
        return NULL;
    char *tail = found + strlen(found) - 3;
    memcpy(tail, ending, 3);
    if (is_file(found))
        return found;
    for (size_t i = 0; i < 3; i++)
        tail[i] = (char)toupper((unsigned char)tail[i]);
    if (is_file(found))
        return found;
    free(found);
    return NULL;
}

static bool read_head(const char *path, head *out)
{
    *out = (head){.got = 0};
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return false;
    out->got = fread(out->bytes, 1, sizeof(out->bytes), file);
    if (fseeko(file, 0, SEEK_END) == 0)
        out->size = (uint64_t)ftello(file);
    (void)fclose(file);
    return true;
}

static uint64_t big32(const unsigned char *b)
{
    return (uint64_t)b[0] << 24 | (uint64_t)b[1] << 16 | (uint64_t)b[2] << 8 | b[3];
}

static uint64_t little(const unsigned char *b, size_t n)
{
    uint64_t value = 0;
    while (n-- > 0)
        value = value << 8 | b[n];
    return value;
}

static lc_status check_size(lc_ctx *ctx, const char *path, uint64_t need)
{
    head file;
    if (!read_head(path, &file) || file.size >= need)
        return LC_OK;
    return lc_fail(ctx, LC_INPUT,
                   "%s: is cut off: it has %llu of %llu bytes; get a whole copy of it.", path,
                   (unsigned long long)file.size, (unsigned long long)need);
}

/* .shp and .shx: the length stands at byte 24, in words of 16 bits. */
static lc_status check_shape(lc_ctx *ctx, const char *path)
{
    head file;
    if (path == NULL || !read_head(path, &file))
        return LC_OK;
    if (file.got >= 4 && big32(file.bytes) != 9994)
        return gio_path_fail_format(ctx, path);
    return check_size(ctx, path, file.got < 100 ? 100 : 2 * big32(file.bytes + 24));
}

/* .dbf: rows at 4, size of the header at 8, of a row at 10. */
static lc_status check_table(lc_ctx *ctx, const char *path)
{
    head file;
    if (path == NULL || !read_head(path, &file))
        return LC_OK;
    if (file.got < 33)
        return check_size(ctx, path, 33);
    return check_size(ctx, path,
                      little(file.bytes + 8, 2) +
                          little(file.bytes + 4, 4) * little(file.bytes + 10, 2));
}

lc_status gio_shape_check(lc_ctx *ctx, const char *path)
{
    char *shp = beside(ctx, path, "shp"), *shx = beside(ctx, path, "shx"),
         *dbf = beside(ctx, path, "dbf");
    lc_status status = LC_OK;
    if (shp != NULL && shx == NULL)
        status = lc_fail(ctx, LC_INPUT,
                         "%s: its .shx file is missing; copy the .shp, .shx, .dbf, .prj and .cpg "
                         "files together.",
                         path);
    if (status == LC_OK)
        status = check_shape(ctx, shp);
    if (status == LC_OK)
        status = check_shape(ctx, shx);
    if (status == LC_OK)
        status = check_table(ctx, dbf);
    free(shp);
    free(shx);
    free(dbf);
    return status;
}

/* dBASE language drivers that name one code page for certain. */
static const char *language_driver(unsigned char id)
{
    static const struct {
        unsigned char id;
        const char *page;
    } drivers[] = {
        {0x01, "437"},  {0x02, "850"},  {0x03, "1252"}, {0x08, "865"},  {0x13, "932"},
        {0x4D, "936"},  {0x4E, "949"},  {0x4F, "950"},  {0x58, "1252"}, {0x59, "1252"},
        {0x64, "852"},  {0x65, "866"},  {0x78, "950"},  {0x79, "949"},  {0x7A, "936"},
        {0x7B, "932"},  {0x7C, "874"},  {0xC8, "1250"}, {0xC9, "1251"}, {0xCA, "1254"},
        {0xCB, "1253"}, {0xCC, "1257"},
    };
    for (size_t i = 0; i < sizeof(drivers) / sizeof(drivers[0]); i++)
        if (drivers[i].id == id)
            return drivers[i].page;
    return NULL;
}

/* A name that iconv knows. */
static bool usable(const char *raw, char out[GIO_ENCODING_SIZE])
{
    gio_decoder probe = {.open = false};
    bool known = gio_decoder_open(&probe, raw);
    if (known)
        memcpy(out, probe.name, GIO_ENCODING_SIZE);
    gio_decoder_close(&probe);
    return known;
}

bool gio_shape_encoding(lc_ctx *ctx, const char *path, char out[GIO_ENCODING_SIZE])
{
    bool found = false;
    head file;
    char *cpg = beside(ctx, path, "cpg"), *dbf = beside(ctx, path, "dbf");
    if (cpg != NULL && read_head(cpg, &file) && file.got > 0) {
        file.bytes[file.got < sizeof(file.bytes) ? file.got : sizeof(file.bytes) - 1] = '\0';
        char *name = lc_text_trim((char *)file.bytes);
        name[strcspn(name, "\r\n")] = '\0';
        found = usable(name, out);
    }
    if (!found && dbf != NULL && read_head(dbf, &file) && file.got >= 32) {
        const char *page = language_driver(file.bytes[29]);
        found = page != NULL && usable(page, out);
    }
    free(cpg);
    free(dbf);
    return found;
}
