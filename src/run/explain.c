/* Why is this building not covered? Gathers what there is to tell of one place. */
#include "run/explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "crs/crs.h"
#include "run/api.h"

const char *lc_explain_keep(lc_explanation *e, const char *text, bool *failed)
{
    if (text == NULL)
        return NULL;
    char **slot = lc_array_push(e->ctx, &e->kept);
    if (slot != NULL)
        *slot = lc_strdup(e->ctx, text);
    if (slot == NULL || *slot == NULL) {
        *failed = true;
        return NULL;
    }
    return *slot;
}

static void init(lc_explanation *e, lc_ctx *ctx, lc_store *store)
{
    *e = (lc_explanation){.ctx = ctx, .store = store, .zh = lc_ctx_language(ctx) == LC_LANG_ZH};
    lc_array_init(&e->kept, sizeof(char *));
    lc_array_init(&e->regions, sizeof(lc_explain_region));
    lc_array_init(&e->types, sizeof(lc_explain_type));
    lc_array_init(&e->near, sizeof(lc_explain_near));
}

static void clear(lc_explanation *e)
{
    for (size_t i = 0; i < e->kept.count; i++)
        free(*(char **)lc_array_at(&e->kept, i));
    for (size_t i = 0; i < e->types.count; i++) {
        lc_explain_type *type = lc_array_at(&e->types, i);
        lc_array_clear(&type->legs);
        lc_array_clear(&type->xy);
        lc_array_clear(&type->marks);
        lc_array_clear(&type->barriers);
    }
    for (size_t i = 0; i < e->near.count; i++)
        lc_array_clear(&((lc_explain_near *)lc_array_at(&e->near, i))->line);
    lc_array_clear(&e->kept);
    lc_array_clear(&e->regions);
    lc_array_clear(&e->types);
    lc_array_clear(&e->near);
    lc_trace_close(e->trace);
    lc_network_close(e->network);
}

/* --- the place --- */

/* A comma as it is written in either language parts the two numbers. */
static lc_status read_place(lc_ctx *ctx, const char *text, double *x, double *y)
{
    static const char wide[] = "\xEF\xBC\x8C";
    const char *comma = strchr(text, ','), *other = strstr(text, wide);
    bool is_wide = comma == NULL || (other != NULL && other < comma);
    const char *at = is_wide ? other : comma;
    char *first = at != NULL ? lc_strndup(ctx, text, (size_t)(at - text)) : NULL;
    if (at != NULL && first == NULL)
        return LC_MEMORY;
    bool read = at != NULL && lc_text_number(first, x) &&
                lc_text_number(at + (is_wide ? sizeof wide - 1 : 1), y);
    free(first);
    if (read)
        return LC_OK;
    return lc_fail(ctx, LC_USAGE, "--at is two numbers, LON,LAT, like 121.47,31.23; not %s", text);
}

/* One position to WGS-84. */
static lc_status locate(lc_ctx *ctx, const lc_explain_options *options, lc_lonlat *at)
{
    lc_crs *crs = NULL;
    double x = NAN, y = NAN;
    bool degrees = true;
    lc_status status = read_place(ctx, options->at, &x, &y);
    const double asked[] = {x, y};
    if (status == LC_OK)
        status = lc_crs_open(ctx, options->crs != NULL ? options->crs : "EPSG:4326", &crs);
    if (status == LC_OK) {
        degrees = lc_crs_is_geographic(crs);
        if (degrees && (fabs(x) > 180 || fabs(y) > 90))
            x = y = NAN;
        else
            status = lc_crs_to_wgs84(ctx, crs, &x, &y, 1, 1);
    }
    lc_crs_close(crs);
    *at = (lc_lonlat){x, y};
    if (status != LC_OK || (isfinite(x) && isfinite(y)))
        return status;
    if (degrees && fabs(asked[0]) <= 90 && fabs(asked[1]) <= 180)
        return lc_fail(ctx, LC_USAGE,
                       "%s is no place on the globe: longitude comes first, then latitude.",
                       options->at);
    return lc_fail(ctx, LC_USAGE,
                   "%s is no place on the globe in that coordinate system; name the right one with "
                   "--crs.",
                   options->at);
}

static lc_status read_title(lc_explanation *e)
{
    lc_stmt *stmt = NULL;
    bool row = false, failed = false;
    lc_status status = lc_store_query(e->store, "run/explain_title", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":zh", e->zh);
        status = lc_stmt_step(stmt, &row);
    }
    if (status == LC_OK && row) {
        e->title = lc_explain_keep(e, lc_stmt_text(stmt, 0), &failed);
        e->as_of = lc_explain_keep(e, lc_stmt_text(stmt, 1), &failed);
        e->horizon_min = lc_stmt_double(stmt, 2);
        e->snap_warn_m = lc_stmt_double(stmt, 3);
        e->snap_limit_m = lc_stmt_double(stmt, 4);
    }
    lc_stmt_free(stmt);
    return failed ? LC_MEMORY : status;
}

static lc_status read_regions(lc_explanation *e)
{
    lc_stmt *stmt = NULL;
    bool row = false, failed = false;
    lc_status status = lc_store_query(e->store, "run/explain_regions", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_double(stmt, ":lon_deg", e->at.lon_deg);
        lc_stmt_bind_double(stmt, ":lat_deg", e->at.lat_deg);
    }
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        lc_explain_region *region = lc_array_push(e->ctx, &e->regions);
        if (region == NULL) {
            status = LC_MEMORY;
            break;
        }
        *region = (lc_explain_region){lc_explain_keep(e, lc_stmt_text(stmt, 0), &failed),
                                      lc_explain_keep(e, lc_stmt_text(stmt, 1), &failed),
                                      lc_explain_keep(e, lc_stmt_text(stmt, 2), &failed)};
        if (failed)
            status = LC_MEMORY;
    }
    lc_stmt_free(stmt);
    return status;
}

/* Far from all that was read there is nothing to tell, and the place is most often meant otherwise.
 */
static lc_status refuse_elsewhere(lc_explanation *e)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(e->store, "run/explain_extent", &stmt);
    if (status == LC_OK)
        status = lc_stmt_step(stmt, &row);
    if (status == LC_OK && row && !lc_stmt_is_null(stmt, 0)) {
        lc_lonlat nearest = {
            fmin(fmax(e->at.lon_deg, lc_stmt_double(stmt, 0)), lc_stmt_double(stmt, 2)),
            fmin(fmax(e->at.lat_deg, lc_stmt_double(stmt, 1)), lc_stmt_double(stmt, 3))};
        double away_m = lc_geodesic_distance_m(e->at, nearest);
        if (away_m > lc_stmt_double(stmt, 4))
            status = lc_fail(e->ctx, LC_INPUT,
                             "%.7f,%.7f lies %.1f km outside the study, where nothing was read. "
                             "Longitude comes first; --crs names a coordinate system other than "
                             "WGS-84.",
                             e->at.lon_deg, e->at.lat_deg, away_m / 1000);
    }
    lc_stmt_free(stmt);
    return status;
}

/* --- choosing --- */

/* What may be named: the codes, and every word that is understood. Texts are borrowed. */
typedef struct names {
    lc_array codes, words; /* const char * */
} names;

static void names_init(names *n)
{
    lc_array_init(&n->codes, sizeof(const char *));
    lc_array_init(&n->words, sizeof(const char *));
}

static void names_clear(names *n)
{
    lc_array_clear(&n->codes);
    lc_array_clear(&n->words);
}

static bool add_name(lc_explanation *e, lc_array *to, const char *name)
{
    const char **slot = lc_array_push(e->ctx, to);
    if (slot != NULL)
        *slot = name;
    return slot != NULL;
}

/* By spelling, else one that holds the word. */
static const char *nearest_name(const names *n, const char *word)
{
    const char *nearest = lc_text_nearest(word, n->words.items, n->words.count);
    for (size_t i = 0; nearest == NULL && word[0] != '\0' && i < n->words.count; i++) {
        const char *candidate = *(const char **)lc_array_at(&n->words, i);
        nearest = strstr(candidate, word) != NULL ? candidate : NULL;
    }
    return nearest;
}

/* "a, b, c"; free with free(), NULL when memory is out. */
static char *list_codes(lc_explanation *e, const names *n)
{
    lc_text all;
    lc_text_init(&all, e->ctx);
    for (size_t i = 0; i < n->codes.count; i++) {
        lc_text_add(&all, i > 0 ? ", " : "");
        lc_text_add(&all, *(const char **)lc_array_at(&n->codes, i));
    }
    return lc_text_take(&all);
}

static int64_t int_or_0(lc_stmt *stmt, int column)
{
    return lc_stmt_is_null(stmt, column) ? 0 : lc_stmt_int(stmt, column);
}

/* Columns of run/explain_profiles. */
static lc_status take_profile(lc_explanation *e, lc_stmt *stmt)
{
    bool failed = false;
    e->profile = (lc_explain_profile){.code = lc_explain_keep(e, lc_stmt_text(stmt, 1), &failed),
                                      .name = lc_explain_keep(e, lc_stmt_text(stmt, 2), &failed),
                                      .speed_mps = lc_stmt_double(stmt, 3),
                                      .step_free = lc_stmt_int(stmt, 5) != 0,
                                      .circle = int_or_0(stmt, 6),
                                      .network = int_or_0(stmt, 7)};
    return failed ? LC_MEMORY : LC_OK;
}

static lc_status fail_profile(lc_explanation *e, const names *n, const char *wanted)
{
    const char *nearest = nearest_name(n, wanted);
    if (nearest != NULL)
        return lc_fail(e->ctx, LC_INPUT,
                       "\"%s\" is no walking profile of this study; did you mean %s?", wanted,
                       nearest);
    char *all = list_codes(e, n);
    if (all != NULL)
        (void)lc_fail(e->ctx, LC_INPUT, "\"%s\" is no walking profile of this study; it has: %s.",
                      wanted, all);
    free(all);
    return LC_INPUT;
}

/* The profile that was asked for, or the first. */
static lc_status choose_profile(lc_explanation *e, const char *wanted)
{
    lc_stmt *stmt = NULL;
    names n;
    bool row = false, found = false, failed = false;
    names_init(&n);
    lc_status status = lc_store_query(e->store, "run/explain_profiles", &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":zh", e->zh);
    while (status == LC_OK && !found && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        const char *code = lc_explain_keep(e, lc_stmt_text(stmt, 1), &failed);
        if (failed || !add_name(e, &n.codes, code) || !add_name(e, &n.words, code))
            status = LC_MEMORY;
        found = status == LC_OK && (wanted == NULL || strcmp(code, wanted) == 0);
        if (found)
            status = take_profile(e, stmt);
    }
    if (status == LC_OK && !found)
        status = fail_profile(e, &n, wanted != NULL ? wanted : "");
    lc_stmt_free(stmt);
    names_clear(&n);
    return status;
}

/* Columns of run/explain_types. */
static lc_status take_type(lc_explanation *e, lc_stmt *stmt)
{
    bool failed = false;
    lc_explain_type *type = lc_array_push(e->ctx, &e->types);
    if (type == NULL)
        return LC_MEMORY;
    *type = (lc_explain_type){.id = lc_stmt_int(stmt, 0),
                              .code = lc_explain_keep(e, lc_stmt_text(stmt, 1), &failed),
                              .name = lc_explain_keep(e, lc_stmt_text(stmt, 4), &failed),
                              .counting = lc_stmt_int(stmt, 5),
                              .known = lc_stmt_int(stmt, 6)};
    lc_array_init(&type->legs, sizeof(lc_explain_leg));
    lc_array_init(&type->xy, sizeof(lc_lonlat));
    lc_array_init(&type->marks, sizeof(lc_explain_mark));
    lc_array_init(&type->barriers, sizeof(lc_explain_barrier));
    return failed ? LC_MEMORY : LC_OK;
}

/* The words for a type are its code, its Chinese and its English name. */
enum { TYPE_CODE = 1, TYPE_EN = 3 };

static bool is_called(lc_stmt *stmt, const char *wanted)
{
    for (int column = TYPE_CODE; column <= TYPE_EN; column++)
        if (lc_text_same_name(lc_stmt_text(stmt, column), wanted))
            return true;
    return false;
}

static lc_status note_names(lc_explanation *e, lc_stmt *stmt, names *n)
{
    for (int column = TYPE_CODE; column <= TYPE_EN; column++) {
        bool failed = false;
        const char *word = lc_explain_keep(e, lc_stmt_text(stmt, column), &failed);
        if (failed || !add_name(e, &n->words, word) ||
            (column == TYPE_CODE && !add_name(e, &n->codes, word)))
            return LC_MEMORY;
    }
    return LC_OK;
}

/* A set's code is an honest mistake: targets are set for sets. */
static lc_status refuse_set(lc_explanation *e, const char *wanted)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(e->store, "run/explain_set", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, ":code", wanted);
        status = lc_stmt_step(stmt, &row);
    }
    if (status == LC_OK && row && !lc_stmt_is_null(stmt, 0))
        status = lc_fail(e->ctx, LC_INPUT, "\"%s\" is a set of types; name one of them: %s.",
                         wanted, lc_stmt_text(stmt, 0));
    lc_stmt_free(stmt);
    return status;
}

static lc_status fail_type(lc_explanation *e, const names *n, const char *wanted)
{
    lc_status status = refuse_set(e, wanted);
    if (status != LC_OK)
        return status;
    const char *nearest = nearest_name(n, wanted);
    if (nearest != NULL)
        return lc_fail(e->ctx, LC_INPUT, "\"%s\" is no facility type; did you mean %s?", wanted,
                       nearest);
    char *all = list_codes(e, n);
    if (all != NULL)
        (void)lc_fail(e->ctx, LC_INPUT, "\"%s\" is no facility type; there are: %s.", wanted, all);
    free(all);
    return LC_INPUT;
}

/* The type that was asked for, or all that the study has facilities of. */
static lc_status choose_types(lc_explanation *e, const char *wanted)
{
    lc_stmt *stmt = NULL;
    names n;
    bool row = false;
    names_init(&n);
    lc_status status = lc_store_query(e->store, "run/explain_types", &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":zh", e->zh);
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        status = note_names(e, stmt, &n);
        if (status == LC_OK &&
            (wanted != NULL ? is_called(stmt, wanted) : lc_stmt_int(stmt, 6) > 0))
            status = take_type(e, stmt);
    }
    if (status == LC_OK && wanted != NULL && e->types.count == 0)
        status = fail_type(e, &n, wanted);
    lc_stmt_free(stmt);
    names_clear(&n);
    return status;
}

/* --- reach --- */

static lc_status name_end(lc_explanation *e, lc_explain_end *end)
{
    lc_stmt *stmt = NULL;
    bool row = false, failed = false;
    if (!end->end.found)
        return LC_OK;
    lc_status status = lc_store_query(e->store, "run/explain_facility", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":facility_id", end->end.facility_id);
        status = lc_stmt_step(stmt, &row);
    }
    if (status == LC_OK && row) {
        end->code = lc_explain_keep(e, lc_stmt_text(stmt, 0), &failed);
        end->name = lc_explain_keep(e, lc_stmt_text(stmt, 1), &failed);
    }
    lc_stmt_free(stmt);
    return failed ? LC_MEMORY : status;
}

/* At the largest limit, of what the study measures. */
static lc_explain_verdict judge(const lc_explanation *e, const lc_explain_type *type)
{
    bool circle = type->circle.end.found && type->circle.end.limit != LC_TRACE_BEYOND;
    bool walk = type->walk.end.found && type->walk.end.limit != LC_TRACE_BEYOND;
    if ((circle || e->profile.circle == 0) && (walk || e->profile.network == 0))
        return LC_COVERED_BY_ALL;
    if (circle && e->profile.circle != 0)
        return LC_COVERED_BY_CIRCLE;
    return walk ? LC_COVERED_BY_WALK : LC_COVERED_BY_NONE;
}

static lc_status reach_type(lc_explanation *e, lc_explain_type *type)
{
    lc_status status = lc_trace_circle(e->trace, type->id, e->at, &type->circle.end);
    if (status == LC_OK)
        status = lc_trace_walk(e->trace, type->id, &e->join.join, &type->walk.end);
    if (status == LC_OK)
        status = name_end(e, &type->circle);
    if (status == LC_OK)
        status = name_end(e, &type->walk);
    if (status == LC_OK)
        status = lc_explain_find_way(e, type);
    if (status == LC_OK)
        status = lc_explain_find_barriers(e, type);
    type->verdict = judge(e, type);
    return status;
}

static lc_status reach_types(lc_explanation *e)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < e->types.count; i++) {
        status = reach_type(e, lc_array_at(&e->types, i));
        if (status == LC_OK)
            status = lc_tick(e->ctx, i + 1, e->types.count);
    }
    return status;
}

/* --- the call --- */

static lc_status gather(lc_explanation *e, const lc_explain_options *options)
{
    e->whole = options->type != NULL;
    lc_status status = refuse_elsewhere(e);
    if (status == LC_OK)
        status = read_title(e);
    if (status == LC_OK)
        status = choose_profile(e, options->profile);
    if (status == LC_OK)
        status = choose_types(e, options->type);
    if (status == LC_OK)
        status = read_regions(e);
    if (status == LC_OK)
        status = lc_explain_join_place(e);
    if (status == LC_OK)
        status =
            lc_trace_open(e->store, e->streets, e->profile.circle, e->profile.network, &e->trace);
    if (status == LC_OK)
        status = reach_types(e);
    if (status == LC_OK)
        status = lc_explain_find_near(e);
    return status;
}

static lc_status tell(const lc_explanation *e, bool json, lc_write_fn *write, void *user)
{
    lc_text text;
    lc_text_init(&text, e->ctx);
    lc_status status = json ? lc_explain_json(e, &text) : lc_explain_text(e, &text);
    if (status == LC_OK)
        status = lc_run_say(write, user, &text);
    lc_text_clear(&text);
    return status;
}

lc_status lc_explain(lc_ctx *ctx, const char *path, const lc_explain_options *options,
                     lc_write_fn *write, void *user)
{
    const lc_run_reader reader = {
        .what = "explain", .language_set = options->language_set, .out = options->out};
    lc_run_opened opened = {.hold = LC_HOLD_NONE};
    lc_explanation e;
    lc_lonlat at = {0, 0};
    char *numeric = lc_numeric_keep();
    lc_ctx_clear(ctx);
    lc_status status = locate(ctx, options, &at);
    if (status == LC_OK)
        status = lc_run_open_study(ctx, path, &reader, &opened);
    if (status == LC_OK)
        status = lc_run_refuse_unfinished(opened.store);
    init(&e, ctx, opened.store);
    if (status == LC_OK && options->out != NULL)
        status = lc_explain_check_out(ctx, options->out, options->overwrite);
    e.at = at;
    if (status == LC_OK)
        status = gather(&e, options);
    if (status == LC_OK && options->out != NULL)
        status = lc_explain_layer(&e, options->out, options->overwrite);
    if (status == LC_OK)
        status = tell(&e, options->json, write, user);
    clear(&e);
    lc_run_close_study(&opened);
    lc_numeric_restore(numeric);
    return status;
}
