/* Units that a header names and that are not ours: 建筑面积(亩), 人口(万人). */
#ifndef LC_SOURCE_HEADER_UNIT_H
#define LC_SOURCE_HEADER_UNIT_H

#include "base/cell.h"

enum { LC_UNIT_NAME_SIZE = 32 };

typedef struct lc_header_unit {
    char name[LC_UNIT_NAME_SIZE];    /* "": the header names none that is not ours */
    bool named;                      /* the header names a unit, be it ours */
    double factor;                   /* ours is theirs times this; 1 for none */
    char unknown[LC_UNIT_NAME_SIZE]; /* what stands in brackets and is no unit of the quantity nor a
                                        remark, (户) of people; "" for none */
} lc_header_unit;
#define LC_NO_HEADER_UNIT ((lc_header_unit){"", false, 1, ""})

/* What a header says of its figures: a unit in brackets (（万人）, （单位：万人）,
 * （2025年，万人）), or one at its end (人口万人, area_ha), that base/cell.h knows of the quantity.
 * O(bytes * units).
 */
lc_header_unit lc_header_unit_of(const char *header, lc_quantity quantity);

/* Is `rest`, what stands in a header behind a name of its column, a unit of the quantity? */
bool lc_header_ends_in_unit(const char *rest, lc_quantity quantity);

#endif
