/* lifecircle.xlsx: which sheets, in which order. */
#include <stdlib.h>

#include "report/book.h"
#include "report/set.h"

/* The tables; the comparison of towns and the people stand behind the targets and what is not
 * covered. */
static lc_status write_tables(lc_book *book)
{
    enum { TOWNS_BEFORE = 1, REGIONS_BEFORE = 2 };
    lc_status status = LC_OK;
    const lc_book_sheet *sheet;
    for (size_t i = 0; status == LC_OK && (sheet = lc_book_sheet_at(i)) != NULL; i++) {
        if (i == TOWNS_BEFORE)
            status = lc_book_towns(book);
        if (status == LC_OK && i == REGIONS_BEFORE)
            status = lc_book_regions(book);
        if (status == LC_OK)
            status = lc_book_write(book, sheet);
    }
    return status;
}

static lc_status write_book(lc_book *book)
{
    lxw_worksheet *summary;
    lc_status status = lc_book_add(book, LC_N("Summary"), false, &summary);
    if (status == LC_OK)
        status = write_tables(book);
    if (status == LC_OK)
        status = lc_book_notes(book);
    return status == LC_OK ? lc_book_summary(book, summary) : status;
}

lc_status lc_report_workbook(lc_store *store, const char *folder)
{
    lc_book book;
    locale_t before = lc_locale_enter(); /* libxlsxwriter prints fractions itself */
    char *path = lc_format(lc_store_ctx(store), "%s/lifecircle.xlsx", folder);
    lc_status status = path != NULL ? lc_book_open(store, path, folder, &book) : LC_MEMORY;
    if (status == LC_OK)
        status = write_book(&book);
    if (path != NULL) {
        status = lc_book_close(&book, path, status);
        lc_book_clear(&book);
    }
    free(path);
    lc_locale_leave(before);
    return status;
}
