/* The homes of what a page is about, and how far each has it to the facilities of a set. Read from
 * the packed columns themselves: a join would look for each number of each home anew, which took
 * half the time of a page. For room report alone. */
#ifndef LC_REPORT_HOMES_H
#define LC_REPORT_HOMES_H

#include "report/page.h"

typedef struct lc_home {
    double lon_deg, lat_deg;
    int64_t people_micro; /* of the group */
} lc_home;

typedef struct lc_homes {
    char *group;
    lc_array items;  /* lc_home, in the order of demand_id; none without people of the group */
    lc_array points; /* uint32_t: the place of each in the columns */
} lc_homes;

/* The way of a home to the nearest facility of a set. */
typedef struct lc_home_way {
    double walk_min; /* NAN: none within the horizon */
    bool is_within;  /* one is within the largest limit */
} lc_home_way;

/* The homes with people of a layer's group; read once for each group of a page, which keeps them.
 */
lc_status lc_page_homes(lc_page *page, const lc_page_layer *layer, const lc_homes **out);
/* One way for each of the homes to the layer's set, by a measure ("circle", "network"). *ways is
 * yours (free). O(homes x types of the set). */
lc_status lc_page_home_ways(lc_page *page, const lc_page_layer *layer, const char *mode,
                            const lc_homes *homes, lc_home_way **ways);
void lc_homes_free(lc_homes *homes);

#endif
