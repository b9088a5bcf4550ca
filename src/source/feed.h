/* One file of the study, opened and being read: columns resolved, coordinates understood, every
 * doubtful row told. The holder owns the struct. */
#ifndef LC_SOURCE_FEED_H
#define LC_SOURCE_FEED_H

#include "crs/crs.h"
#include "geom/geom.h"
#include "gio/gio.h"
#include "source/area.h"
#include "source/columns.h"
#include "source/header_unit.h"
#include "source/source.h"
#include "store/store.h"

typedef enum lc_where { LC_WHERE_NONE, LC_WHERE_GEOMETRY, LC_WHERE_XY, LC_WHERE_WKT } lc_where;

enum { LC_REASONS_MAX = 16, LC_REGION_COLUMNS_MAX = 8 };

/* Why rows were not kept: counted, with the first of them. */
typedef struct lc_reason {
    const char *code; /* static */
    int64_t rows, first_row;
    char *field, *value, *detail; /* owned */
} lc_reason;

/* A doubt that rows of a population share: named for the first of them, counted for the rest. */
typedef struct lc_doubt {
    const char *code; /* static */
    char *field;      /* owned */
    int64_t rows;
    int64_t first_unnamed; /* row */
} lc_doubt;

/* A column whose figures rows of sums add up. */
typedef struct lc_sum_column {
    int column;
    lc_quantity quantity;
} lc_sum_column;

typedef struct lc_feed {
    lc_ctx *ctx;
    lc_store *store;
    const lc_study *study;
    const lc_source *source;
    lc_reader *reader;
    const lc_layer_info *info;
    const lc_record *record; /* the current row */
    lc_crs *crs;             /* NULL for a role without places */
    lc_geom *geom;           /* borrowed; NULL for a role without polygons */
    lc_where where;
    int column[LC_F_COUNT];
    lc_header_unit unit[LC_F_COUNT]; /* what its header says */
    int *where_column;               /* owned; one per condition of the source */
    int region_column[LC_REGION_COLUMNS_MAX];
    size_t region_column_count;
    int64_t input_id;
    int64_t rows_in, rows_kept, rows_with_findings, finding_row;
    int64_t rows_left_out;   /* by the conditions of `where` */
    int64_t outside;         /* rows beyond the margin */
    int64_t places, rounded; /* rows with a place; those of degrees with few decimals */
    lc_reason reasons[LC_REASONS_MAX];
    size_t reason_count;
    lc_array doubts;      /* of lc_doubt */
    lc_array sums;        /* of lc_sum_column */
    lc_array sum_rows;    /* of int64_t: the rows that add up others */
    struct lc_mend *mend; /* its corrected copy; NULL where none is wanted */
} lc_feed;

/* Opens the file of `source`, settles its columns and its coordinate system, and adds it to the
 * provenance of the current stage. `needs_place`: rows must have a place. LC_INPUT with what to
 * write where something cannot be settled. End with lc_feed_close, also after a failure. */
lc_status lc_feed_open(lc_feed *feed, lc_store *store, const lc_study *study,
                       const lc_source *source, lc_geom *geom, bool needs_place);
/* How the file is read. */
lc_reader_options lc_feed_options(const lc_feed *feed);
/* lc_crs_open, with the file's name before what is wrong. */
lc_status lc_source_crs_open(lc_ctx *ctx, const lc_source *source, const char *definition,
                             lc_crs **out);
/* The next row that could be read: *row is false after the last. Broken rows become findings and
 * are skipped, as are rows that are none (aside.h). */
lc_status lc_feed_next(lc_feed *feed, bool *row);
/* Calls fn for each of the remaining rows; a status other than LC_OK ends the reading. */
typedef lc_status lc_feed_row_fn(void *user);
lc_status lc_feed_rows(lc_feed *feed, lc_feed_row_fn *fn, void *user);
/* The row is used. */
void lc_feed_keep(lc_feed *feed);
/* Writes the counts. `must_have`: LC_INPUT, naming the commonest reason, when not one row was kept;
 * and when most were swapped. */
lc_status lc_feed_finish(lc_feed *feed, bool must_have);
void lc_feed_close(lc_feed *feed);
/* The status of reading a source, where it is not to be the end (see lc_study.go_on): LC_INPUT
 * becomes a finding about the file and LC_OK, any other status stays. */
lc_status lc_source_done(lc_store *store, const lc_study *study, const lc_source *source,
                         lc_status status);

/* --- values of the current row (row.c); all borrowed until the next row --- */
/* The text of a field after `set` and `map`; NULL when there is none. */
const char *lc_feed_text(const lc_feed *feed, lc_source_field field);
/* What the row says of the region it is in, coarse and fine: "Yangpu / Dinghai"; "" where it says
 * nothing. Never used to place the row; the doctor compares. In `out`, made anew. */
void lc_feed_region(const lc_feed *feed, lc_text *out);
/* True when the field has a column or a fixed value. */
bool lc_feed_has(const lc_feed *feed, lc_source_field field);
/* LC_INPUT unless lc_feed_has. */
lc_status lc_feed_require(lc_feed *feed, lc_source_field field);
/* A number >= 0; NaN when it is missing, no number or negative. Each but a blank cell is a finding,
 * and so is what was understood rather than read (lc_cell_read). */
lc_status lc_feed_number(lc_feed *feed, lc_source_field field, double *out);
/* The same for the cell of a column under any name, whose header names the unit; a cell that names
 * one itself means that. */
lc_status lc_feed_number_in(lc_feed *feed, const char *field, lc_quantity quantity, int column,
                            const lc_header_unit *unit, double *out);
/* What a field counts. */
lc_quantity lc_feed_quantity(lc_source_field field);
/* The unit of a column, told when it is not ours. */
lc_status lc_feed_header_unit(lc_feed *feed, int column, lc_quantity quantity, lc_header_unit *out);
/* A date as YYYY-MM-DD; "" when it is missing or none (a finding), and one that is not written
 * whole is told with the day taken. */
lc_status lc_feed_date(lc_feed *feed, lc_source_field field, char out[11]);
/* The code of a closed list; NULL when missing or unknown (finding `code`). */
lc_status lc_feed_choice(lc_feed *feed, lc_source_field field, const lc_choice *choices,
                         size_t count, const char *code, const char **out);

/* A finding about the current row. lon/lat are unknown. Of a population, which has rows by the
 * hundred thousand, only the first 100 rows of each doubt are named and the others counted
 * (lc_feed_finish tells them); rows that are not kept are all named, in every file. `code` is
 * static. */
lc_status lc_feed_note(lc_feed *feed, const char *code, const char *field, const char *value,
                       const char *detail);
/* The same, and the row is not kept: counted among the reasons. */
lc_status lc_feed_reject(lc_feed *feed, const char *code, const char *field, const char *value,
                         const char *detail);
/* The row lies `distance_m` or more beyond the margin. */
lc_status lc_feed_reject_outside(lc_feed *feed, const lc_area *area, lc_lonlat at);
/* The row's outline `raw` (WGS-84) was repaired to `valid`: why, and what that did to its area. */
lc_status lc_feed_note_repaired(lc_feed *feed, const lc_wkb *raw, const lc_wkb *valid,
                                const char *reason);
/* Refuses a file of which nobody says the coordinate system: LC_INPUT with what it may be. */
lc_status lc_feed_crs_missing(lc_feed *feed);
/* d.dddE+nn: what a spreadsheet makes of a long code in a cell of numbers. */
bool lc_is_exponent_form(const char *text);
/* Tells when the row's code is a number in a spreadsheet's exponent form, 3.10101E+11. */
lc_status lc_feed_check_code(lc_feed *feed);
/* Takes back what rows of the file were told with this code; they stay counted. */
lc_status lc_feed_forget(lc_feed *feed, const char *code);
/* A finding about the whole file. */
lc_status lc_feed_note_file(lc_feed *feed, const char *code, const char *field, const char *value,
                            const char *detail);

/* --- places (place.c) --- */
/* The current row's geometry in WGS-84, as WKB (yours). *ok is false when it has none that can be
 * used: a finding was added, the row rejected. `area` may be NULL; with it, swapped coordinates are
 * recognised. */
lc_status lc_feed_geometry(lc_feed *feed, const lc_area *area, lc_wkb *out, bool *ok);

#endif
