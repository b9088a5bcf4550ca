/* Units that a header names and that are not ours: 建筑面积(亩), 人口(万人). */
#ifndef LC_SOURCE_HEADER_UNIT_H
#define LC_SOURCE_HEADER_UNIT_H

#include "base/cell.h"

enum { LC_UNIT_NAME_SIZE = 32 };

typedef struct lc_header_unit {
    char name[LC_UNIT_NAME_SIZE]; /* "": the header names none that is not ours */
    double factor;                /* ours is theirs times this; 1 for none */
} lc_header_unit;
#define LC_NO_HEADER_UNIT ((lc_header_unit){"", 1})

/* What a header says of its figures: a unit in brackets, or a Chinese one at its end, that base/cell.h knows of the quantity.
 * O(bytes * units). */
lc_header_unit lc_header_unit_of(const char *header, lc_quantity quantity);

#endif
