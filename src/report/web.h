/* data/ of a report set: what the scripts of its pages show. Each file calls
 * lifecircle.data("name", value), because a page that was opened from a folder may load scripts but
 * fetch nothing. The names and shapes of the values are told in src/report/assets/page.js, which
 * reads them. For room report alone. */
#ifndef LC_REPORT_WEB_H
#define LC_REPORT_WEB_H

#include "report/page.h"
#include "report/svg.h"

/* A region of the map, in the order in which figures stand. */
typedef struct lc_web_region {
    int64_t region_id;
} lc_web_region;

typedef struct lc_web_set {
    int64_t set_id;
    char *code;
} lc_web_set;

typedef struct lc_web {
    lc_page page; /* the facts, and the file that is being written */
    const char *folder;
    lc_geom *geom;
    lc_plane plane;   /* of all shapes */
    lc_scopes scopes; /* regions that may have a report of their own */
    lc_array regions; /* lc_web_region */
    lc_array sets;    /* lc_web_set */
    size_t written;   /* items of the list that is being written */
} lc_web;

/* Begins data/<name>.js; the value follows, then lc_web_close in any case. */
lc_status lc_web_open(lc_web *web, const char *name);
lc_status lc_web_close(lc_web *web, lc_status status);

/* A text of the data as a JavaScript string that no surrounding can mistake for anything else. */
void lc_web_text(lc_web *web, const char *text);
/* null for NaN. */
void lc_web_number(lc_web *web, double number);
/* The comma before every item of a list but the first; lc_web_list begins one. */
void lc_web_list(lc_web *web, const char *open);
void lc_web_next(lc_web *web);
/* A shape of a column as path data on the plane; "" where there is none. */
lc_status lc_web_shape(lc_web *web, lc_stmt *stmt, int column);

/* --- the files; each reads what it needs --- */
/* study.js: words, choices, limits; fills web->sets. */
lc_status lc_web_study(lc_web *web);
/* regions.js; fills web->regions. */
lc_status lc_web_regions(lc_web *web);
/* figures-<set>.js for each set. */
lc_status lc_web_figures(lc_web *web);
/* homes.js, people-<group>.js, reach-<set>.js. */
lc_status lc_web_homes(lc_web *web);
/* facilities.js, context.js, streets.js, walked-<measure>-<type>-<limit>.js. */
lc_status lc_web_layers(lc_web *web);

#endif
