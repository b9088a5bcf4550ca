/* One cell of a planner's table that ought to hold a figure: what it says, and how sure that is. */
#ifndef LC_BASE_CELL_H
#define LC_BASE_CELL_H

#include <stdbool.h>

/* What the figure counts, which says which units may stand behind it. */
typedef enum lc_quantity {
    LC_QUANTITY_PLAIN, /* none */
    LC_QUANTITY_AREA_M2,
    LC_QUANTITY_PEOPLE,
    LC_QUANTITY_BEDS,
    LC_QUANTITY_PLACES,
    LC_QUANTITY_MEALS
} lc_quantity;

typedef enum lc_cell_sense {
    LC_CELL_NUMBER,      /* 1200, 1,200, 1 200, １２００, 1200㎡ in an area: nothing to tell */
    LC_CELL_EMPTY,       /* NULL, blank, or a sign for nothing: --  /  — */
    LC_CELL_EMPTY_WORD,  /* a word for nothing: 无, 待定, N/A */
    LC_CELL_APPROXIMATE, /* a number with 约, 左右, about ... */
    LC_CELL_CONVERTED,   /* a number in another unit that was converted: 0.12万平方米, 3亩 */
    /* no number from here on */
    LC_CELL_RANGE,      /* 1200-1500: two numbers */
    LC_CELL_BOUND,      /* ≥1200, 1200以上: the number is an end of what it may be */
    LC_CELL_OTHER_UNIT, /* a number with something behind it that is no unit of the quantity */
    LC_CELL_NUMERALS,   /* 一千二百 */
    LC_CELL_ERROR,      /* #REF!, #N/A: an error of a spreadsheet */
    LC_CELL_BAD         /* anything else */
} lc_cell_sense;

/* Reads a cell. *out is NaN unless the sense is NUMBER, APPROXIMATE or CONVERTED; negative numbers
 * are read as such. Plain numbers take the way of lc_text_number; no cell of more than a hundred
 * bytes is anything but BAD. O(bytes). */
lc_cell_sense lc_cell_read(const char *text, lc_quantity quantity, double *out);

/* Does the cell name a unit beside its figure, known or not? */
bool lc_cell_names_unit(const char *text, lc_quantity quantity);

/* How many of the quantity one of the unit is: 10000 for 万人 in people; 0 for a unit that it has
 * not. */
double lc_quantity_factor(const char *unit, lc_quantity quantity);

/* The units that a quantity knows, for messages: "㎡, 平方米, ..."; "-" for none. Static. */
const char *lc_quantity_units(lc_quantity quantity);

/* Is the row that this text labels a sum of others (合计, 小计, 浦东新区合计, Total)? */
bool lc_cell_is_total(const char *text);
/* Is this text a remark below a table (注：..., 资料来源：..., Note: ...)? */
bool lc_cell_is_remark(const char *text);

/* A day in a cell: what lc_text_date reads; besides, full-width digits, six digits YYYYMM, and a
 * spreadsheet's serial number of a day from 1954-10-03 to 2119-01-10 (20000 to 79999, days since
 * 1899-12-30). `exact` says whether the text tells a whole day by itself. False when it is none. */
bool lc_cell_date(const char *text, char out[11], bool *exact);

#endif
