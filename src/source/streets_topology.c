/* Does a line layer hang together? Lines of a layer join where their vertices agree; this moves
 * ends to the street they stop short of, makes junctions of crossings, both where the study asks
 * for it, and reports what is left. All distances are metres of the study's plane. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geom/lines.h"
#include "source/streets.h"

enum { PLACES_TOLD = 3, WORDS_MAX = 160 };
/* An end this near to another street is reported when it does not join it. */
static const double NEAR_MISS_M = 2;
/* What is nearer than this to a vertex is that vertex: OSM itself stores centimetres. */
static const double SAME_M = 0.02;

/* A vertex to be put into a line behind vertex `segment`. */
typedef struct insertion {
    size_t line, segment;
    double share_01;
    double lonlat[2];
} insertion;

/* Things that are counted, with the first few places. */
typedef struct place_tally {
    int64_t count;
    char places[WORDS_MAX];
    size_t used;
    double first[2];
} place_tally;

typedef struct topology {
    lc_streets_writer *writer;
    lc_ctx *ctx;
    const lc_source *source;
    lc_array *lines; /* lc_layer_line */
    lc_plane *plane; /* of the study, or own */
    lc_plane *own_plane;
    lc_line_index *index;
    lc_array metres;     /* double *, one per line, owned; NULL for lines that are not walked */
    lc_id_map uses;      /* node key -> vertices of walked lines there */
    lc_array insertions; /* insertion */
    double tolerance_m;
    int64_t moved, noded;
    place_tally crossings;
} topology;

static lc_layer_line *line_at(const topology *t, size_t line)
{
    return lc_array_at(t->lines, line);
}

static double *metres_at(const topology *t, size_t line)
{
    return *(double **)lc_array_at(&t->metres, line);
}

static bool is_walked(const lc_layer_line *line)
{
    return line->foot.forward || line->foot.backward;
}

static void add_place(place_tally *tally, const double *lonlat)
{
    if (tally->count++ == 0)
        memcpy(tally->first, lonlat, sizeof tally->first);
    if (tally->count > PLACES_TOLD)
        return;
    int n = lc_print(tally->places + tally->used, sizeof tally->places - tally->used,
                     "%s%.5f, %.5f", tally->count > 1 ? "; " : "", lonlat[0], lonlat[1]);
    tally->used += n > 0 ? (size_t)n : 0;
}

/* --- who is where --- */

static int64_t key_of(const lc_layer_line *line, size_t i)
{
    bool inner = i > 0 && i + 1 < line->count;
    const double *at = line->lonlat + 2 * i;
    return lc_node_key(at[0], at[1], inner ? line->level : 0);
}

static lc_status use(topology *t, int64_t key, int64_t by)
{
    int64_t *count = lc_id_map_at(t->ctx, &t->uses, key);
    if (count == NULL)
        return LC_MEMORY;
    *count += by;
    return LC_OK;
}

static lc_status count_uses(topology *t)
{
    lc_status status = LC_OK;
    lc_id_map_clear(&t->uses);
    for (size_t l = 0; l < t->lines->count; l++) {
        const lc_layer_line *line = line_at(t, l);
        for (size_t i = 0; status == LC_OK && is_walked(line) && i < line->count; i++)
            status = use(t, key_of(line, i), 1);
    }
    return status;
}

/* Does the end share its place with another vertex, of this layer or of a source before it? */
static bool is_joined(const topology *t, const lc_layer_line *line, size_t end)
{
    const double *at = line->lonlat + 2 * end;
    int64_t key = key_of(line, end), above = lc_node_key(at[0], at[1], line->level);
    const int64_t *here = lc_id_map_find(&t->uses, key);
    const int64_t *level = line->level != 0 ? lc_id_map_find(&t->uses, above) : NULL;
    return (here != NULL && *here > 1) || (level != NULL && *level > 0) ||
           lc_id_map_find(&t->writer->places, key) != NULL;
}

/* --- the plane and the index --- */

static lc_status open_plane(topology *t)
{
    t->plane = lc_area_plane(t->writer->area);
    if (t->plane != NULL || t->lines->count == 0)
        return LC_OK;
    const double *at = line_at(t, 0)->lonlat;
    lc_status status = lc_plane_open(t->ctx, (lc_lonlat){at[0], at[1]}, &t->own_plane);
    t->plane = t->own_plane;
    return status;
}

static void clear_metres(topology *t)
{
    for (size_t i = 0; i < t->metres.count; i++)
        free(metres_at(t, i));
    lc_array_clear(&t->metres);
}

static lc_status project(topology *t, const lc_layer_line *line, double **out)
{
    *out = lc_alloc(t->ctx, 2 * line->count, sizeof **out);
    if (*out == NULL)
        return LC_MEMORY;
    memcpy(*out, line->lonlat, 2 * line->count * sizeof **out);
    return lc_plane_forward(t->ctx, t->plane, *out, *out + 1, line->count, 2);
}

/* The line on its level, and the ends of one that is not on the ground there as well: that is where
 * it meets the others. */
static lc_status index_line(topology *t, size_t l, const double *xy)
{
    const lc_layer_line *line = line_at(t, l);
    const double *last = xy + 2 * (line->count - 1);
    const double first_end[4] = {xy[0], xy[1], xy[0], xy[1]};
    const double last_end[4] = {last[0], last[1], last[0], last[1]};
    lc_status status = lc_line_index_add(t->index, l, xy, line->count, line->level);
    if (status == LC_OK && line->level != 0)
        status = lc_line_index_add(t->index, l, first_end, 2, 0);
    if (status == LC_OK && line->level != 0)
        status = lc_line_index_add(t->index, l, last_end, 2, 0);
    return status;
}

/* Makes plane, index and uses agree with the lines as they are. */
static lc_status refresh(topology *t)
{
    clear_metres(t);
    lc_line_index_free(t->index);
    lc_status status = lc_line_index_new(lc_area_geom(t->writer->area), &t->index);
    for (size_t l = 0; status == LC_OK && l < t->lines->count; l++) {
        double **slot = lc_array_push(t->ctx, &t->metres);
        if (slot == NULL)
            return LC_MEMORY;
        if (!is_walked(line_at(t, l)))
            continue;
        status = project(t, line_at(t, l), slot);
        if (status == LC_OK)
            status = index_line(t, l, *slot);
    }
    return status == LC_OK ? count_uses(t) : status;
}

/* The nearest other line that an end may join: one on its own level, or on the ground. */
static lc_status nearest(topology *t, size_t l, size_t end, double within, bool *found,
                         lc_line_place *place)
{
    const lc_layer_line *line = line_at(t, l);
    const double *at = metres_at(t, l) + 2 * end;
    lc_status status =
        lc_line_index_nearest(t->index, at[0], at[1], line->level, l, within, found, place);
    if (status == LC_OK && !*found && line->level != 0)
        status = lc_line_index_nearest(t->index, at[0], at[1], 0, l, within, found, place);
    return status;
}

/* --- putting vertices in --- */

/* The place's own vertex when it is within `within` of one; SIZE_MAX for none. */
static size_t vertex_at(const topology *t, const lc_line_place *place, double x, double y,
                        double within)
{
    size_t last = line_at(t, place->line)->count - 1, best = SIZE_MAX;
    const size_t candidates[] = {place->segment, place->segment + 1, 0, last};
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        const double *at = metres_at(t, place->line) + 2 * candidates[i];
        double distance = hypot(at[0] - x, at[1] - y);
        if (candidates[i] <= last && distance <= within) {
            best = candidates[i];
            within = distance;
        }
    }
    return best;
}

static void lonlat_of(const topology *t, const lc_line_place *place, double lonlat[2])
{
    const double *a = line_at(t, place->line)->lonlat + 2 * place->segment;
    lonlat[0] = a[0] + place->share_01 * (a[2] - a[0]);
    lonlat[1] = a[1] + place->share_01 * (a[3] - a[1]);
}

static lc_status insert(topology *t, const lc_line_place *place, const double lonlat[2])
{
    insertion *item = lc_array_push(t->ctx, &t->insertions);
    if (item == NULL)
        return LC_MEMORY;
    *item = (insertion){place->line, place->segment, place->share_01, {lonlat[0], lonlat[1]}};
    return use(t, lc_node_key(lonlat[0], lonlat[1], line_at(t, place->line)->level), 1);
}

static int by_place(const void *a, const void *b)
{
    const insertion *s = a, *u = b;
    if (s->line != u->line)
        return s->line < u->line ? -1 : 1;
    if (s->segment != u->segment)
        return s->segment < u->segment ? -1 : 1;
    return (s->share_01 > u->share_01) - (s->share_01 < u->share_01);
}

/* The line with `count` vertices put in, which are in order. */
static lc_status put_in(topology *t, lc_layer_line *line, const insertion *items, size_t count)
{
    double *grown = lc_alloc(t->ctx, 2 * (line->count + count), sizeof *grown);
    size_t next = 0, size = 0;
    if (grown == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < line->count; i++) {
        memcpy(grown + 2 * size++, line->lonlat + 2 * i, 2 * sizeof *grown);
        while (next < count && items[next].segment == i)
            memcpy(grown + 2 * size++, items[next++].lonlat, 2 * sizeof *grown);
    }
    free(line->lonlat);
    line->lonlat = grown;
    line->count = size;
    return LC_OK;
}

static lc_status put_all_in(topology *t)
{
    lc_status status = LC_OK;
    insertion *items = t->insertions.items;
    size_t count = t->insertions.count;
    if (count > 1)
        qsort(items, count, sizeof *items, by_place);
    for (size_t first = 0, end = 0; status == LC_OK && first < count; first = end) {
        while (end < count && items[end].line == items[first].line)
            end++;
        status = put_in(t, line_at(t, items[first].line), items + first, end - first);
    }
    t->insertions.count = 0;
    return status;
}

/* --- ends to lines --- */

static lc_status move_end(topology *t, size_t l, size_t end, const lc_line_place *place)
{
    lc_layer_line *line = line_at(t, l);
    const double *at = metres_at(t, l) + 2 * end;
    size_t vertex = vertex_at(t, place, at[0], at[1], t->tolerance_m);
    double lonlat[2];
    if (vertex != SIZE_MAX)
        memcpy(lonlat, line_at(t, place->line)->lonlat + 2 * vertex, sizeof lonlat);
    else
        lonlat_of(t, place, lonlat);
    lc_status status = vertex == SIZE_MAX ? insert(t, place, lonlat) : LC_OK;
    if (status == LC_OK)
        status = use(t, key_of(line, end), -1);
    memcpy(line->lonlat + 2 * end, lonlat, sizeof lonlat);
    t->moved++;
    return status == LC_OK ? use(t, key_of(line, end), 1) : status;
}

static lc_status move_ends(topology *t)
{
    enum { LINES_A_TICK = 256 };
    lc_status status = LC_OK;
    for (size_t l = 0; status == LC_OK && l < t->lines->count; l++) {
        const lc_layer_line *line = line_at(t, l);
        const size_t ends[2] = {0, line->count - 1};
        for (int e = 0; status == LC_OK && is_walked(line) && e < 2; e++) {
            bool found = false;
            lc_line_place place;
            if (is_joined(t, line, ends[e]))
                continue;
            status = nearest(t, l, ends[e], t->tolerance_m, &found, &place);
            if (status == LC_OK && found)
                status = move_end(t, l, ends[e], &place);
        }
        if (status == LC_OK && l % LINES_A_TICK == 0)
            status = lc_tick(t->ctx, l, t->lines->count);
    }
    if (status == LC_OK)
        status = put_all_in(t);
    return status == LC_OK && t->moved > 0 ? refresh(t) : status;
}

/* --- crossings --- */

/* A place where two segments meet: nothing to do where both have a vertex there. */
static lc_status take_crossing(void *user, const lc_line_place *a, const lc_line_place *b)
{
    topology *t = user;
    size_t on_a = vertex_at(t, a, a->x, a->y, SAME_M), on_b = vertex_at(t, b, b->x, b->y, SAME_M);
    const lc_layer_line *line_a = line_at(t, a->line), *line_b = line_at(t, b->line);
    bool end = on_a == 0 || on_a == line_a->count - 1 || on_b == 0 || on_b == line_b->count - 1;
    double lonlat[2];
    if (on_a != SIZE_MAX && on_b != SIZE_MAX)
        return LC_OK;
    if (on_a != SIZE_MAX)
        memcpy(lonlat, line_a->lonlat + 2 * on_a, sizeof lonlat);
    else if (on_b != SIZE_MAX)
        memcpy(lonlat, line_b->lonlat + 2 * on_b, sizeof lonlat);
    else
        lonlat_of(t, a, lonlat);
    if (!t->source->noding) {
        if (!end) /* an end upon a line is told among the near misses */
            add_place(&t->crossings, lonlat);
        return LC_OK;
    }
    lc_status status = on_a == SIZE_MAX ? insert(t, a, lonlat) : LC_OK;
    if (status == LC_OK && on_b == SIZE_MAX)
        status = insert(t, b, lonlat);
    t->noded++;
    return status;
}

static lc_status take_crossings(topology *t)
{
    lc_status status = lc_line_index_crossings(t->index, take_crossing, t);
    if (status == LC_OK)
        status = put_all_in(t);
    return status == LC_OK && t->noded > 0 ? refresh(t) : status;
}

/* --- the report --- */

static lc_status note(const topology *t, const char *code, const char *field,
                      const place_tally *tally)
{
    char value[24];
    (void)snprintf(value, sizeof value, "%lld", (long long)tally->count);
    const lc_finding finding = {.code = code,
                                .input_id = t->writer->input_id,
                                .field = field,
                                .value = value,
                                .detail = tally->places,
                                .has_place = true,
                                .lon_deg = tally->first[0],
                                .lat_deg = tally->first[1]};
    return tally->count > 0 ? lc_store_finding_add(t->writer->store, &finding) : LC_OK;
}

/* Beyond the margin lines are not read: what ends there is no dead end. */
static bool is_inside(const topology *t, const double *lonlat)
{
    return lc_streets_is_near(t->writer->area, lonlat, 1);
}

static lc_status judge_end(topology *t, size_t l, size_t end, double near_m, place_tally *near,
                           place_tally *dangling)
{
    const lc_layer_line *line = line_at(t, l);
    const double *at = line->lonlat + 2 * end;
    bool found = false;
    lc_line_place place;
    if (is_joined(t, line, end) || !is_inside(t, at))
        return LC_OK;
    lc_status status = nearest(t, l, end, near_m, &found, &place);
    add_place(found ? near : dangling, at);
    return status;
}

static lc_status report(topology *t)
{
    place_tally near = {0}, dangling = {0};
    double near_m = fmax(NEAR_MISS_M, t->tolerance_m);
    char near_text[24], moved[24], noded[24];
    lc_status status = LC_OK;
    for (size_t l = 0; status == LC_OK && l < t->lines->count; l++) {
        if (!is_walked(line_at(t, l)))
            continue;
        status = judge_end(t, l, 0, near_m, &near, &dangling);
        if (status == LC_OK)
            status = judge_end(t, l, line_at(t, l)->count - 1, near_m, &near, &dangling);
    }
    (void)lc_print(near_text, sizeof near_text, "%g", near_m);
    if (status == LC_OK)
        status = note(t, "near_misses", near_text, &near);
    if (status == LC_OK)
        status = note(t, "dangling_ends", NULL, &dangling);
    if (status == LC_OK)
        status = note(t, "crossings_without_node", NULL, &t->crossings);
    (void)snprintf(moved, sizeof moved, "%lld", (long long)t->moved);
    (void)snprintf(noded, sizeof noded, "%lld", (long long)t->noded);
    if (status == LC_OK && t->moved + t->noded > 0)
        status =
            lc_store_finding_add(t->writer->store, &(lc_finding){.code = "topology_repaired",
                                                                 .input_id = t->writer->input_id,
                                                                 .value = moved,
                                                                 .detail = noded});
    return status;
}

lc_status lc_streets_topology(lc_streets_writer *writer, const lc_source *source, lc_array *lines)
{
    topology t = {.writer = writer, .ctx = writer->ctx, .source = source, .lines = lines};
    lc_array_init(&t.metres, sizeof(double *));
    lc_array_init(&t.insertions, sizeof(insertion));
    lc_status status = open_plane(&t);
    if (status == LC_OK)
        status = refresh(&t);
    /* An end upon a line is off it by millimetres: degrees and metres bend differently. */
    t.tolerance_m = source->noding ? fmax(source->tolerance_m, SAME_M) : source->tolerance_m;
    if (status == LC_OK && t.tolerance_m > 0)
        status = move_ends(&t);
    if (status == LC_OK)
        status = take_crossings(&t);
    if (status == LC_OK)
        status = report(&t);
    clear_metres(&t);
    lc_array_clear(&t.insertions);
    lc_id_map_clear(&t.uses);
    lc_line_index_free(t.index);
    lc_plane_close(t.own_plane);
    return status;
}
