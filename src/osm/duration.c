#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "osm/rules.h"

enum { PARTS_MAX = 3, DAY_S = 86400 };

/* A whole number of at most six digits at *at, which is moved behind it; -1 for none. */
static long whole(const char **at)
{
    size_t digits = strspn(*at, "0123456789");
    if (digits == 0 || digits > 6)
        return -1;
    long value = strtol(*at, NULL, 10);
    *at += digits;
    return value;
}

/* PT1H30M20S behind its "PT". */
static bool iso_duration(const char *at, double *seconds)
{
    static const struct {
        char unit;
        int seconds;
    } units[] = {{'H', 3600}, {'M', 60}, {'S', 1}};
    bool any = false;
    *seconds = 0;
    for (size_t u = 0; u < PARTS_MAX && *at != '\0'; u++) {
        const char *end = at;
        long value = whole(&end);
        if (value < 0)
            return false;
        if (*end != units[u].unit)
            continue;
        *seconds += (double)value * units[u].seconds;
        at = end + 1;
        any = true;
    }
    return any && *at == '\0';
}

bool lc_osm_duration(const char *text, double *seconds)
{
    long parts[PARTS_MAX];
    size_t count = 0;
    if (strncmp(text, "PT", 2) == 0)
        return iso_duration(text + 2, seconds) && *seconds <= DAY_S;
    for (const char *at = text;; at++) {
        if (count == PARTS_MAX || (parts[count++] = whole(&at)) < 0)
            return false;
        if (*at == '\0')
            break;
        if (*at != ':')
            return false;
    }
    if (count == 1)
        *seconds = (double)parts[0] * 60;
    else
        *seconds =
            (double)parts[0] * 3600 + (double)parts[1] * 60 + (count > 2 ? (double)parts[2] : 0);
    return *seconds <= DAY_S;
}
