/* The explanation as one layer of lines: the way's legs, cut where limits end, the straight line to
 * the circle's nearest, and what is closed nearby. */
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "geom/geom.h"
#include "gio/gio.h"
#include "run/api.h"
#include "run/explain_words.h"

static const struct {
    const char *ending, *driver;
} formats[] = {{".geojson", "GeoJSON"}, {".gpkg", "GPKG"}};

static const char *driver_of(const char *out)
{
    const char *dot = strrchr(out, '.');
    for (size_t i = 0; dot != NULL && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(dot, formats[i].ending) == 0)
            return formats[i].driver;
    return NULL;
}

/* A file is made in a folder that is there and may be written. */
static lc_status check_folder(lc_ctx *ctx, const char *out)
{
    char *folder = lc_path_folder(ctx, out);
    if (folder == NULL)
        return LC_MEMORY;
    lc_status status = LC_OK;
    if (access(folder, W_OK | X_OK) != 0)
        status = lc_fail(ctx, LC_IO, "%s cannot be written: %s", out, lc_errno_words(ctx, errno));
    free(folder);
    return status;
}

lc_status lc_explain_check_out(lc_ctx *ctx, const char *out, bool overwrite)
{
    if (driver_of(out) == NULL)
        return lc_fail(ctx, LC_USAGE, "%s: a layer is called NAME.geojson or NAME.gpkg.", out);
    if (!overwrite && access(out, F_OK) == 0)
        return lc_fail(ctx, LC_EXISTS,
                       "%s: is there already; add --overwrite to replace it, or name another "
                       "place with --out.",
                       out);
    return check_folder(ctx, out);
}

/* --- rows --- */

/* In this order; the titles are for people. */
enum {
    F_PART,
    F_TYPE,
    F_FACILITY,
    F_STREET,
    F_CLASS,
    F_WHAT,
    F_RULE,
    F_WORDS,
    F_LENGTH,
    F_COST,
    F_WAIT,
    F_TOTAL,
    F_MINUTES,
    F_LIMIT,
    F_COUNT
};

static const struct {
    const char *name, *title;
    lc_field_type type;
} fields[F_COUNT] = {
    [F_PART] = {"part", LC_N("What the line is"), LC_FIELD_TEXT},
    [F_TYPE] = {"type", LC_N("Type code"), LC_FIELD_TEXT},
    [F_FACILITY] = {"facility", LC_N("Facility"), LC_FIELD_TEXT},
    [F_STREET] = {"street", LC_N("Street"), LC_FIELD_TEXT},
    [F_CLASS] = {"class", LC_N("Class of the street"), LC_FIELD_TEXT},
    [F_WHAT] = {"what", LC_N("Steps, lift, crossing ..."), LC_FIELD_TEXT},
    [F_RULE] = {"rule", LC_N("Rule that closed it"), LC_FIELD_TEXT},
    [F_WORDS] = {"words", LC_N("What the rule says"), LC_FIELD_TEXT},
    [F_LENGTH] = {"length_m", LC_N("Length, m"), LC_FIELD_REAL},
    [F_COST] = {"cost_mm", LC_N("Cost, mm of level walking"), LC_FIELD_INTEGER},
    [F_WAIT] = {"wait_mm", LC_N("Of that waiting, mm"), LC_FIELD_INTEGER},
    [F_TOTAL] = {"total_mm", LC_N("Walked at its end, mm"), LC_FIELD_INTEGER},
    [F_MINUTES] = {"total_min", LC_N("Minutes at its end"), LC_FIELD_REAL},
    [F_LIMIT] = {"limit_min", LC_N("Limit that holds it, minutes"), LC_FIELD_REAL},
};

typedef struct layer {
    const lc_explanation *e;
    lc_writer *writer;
    lc_value values[F_COUNT];
} layer;

static void start_row(layer *l, const char *part)
{
    for (size_t i = 0; i < F_COUNT; i++)
        l->values[i] = (lc_value){.is_null = true};
    l->values[F_PART] = (lc_value){.text = part};
}

static void set_text(layer *l, int field, const char *text)
{
    l->values[field] = (lc_value){.text = text, .is_null = text == NULL};
}

static void set_whole(layer *l, int field, int64_t value)
{
    l->values[field] = (lc_value){.integer = value};
}

static void set_real(layer *l, int field, double value)
{
    l->values[field] = (lc_value){.real = value, .is_null = isnan(value)};
}

/* A line of one place is that place twice. */
static lc_status write_row(layer *l, const lc_lonlat *points, size_t count)
{
    const lc_lonlat twice[2] = {points[0], points[0]};
    const lc_lonlat *line = count > 1 ? points : twice;
    lc_wkb wkb = {NULL, 0};
    lc_status status = lc_wkb_line(l->e->ctx, &line[0].lon_deg, count > 1 ? count : 2, &wkb);
    if (status == LC_OK)
        status = lc_writer_row(l->writer, l->values, wkb.bytes, wkb.size);
    lc_wkb_clear(&wkb);
    return status;
}

static double limit_min(const lc_explanation *e, size_t limit)
{
    return limit < lc_trace_limit_count(e->trace) ? lc_trace_limit_min(e->trace, limit) : NAN;
}

static double minutes(const lc_explanation *e, uint32_t cost_mm)
{
    return (double)cost_mm / 1000 / e->profile.speed_mps / 60;
}

/* --- the straight line --- */

static lc_status write_straight(layer *l, const lc_explain_type *type)
{
    const lc_trace_end *end = &type->circle.end;
    if (!end->found)
        return LC_OK;
    const lc_lonlat line[] = {l->e->at, end->at};
    start_row(l, "straight_line");
    set_text(l, F_TYPE, type->code);
    set_text(l, F_FACILITY, type->circle.name);
    set_real(l, F_LENGTH, end->cost_mm / 1e3);
    set_whole(l, F_COST, end->cost_mm);
    set_whole(l, F_TOTAL, end->cost_mm);
    set_real(l, F_MINUTES, end->walk_min);
    set_real(l, F_LIMIT, limit_min(l->e, end->limit));
    return write_row(l, line, 2);
}

/* --- the way --- */

/* A part of a leg, between two limits: what has been spent of the leg at its beginning and its end.
 */
typedef struct part {
    size_t first, last; /* vertices, both in */
    uint64_t from_length_mm, to_length_mm;
    uint32_t from_cost_mm, to_cost_mm;
    size_t limit; /* the one that holds it */
} part;

static void join_codes(uint16_t flags, char *buffer, size_t size)
{
    size_t used = 0;
    const char *code;
    buffer[0] = '\0';
    for (size_t i = 0; (code = lc_explain_flag_code(flags, i)) != NULL && used < size; i++)
        used += (size_t)snprintf(buffer + used, size - used, "%s%s", i > 0 ? " " : "", code);
}

static lc_status write_part(layer *l, const lc_explain_type *type, const lc_explain_leg *leg,
                            const part *p)
{
    char what[96];
    uint32_t total_mm = leg->total_mm - leg->cost_mm + p->to_cost_mm;
    join_codes(leg->flags, what, sizeof what);
    start_row(l, lc_explain_leg_code(leg->kind));
    set_text(l, F_TYPE, type->code);
    set_text(l, F_FACILITY, type->walk.name);
    set_text(l, F_STREET, leg->street.name);
    set_text(l, F_CLASS, leg->street.road_class);
    set_text(l, F_WHAT, what[0] != '\0' ? what : NULL);
    set_real(l, F_LENGTH, (double)(p->to_length_mm - p->from_length_mm) / 1000);
    set_whole(l, F_COST, p->to_cost_mm - p->from_cost_mm);
    set_whole(l, F_TOTAL, total_mm);
    set_real(l, F_MINUTES, minutes(l->e, total_mm));
    set_real(l, F_LIMIT, limit_min(l->e, p->limit));
    if (p->to_cost_mm == leg->cost_mm)
        set_whole(l, F_WAIT, leg->wait_mm);
    return write_row(l, lc_array_at(&type->xy, p->first), p->last - p->first + 1);
}

/* Marks come in the order of the way; *mark is the first that was not passed yet. */
static lc_status write_leg(layer *l, const lc_explain_type *type, size_t number, size_t *mark)
{
    const lc_explain_leg *leg = lc_explain_leg_at(type, number);
    part p = {.first = leg->first};
    lc_status status = LC_OK;
    for (; status == LC_OK && *mark < type->marks.count; ++*mark) {
        const lc_explain_mark *m = lc_explain_mark_at(type, *mark);
        if (m->leg != number)
            break;
        p.last = m->vertex;
        p.to_length_mm = m->along_mm;
        p.to_cost_mm = lc_trace_limit_mm(l->e->trace, m->limit) - (leg->total_mm - leg->cost_mm);
        p.limit = m->limit;
        status = write_part(l, type, leg, &p);
        p.first = p.last;
        p.from_length_mm = p.to_length_mm;
        p.from_cost_mm = p.to_cost_mm;
    }
    if (status != LC_OK || p.from_cost_mm == leg->cost_mm)
        return status;
    p.last = leg->end - 1;
    p.to_length_mm = leg->length_mm;
    p.to_cost_mm = leg->cost_mm;
    p.limit =
        *mark < type->marks.count ? lc_explain_mark_at(type, *mark)->limit : type->walk.end.limit;
    return write_part(l, type, leg, &p);
}

static lc_status write_type(layer *l, const lc_explain_type *type)
{
    size_t mark = 0;
    lc_status status = write_straight(l, type);
    for (size_t i = 0; status == LC_OK && i < type->legs.count; i++)
        status = write_leg(l, type, i, &mark);
    return status;
}

/* --- what is closed nearby --- */

static lc_status write_near(layer *l, const lc_explain_near *near)
{
    if (near->line.count == 0)
        return LC_OK;
    start_row(l, "closed");
    set_text(l, F_STREET, near->street.name);
    set_text(l, F_CLASS, near->street.road_class);
    set_text(l, F_WHAT, lc_explain_closed_code(near->closed));
    set_text(l, F_RULE, near->rule);
    set_text(l, F_WORDS, near->words);
    return write_row(l, near->line.items, near->line.count);
}

/* --- the file --- */

static lc_status begin(layer *l)
{
    lc_field described[F_COUNT];
    for (size_t i = 0; i < F_COUNT; i++)
        described[i] = (lc_field){.name = fields[i].name,
                                  .type = fields[i].type,
                                  .alias = lc_tr(l->e->ctx, fields[i].title)};
    return lc_writer_layer(
        l->writer, &(lc_layer_spec){.name = "explanation",
                                    .title = lc_tr(l->e->ctx, "Why a place is or is not covered"),
                                    .geometry = LC_GEOMETRY_MULTILINE,
                                    .fields = described,
                                    .field_count = F_COUNT});
}

static lc_status write_file(const lc_explanation *e, const char *path, const char *driver)
{
    layer l = {.e = e};
    const lc_writer_options options = {.driver = driver,
                                       .stamp = e->as_of != NULL ? e->as_of : "2000-01-01"};
    lc_status status = lc_writer_create(e->ctx, path, &options, &l.writer);
    if (status == LC_OK)
        status = begin(&l);
    for (size_t i = 0; status == LC_OK && i < e->types.count; i++)
        status = write_type(&l, lc_explain_type_at(e, i));
    for (size_t i = 0; status == LC_OK && i < e->near.count; i++)
        status = write_near(&l, lc_explain_near_at(e, i));
    if (status == LC_OK)
        return lc_writer_close(l.writer);
    lc_writer_abandon(l.writer);
    return status;
}

/* GDAL closes a GeoPackage that it could not end with its journal beside it. */
static void remove_fresh(const char *fresh)
{
    char journal[PATH_MAX];
    (void)unlink(fresh);
    if ((size_t)snprintf(journal, sizeof journal, "%s-journal", fresh) < sizeof journal)
        (void)unlink(journal);
}

/* The file appears whole or not at all: written beside its place, under a name of this process
 * alone, and moved there. */
lc_status lc_explain_layer(const lc_explanation *e, const char *out, bool overwrite)
{
    const char *driver = driver_of(out);
    lc_status status = lc_explain_check_out(e->ctx, out, overwrite);
    if (status != LC_OK)
        return status;
    char *fresh = lc_format(e->ctx, "%s.new%ld%s", out, (long)getpid(), strrchr(out, '.'));
    if (fresh == NULL)
        return LC_MEMORY;
    remove_fresh(fresh); /* what a killed process of this number left */
    status = write_file(e, fresh, driver);
    if (status == LC_OK &&
        (!lc_disk_sync(fresh) || rename(fresh, out) != 0 || !lc_disk_sync_parent(out)))
        status =
            lc_fail(e->ctx, LC_IO, "%s cannot be written: %s", out, lc_errno_words(e->ctx, errno));
    if (status != LC_OK)
        remove_fresh(fresh);
    free(fresh);
    return status;
}
