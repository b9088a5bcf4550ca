/* The workbook as a file: opening, looks, and closing it so that a full disk is noticed. */
#include "report/book.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "gio/zip.h"
#include "report/book_check.h"

enum {
    INK = 0x1B2429,
    SOFT = 0x56646C,
    LINE = 0xD8DFE3,
    FAINT = 0xEEF2F4,
    ACCENT = 0x0E5C7A,
    ACCENT_FAINT = 0xDCEBF0,
    WARN = 0xA63C06,
    WARN_FAINT = 0xF7D9C4,
    LINK = 0x0E5C7A
};
/* What a workbook's own parts (styles, charts, lists) take beside its rows, at most. */
enum { PARTS_BYTES = 1 << 20 };

/* --- looks --- */

static lxw_format *new_format(lc_book *book, double size)
{
    lxw_format *format = workbook_add_format(book->file);
    if (format == NULL) {
        lc_book_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    format_set_font_name(format, book->page.zh ? "Microsoft YaHei" : "Calibri");
    format_set_font_size(format, size);
    format_set_font_color(format, INK);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

/* How figures are shown; texts have none. */
static const char *const number_forms[LC_BOOK_KINDS] = {
    [LC_BOOK_DATE] = "yyyy-mm-dd",    [LC_BOOK_YEAR] = "0",
    [LC_BOOK_WHOLE] = "#,##0",        [LC_BOOK_TENTH] = "#,##0.0",
    [LC_BOOK_HUNDREDTH] = "#,##0.00", [LC_BOOK_DEGREES] = "0.000000",
    [LC_BOOK_SHARE] = "0.0%",         [LC_BOOK_BAR] = "0.0%",
    [LC_BOOK_FINE] = "0.00%",
};

static void make_kind(lc_book *book, lc_book_kind kind)
{
    lxw_format *format = new_format(book, 10);
    if (format == NULL)
        return;
    book->kinds[kind] = format;
    format_set_bottom(format, LXW_BORDER_HAIR);
    format_set_bottom_color(format, LINE);
    if (number_forms[kind] != NULL)
        format_set_num_format(format, number_forms[kind]);
    if (kind == LC_BOOK_LONG || kind == LC_BOOK_STRONG || kind == LC_BOOK_SCOPE ||
        kind == LC_BOOK_VARIANT)
        format_set_text_wrap(format);
    if (kind == LC_BOOK_STRONG)
        format_set_bold(format);
    if (kind == LC_BOOK_SOFT)
        format_set_font_color(format, SOFT);
    if (kind == LC_BOOK_SOFT || kind == LC_BOOK_UNIT)
        format_set_indent(format, 1);
    if (kind == LC_BOOK_SIGN || kind == LC_BOOK_YES)
        format_set_align(format, LXW_ALIGN_CENTER);
    if (kind == LC_BOOK_DATE || kind == LC_BOOK_YEAR)
        format_set_align(format, LXW_ALIGN_RIGHT);
}

static void dress_heading(lxw_format *format)
{
    format_set_text_wrap(format);
    format_set_bold(format);
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_bg_color(format, FAINT);
    format_set_bottom(format, LXW_BORDER_THIN);
    format_set_bottom_color(format, INK);
    format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
}

/* A look that a rule lays over a cell: it may not have a font of its own. */
static void make_rule(lc_book *book, lc_book_look look, uint32_t background, uint32_t ink,
                      bool bold)
{
    lxw_format *format = workbook_add_format(book->file);
    if (format == NULL) {
        lc_book_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    book->looks[look] = format;
    format_set_bg_color(format, background);
    format_set_font_color(format, ink);
    if (bold)
        format_set_bold(format);
}

static void make_look(lc_book *book, lc_book_look look, double size, uint32_t ink)
{
    book->looks[look] = new_format(book, size);
    if (book->looks[look] != NULL)
        format_set_font_color(book->looks[look], ink);
}

static void make_looks(lc_book *book)
{
    lxw_format **looks = book->looks;
    make_look(book, LC_BOOK_TITLE, 16, ACCENT);
    make_look(book, LC_BOOK_ABOUT, 10, SOFT);
    make_look(book, LC_BOOK_HEADING, 10, INK);
    make_look(book, LC_BOOK_HEADING_NUMBER, 10, INK);
    make_look(book, LC_BOOK_LEAD, 13, INK);
    make_look(book, LC_BOOK_SECTION, 12, ACCENT);
    make_look(book, LC_BOOK_LINK, 10, LINK);
    make_look(book, LC_BOOK_WARNING, 10, WARN);
    make_rule(book, LC_BOOK_MET, ACCENT_FAINT, ACCENT, false);
    make_rule(book, LC_BOOK_SHORT, WARN_FAINT, WARN, true);
    make_rule(book, LC_BOOK_OPEN, FAINT, SOFT, false);
    if (book->error != LXW_NO_ERROR)
        return;
    format_set_bold(looks[LC_BOOK_TITLE]);
    format_set_bold(looks[LC_BOOK_SECTION]);
    format_set_text_wrap(looks[LC_BOOK_ABOUT]);
    format_set_text_wrap(looks[LC_BOOK_LEAD]);
    format_set_text_wrap(looks[LC_BOOK_WARNING]);
    dress_heading(looks[LC_BOOK_HEADING]);
    dress_heading(looks[LC_BOOK_HEADING_NUMBER]);
    format_set_align(looks[LC_BOOK_HEADING_NUMBER], LXW_ALIGN_RIGHT);
    format_set_underline(looks[LC_BOOK_LINK], LXW_UNDERLINE_SINGLE);
    format_set_bottom(looks[LC_BOOK_LINK], LXW_BORDER_HAIR);
    format_set_bottom_color(looks[LC_BOOK_LINK], LINE);
}

/* --- open --- */

/* Midnight of the study's day, so that nothing of today is in the file; 1980, where a zip's time
 * begins, when the study has no day. */
static time_t created_at(const char *as_of)
{
    struct tm day = {.tm_year = 80, .tm_mday = 1};
    char iso[11];
    if (lc_text_date(as_of, iso)) {
        day.tm_year = atoi(iso) - 1900;
        day.tm_mon = atoi(iso + 5) - 1;
        day.tm_mday = atoi(iso + 8);
    }
    return timegm(&day);
}

static lc_status set_properties(lc_book *book)
{
    char title[251]; /* properties have room for 255 characters */
    lc_text_cut(title, sizeof title, book->page.title);
    char program[] = "lifecircle";
    lxw_doc_properties properties = {
        .title = title, .author = program, .created = created_at(book->page.as_of)};
    lxw_error error = workbook_set_properties(book->file, &properties);
    return error == LXW_NO_ERROR ? LC_OK : lc_fail_memory(book->page.ctx);
}

lc_status lc_book_open(lc_store *store, const char *path, const char *folder, lc_book *book)
{
    lc_ctx *ctx = lc_store_ctx(store);
    *book = (lc_book){.page = {.store = store,
                               .ctx = ctx,
                               .scope = lc_scope_whole(),
                               .zh = lc_ctx_language(ctx) == LC_LANG_ZH,
                               .plain = true}};
    lc_text_init(&book->page.out.text, ctx);
    lc_status status = lc_page_read_facts(&book->page);
    if (status != LC_OK)
        return status;
    char *temporary = lc_strdup(ctx, folder);
    if (temporary == NULL)
        return LC_MEMORY;
    /* rows go to files in the folder, unnamed, so that memory does not grow with them */
    lxw_workbook_options options = {
        .constant_memory = LXW_TRUE, .tmpdir = temporary, .use_zip64 = LXW_FALSE};
    book->file = workbook_new_opt(path, &options);
    free(temporary);
    if (book->file == NULL)
        return lc_fail_memory(ctx);
    for (lc_book_kind kind = 0; kind < LC_BOOK_KINDS; kind++)
        make_kind(book, kind);
    make_looks(book);
    return book->error == LXW_NO_ERROR ? set_properties(book) : LC_MEMORY;
}

/* --- close --- */

static lc_status fail(lc_book *book, const char *path, int error)
{
    if (error == ENOSPC || error == EDQUOT || error == EFBIG || error == 0)
        return lc_fail(book->page.ctx, LC_IO,
                       "%s: the disk is full; free some space and run again. Nothing was lost.",
                       path);
    return lc_fail(book->page.ctx, LC_IO, "%s: cannot be written (%s).", path,
                   lc_errno_words(book->page.ctx, error));
}

/* Did the rows reach their unnamed files? libxlsxwriter does not look. *bytes gets their size, and
 * `parts` how much of it is each sheet's. */
static lc_status check_rows(lc_book *book, const char *path, lc_array *parts, off_t *bytes)
{
    lxw_worksheet *sheet;
    *bytes = 0;
    STAILQ_FOREACH(sheet, book->file->worksheets, list_pointers)
    {
        FILE *rows = sheet->optimize_tmpfile;
        errno = 0;
        if (rows == NULL || fflush(rows) != 0 || ferror(rows))
            return fail(book, path, errno);
        lc_book_part *part = lc_array_push(book->page.ctx, parts);
        if (part == NULL)
            return LC_MEMORY;
        part->bytes = ftello(rows);
        (void)snprintf(part->name, sizeof part->name, "xl/worksheets/sheet%u.xml",
                       (unsigned)sheet->index + 1);
        *bytes += part->bytes;
    }
    return LC_OK;
}

/* Is there room for what closing writes? It copies the rows of a sheet to a file between, unchecked
 * again, and packs that; a sheet cut short would be packed as if it were whole. */
static lc_status check_room(lc_book *book, const char *path, off_t bytes)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0)
        return fail(book, path, errno);
    int error = posix_fallocate(file, 0, 2 * bytes + PARTS_BYTES);
    (void)close(file);
    (void)unlink(path);
    return error == 0 ? LC_OK : fail(book, path, error);
}

static lc_status pack(lc_book *book, const char *path, const lc_array *parts)
{
    errno = 0;
    lxw_error error = workbook_close(book->file);
    int reason = errno;
    book->file = NULL; /* freed, whatever became of it */
    if (error == LXW_NO_ERROR && lc_book_is_whole(path, parts) &&
        lc_zip_is_xml(book->page.ctx, path))
        return LC_OK;
    (void)unlink(path);
    return error == LXW_ERROR_MEMORY_MALLOC_FAILED ? lc_fail_memory(book->page.ctx)
                                                   : fail(book, path, reason != 0 ? reason : EIO);
}

lc_status lc_book_close(lc_book *book, const char *path, lc_status status)
{
    off_t bytes = 0;
    lc_array parts;
    lc_array_init(&parts, sizeof(lc_book_part));
    if (status == LC_OK && book->error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        status = lc_fail_memory(book->page.ctx);
    if (status == LC_OK && book->error != LXW_NO_ERROR)
        status = fail(book, path, errno);
    if (status == LC_OK)
        status = check_rows(book, path, &parts, &bytes);
    if (status == LC_OK)
        status = check_room(book, path, bytes);
    if (status == LC_OK)
        status = pack(book, path, &parts);
    lc_array_clear(&parts);
    return status;
}

/* The library closes the files of rows when it packs them, and only then. */
static void close_rows(lc_book *book)
{
    lxw_worksheet *sheet;
    if (book->file == NULL)
        return;
    STAILQ_FOREACH(sheet, book->file->worksheets, list_pointers)
    {
        if (sheet->optimize_tmpfile != NULL)
            (void)fclose(sheet->optimize_tmpfile);
        sheet->optimize_tmpfile = NULL;
    }
}

void lc_book_clear(lc_book *book)
{
    close_rows(book);
    lxw_workbook_free(book->file);
    for (size_t i = 0; i < book->entry_count; i++) {
        free(book->entries[i].name);
        free(book->entries[i].about);
    }
    lc_text_clear(&book->page.out.text);
    lc_page_clear_facts(&book->page);
    *book = (lc_book){0};
}
