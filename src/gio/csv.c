/* RFC 4180 as programs really write it: any line end, spaces kept, a quotation mark within an
 * unquoted field is a plain character. Splitting comes before decoding: no byte of a GB18030, Big5
 * or UTF-8 character looks like , ; tab " or a line end. */
#include "gio/csv.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A quotation mark that never closes would swallow the file; no honest record (an outline as WKT
 * included) is longer. */
static const size_t RECORD_MAX = (size_t)64 << 20;

struct gio_csv {
    lc_ctx *ctx;
    char *path;
    FILE *file;
    char separator;
    gio_decoder decoder;
    int64_t line; /* of the next byte */
    double size;
    off_t start; /* behind a byte-order mark */
    lc_text text;
    lc_array ends;   /* of size_t: where each field ends in text */
    lc_array fields; /* of gio_csv_field */
};

typedef enum step { GOES_ON, FIELD_ENDS, RECORD_ENDS, FILE_ENDS } step;

bool gio_csv_is(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL && (strcasecmp(dot, ".csv") == 0 || strcasecmp(dot, ".tsv") == 0 ||
                           strcasecmp(dot, ".txt") == 0);
}

static lc_status fail_read(gio_csv *csv)
{
    return lc_fail(csv->ctx, LC_IO, "%s: cannot be read (%s).", csv->path,
                   lc_errno_words(csv->ctx, errno));
}

/* The candidate that the line holds most often outside quotes; NUL when none is there. */
static char sniff_separator(const char *line, size_t size)
{
    static const char candidates[] = {',', ';', '\t'};
    size_t counts[3] = {0};
    bool quoted = false;
    for (size_t i = 0; i < size; i++) {
        if (line[i] == '"')
            quoted = !quoted;
        for (size_t k = 0; k < 3 && !quoted; k++)
            counts[k] += line[i] == candidates[k];
    }
    size_t best = 0;
    for (size_t k = 1; k < 3; k++)
        if (counts[k] > counts[best])
            best = k;
    return counts[best] > 0 ? candidates[best] : '\0';
}

static bool is_bom(const char *bytes, size_t size)
{
    return size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
}

static bool is_utf16(const char *bytes, size_t size)
{
    return size >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
}

/* The first line tells a text table from anything else. */
static lc_status check_first_line(gio_csv *csv, const char *line, size_t size)
{
    if (is_utf16(line, size))
        return lc_fail(csv->ctx, LC_INPUT,
                       "%s: is UTF-16 text; save it as \"CSV UTF-8\" and try again.", csv->path);
    bool spreadsheet = size >= 4 && (memcmp(line, "PK\003\004", 4) == 0 ||
                                     memcmp(line, "\xD0\xCF\x11\xE0", 4) == 0);
    if (spreadsheet)
        return lc_fail(
            csv->ctx, LC_INPUT,
            "%s: is no text but a spreadsheet; give it its right ending (.xlsx or .xls).",
            csv->path);
    if (memchr(line, '\0', size) != NULL)
        return lc_fail(
            csv->ctx, LC_INPUT,
            "%s: is no text file (it has zero bytes in its first line); save the table as "
            "\"CSV UTF-8\".",
            csv->path);
    return LC_OK;
}

static bool only_line_end(const char *line, size_t size)
{
    return size == 0 || strspn(line, "\r\n") >= size;
}

/* One pass over the file: its separator and the votes of its lines. */
static lc_status sniff(gio_csv *csv, gio_vote *vote, bool *bom)
{
    char *line = NULL;
    size_t capacity = 0;
    ssize_t got;
    bool first = true;
    lc_status status = LC_OK;
    errno = 0;
    while (status == LC_OK && (got = getline(&line, &capacity, csv->file)) >= 0) {
        size_t size = (size_t)got;
        size_t skip = ftello(csv->file) == got && is_bom(line, size) ? 3 : 0;
        *bom = *bom || skip > 0;
        bool filled = !only_line_end(line + skip, size - skip);
        if (first && filled)
            status = check_first_line(csv, line, size);
        first = first && !filled;
        if (csv->separator == '\0') /* a title has none */
            csv->separator = sniff_separator(line + skip, size - skip);
        gio_vote_add(vote, line + skip, size - skip, false);
    }
    if (status == LC_OK && ferror(csv->file) != 0)
        status = fail_read(csv);
    if (status == LC_OK && first)
        status = lc_fail(csv->ctx, LC_INPUT,
                         "%s: holds nothing but empty lines; its first line must name the columns.",
                         csv->path);
    csv->size = (double)ftello(csv->file);
    if (csv->separator == '\0')
        csv->separator = ',';
    free(line);
    return status;
}

static FILE *open_source(const gio_csv_source *source)
{
    if (source->bytes == NULL)
        return fopen(source->path, "rbe");
    /* fmemopen asks for bytes that may be written, and writes none of what is opened to be read. */
    const union {
        const char *bytes;
        void *buffer;
    } text = {source->bytes};
    return fmemopen(text.buffer, source->byte_count, "rb");
}

lc_status gio_csv_open(lc_ctx *ctx, const gio_csv_source *source, const char *encoding,
                       gio_csv **out)
{
    *out = NULL;
    gio_csv *csv = lc_alloc(ctx, 1, sizeof(*csv));
    if (csv == NULL)
        return LC_MEMORY;
    lc_status status = LC_MEMORY;
    gio_vote vote = {0};
    bool bom = false;
    csv->ctx = ctx;
    csv->line = 1;
    lc_text_init(&csv->text, ctx);
    lc_array_init(&csv->ends, sizeof(size_t));
    lc_array_init(&csv->fields, sizeof(gio_csv_field));
    csv->path = lc_strdup(ctx, source->path);
    if (csv->path == NULL)
        goto done;
    csv->file = open_source(source);
    status = csv->file != NULL ? sniff(csv, &vote, &bom) : fail_read(csv);
    if (status != LC_OK)
        goto done;
    if (encoding == NULL)
        encoding = bom ? "UTF-8" : gio_vote_name(&vote);
    if (!gio_decoder_open(&csv->decoder, encoding))
        status = lc_fail(ctx, LC_USAGE,
                         "%s: the encoding \"%s\" is not known here; try UTF-8 or GB18030.",
                         source->path, encoding);
    else
        status = gio_vote_check(ctx, &vote, source->path, &csv->decoder);
    csv->start = bom ? 3 : 0;
    if (status == LC_OK)
        status = gio_csv_rewind(csv);
done:
    if (status == LC_OK)
        *out = csv;
    else
        gio_csv_close(csv);
    return status;
}

void gio_csv_close(gio_csv *csv)
{
    if (csv == NULL)
        return;
    if (csv->file != NULL)
        (void)fclose(csv->file);
    gio_decoder_close(&csv->decoder);
    lc_text_clear(&csv->text);
    lc_array_clear(&csv->ends);
    lc_array_clear(&csv->fields);
    free(csv->path);
    free(csv);
}

lc_status gio_csv_rewind(gio_csv *csv)
{
    csv->line = 1;
    return fseeko(csv->file, csv->start, SEEK_SET) == 0 ? LC_OK : fail_read(csv);
}

gio_decoder *gio_csv_decoder(gio_csv *csv)
{
    return &csv->decoder;
}

double gio_csv_share(const gio_csv *csv)
{
    return csv->size > 0 ? (double)ftello(csv->file) / csv->size : 0;
}

/* One byte, every line end as \n; counts lines. */
static int next_byte(gio_csv *csv)
{
    int c = getc_unlocked(csv->file);
    if (c == '\r') {
        int after = getc_unlocked(csv->file);
        if (after != '\n' && after != EOF)
            (void)ungetc(after, csv->file);
        c = '\n';
    }
    csv->line += c == '\n';
    return c;
}

static void keep(gio_csv *csv, int c)
{
    char byte = (char)c;
    lc_text_add_bytes(&csv->text, &byte, 1);
}

static step what_is(const gio_csv *csv, int c)
{
    if (c == EOF)
        return FILE_ENDS;
    if (c == '\n')
        return RECORD_ENDS;
    return c == csv->separator ? FIELD_ENDS : GOES_ON;
}

/* What stands between quotation marks, the opening one read already. */
static lc_status read_quoted(gio_csv *csv, int64_t opened)
{
    for (;;) {
        int c = next_byte(csv);
        if (c == '"') {
            int after = getc_unlocked(csv->file);
            if (after != '"') {
                if (after != EOF)
                    (void)ungetc(after, csv->file);
                return LC_OK;
            }
        }
        if (c == EOF || csv->text.size > RECORD_MAX)
            return lc_fail(csv->ctx, LC_INPUT,
                           "%s: line %lld: a quotation mark opens here and is never closed; add "
                           "the missing one, or "
                           "take this one out.",
                           csv->path, (long long)opened);
        keep(csv, c);
    }
}

/* One field; `end` says what stands behind it. */
static lc_status read_field(gio_csv *csv, step *end)
{
    int64_t line = csv->line;
    int c = next_byte(csv);
    if (c == '"') {
        lc_status status = read_quoted(csv, line);
        if (status != LC_OK)
            return status;
        c = next_byte(csv);
    }
    while ((*end = what_is(csv, c)) == GOES_ON) {
        if (csv->text.size > RECORD_MAX)
            return lc_fail(csv->ctx, LC_INPUT, "%s: line %lld: is too long for a table of text.",
                           csv->path, (long long)line);
        keep(csv, c);
        c = next_byte(csv);
    }
    size_t *mark = lc_array_push(csv->ctx, &csv->ends);
    if (mark == NULL)
        return LC_MEMORY;
    *mark = csv->text.size;
    return LC_OK;
}

static lc_status lay_out(gio_csv *csv)
{
    lc_text_add_bytes(&csv->text, "", 0); /* bytes exist even when all fields are empty */
    lc_status status = lc_text_status(&csv->text);
    csv->fields.count = 0;
    if (status == LC_OK && lc_array_push_many(csv->ctx, &csv->fields, csv->ends.count) == NULL)
        status = LC_MEMORY;
    size_t from = 0;
    for (size_t i = 0; status == LC_OK && i < csv->ends.count; i++) {
        size_t end = *(const size_t *)lc_array_at(&csv->ends, i);
        gio_csv_field *field = lc_array_at(&csv->fields, i);
        *field = (gio_csv_field){csv->text.bytes + from, end - from};
        from = end;
    }
    return status;
}

lc_status gio_csv_next(gio_csv *csv, const gio_csv_field **fields, size_t *count, int64_t *line)
{
    *fields = NULL;
    *count = 0;
    step end;
    do {
        csv->text.size = 0;
        csv->ends.count = 0;
        *line = csv->line;
        do {
            lc_status status = read_field(csv, &end);
            if (status != LC_OK)
                return status;
        } while (end == FIELD_ENDS);
    } while (end != FILE_ENDS && csv->ends.count == 1 && csv->text.size == 0);
    if (ferror(csv->file) != 0)
        return fail_read(csv);
    if (end == FILE_ENDS && csv->ends.count == 1 && csv->text.size == 0)
        return LC_OK;
    lc_status status = lay_out(csv);
    if (status == LC_OK) {
        *fields = csv->fields.items;
        *count = csv->fields.count;
    }
    return status;
}
