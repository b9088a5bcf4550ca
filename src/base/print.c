#include "base/print.h"

#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Made once and kept to the end. 0 when memory was out: the thread's own locale stays then. */
static locale_t plain;
static pthread_once_t plain_made = PTHREAD_ONCE_INIT;

static void make_plain(void)
{
    plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

/* uselocale((locale_t)0) changes nothing, and putting back what it answers neither. */
locale_t lc_locale_enter(void)
{
    (void)pthread_once(&plain_made, make_plain);
    return uselocale(plain);
}

void lc_locale_leave(locale_t before)
{
    (void)uselocale(before);
}

int lc_vprint(char *out, size_t size, const char *format, va_list args)
{
    locale_t before = lc_locale_enter();
    int wanted = vsnprintf(out, size, format, args);
    lc_locale_leave(before);
    return wanted;
}

int lc_print(char *out, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int wanted = lc_vprint(out, size, format, args);
    va_end(args);
    return wanted;
}

int lc_vprint_new(char **out, const char *format, va_list args)
{
    locale_t before = lc_locale_enter();
    int size = vasprintf(out, format, args);
    lc_locale_leave(before);
    if (size < 0)
        *out = NULL; /* left undefined */
    return size;
}

double lc_read_double(const char *text)
{
    locale_t before = lc_locale_enter();
    double number = strtod(text, NULL);
    lc_locale_leave(before);
    return number;
}

char *lc_numeric_keep(void)
{
    const char *name = setlocale(LC_NUMERIC, NULL);
    return name != NULL ? strdup(name) : NULL;
}

void lc_numeric_restore(char *kept)
{
    if (kept != NULL)
        (void)setlocale(LC_NUMERIC, kept);
    free(kept);
}
