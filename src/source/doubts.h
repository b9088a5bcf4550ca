/* Where a figure of one row begins to be doubtful. docs/findings.md says each with its source. */
#ifndef LC_SOURCE_DOUBTS_H
#define LC_SOURCE_DOUBTS_H

/* Floor area: no room for anybody below this, and no facility of its type below this share of the
 * standard one (geodata/types/types.csv). */
#define LC_AREA_LEAST_M2    5.0
#define LC_AREA_LEAST_SHARE 0.01
/* Floor area of a bed: a bedroom of several beds needs 6 m2 for each (JGJ 450-2018, 5.2). */
#define LC_BED_LEAST_M2 6.0
/* Years that a register of today may name: those of buildings from 1900 on (a spreadsheet's empty
 * day is 1899-12-30 or 1900-01-00), and plans for a generation ahead. */
enum { LC_YEAR_FIRST = 1900, LC_YEARS_AHEAD = 30 };
/* Coordinates of at most 3 decimals of a degree are good to some 100 m: told of a file when this
 * share of its rows, and this many, have no more. */
enum { LC_DECIMALS_FEW = 3, LC_ROUNDED_ROWS = 5 };
#define LC_ROUNDED_SHARE 0.9
/* Rows of people from which on one place, or one figure, for all of them is no chance. */
enum { LC_SAME_ROWS = 10 };
/* Rows from which on a whole that is smaller than its part in most of them is told of the file; and
 * the share of the part below which another unit explains it: a part that is a hundredth of the
 * whole or more becomes a hundred times of it in ten thousands. */
enum { LC_WHOLE_ROWS = 3 };
#define LC_WHOLE_SHARE 0.01

#endif
