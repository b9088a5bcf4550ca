/* Numbers and dates as people write them in tables, read without regard to the locale. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/print.h"
#include "base/text.h"

enum { NUMBER_MAX = 64 };

/* ASCII form of a number text: full-width digits and signs narrowed (U+FF0B..U+FF19), separators
 * between digit groups dropped. */
static bool narrow(const char *text, char out[NUMBER_MAX])
{
    size_t n = 0;
    for (const char *c = text; *c != '\0';) {
        if (n + 1 >= NUMBER_MAX)
            return false;
        const unsigned char *u = (const unsigned char *)c;
        if (u[0] == 0xEF && u[1] == 0xBC && u[2] >= 0x8B && u[2] <= 0x99) {
            out[n++] = (char)(u[2] - 0x8B + '+');
            c += 3;
        } else {
            out[n++] = *c++;
        }
    }
    out[n] = '\0';
    lc_text_trim(out);
    return true;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits(const char *at)
{
    size_t n = 0;
    while (digit(at[n]))
        n++;
    return n;
}

/* Drops the commas of 1,234,567: the first group has one to three digits, each further one exactly
 * three. */
static bool drop_separators(char *text)
{
    if (strchr(text, ',') == NULL)
        return true;
    char *at = text + (*text == '-' || *text == '+');
    size_t group = digits(at);
    if (group < 1 || group > 3)
        return false;
    for (at += group; *at == ','; at += 3) {
        memmove(at, at + 1, strlen(at));
        if (digits(at) < 3 || digit(at[3]))
            return false;
    }
    return strchr(at, ',') == NULL;
}

/* [+-] digits [. digits] [e [+-] digits], at least one digit before the exponent. */
static bool is_decimal(const char *at)
{
    at += *at == '-' || *at == '+';
    size_t whole = digits(at), part = 0;
    at += whole;
    if (*at == '.') {
        part = digits(at + 1);
        at += 1 + part;
    }
    if (whole + part == 0)
        return false;
    if (*at == 'e' || *at == 'E') {
        at++;
        at += *at == '-' || *at == '+';
        if (digits(at) == 0)
            return false;
        at += digits(at);
    }
    return *at == '\0';
}

/* The numbers that tables are full of: [-] digits [. digits], at most 15 digits. Both the digits
 * and the power of ten are exact then, and one division rounds as strtod does (Clinger, 1990). */
static bool read_plain(const char *at, double *out)
{
    static const double tens[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    enum { DIGITS_MAX = 15 };
    bool negative = *at == '-';
    int64_t all = 0;
    int count = 0, behind = 0;
    for (at += negative; digit(*at) && count <= DIGITS_MAX; at++, count++)
        all = all * 10 + (*at - '0');
    if (*at == '.')
        for (at++; digit(*at) && count <= DIGITS_MAX; at++, count++, behind++)
            all = all * 10 + (*at - '0');
    if (*at != '\0' || count == 0 || count > DIGITS_MAX)
        return false;
    *out = (double)all / tens[behind];
    if (negative)
        *out = -*out;
    return true;
}

bool lc_text_number(const char *text, double *out)
{
    char plain[NUMBER_MAX];
    if (text != NULL && read_plain(text, out))
        return true;
    if (text == NULL || !narrow(text, plain) || !drop_separators(plain) || !is_decimal(plain))
        return false;
    *out = lc_read_double(plain);
    return isfinite(*out);
}

bool lc_text_integer(const char *text, int64_t *out)
{
    double value;
    if (!lc_text_number(text, &value) || value != floor(value) || fabs(value) > 9007199254740992.0)
        return false;
    *out = (int64_t)value;
    return true;
}

/* Reads up to `most` digits. */
static const char *take(const char *at, size_t most, int *out)
{
    *out = 0;
    for (size_t n = 0; n < most && digit(*at); n++)
        *out = *out * 10 + (*at++ - '0');
    return at;
}

/* Size of one of the separators that stand behind a year, month or day; 0 when none is there. */
static size_t separator(const char *at)
{
    static const char *const marks[] = {"-", "/", ".", "年", "月", "日"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(at, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    return 0;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static bool is_calendar_day(int year, int month, int day)
{
    return year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

enum { UNWRITTEN = -1 };

/* A month or day that is not written is UNWRITTEN. False when the text is no date. */
static bool read_date(const char *text, int *out_year, int *out_month, int *out_day)
{
    char plain[NUMBER_MAX];
    if (text == NULL || strlen(text) >= NUMBER_MAX)
        return false;
    (void)snprintf(plain, sizeof plain, "%s", text);
    const char *at = lc_text_trim(plain);
    int year, month = UNWRITTEN, day = UNWRITTEN;
    if (digits(at) != 4 && digits(at) != 8)
        return false;
    bool packed = digits(at) == 8;
    at = take(at, 4, &year);
    at += separator(at);
    if (digit(*at)) {
        at = take(at, 2, &month);
        at += separator(at);
        if (digit(*at) && (packed || !digit(at[-1])))
            at = take(at, 2, &day);
        at += separator(at);
    }
    bool time_follows = (*at == ' ' || *at == 'T') && digit(at[1]);
    if (*at != '\0' && !time_follows)
        return false;
    *out_year = year;
    *out_month = month;
    *out_day = day;
    return true;
}

static bool write_date(int year, int month, int day, char out[11])
{
    if (!is_calendar_day(year, month, day))
        return false;
    (void)snprintf(out, 11, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100,
                   (unsigned)day % 100);
    return true;
}

bool lc_text_date(const char *text, char out[11])
{
    int year, month, day;
    return read_date(text, &year, &month, &day) &&
           write_date(year, month != UNWRITTEN ? month : 1, day != UNWRITTEN ? day : 1, out);
}

bool lc_text_date_end(const char *text, char out[11])
{
    int year, month, day;
    if (!read_date(text, &year, &month, &day))
        return false;
    if (month == UNWRITTEN)
        month = 12;
    if (day == UNWRITTEN && month >= 1 && month <= 12)
        day = days_in(year, month);
    return write_date(year, month, day, out);
}
