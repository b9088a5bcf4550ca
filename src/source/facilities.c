#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/catalogue.h"
#include "source/doubts.h"
#include "source/mending.h"
#include "source/source.h"
#include "source/write.h"

static const lc_choice statuses[] = {
    {"open",
     "开业|运营|营业|在用|正常|已建|已建成|建成|启用|开放|运营中|在营|active|operating|existing"},
    {"planned", "规划|计划|在建|拟建|待建|筹建|未建|建设中|proposed|under construction"},
    {"closed", "关闭|停业|停用|撤销|注销|已关闭|歇业|关停|inactive"},
};
static const lc_choice owners[] = {
    {"public", "公办|公建|国有|政府|公建公营|公建民营|公办民营|公有|government"},
    {"private", "民办|私营|社会办|民营|民办非企业|企业|私立|non-public"},
};
static const lc_choice contracts[] = {
    {"yes", "是|有|已签约|已签|签约|y|true|1|signed"},
    {"no", "否|无|未签约|未签|没有|n|false|0|unsigned|none"},
};
enum {
    STATUS_COUNT = sizeof statuses / sizeof *statuses,
    OWNER_COUNT = sizeof owners / sizeof *owners,
    CONTRACT_COUNT = sizeof contracts / sizeof *contracts
};

typedef struct facility_reader {
    lc_store *store;
    lc_ctx *ctx;
    const lc_study *study;
    lc_area *area;
    lc_catalogue catalogue;
    lc_feed feed;
    lc_text region;      /* what the current row says of its region */
    int64_t facility_id; /* of the last one written */
    lc_stmt *insert, *entrance, *function, *type_functions, *near;
} facility_reader;

/* One row, checked. Texts are borrowed from the row. */
typedef struct facility {
    int64_t type; /* index in the catalogue */
    const char *code, *ownership, *contracted, *status;
    char *name; /* owned */
    double area_m2, site_area_m2;
    double beds, beds_nursing, beds_dementia, places, meals_per_day, staff, social_workers;
    char opened[11], closed[11], renovated[11];
    lc_array entrances; /* lc_lonlat */
    int64_t region_id;
} facility;

/* --- type and name --- */

/* The detail is "code name, code name": the types that are perhaps meant. */
static lc_status reject_type(facility_reader *reader, const char *text)
{
    size_t likely[LC_LIKELY_TYPES];
    lc_text detail;
    lc_text_init(&detail, reader->ctx);
    size_t count = lc_catalogue_likely_types(&reader->catalogue, text, likely);
    for (size_t i = 0; i < count; i++) {
        const lc_type *type = lc_catalogue_type(&reader->catalogue, likely[i]);
        lc_text_addf(&detail, "%s%s %s", i > 0 ? ", " : "", type->code, type->name_zh);
    }
    lc_status status = lc_text_status(&detail);
    if (status == LC_OK)
        status = lc_feed_reject(&reader->feed, "unknown_type", "type", text,
                                count > 0 ? detail.bytes : NULL);
    lc_text_clear(&detail);
    return status;
}

static lc_status read_type(facility_reader *reader, facility *f, bool *ok)
{
    const char *text = lc_feed_text(&reader->feed, LC_F_TYPE);
    *ok = false;
    if (text == NULL)
        return lc_feed_reject(&reader->feed, "missing_value", "type", NULL, NULL);
    f->type = lc_catalogue_find_type(&reader->catalogue, text);
    if (f->type < 0)
        return reject_type(reader, text);
    *ok = true;
    if (lc_pairs_get(&reader->feed.source->constants, "type") != NULL)
        return LC_OK;
    const lc_type *type = lc_catalogue_type(&reader->catalogue, (size_t)f->type);
    return lc_mend_code(&reader->feed, reader->feed.column[LC_F_TYPE], LC_F_TYPE, type->code);
}

/* A facility without a name goes by its code, or by its type and row, which is told. */
static lc_status read_name(const facility_reader *reader, facility *f)
{
    const lc_type *type = lc_catalogue_type(&reader->catalogue, (size_t)f->type);
    const char *name = lc_feed_text(&reader->feed, LC_F_NAME);
    f->code = lc_feed_text(&reader->feed, LC_F_CODE);
    if (name == NULL)
        name = f->code;
    f->name = name != NULL ? lc_strdup(reader->ctx, name)
                           : lc_format(reader->ctx, "%s %lld",
                                       lc_ctx_language(reader->ctx) == LC_LANG_ZH ? type->name_zh
                                                                                  : type->name_en,
                                       (long long)reader->feed.record->row);
    return f->name != NULL ? LC_OK : LC_MEMORY;
}

/* --- figures --- */

/* A count: a figure that is no whole number is told and not used. */
static lc_status read_count(lc_feed *feed, lc_source_field field, double *out)
{
    lc_status status = lc_feed_number(feed, field, out);
    if (status != LC_OK || isnan(*out) || (*out == floor(*out) && *out < 1e9))
        return status;
    *out = NAN;
    return lc_feed_note(feed, "bad_number", lc_field_name(field), lc_feed_text(feed, field), NULL);
}

/* Told when a figure is larger than the type's plausible largest; used all the same. */
static lc_status doubt(facility_reader *reader, lc_source_field field, double value, double largest)
{
    char most[32], used[128];
    double raw;
    const char *text = lc_feed_text(&reader->feed, field);
    if (isnan(value) || isnan(largest) || value <= largest)
        return LC_OK;
    lc_print(most, sizeof most, "<= %.15g", largest);
    /* under a header with a unit of its own: the figure used, and the one written */
    bool converted = lc_text_number(text, &raw) && raw != value;
    if (converted)
        lc_print(used, sizeof used, "%.6g (%.40s %s)", value, text, reader->feed.unit[field].name);
    return lc_feed_note(&reader->feed, "doubtful_number", lc_field_name(field),
                        converted ? used : text, most);
}

/* A part larger than its whole is told and not used. */
static lc_status check_part(facility_reader *reader, lc_source_field field, double *part,
                            lc_source_field whole, double of)
{
    char most[64];
    if (isnan(*part) || isnan(of) || *part <= of)
        return LC_OK;
    *part = NAN;
    lc_print(most, sizeof most, "%s %.15g", lc_field_name(whole), of);
    return lc_feed_note(&reader->feed, "impossible_number", lc_field_name(field),
                        lc_feed_text(&reader->feed, field), most);
}

static lc_status check_parts(facility_reader *reader, facility *f)
{
    lc_status status = check_part(reader, LC_F_BEDS_NURSING, &f->beds_nursing, LC_F_BEDS, f->beds);
    if (status == LC_OK)
        status = check_part(reader, LC_F_BEDS_DEMENTIA, &f->beds_dementia, LC_F_BEDS, f->beds);
    if (status == LC_OK)
        status = check_part(reader, LC_F_SOCIAL_WORKERS, &f->social_workers, LC_F_STAFF, f->staff);
    return status;
}

/* Figures larger than the type's largest. */
static lc_status doubt_all(facility_reader *reader, const facility *f)
{
    const lc_type *type = lc_catalogue_type(&reader->catalogue, (size_t)f->type);
    const struct {
        lc_source_field field;
        double value, largest;
    } doubts[] = {{LC_F_AREA_M2, f->area_m2, type->area_max_m2},
                  {LC_F_BEDS, f->beds, type->beds_max},
                  {LC_F_PLACES, f->places, type->places_max},
                  {LC_F_MEALS_PER_DAY, f->meals_per_day, type->meals_max}};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof doubts / sizeof *doubts; i++)
        status = doubt(reader, doubts[i].field, doubts[i].value, doubts[i].largest);
    return status;
}

/* A floor area that is far below what the type needs: in 亩 or 10,000 m2 it may be usual. */
static lc_status doubt_small(facility_reader *reader, const facility *f)
{
    const lc_type *type = lc_catalogue_type(&reader->catalogue, (size_t)f->type);
    const double standard = type->standard_area_m2;
    const double least =
        isnan(standard) ? LC_AREA_LEAST_M2 : fmax(LC_AREA_LEAST_M2, standard * LC_AREA_LEAST_SHARE);
    static const struct {
        const char *name, *unit;
    } units[] = {{"亩", "亩"}, {"10 000 m2", "万平方米"}};
    char words[64], value[32];
    if (isnan(f->area_m2) || f->area_m2 >= least)
        return LC_OK;
    lc_print(value, sizeof value, "%.6g", f->area_m2);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        double area_m2 = f->area_m2 * lc_quantity_factor(units[i].unit, LC_QUANTITY_AREA_M2);
        if (area_m2 < standard / 4 || !(area_m2 <= type->area_max_m2))
            continue;
        lc_print(words, sizeof words, "%s: %.0f m2", units[i].name, area_m2);
        return lc_feed_note(&reader->feed, "doubtful_unit", "area_m2", value, words);
    }
    lc_print(words, sizeof words, ">= %.15g", least);
    return lc_feed_note(&reader->feed, "doubtful_number", "area_m2", value, words);
}

/* More beds than a house of this size may hold. */
static lc_status doubt_crowded(facility_reader *reader, const facility *f)
{
    char area[32];
    if (isnan(f->area_m2) || isnan(f->beds) || f->area_m2 >= f->beds * LC_BED_LEAST_M2)
        return LC_OK;
    lc_print(area, sizeof area, "%.15g", f->area_m2);
    return lc_feed_note(&reader->feed, "crowded_beds", "beds",
                        lc_feed_text(&reader->feed, LC_F_BEDS), area);
}

static lc_status read_figures(facility_reader *reader, facility *f)
{
    lc_feed *feed = &reader->feed;
    const struct {
        lc_source_field field;
        double *out;
    } counts[] = {{LC_F_BEDS, &f->beds},
                  {LC_F_BEDS_NURSING, &f->beds_nursing},
                  {LC_F_BEDS_DEMENTIA, &f->beds_dementia},
                  {LC_F_PLACES, &f->places},
                  {LC_F_MEALS_PER_DAY, &f->meals_per_day},
                  {LC_F_STAFF, &f->staff},
                  {LC_F_SOCIAL_WORKERS, &f->social_workers}};
    lc_status status = lc_feed_number(feed, LC_F_AREA_M2, &f->area_m2);
    if (status == LC_OK)
        status = lc_feed_number(feed, LC_F_SITE_AREA_M2, &f->site_area_m2);
    for (size_t i = 0; status == LC_OK && i < sizeof counts / sizeof *counts; i++)
        status = read_count(feed, counts[i].field, counts[i].out);
    if (status == LC_OK && isnan(f->area_m2) && lc_feed_has(feed, LC_F_AREA_M2))
        status = lc_feed_note(feed, "missing_area", "area_m2", NULL, NULL);
    if (status == LC_OK)
        status = check_parts(reader, f);
    if (status == LC_OK)
        status = doubt_all(reader, f);
    if (status == LC_OK)
        status = doubt_small(reader, f);
    return status == LC_OK ? doubt_crowded(reader, f) : status;
}

/* --- open on the day? --- */

/* A year that no register of today means: before LC_YEAR_FIRST, or long after the study's day. */
static lc_status doubt_year(lc_feed *feed, const char *field, const char *day, const char *as_of)
{
    long year = strtol(day, NULL, 10);
    bool late = as_of != NULL && year > strtol(as_of, NULL, 10) + LC_YEARS_AHEAD;
    if (day[0] == '\0' || (year >= LC_YEAR_FIRST && !late))
        return LC_OK;
    return lc_feed_note(feed, "doubtful_date", field, day, NULL);
}

/* Days that contradict each other or the status on the study's day. ISO days compare as texts. */
static lc_status compare_dates(lc_feed *feed, const facility *f, const char *as_of)
{
    const char *opened = f->opened, *closed = f->closed, *renovated = f->renovated;
    bool planned = strcmp(f->status, "planned") == 0, open = strcmp(f->status, "open") == 0;
    bool opens_later = as_of != NULL && strcmp(opened, as_of) > 0;
    const struct {
        bool holds;
        const char *code, *field, *value, *detail;
    } doubts[] = {{opened[0] != '\0' && closed[0] != '\0' && strcmp(closed, opened) < 0,
                   "closed_before_opened", "closed", closed, opened},
                  {planned && opened[0] != '\0' && as_of != NULL && !opens_later,
                   "planned_day_passed", "opened", opened, as_of},
                  {open && opens_later, "opened_ahead", "opened", opened, as_of},
                  {open && closed[0] != '\0' && as_of != NULL && strcmp(closed, as_of) <= 0,
                   "open_though_closed", "closed", closed, as_of},
                  {!open && !planned && as_of != NULL && strcmp(closed, as_of) > 0, "closed_ahead",
                   "closed", closed, as_of},
                  {opened[0] != '\0' && renovated[0] != '\0' && strcmp(renovated, opened) < 0,
                   "renovated_before_opened", "renovated", renovated, opened}};
    lc_status status = doubt_year(feed, "opened", opened, as_of);
    if (status == LC_OK)
        status = doubt_year(feed, "closed", closed, as_of);
    if (status == LC_OK)
        status = doubt_year(feed, "renovated", renovated, as_of);
    for (size_t i = 0; status == LC_OK && i < sizeof doubts / sizeof *doubts; i++)
        if (doubts[i].holds)
            status = lc_feed_note(feed, doubts[i].code, doubts[i].field, doubts[i].value,
                                  doubts[i].detail);
    return status;
}

static lc_status read_dates(facility_reader *reader, facility *f)
{
    lc_feed *feed = &reader->feed;
    lc_status status = lc_feed_date(feed, LC_F_OPENED, f->opened);
    if (status == LC_OK)
        status = lc_feed_date(feed, LC_F_CLOSED, f->closed);
    if (status == LC_OK)
        status = lc_feed_date(feed, LC_F_RENOVATED, f->renovated);
    if (status == LC_OK)
        status = lc_feed_choice(feed, LC_F_CONTRACTED, contracts, CONTRACT_COUNT, "unknown_value",
                                &f->contracted);
    if (status == LC_OK)
        status =
            lc_feed_choice(feed, LC_F_STATUS, statuses, STATUS_COUNT, "unknown_value", &f->status);
    if (status == LC_OK)
        status = lc_feed_choice(feed, LC_F_OWNERSHIP, owners, OWNER_COUNT, "unknown_value",
                                &f->ownership);
    if (f->status == NULL)
        f->status = "open";
    return status == LC_OK ? compare_dates(feed, f, reader->study->as_of) : status;
}

/* --- place --- */

typedef struct entrance_list {
    lc_ctx *ctx;
    lc_array *entrances;
} entrance_list;

static lc_status add_part(void *user, size_t polygon, size_t ring, const double *xy, size_t count)
{
    (void)polygon;
    (void)ring;
    const entrance_list *list = user;
    for (size_t i = 0; i < count; i++) {
        lc_lonlat *place = lc_array_push(list->ctx, list->entrances);
        if (place == NULL)
            return LC_MEMORY;
        *place = (lc_lonlat){xy[2 * i], xy[2 * i + 1]};
    }
    return LC_OK;
}

/* Points are entrances; of a polygon a point inside is taken. */
static lc_status find_entrances(facility_reader *reader, facility *f, const lc_wkb *wkb, bool *ok)
{
    lc_shape shape = lc_wkb_shape(wkb->bytes, wkb->size);
    entrance_list list = {reader->ctx, &f->entrances};
    lc_status status = LC_OK;
    *ok = true;
    if (shape == LC_SHAPE_POINT)
        return lc_wkb_each_part(reader->ctx, wkb->bytes, wkb->size, add_part, &list);
    double xy[2] = {NAN, NAN};
    *ok = shape == LC_SHAPE_POLYGON;
    if (*ok)
        status =
            lc_geom_inner_point(lc_area_geom(reader->area), wkb->bytes, wkb->size, &xy[0], &xy[1]);
    if (status == LC_INPUT) {
        lc_ctx_forget(reader->ctx);
        status = LC_OK;
        *ok = false;
    }
    if (status != LC_OK || *ok)
        return status == LC_OK ? add_part(&list, 0, 0, xy, 1) : status;
    return lc_feed_reject(&reader->feed, "no_geometry", NULL, NULL,
                          shape == LC_SHAPE_LINE ? "LINESTRING" : "POLYGON");
}

static lc_status read_place(facility_reader *reader, facility *f, bool *ok)
{
    lc_wkb wkb;
    lc_status status = lc_feed_geometry(&reader->feed, reader->area, &wkb, ok);
    if (status == LC_OK && *ok)
        status = find_entrances(reader, f, &wkb, ok);
    lc_wkb_clear(&wkb);
    if (status != LC_OK || !*ok)
        return status;
    lc_lonlat at = *(lc_lonlat *)lc_array_at(&f->entrances, 0);
    status = lc_area_locate(reader->area, at, ok, &f->region_id);
    return status == LC_OK && !*ok ? lc_feed_reject_outside(&reader->feed, reader->area, at)
                                   : status;
}

/* --- the same one twice --- */

enum { NEAR_LON, NEAR_LAT, NEAR_ROW, NEAR_INPUT, NEAR_PATH, NEAR_FIGURES };

/* The figures of the row that is left out where the one that is kept has others; the statement
 * stands at the latter. */
static lc_status note_differing(facility_reader *reader)
{
    char kept[64];
    lc_status status = LC_OK;
    for (int f = LC_F_AREA_M2; status == LC_OK && f <= LC_F_SOCIAL_WORKERS; f++) {
        const int column = NEAR_FIGURES + f - LC_F_AREA_M2;
        double figure = NAN;
        if (lc_stmt_is_null(reader->near, column))
            continue;
        status = lc_feed_number(&reader->feed, (lc_source_field)f, &figure);
        double other = lc_stmt_double(reader->near, column);
        if (status != LC_OK || isnan(figure) || figure == other)
            continue;
        lc_print(kept, sizeof kept, "%.15g in row %lld", other,
                 (long long)lc_stmt_int(reader->near, NEAR_ROW));
        status = lc_feed_note(&reader->feed, "duplicate_differs", lc_field_name((lc_source_field)f),
                              lc_feed_text(&reader->feed, (lc_source_field)f), kept);
    }
    return status;
}

/* The detail: "row 65", "row 65, 12 m away"; of another file "b.csv, row 65". */
static lc_status reject_repeated(facility_reader *reader, const char *name, double dist_m)
{
    const bool elsewhere = lc_stmt_int(reader->near, NEAR_INPUT) != reader->feed.input_id;
    lc_text detail;
    lc_text_init(&detail, reader->ctx);
    if (elsewhere)
        lc_text_addf(&detail, "%s, ", lc_stmt_text(reader->near, NEAR_PATH));
    lc_text_addf(&detail, "row %lld", (long long)lc_stmt_int(reader->near, NEAR_ROW));
    if (dist_m >= 0.5)
        lc_text_addf(&detail, ", %.0f m away", dist_m);
    lc_status status = lc_text_status(&detail);
    if (status == LC_OK)
        status = lc_feed_reject(&reader->feed, "duplicate_facility", "name", name, detail.bytes);
    lc_text_clear(&detail);
    return status;
}

static lc_status is_duplicate(facility_reader *reader, const facility *f, bool *duplicate)
{
    static const double same_m = 50;
    lc_lonlat at = *(lc_lonlat *)lc_array_at(&f->entrances, 0);
    bool row = true;
    double dist_m = 0;
    *duplicate = false;
    lc_stmt_bind_int(reader->near, ":type_id", f->type + 1);
    lc_stmt_bind_text(reader->near, ":name", f->name);
    lc_status status = LC_OK;
    while (status == LC_OK && row && !*duplicate) {
        status = lc_stmt_step(reader->near, &row);
        if (status != LC_OK || !row)
            break;
        lc_lonlat other = {lc_stmt_double(reader->near, NEAR_LON),
                           lc_stmt_double(reader->near, NEAR_LAT)};
        dist_m = lc_geodesic_distance_m(at, other);
        *duplicate = dist_m <= same_m;
    }
    if (status == LC_OK && *duplicate)
        status = note_differing(reader);
    if (status == LC_OK && *duplicate)
        status = reject_repeated(reader, f->name, dist_m);
    lc_stmt_reset(reader->near);
    return status == LC_OK && *duplicate ? lc_mend_repeated(&reader->feed) : status;
}

/* --- writing --- */

static lc_status add_function(void *user, const char *word)
{
    facility_reader *reader = user;
    int64_t i = lc_entry_find(&reader->catalogue.functions, word);
    if (i < 0)
        return lc_feed_note(&reader->feed, "unknown_value", "functions", word, "functions.csv");
    lc_stmt_bind_int(reader->function, ":facility_id", reader->facility_id);
    lc_stmt_bind_text(reader->function, ":function_code",
                      lc_entry_at(&reader->catalogue.functions, (size_t)i)->code);
    return lc_stmt_run(reader->function);
}

static lc_status write_functions(facility_reader *reader, const facility *f)
{
    static const char *const separators[] = {";", "；", "、", ",", "，", "|", "/", NULL};
    lc_stmt_bind_int(reader->type_functions, ":facility_id", reader->facility_id);
    lc_stmt_bind_int(reader->type_functions, ":type_id", f->type + 1);
    lc_status status = lc_stmt_run(reader->type_functions);
    if (status == LC_OK)
        status = lc_each_word(reader->ctx, lc_feed_text(&reader->feed, LC_F_FUNCTIONS), separators,
                              add_function, reader);
    return status;
}

static lc_status write_entrances(facility_reader *reader, const facility *f)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < f->entrances.count; i++) {
        const lc_lonlat *at = lc_array_at(&f->entrances, i);
        lc_stmt_bind_int(reader->entrance, ":facility_id", reader->facility_id);
        lc_stmt_bind_int(reader->entrance, ":entrance_no", (int64_t)i + 1);
        lc_stmt_bind_double(reader->entrance, ":lon_deg", at->lon_deg);
        lc_stmt_bind_double(reader->entrance, ":lat_deg", at->lat_deg);
        status = lc_stmt_run(reader->entrance);
    }
    return status;
}

static lc_status write_facility(facility_reader *reader, const facility *f)
{
    const lc_lonlat *at = lc_array_at(&f->entrances, 0);
    lc_stmt *stmt = reader->insert;
    reader->facility_id++;
    lc_stmt_bind_int(stmt, ":facility_id", reader->facility_id);
    lc_stmt_bind_text(stmt, ":code", f->code);
    lc_stmt_bind_text(stmt, ":name", f->name);
    lc_stmt_bind_int(stmt, ":type_id", f->type + 1);
    lc_stmt_bind_text(stmt, ":address", lc_feed_text(&reader->feed, LC_F_ADDRESS));
    lc_feed_region(&reader->feed, &reader->region);
    lc_stmt_bind_text(stmt, ":region_said", reader->region.size > 0 ? reader->region.bytes : NULL);
    lc_stmt_bind_double(stmt, ":area_m2", f->area_m2);
    lc_stmt_bind_double(stmt, ":site_area_m2", f->site_area_m2);
    lc_bind_whole(stmt, ":beds", f->beds);
    lc_bind_whole(stmt, ":beds_nursing", f->beds_nursing);
    lc_bind_whole(stmt, ":beds_dementia", f->beds_dementia);
    lc_bind_whole(stmt, ":places", f->places);
    lc_bind_whole(stmt, ":meals_per_day", f->meals_per_day);
    lc_bind_whole(stmt, ":staff", f->staff);
    lc_bind_whole(stmt, ":social_workers", f->social_workers);
    lc_stmt_bind_text(stmt, ":ownership", f->ownership);
    lc_bind_whole(stmt, ":contracted",
                  f->contracted == NULL ? NAN : (double)(strcmp(f->contracted, "yes") == 0));
    lc_stmt_bind_text(stmt, ":opened", f->opened[0] != '\0' ? f->opened : NULL);
    lc_stmt_bind_text(stmt, ":closed", f->closed[0] != '\0' ? f->closed : NULL);
    lc_stmt_bind_text(stmt, ":renovated", f->renovated[0] != '\0' ? f->renovated : NULL);
    lc_stmt_bind_text(stmt, ":status", f->status);
    lc_bind_id(stmt, ":region_id", f->region_id);
    lc_stmt_bind_int(stmt, ":input_id", reader->feed.input_id);
    lc_stmt_bind_int(stmt, ":row_no", reader->feed.record->row);
    lc_stmt_bind_double(stmt, ":lon_deg", at->lon_deg);
    lc_stmt_bind_double(stmt, ":lat_deg", at->lat_deg);
    lc_status status = lc_text_status(&reader->region);
    return status == LC_OK ? lc_stmt_run(stmt) : status;
}

static lc_status read_row(void *user)
{
    facility_reader *reader = user;
    facility f = {.type = -1};
    bool ok = false, duplicate = false;
    lc_array_init(&f.entrances, sizeof(lc_lonlat));
    lc_status status = read_type(reader, &f, &ok);
    if (status == LC_OK && ok)
        status = read_name(reader, &f);
    if (status == LC_OK && ok)
        status = read_place(reader, &f, &ok);
    if (status == LC_OK && ok)
        status = is_duplicate(reader, &f, &duplicate);
    if (status != LC_OK || !ok || duplicate)
        goto done;
    if (lc_feed_text(&reader->feed, LC_F_NAME) == NULL && f.code == NULL)
        status = lc_feed_note(&reader->feed, "missing_name", "name", f.name, NULL);
    if (status == LC_OK)
        status = lc_feed_check_code(&reader->feed);
    if (status == LC_OK)
        status = read_figures(reader, &f);
    if (status == LC_OK)
        status = read_dates(reader, &f);
    if (status == LC_OK)
        status = write_facility(reader, &f);
    if (status == LC_OK)
        status = write_entrances(reader, &f);
    if (status == LC_OK)
        status = write_functions(reader, &f);
    if (status == LC_OK)
        lc_feed_keep(&reader->feed);
done:
    lc_array_clear(&f.entrances);
    free(f.name);
    return status;
}

static lc_status read_file(facility_reader *reader, const lc_source *source)
{
    lc_feed *feed = &reader->feed;
    lc_status status =
        lc_feed_open(feed, reader->store, reader->study, source, lc_area_geom(reader->area), true);
    if (status == LC_OK)
        status = lc_feed_require(feed, LC_F_TYPE);
    if (status == LC_OK && !lc_feed_has(feed, LC_F_CODE))
        status = lc_feed_require(feed, LC_F_NAME);
    if (status == LC_OK)
        status = lc_feed_rows(feed, read_row, reader);
    if (status == LC_OK)
        status = lc_feed_finish(feed, true);
    lc_feed_close(feed);
    return status;
}

static lc_status prepare(facility_reader *reader)
{
    const struct {
        const char *name;
        lc_stmt **out;
    } statements[] = {{"source/insert_facility", &reader->insert},
                      {"source/insert_facility_entrance", &reader->entrance},
                      {"source/insert_facility_function", &reader->function},
                      {"source/insert_functions_of_type", &reader->type_functions},
                      {"source/select_same_facilities", &reader->near}};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof statements / sizeof *statements; i++)
        status = lc_store_query(reader->store, statements[i].name, statements[i].out);
    return status;
}

/* Which facilities count on the study's day: the rule is the table's (counts_from, counts_until).
 */
static lc_status tell_counting(lc_store *store, const lc_study *study)
{
    return lc_store_run_text(store, "source/update_facility_counts", ":as_of", study->as_of);
}

/* One finding for all: they count on no day, so no target ahead knows of them. */
static lc_status tell_planned_without_day(lc_store *store)
{
    char count[32];
    int64_t planned = 0;
    lc_status status = lc_store_count(store, "source/count_planned_without_day", &planned);
    (void)snprintf(count, sizeof count, "%lld", (long long)planned);
    if (status == LC_OK && planned > 0)
        status = lc_store_finding_add(
            store, &(lc_finding){.code = "planned_without_day", .field = "opened", .value = count});
    return status;
}

lc_status lc_source_facilities(lc_store *store, const lc_study *study)
{
    static const char *const clear[] = {"source/delete_facility_function",
                                        "source/delete_facility_entrance",
                                        "source/delete_facility"};
    facility_reader reader = {.store = store, .ctx = lc_store_ctx(store), .study = study};
    lc_text_init(&reader.region, reader.ctx);
    lc_status status = lc_catalogue_load(&reader.catalogue, reader.ctx, study);
    if (status == LC_OK)
        status = lc_run_all(store, clear, sizeof clear / sizeof *clear);
    if (status == LC_OK)
        status = lc_area_open(store, study, &reader.area);
    if (status == LC_OK)
        status = prepare(&reader);
    for (size_t i = 0; status == LC_OK && i < study->source_count; i++)
        if (study->sources[i].role == LC_ROLE_FACILITIES)
            status = lc_source_done(store, study, &study->sources[i],
                                    read_file(&reader, &study->sources[i]));
    if (status == LC_OK)
        status = lc_store_run(store, "source/update_facility_findings");
    if (status == LC_OK)
        status = tell_counting(store, study);
    if (status == LC_OK)
        status = tell_planned_without_day(store);
    lc_stmt_free(reader.insert);
    lc_stmt_free(reader.entrance);
    lc_stmt_free(reader.function);
    lc_stmt_free(reader.type_functions);
    lc_stmt_free(reader.near);
    lc_text_clear(&reader.region);
    lc_area_close(reader.area);
    lc_catalogue_clear(&reader.catalogue);
    return status;
}
