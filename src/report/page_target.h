/* What the table of targets and the lists of their parts have in common. For room report alone. */
#ifndef LC_REPORT_PAGE_TARGET_H
#define LC_REPORT_PAGE_TARGET_H

#include "report/page.h"

/* Columns of report/page_target_parts; in report/page_targets they stand behind those of the
 * target. */
enum {
    LC_PART_GAP,
    LC_PART_REGION,
    LC_PART_VALUE,
    LC_PART_LOW,
    LC_PART_HIGH,
    LC_PART_SHORT,
    LC_PART_STATUS,
    LC_PART_LACKS,
    LC_PART_PACE,
    LC_PART_BASIS,
    LC_PART_OBSERVED_ON,
    LC_PART_OBSERVED_SOURCE,
    LC_PART_PLANNED
};

/* How a target is told, with what its bars are drawn against. Texts are borrowed. */
typedef struct lc_page_aim {
    const char *indicator, *unit, *year;
    double target, most; /* in the indicator's unit; NaN: none */
} lc_page_aim;

/* <td class="..."> that says on a narrow screen, where there is no heading, what it is. */
void lc_page_cell(lc_page *page, const char *class, const char *label);
/* A quantity whose unit goes to the next line as a whole where there is no room. */
void lc_page_quantity(lc_page *page, double value, const char *unit, bool difference);
/* "36 to 70 m2": the unit once. `between`: a msgid. */
void lc_page_span(lc_page *page, double low, double high, const char *unit, const char *between);

/* --- cells of one region, whose columns stand from `from` on --- */
/* The value or what bounds it, how it is known, and what planned facilities make of it. `bar`:
 * drawn against the target, too; `told`: computed figures say so. */
void lc_page_part_value(lc_page *page, lc_stmt *stmt, int from, const lc_page_aim *aim, bool bar,
                        bool told);
/* What is missing; where the value is only bounded, the part of it that is certain. */
void lc_page_part_gap(lc_page *page, lc_stmt *stmt, int from, const char *unit);
/* `about`: the msgid of what is said before it, NULL for nothing. */
void lc_page_gap_cell(lc_page *page, double gap, const char *unit, const char *about);
/* The status and the pace. */
void lc_page_part_status(lc_page *page, lc_stmt *stmt, int from, const char *unit);
/* What would close the gap, and which data are lacking. */
lc_status lc_page_part_closes(lc_page *page, lc_stmt *stmt, int from);

/* The regions of a target one by one, and what they all need together. */
lc_status lc_page_parts(lc_page *page, int64_t target_id, const lc_page_aim *aim);
lc_status lc_page_parts_closes(lc_page *page, int64_t target_id);

#endif
