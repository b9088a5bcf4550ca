#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/aside.h"
#include "source/doubts.h"
#include "source/mending.h"
#include "source/people.h"
#include "source/source.h"
#include "source/spread.h"
#include "source/wholes.h"
#include "source/write.h"

/* One unit of a file: its figures and where its people are. */
typedef struct unit {
    const char *code, *name, *region; /* borrowed; region: what the row says of it, or NULL */
    size_t group_count;
    size_t group[LC_GROUPS_MAX];
    int64_t people_micro[LC_GROUPS_MAX]; /* -1: not known */
    bool whole;                          /* every figure is a whole number of people */
    lc_lonlat *points;                   /* owned */
    size_t point_count;
    int64_t region_id; /* of a unit of one point: where that lies; 0 for none */
} unit;

/* Are all rows of a file one and the same? */
typedef struct sameness {
    int64_t rows;
    lc_lonlat place;
    int64_t people_micro; /* of the first group */
    bool one_place, one_figure;
} sameness;

/* Where the figures of a file are. */
typedef struct figure_columns {
    const char *label[LC_GROUPS_MAX]; /* for messages */
    int column[LC_GROUPS_MAX];
    size_t group[LC_GROUPS_MAX];
    lc_header_unit unit[LC_GROUPS_MAX];
    size_t count;
    lc_wholes *wholes; /* of the rows so far; borrowed */
} figure_columns;

/* --- groups --- */

/* Adds a year to the years a group is known for, once. */
static lc_status add_year(lc_ctx *ctx, lc_people_group *group, const char *year)
{
    if (year == NULL || (group->years != NULL && strstr(group->years, year) != NULL))
        return LC_OK;
    char *years =
        group->years != NULL ? lc_format(ctx, "%s, %s", group->years, year) : lc_strdup(ctx, year);
    if (years == NULL)
        return LC_MEMORY;
    free(group->years);
    group->years = years;
    return LC_OK;
}

lc_status lc_people_group_of(lc_people *people, const lc_source *source, const char *code,
                             size_t *index)
{
    for (*index = 0; *index < people->group_count; ++*index)
        if (strcmp(people->groups[*index].code, code) == 0)
            return add_year(people->ctx, &people->groups[*index], source->year);
    if (people->group_count == LC_GROUPS_MAX)
        return lc_fail(people->ctx, LC_INPUT, "%s: more than %d groups of people; leave some out.",
                       source->written, LC_GROUPS_MAX);
    lc_people_group *group = &people->groups[people->group_count];
    *group = (lc_people_group){.code = lc_strdup(people->ctx, code)};
    if (group->code == NULL)
        return LC_MEMORY;
    people->group_count++;
    return add_year(people->ctx, group, source->year);
}

static const char *aliases_of(const lc_people *people, const char *code)
{
    int64_t i = lc_entry_find(&people->catalogue.groups, code);
    return i >= 0 ? lc_entry_at(&people->catalogue.groups, (size_t)i)->list : "";
}

/* The column that the study names for a group, else the one named by alias. A group that is its own
 * column (`groups: [resident]`) names none. */
static lc_status find_figure(lc_people *people, lc_feed *feed, const lc_group_column *wanted,
                             figure_columns *out)
{
    const char *aliases = aliases_of(people, wanted->group);
    bool named = wanted->column != NULL && strcmp(wanted->column, wanted->group) != 0;
    int column = named
                     ? lc_column_named(feed->info, wanted->column)
                     : lc_column_find(feed->info, wanted->group, aliases, ';', LC_QUANTITY_PEOPLE);
    if (column < 0)
        return named ? lc_column_not_there(people->ctx, people->study, feed->source, feed->info,
                                           wanted->column, wanted->place)
                     : lc_column_missing(people->ctx, feed->source, feed->info, wanted->group,
                                         aliases, ';');
    size_t i = out->count++;
    out->column[i] = column;
    out->label[i] = feed->info->fields[column];
    lc_status status = lc_feed_sum_column(feed, column, LC_QUANTITY_PEOPLE);
    if (status == LC_OK)
        status = lc_feed_header_unit(feed, column, LC_QUANTITY_PEOPLE, &out->unit[i]);
    if (status != LC_OK)
        return status;
    return lc_people_group_of(people, feed->source, wanted->group, &out->group[i]);
}

static lc_status find_figures(lc_people *people, lc_feed *feed, figure_columns *out)
{
    const lc_source *source = feed->source;
    lc_status status = LC_OK;
    out->count = 0;
    if (source->group_count == 0 || source->group_count > LC_GROUPS_MAX)
        return lc_fail(people->ctx, LC_INPUT,
                       "%s: say which columns hold people with groups: {resident: column, ...} (at "
                       "most %d groups).",
                       source->written, LC_GROUPS_MAX);
    for (size_t i = 0; status == LC_OK && i < source->group_count; i++)
        status = find_figure(people, feed, &source->groups[i], out);
    return status;
}

/* --- figures of a row --- */

static lc_status read_figure(lc_feed *feed, const figure_columns *columns, size_t i, unit *u)
{
    static const double most_people = 9e12; /* of which the millionths fit 64 bits */
    double people;
    const char *text = feed->record->values[columns->column[i]];
    lc_status status = lc_feed_number_in(feed, columns->label[i], LC_QUANTITY_PEOPLE,
                                         columns->column[i], &columns->unit[i], &people);
    u->group[i] = columns->group[i];
    u->people_micro[i] = -1;
    if (status == LC_OK && people > most_people) {
        people = NAN;
        status = lc_feed_note(feed, "impossible_number", columns->label[i], text, "<= 9e12");
    }
    if (status != LC_OK || isnan(people))
        return status;
    u->people_micro[i] = llround(people * LC_MICRO);
    u->whole = u->whole && u->people_micro[i] % LC_MICRO == 0;
    return LC_OK;
}

/* Parts larger than the whole are told; the figures are used as they are. */
static lc_status compare_with_residents(const lc_people *people, lc_feed *feed,
                                        const figure_columns *columns, const unit *u)
{
    size_t residents = SIZE_MAX;
    lc_status status = LC_OK;
    for (size_t i = 0; i < u->group_count; i++)
        if (strcmp(people->groups[u->group[i]].code, "resident") == 0)
            residents = i;
    if (residents == SIZE_MAX || u->people_micro[residents] < 0)
        return LC_OK;
    for (size_t i = 0; status == LC_OK && i < u->group_count; i++) {
        /* Registered people may well outnumber residents: many live elsewhere. Ages of them may
         * not. */
        bool part = strncmp(people->groups[u->group[i]].code, "age", 3) == 0;
        if (part && u->people_micro[i] >= 0)
            lc_wholes_add(columns->wholes, columns->label[residents], i,
                          (double)u->people_micro[residents] / LC_MICRO,
                          (double)u->people_micro[i] / LC_MICRO);
        if (!part || u->people_micro[i] <= u->people_micro[residents])
            continue;
        char value[32], total[32];
        lc_print(value, sizeof value, "%.15g", (double)u->people_micro[i] / LC_MICRO);
        lc_print(total, sizeof total, "%.15g", (double)u->people_micro[residents] / LC_MICRO);
        status = lc_feed_note(feed, "group_exceeds_total", columns->label[i], value, total);
    }
    return status;
}

/* The age from which on a group counts (age60 and so on), 0 for other groups. */
static long age_of(const lc_people *people, const unit *u, size_t i)
{
    const char *code = people->groups[u->group[i]].code;
    bool open = strncmp(code, "age", 3) == 0 && strspn(code + 3, "0123456789") == strlen(code + 3);
    return open ? strtol(code + 3, NULL, 10) : 0;
}

/* Those of 65 and over are among those of 60 and over: more of them than of these are told. */
static lc_status compare_ages(const lc_people *people, lc_feed *feed, const figure_columns *columns,
                              const unit *u)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < u->group_count; i++) {
        size_t next = u->group_count; /* the next younger age */
        long age = age_of(people, u, i);
        for (size_t j = 0; age > 0 && j < u->group_count; j++) {
            long other = age_of(people, u, j);
            if (u->people_micro[j] >= 0 && other > 0 && other < age &&
                (next == u->group_count || other > age_of(people, u, next)))
                next = j;
        }
        if (next == u->group_count || u->people_micro[i] <= u->people_micro[next])
            continue;
        char value[32], whole[192], label[128];
        lc_text_cut(label, sizeof label, columns->label[next]);
        lc_print(value, sizeof value, "%.15g", (double)u->people_micro[i] / LC_MICRO);
        lc_print(whole, sizeof whole, "%s %.15g", label, (double)u->people_micro[next] / LC_MICRO);
        status = lc_feed_note(feed, "older_exceed_younger", columns->label[i], value, whole);
    }
    return status;
}

static lc_status read_figures(const lc_people *people, lc_feed *feed, const figure_columns *columns,
                              unit *u, bool *ok)
{
    lc_status status = LC_OK;
    u->group_count = columns->count;
    u->whole = true;
    *ok = false;
    for (size_t i = 0; status == LC_OK && i < columns->count; i++) {
        status = read_figure(feed, columns, i, u);
        *ok = *ok || u->people_micro[i] >= 0;
    }
    if (status == LC_OK && !*ok)
        status = lc_feed_reject(feed, "missing_value", columns->label[0], NULL, NULL);
    double none;
    for (size_t i = 0; status == LC_OK && *ok && i < columns->count; i++)
        if (u->people_micro[i] < 0 && lc_cell_read(feed->record->values[columns->column[i]],
                                                   LC_QUANTITY_PEOPLE, &none) == LC_CELL_EMPTY)
            status = lc_feed_note(feed, "missing_people", columns->label[i], NULL, NULL);
    if (status == LC_OK && *ok)
        status = compare_with_residents(people, feed, columns, u);
    if (status == LC_OK && *ok)
        status = compare_ages(people, feed, columns, u);
    return status;
}

/* --- where the people of a row are --- */

typedef struct point_list {
    lc_people *people;
    lc_array points;  /* lc_lonlat */
    lc_status status; /* of transforming */
    bool inverse;
} point_list;

static lc_status collect(void *user, size_t polygon, size_t ring, const double *xy, size_t count)
{
    (void)polygon;
    (void)ring;
    point_list *list = user;
    for (size_t i = 0; i < count; i++) {
        lc_lonlat *at = lc_array_push(list->people->ctx, &list->points);
        if (at == NULL)
            return LC_MEMORY;
        *at = (lc_lonlat){xy[2 * i], xy[2 * i + 1]};
    }
    return LC_OK;
}

static void to_plane(void *user, double *x, double *y)
{
    point_list *list = user;
    if (list->status == LC_OK)
        list->status = lc_plane_forward(list->people->ctx, list->people->plane, x, y, 1, 1);
}

/* Without regions the grid hangs on a plane around the first unit. */
static lc_status settle_plane(lc_people *people, const lc_wkb *outline)
{
    double x, y;
    if (people->plane != NULL)
        return LC_OK;
    lc_status status =
        lc_geom_inner_point(lc_area_geom(people->area), outline->bytes, outline->size, &x, &y);
    if (status == LC_OK)
        status = lc_plane_open(people->ctx, (lc_lonlat){x, y}, &people->own_plane);
    people->plane = people->own_plane;
    return status;
}

/* Points of the grid in a valid outline (WGS-84, changed in place into the plane). */
static lc_status grid_points(lc_people *people, lc_wkb *outline, double grid_m, unit *u)
{
    point_list walk = {.people = people};
    double *xy = NULL;
    size_t count = 0;
    lc_status status = settle_plane(people, outline);
    if (status == LC_OK) {
        (void)lc_wkb_each_xy(outline->bytes, outline->size, to_plane, &walk);
        status = walk.status;
    }
    if (status == LC_OK)
        status = lc_geom_grid_points(lc_area_geom(people->area), outline->bytes, outline->size,
                                     grid_m, &xy, &count);
    if (status == LC_OK)
        status = lc_plane_inverse(people->ctx, people->plane, xy, xy + 1, count, 2);
    if (status == LC_OK) {
        u->points = lc_alloc(people->ctx, count, sizeof *u->points);
        status = u->points != NULL ? LC_OK : LC_MEMORY;
    }
    for (size_t i = 0; status == LC_OK && i < count; i++)
        u->points[i] = (lc_lonlat){xy[2 * i], xy[2 * i + 1]};
    u->point_count = status == LC_OK ? count : 0;
    free(xy);
    return status;
}

/* A polygon's points: on the grid, or one inside for `form: points`. */
static lc_status polygon_points(lc_people *people, lc_feed *feed, const lc_wkb *wkb, unit *u,
                                bool *ok)
{
    lc_wkb valid = {NULL, 0};
    bool repaired = false;
    char *reason = NULL;
    lc_status status = lc_geom_valid_polygon(lc_area_geom(people->area), wkb->bytes, wkb->size,
                                             &valid, &repaired, &reason);
    if (status == LC_INPUT) {
        *ok = false;
        status = lc_feed_reject(feed, "no_geometry", NULL, NULL, lc_failed_msgid(people->ctx));
        if (status == LC_OK)
            lc_ctx_forget(people->ctx);
        goto done;
    }
    if (status == LC_OK && repaired)
        status = lc_feed_note_repaired(feed, wkb, &valid, reason);
    if (status == LC_OK && repaired)
        status = lc_mend_shape(feed, &valid, true);
    if (status == LC_OK && feed->source->form == LC_POPULATION_POLYGONS) {
        status = grid_points(people, &valid, feed->source->grid_m, u);
    } else if (status == LC_OK) {
        u->points = lc_alloc(people->ctx, 1, sizeof *u->points);
        u->point_count = u->points != NULL;
        status = u->points == NULL
                     ? LC_MEMORY
                     : lc_geom_inner_point(lc_area_geom(people->area), valid.bytes, valid.size,
                                           &u->points->lon_deg, &u->points->lat_deg);
    }
done:
    free(reason);
    lc_wkb_clear(&valid);
    return status;
}

static lc_status read_points(lc_people *people, lc_feed *feed, unit *u, bool *ok)
{
    lc_wkb wkb;
    point_list list = {.people = people};
    lc_array_init(&list.points, sizeof(lc_lonlat));
    lc_status status = lc_feed_geometry(feed, people->area, &wkb, ok);
    if (status != LC_OK || !*ok)
        goto done;
    lc_shape shape = lc_wkb_shape(wkb.bytes, wkb.size);
    if (shape == LC_SHAPE_POLYGON) {
        status = polygon_points(people, feed, &wkb, u, ok);
    } else if (shape == LC_SHAPE_POINT && feed->source->form == LC_POPULATION_POINTS) {
        status = lc_wkb_each_part(people->ctx, wkb.bytes, wkb.size, collect, &list);
        u->points = list.points.items;
        u->point_count = list.points.count;
        lc_array_init(&list.points, sizeof(lc_lonlat));
    } else {
        *ok = false;
        status = lc_feed_reject(feed, "no_geometry", NULL, NULL,
                                shape == LC_SHAPE_POINT ? "POINT" : "LINESTRING");
    }
done:
    lc_array_clear(&list.points);
    lc_wkb_clear(&wkb);
    return status;
}

/* --- writing --- */

enum { ROWS_AT_ONCE = 8192, TABLE_COUNT = 4 };

static lc_status flush_full(lc_people_table *table)
{
    return lc_rows_count(table->rows) < ROWS_AT_ONCE ? LC_OK
                                                     : lc_rows_run(table->rows, table->insert);
}

lc_status lc_people_flush(lc_people *people)
{
    lc_people_table *const tables[TABLE_COUNT] = {&people->unit, &people->figure, &people->demand,
                                                  &people->people};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < TABLE_COUNT; i++)
        status = lc_rows_run(tables[i]->rows, tables[i]->insert);
    return status;
}

lc_status lc_people_write_unit(lc_people *people, int64_t input_id, int64_t row, const char *code,
                               const char *name, const char *region)
{
    lc_rows *rows = people->unit.rows;
    lc_rows_add_int(rows, ++people->unit_id);
    lc_rows_add_int(rows, input_id);
    lc_rows_add_int(rows, row);
    lc_rows_add_text(rows, code);
    lc_rows_add_text(rows, name);
    lc_rows_add_text(rows, region);
    return flush_full(&people->unit);
}

static lc_status add_figure(lc_people_table *table, int64_t id, size_t group, int64_t people_micro)
{
    lc_rows_add_int(table->rows, id);
    lc_rows_add_int(table->rows, (int64_t)group + 1);
    lc_rows_add_int(table->rows, people_micro);
    return flush_full(table);
}

lc_status lc_people_write_figure(lc_people *people, size_t group, int64_t people_micro)
{
    return add_figure(&people->figure, people->unit_id, group, people_micro);
}

lc_status lc_people_write_demand(lc_people *people, int64_t input_id, lc_lonlat at,
                                 int64_t region_id)
{
    lc_rows *rows = people->demand.rows;
    people->input_id = input_id;
    people->region_id = region_id;
    lc_rows_add_int(rows, ++people->demand_id);
    lc_rows_add_int(rows, people->unit_id);
    if (region_id > 0)
        lc_rows_add_int(rows, region_id);
    else
        lc_rows_add_null(rows);
    lc_rows_add_double(rows, at.lon_deg);
    lc_rows_add_double(rows, at.lat_deg);
    lc_rows_add_int(rows, input_id);
    return flush_full(&people->demand);
}

lc_status lc_people_write_people(lc_people *people, size_t group, int64_t people_micro)
{
    if (people_micro == 0)
        return LC_OK;
    lc_people_tally_add(people, group, people_micro);
    return add_figure(&people->people, people->demand_id, group, people_micro);
}

/* Is any point of the unit near enough to be read? */
static lc_status is_near(lc_people *people, unit *u, bool *near)
{
    lc_status status = LC_OK;
    *near = false;
    for (size_t i = 0; status == LC_OK && !*near && i < u->point_count; i++)
        status = lc_area_locate(people->area, u->points[i], near, &u->region_id);
    return status;
}

static lc_status region_of(lc_people *people, int64_t coded, const unit *u, lc_lonlat at,
                           int64_t *region_id)
{
    bool near;
    if (coded > 0)
        return lc_area_locate_within(people->area, at, coded, region_id);
    *region_id = u->region_id;
    if (u->point_count == 1)
        return LC_OK;
    return lc_area_locate(people->area, at, &near, region_id);
}

/* The k-th point of the order with its share of every group; a point that nobody falls to is not
 * kept. */
static lc_status write_point(lc_people *people, int64_t input_id, int64_t coded, const unit *u,
                             size_t point, size_t k)
{
    int64_t share[LC_GROUPS_MAX], region_id = 0;
    bool any = false;
    for (size_t i = 0; i < u->group_count; i++) {
        share[i] = u->people_micro[i] > 0
                       ? lc_spread_share(u->people_micro[i], u->point_count, k, u->whole)
                       : 0;
        any = any || share[i] > 0;
    }
    if (!any)
        return LC_OK;
    lc_status status = region_of(people, coded, u, u->points[point], &region_id);
    if (status == LC_OK)
        status = lc_people_write_demand(people, input_id, u->points[point], region_id);
    for (size_t i = 0; status == LC_OK && i < u->group_count; i++)
        status = lc_people_write_people(people, u->group[i], share[i]);
    return status;
}

static lc_status write_unit(lc_people *people, lc_feed *feed, const unit *u)
{
    size_t *order = NULL, *place = NULL;
    int64_t coded = lc_area_region_of_code(people->area, u->code);
    lc_status status = lc_people_write_unit(people, feed->input_id, feed->record->row, u->code,
                                            u->name, u->region);
    for (size_t i = 0; status == LC_OK && i < u->group_count; i++)
        if (u->people_micro[i] >= 0)
            status = lc_people_write_figure(people, u->group[i], u->people_micro[i]);
    if (status == LC_OK)
        status = lc_spread_order(people->ctx, u->point_count, &order);
    place = status == LC_OK ? lc_alloc(people->ctx, u->point_count, sizeof *place) : NULL;
    if (status == LC_OK && place == NULL)
        status = LC_MEMORY;
    for (size_t k = 0; status == LC_OK && k < u->point_count; k++)
        place[order[k]] = k;
    for (size_t i = 0; status == LC_OK && i < u->point_count; i++)
        status = write_point(people, feed->input_id, coded, u, i, place[i]);
    free(order);
    free(place);
    return status;
}

/* --- files --- */

static void compare_with_first(sameness *same, const unit *u)
{
    if (same->rows++ == 0)
        *same = (sameness){1, u->points[0], u->people_micro[0], true, true};
    same->one_place = same->one_place && u->points[0].lon_deg == same->place.lon_deg &&
                      u->points[0].lat_deg == same->place.lat_deg;
    same->one_figure = same->one_figure && u->people_micro[0] == same->people_micro;
}

/* A file of many rows that all stand at one place, or all have one figure. */
static lc_status tell_sameness(lc_feed *feed, const figure_columns *columns, const sameness *same)
{
    char rows[24], what[64];
    lc_status status = LC_OK;
    if (same->rows < LC_SAME_ROWS)
        return LC_OK;
    snprintf(rows, sizeof rows, "%lld", (long long)same->rows);
    if (same->one_place) {
        lc_print(what, sizeof what, "%.6f, %.6f", same->place.lon_deg, same->place.lat_deg);
        status = lc_feed_note_file(feed, "people_at_one_place", NULL, rows, what);
    }
    if (status == LC_OK && same->one_figure && same->people_micro >= 0) {
        lc_print(what, sizeof what, "%.15g", (double)same->people_micro / LC_MICRO);
        status = lc_feed_note_file(feed, "same_figure", columns->label[0], rows, what);
    }
    return status;
}

static lc_status read_row(lc_people *people, lc_feed *feed, const figure_columns *columns,
                          sameness *same)
{
    unit u = {.code = lc_feed_text(feed, LC_F_CODE), .name = lc_feed_text(feed, LC_F_NAME)};
    bool ok = false, near = false;
    lc_text region;
    lc_text_init(&region, people->ctx);
    lc_feed_region(feed, &region);
    u.region = region.bytes;
    lc_status status = lc_text_status(&region);
    if (status == LC_OK)
        status = read_figures(people, feed, columns, &u, &ok);
    if (status == LC_OK && ok)
        status = read_points(people, feed, &u, &ok);
    if (status == LC_OK && ok)
        status = is_near(people, &u, &near);
    if (status == LC_OK && ok && !near) {
        people->beyond++;
    } else if (status == LC_OK && ok) {
        for (size_t i = 0; i < u.group_count; i++)
            people->anyone = people->anyone || u.people_micro[i] > 0;
        compare_with_first(same, &u);
        status = lc_feed_check_code(feed);
        if (status == LC_OK)
            status = write_unit(people, feed, &u);
        if (status == LC_OK)
            lc_feed_keep(feed);
    }
    lc_text_clear(&region);
    free(u.points);
    return status;
}

static lc_status note_beyond(const lc_people *people, lc_feed *feed)
{
    char rows[24];
    snprintf(rows, sizeof rows, "%lld", (long long)people->beyond);
    if (people->beyond > 0 && people->beyond == feed->rows_in)
        return lc_fail(people->ctx, LC_INPUT,
                       "%s: all of its %lld rows lie outside the study area and its margin; check "
                       "crs: and the file.",
                       feed->source->written, (long long)feed->rows_in);
    return people->beyond > 0 ? lc_feed_note_file(feed, "rows_beyond_margin", NULL, rows, NULL)
                              : LC_OK;
}

static lc_status read_file(lc_people *people, const lc_source *source)
{
    lc_feed feed;
    lc_wholes wholes = {0};
    figure_columns columns = {.count = 0, .wholes = &wholes};
    sameness same = {.rows = 0};
    people->beyond = 0;
    people->anyone = false;
    lc_status status =
        lc_feed_open(&feed, people->store, people->study, source, lc_area_geom(people->area), true);
    if (status == LC_OK)
        status = find_figures(people, &feed, &columns);
    for (bool row = true; status == LC_OK && row;) {
        status = lc_feed_next(&feed, &row);
        if (status == LC_OK && row)
            status = read_row(people, &feed, &columns, &same);
    }
    if (status == LC_OK)
        status = note_beyond(people, &feed);
    if (status == LC_OK)
        status = tell_sameness(&feed, &columns, &same);
    if (status == LC_OK)
        status = lc_wholes_tell(&wholes, &feed, columns.label, columns.count);
    if (status == LC_OK)
        status = lc_feed_finish(&feed, true);
    if (status == LC_OK && !people->anyone)
        status =
            lc_fail(people->ctx, LC_INPUT,
                    "%s: nobody lives here: every figure is 0 or unknown. Check groups: and the "
                    "columns it names.",
                    source->written);
    lc_feed_close(&feed);
    return status;
}

static lc_status read_files(lc_people *people)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < people->study->source_count; i++) {
        const lc_source *source = &people->study->sources[i];
        if (source->role != LC_ROLE_POPULATION)
            continue;
        status = source->form == LC_POPULATION_RASTER ? lc_people_read_raster(people, source)
                                                      : read_file(people, source);
        if (status == LC_OK)
            status = lc_people_tally_write(people);
        status = lc_source_done(people->store, people->study, source, status);
    }
    return status;
}

/* --- groups, at the end --- */

static lc_status write_groups(lc_people *people)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(people->store, "source/insert_people_group", &stmt);
    for (size_t i = 0; status == LC_OK && i < people->group_count; i++) {
        const lc_people_group *group = &people->groups[i];
        int64_t known = lc_entry_find(&people->catalogue.groups, group->code);
        const lc_entry *entry =
            known >= 0 ? lc_entry_at(&people->catalogue.groups, (size_t)known) : NULL;
        lc_stmt_bind_int(stmt, ":group_id", (int64_t)i + 1);
        lc_stmt_bind_text(stmt, ":code", group->code);
        lc_stmt_bind_text(stmt, ":name_zh", entry != NULL ? entry->name_zh : group->code);
        lc_stmt_bind_text(stmt, ":name_en", entry != NULL ? entry->name_en : group->code);
        lc_stmt_bind_text(stmt, ":year", group->years);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

/* The study's choice of groups for every set. */
static lc_status write_chosen_groups(lc_people *people)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(people->store, "source/insert_set_group_chosen", &stmt);
    for (size_t i = 0; status == LC_OK && i < people->study->group_count; i++) {
        const char *code = people->study->groups[i];
        bool known = false;
        for (size_t g = 0; g < people->group_count; g++)
            known = known || strcmp(people->groups[g].code, code) == 0;
        if (!known)
            status = lc_fail(people->ctx, LC_INPUT,
                             "%s: groups: \"%s\" has no figures in any population file; add its "
                             "column, or leave it out.",
                             people->study->path, code);
        lc_stmt_bind_text(stmt, ":group_code", code);
        if (status == LC_OK)
            status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

static lc_status write_set_groups(lc_people *people)
{
    if (people->study->groups != NULL)
        return write_chosen_groups(people);
    lc_status status = lc_store_run(people->store, "source/insert_set_group_served");
    return status == LC_OK ? lc_store_run(people->store, "source/insert_set_group_rest") : status;
}

/* --- the stage --- */

static bool names_regions(const lc_study *study)
{
    for (size_t i = 0; i < study->source_count; i++)
        if (study->sources[i].role == LC_ROLE_REGIONS)
            return true;
    return false;
}

static lc_status clear_tables(lc_store *store, bool regions_are_ours)
{
    static const char *const clear[] = {
        "source/delete_set_group",    "source/delete_demand_people",   "source/delete_demand",
        "source/delete_unit_people",  "source/delete_population_unit", "source/delete_people_group",
        "source/delete_people_found", "source/delete_region_tree",     "source/delete_region"};
    size_t count = sizeof clear / sizeof *clear;
    return lc_run_all(store, clear, regions_are_ours ? count : count - 2);
}

static lc_status prepare(lc_people *people)
{
    const struct {
        const char *insert;
        lc_people_table *table;
        size_t columns;
    } tables[] = {{"source/insert_population_unit", &people->unit, 6},
                  {"source/insert_unit_people", &people->figure, 3},
                  {"source/insert_demand", &people->demand, 6},
                  {"source/insert_demand_people", &people->people, 3}};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof tables / sizeof *tables; i++) {
        tables[i].table->rows = lc_rows_new(people->ctx, tables[i].columns);
        status = tables[i].table->rows == NULL
                     ? LC_MEMORY
                     : lc_store_query(people->store, tables[i].insert, &tables[i].table->insert);
    }
    return status;
}

static void clear_people(lc_people *people)
{
    lc_people_table *const tables[TABLE_COUNT] = {&people->unit, &people->figure, &people->demand,
                                                  &people->people};
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        lc_stmt_free(tables[i]->insert);
        lc_rows_free(tables[i]->rows);
    }
    for (size_t i = 0; i < people->group_count; i++) {
        free(people->groups[i].code);
        free(people->groups[i].years);
    }
    free(people->tally);
    lc_plane_close(people->own_plane);
    lc_area_close(people->area);
    lc_catalogue_clear(&people->catalogue);
}

lc_status lc_source_population(lc_store *store, const lc_study *study)
{
    lc_people people = {.store = store, .ctx = lc_store_ctx(store), .study = study};
    bool single = !names_regions(study);
    lc_status status = lc_catalogue_load(&people.catalogue, people.ctx, study);
    if (status == LC_OK)
        status = clear_tables(store, single);
    if (status == LC_OK)
        status = lc_area_open(store, study, &people.area);
    if (status == LC_OK) {
        people.plane = lc_area_plane(people.area);
        status = prepare(&people);
    }
    if (status == LC_OK)
        status = lc_people_tally_open(&people);
    if (status == LC_OK)
        status = read_files(&people);
    if (status == LC_OK)
        status = lc_people_flush(&people);
    if (status == LC_OK)
        status = write_groups(&people);
    if (status == LC_OK)
        status = write_set_groups(&people);
    if (status == LC_OK && single)
        status = lc_people_make_region(&people);
    clear_people(&people);
    return status;
}
