/* Is a finished workbook whole? */
#ifndef LC_REPORT_BOOK_CHECK_H
#define LC_REPORT_BOOK_CHECK_H

#include "base/base.h"

/* A sheet's file in the workbook, and the bytes that its rows alone must have there. */
typedef struct lc_book_part {
    char name[48];
    int64_t bytes;
} lc_book_part;

/* Does the directory of the zip file tell of each part, and of no less of it than was written? */
bool lc_book_is_whole(const char *path, const lc_array *parts);

#endif
