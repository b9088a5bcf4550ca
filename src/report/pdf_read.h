/* What the page says, on sheets: the same words, tables and drawings, laid out for paper. For room
 * report alone. */
#ifndef LC_REPORT_PDF_READ_H
#define LC_REPORT_PDF_READ_H

#include "report/pdf_sheet.h"

/* Places a part of the page, whole elements. Left out is what only a screen needs: scripts,
 * choosers, links between pages, elements of class "screen". Of layers that are chosen between, the
 * first. */
lc_status lc_pdf_read(lc_sheet *sheet, const char *html, size_t size);

#endif
