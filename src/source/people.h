/* Population while it is being read; inside room source. */
#ifndef LC_SOURCE_PEOPLE_H
#define LC_SOURCE_PEOPLE_H

#include "source/catalogue.h"
#include "source/feed.h"

enum { LC_GROUPS_MAX = 32 };

/* One group of the study. Its group_id is its index + 1. */
typedef struct lc_people_group {
    char *code;  /* owned */
    char *years; /* owned; of all sources that have it, joined by ", "; NULL when none says */
} lc_people_group;

/* A table that is being filled: rows are gathered and written a few thousand at a time. */
typedef struct lc_people_table {
    lc_stmt *insert;
    lc_rows *rows;
} lc_people_table;

typedef struct lc_people {
    lc_store *store;
    lc_ctx *ctx;
    const lc_study *study;
    lc_area *area;
    lc_plane *plane;     /* for grids: the area's, or one around the first unit */
    lc_plane *own_plane; /* the latter, owned */
    lc_catalogue catalogue;
    lc_people_group groups[LC_GROUPS_MAX];
    size_t group_count;
    int64_t unit_id, demand_id; /* of the last ones written */
    int64_t beyond;             /* units of the current file beyond the margin */
    bool anyone;                /* a figure above 0 in the file being read */
    lc_people_table unit, figure, demand, people;
    int64_t input_id, region_id; /* of the demand point written last */
    int64_t *tally;              /* owned: millionths by region and group, of the current file */
    int64_t tally_regions;       /* the highest region id */
} lc_people;

/* Index of a group by code, added when it is new; -1 with LC_INPUT recorded when there are too
 * many. */
lc_status lc_people_group_of(lc_people *people, const lc_source *source, const char *code,
                             size_t *index);

/* `region`: what the row says of the region it is in, NULL for nothing. */
lc_status lc_people_write_unit(lc_people *people, int64_t input_id, int64_t row, const char *code,
                               const char *name, const char *region);
/* What unit_people keeps of the unit written last. */
lc_status lc_people_write_figure(lc_people *people, size_t group, int64_t people_micro);
/* A point of demand; region_id 0 for none. */
lc_status lc_people_write_demand(lc_people *people, int64_t input_id, lc_lonlat at,
                                 int64_t region_id);
/* People of the demand point written last; nothing for 0. */
lc_status lc_people_write_people(lc_people *people, size_t group, int64_t people_micro);

/* tally.c: sums by region of the file being read; written, and begun anew, at its end. */
lc_status lc_people_tally_open(lc_people *people);
void lc_people_tally_add(lc_people *people, size_t group, int64_t people_micro);
lc_status lc_people_tally_write(lc_people *people);

/* Writes what is gathered, whenever the tables are to be read. */
lc_status lc_people_flush(lc_people *people);

/* Makes the one region of a study that names none, around the demand, and puts all demand in it. */
lc_status lc_people_make_region(lc_people *people);

/* Reads one raster. */
lc_status lc_people_read_raster(lc_people *people, const lc_source *source);

#endif
