/* Numbers to text and back with a decimal point, whatever locale the calling program has set: what
 * is written by one machine has to be read by another. The only doors to printf and strtod of the
 * tree; a test of the house sees to it where fractions are concerned. */
#ifndef LC_BASE_PRINT_H
#define LC_BASE_PRINT_H

#include <locale.h>
#include <stdarg.h>
#include <stddef.h>

/* As snprintf, vsnprintf, vasprintf and strtod. Safe in any thread: the locale is changed for the
 * calling thread alone and put back. */
int lc_print(char *out, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));
int lc_vprint(char *out, size_t size, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));
int lc_vprint_new(char **out, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
double lc_read_double(const char *text);

/* For libraries that print fractions themselves: between the two the calling thread has the plain
 * locale. The first answers with what the second puts back. */
locale_t lc_locale_enter(void);
void lc_locale_leave(locale_t before);

/* SpatiaLite, and GDAL with it, sets LC_NUMERIC of the whole process when a database is opened,
 * though that is the calling program's to choose: each public call stands between these two. The
 * first answers with what the second puts back and frees; NULL, when memory is out, leaves what
 * they set. */
char *lc_numeric_keep(void);
void lc_numeric_restore(char *kept);

#endif
