/* What the charts are drawn from, for the whole study or one region. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/chart.h"
#include "report/homes.h"

static lc_ctx *ctx_of(const lc_chart_wish *wish)
{
    return wish->page->ctx;
}

static const lc_page_layer *layer_of(const lc_chart_wish *wish)
{
    return &wish->page->layers[wish->layer];
}

/* "{name}-{layer}": a page has several of a kind, one for each layer. */
typedef struct frame_id {
    char text[48];
} frame_id;

static frame_id id_of(const lc_chart_wish *wish, const char *name)
{
    frame_id id = {""};
    (void)lc_print(id.text, sizeof id.text, "chart-%s-%zu", name, wish->layer);
    return id;
}

/* What and of whom: "Day-care centre, residents". Free with free(). */
static char *about(const lc_chart_wish *wish, const char *what, const char *whom)
{
    lc_ctx *ctx = ctx_of(wish);
    return lc_format(ctx, "%s%s%s", what, wish->page->zh ? "，" : ", ", whom);
}

static lc_chart_frame frame_of(const lc_chart_wish *wish, const frame_id *id, const char *about)
{
    return (lc_chart_frame){.ctx = ctx_of(wish),
                            .id = id->text,
                            .about = about,
                            .limit_min = wish->page->limit_min,
                            .alone = wish->alone};
}

static lc_status ask(const lc_chart_wish *wish, const char *query, lc_stmt **out)
{
    lc_status status = lc_store_query(wish->page->store, query, out);
    if (status == LC_OK)
        lc_scope_bind(*out, wish->page->scope);
    return status;
}

/* The same about the layer's set and group in the places of the scope. */
static lc_status ask_places(const lc_chart_wish *wish, const char *query, lc_stmt **out)
{
    lc_status status = ask(wish, query, out);
    if (status != LC_OK)
        return status;
    lc_stmt_bind_text(*out, ":level", wish->page->level);
    lc_stmt_bind_text(*out, ":types", layer_of(wish)->types);
    lc_stmt_bind_text(*out, ":group", layer_of(wish)->group);
    lc_stmt_bind_double(*out, ":limit_min", wish->page->limit_min);
    return LC_OK;
}

/* Texts of rows that are kept as long as what points to them. */
typedef struct texts {
    lc_ctx *ctx;
    lc_array items; /* char * */
    bool failed;
} texts;

static void init_texts(texts *t, lc_ctx *ctx)
{
    *t = (texts){.ctx = ctx};
    lc_array_init(&t->items, sizeof(char *));
}

static void clear_texts(texts *t)
{
    for (size_t i = 0; i < t->items.count; i++)
        free(*(char **)lc_array_at(&t->items, i));
    lc_array_clear(&t->items);
}

/* A copy that clear_texts frees; NULL for NULL, and when memory is out (told by `failed`). */
static const char *keep(texts *t, const char *text)
{
    char **kept = text != NULL ? lc_array_push(t->ctx, &t->items) : NULL;
    if (kept != NULL)
        *kept = lc_strdup(t->ctx, text);
    t->failed |= text != NULL && (kept == NULL || *kept == NULL);
    return kept != NULL ? *kept : NULL;
}

/* --- places: coverage and promise --- */

typedef struct places {
    texts texts;
    lc_array items; /* lc_chart_place */
    lc_chart_aims aims;
} places;

static lc_status take_place(void *user, lc_stmt *row)
{
    places *p = user;
    lc_chart_place *place = lc_array_push(p->texts.ctx, &p->items);
    if (place == NULL)
        return LC_MEMORY;
    *place = (lc_chart_place){.name = keep(&p->texts, lc_stmt_text(row, 0)),
                              .people = lc_stmt_double(row, 1),
                              .circle_01 = lc_stmt_double(row, 2),
                              .network_01 = lc_stmt_double(row, 3)};
    return p->texts.failed ? LC_MEMORY : LC_OK;
}

static lc_status take_aims(void *user, lc_stmt *row)
{
    places *p = user;
    p->aims = (lc_chart_aims){lc_stmt_double(row, 0), lc_stmt_double(row, 1)};
    return LC_OK;
}

static lc_status read_places(const lc_chart_wish *wish, places *p)
{
    lc_stmt *stmt = NULL;
    lc_status status = ask_places(wish, "report/chart_places", &stmt);
    status = lc_store_rows(status, stmt, take_place, p);
    stmt = NULL;
    if (status == LC_OK)
        status = ask_places(wish, "report/chart_aims", &stmt);
    return lc_store_rows(status, stmt, take_aims, p);
}

typedef lc_status places_fn(const lc_chart_frame *frame, const lc_chart_place *items, size_t count,
                            lc_chart_aims aims, lc_chart *out);

static lc_status draw_places(const lc_chart_wish *wish, const char *name, places_fn *fn,
                             lc_chart *out)
{
    const frame_id id = id_of(wish, name);
    places p = {.aims = {NAN, NAN}};
    init_texts(&p.texts, ctx_of(wish));
    lc_array_init(&p.items, sizeof(lc_chart_place));
    char *words = about(wish, layer_of(wish)->name, layer_of(wish)->group_name);
    lc_status status = words != NULL ? read_places(wish, &p) : LC_MEMORY;
    lc_chart_frame frame = frame_of(wish, &id, words);
    if (status == LC_OK)
        status = fn(&frame, p.items.items, p.items.count, p.aims, out);
    lc_array_clear(&p.items);
    clear_texts(&p.texts);
    free(words);
    return status;
}

static lc_status draw_coverage(const lc_chart_wish *wish, lc_chart *out)
{
    *out = (lc_chart){0};
    return draw_places(wish, "coverage", lc_chart_coverage, out);
}

static lc_status promise(const lc_chart_frame *frame, const lc_chart_place *items, size_t count,
                         lc_chart_aims aims, lc_chart *out)
{
    (void)aims;
    return lc_chart_promise(frame, items, count, out);
}

static lc_status draw_promise(const lc_chart_wish *wish, lc_chart *out)
{
    *out = (lc_chart){0};
    /* the parts of a region are few: the bars of coverage tell it there */
    return wish->page->scope->region_id == 0 ? draw_places(wish, "promise", promise, out) : LC_OK;
}

/* --- gaps --- */

typedef struct gaps {
    texts texts;
    lc_array items; /* lc_chart_gap */
} gaps;

static lc_status take_gap(void *user, lc_stmt *row)
{
    gaps *g = user;
    lc_chart_gap *gap = lc_array_push(g->texts.ctx, &g->items);
    if (gap == NULL)
        return LC_MEMORY;
    double scale = lc_figure_scale(lc_stmt_text(row, 3));
    *gap = (lc_chart_gap){.item = keep(&g->texts, lc_stmt_text(row, 0)),
                          .region = keep(&g->texts, lc_stmt_text(row, 1)),
                          .op = keep(&g->texts, lc_stmt_text(row, 2)),
                          .unit = keep(&g->texts, lc_stmt_text(row, 3)),
                          .status = keep(&g->texts, lc_stmt_text(row, 4)),
                          .value = lc_stmt_double(row, 5) * scale,
                          .low = lc_stmt_double(row, 6) * scale,
                          .high = lc_stmt_double(row, 7) * scale,
                          .target = lc_stmt_double(row, 8)};
    return g->texts.failed ? LC_MEMORY : LC_OK;
}

static lc_status draw_gaps(const lc_chart_wish *wish, lc_chart *out)
{
    const frame_id id = id_of(wish, "gaps");
    gaps g;
    lc_stmt *stmt = NULL;
    init_texts(&g.texts, ctx_of(wish));
    lc_array_init(&g.items, sizeof(lc_chart_gap));
    *out = (lc_chart){0};
    lc_status status = ask(wish, "report/chart_gaps", &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":english", !wish->page->zh);
    status = lc_store_rows(status, stmt, take_gap, &g);
    lc_chart_frame frame = frame_of(wish, &id, NULL);
    if (status == LC_OK)
        status = lc_chart_gaps(&frame, g.items.items, g.items.count, out);
    lc_array_clear(&g.items);
    clear_texts(&g.texts);
    return status;
}

/* --- minutes to the nearest --- */

typedef struct minutes {
    double *bins;
    size_t count;
    double people, within;
} minutes;

/* Minute m holds those with more than m - 1 and at most m; a billionth is what arithmetic blurs.
 * Sums of millionths are exact, in whatever order. */
static void count_minutes(const lc_homes *homes, const lc_home_way *ways, int64_t *bins, minutes *m)
{
    int64_t people = 0, within = 0;
    for (size_t i = 0; i < homes->items.count; i++) {
        const lc_home *home = lc_array_at(&homes->items, i);
        double minute = fmax(ceil(ways[i].walk_min - 1e-9), 0);
        people += home->people_micro;
        within += ways[i].is_within ? home->people_micro : 0;
        if (!isnan(ways[i].walk_min) && minute < (double)m->count)
            bins[(size_t)minute] += home->people_micro;
    }
    for (size_t i = 0; i < m->count; i++)
        m->bins[i] = (double)bins[i] / 1e6;
    m->people = (double)people / 1e6;
    m->within = (double)within / 1e6;
}

static lc_status read_minutes(const lc_chart_wish *wish, const char *mode, minutes *m)
{
    lc_ctx *ctx = ctx_of(wish);
    const lc_homes *homes = NULL;
    lc_home_way *ways = NULL;
    int64_t *bins = lc_alloc(ctx, m->count, sizeof *bins);
    m->bins = lc_alloc(ctx, m->count, sizeof *m->bins);
    lc_status status = bins != NULL && m->bins != NULL
                           ? lc_page_homes(wish->page, layer_of(wish), &homes)
                           : LC_MEMORY;
    if (status == LC_OK)
        status = lc_page_home_ways(wish->page, layer_of(wish), mode, homes, &ways);
    if (status == LC_OK)
        count_minutes(homes, ways, bins, m);
    free(ways);
    free(bins);
    return status;
}

/* 0, 1 ... twice the limit, as far as the nearest was looked for: to the limit in any case. */
static size_t minute_count(double limit_min, int64_t horizon_min)
{
    double most = ceil(2 * limit_min / 5) * 5;
    return (size_t)fmax(fmin(most, (double)horizon_min), ceil(limit_min)) + 1;
}

static lc_status draw_nearest(const lc_chart_wish *wish, lc_chart *out)
{
    const frame_id id = id_of(wish, "nearest");
    int64_t horizon_min = 0;
    minutes circle = {0}, network = {0};
    *out = (lc_chart){0};
    char *words = about(wish, layer_of(wish)->name, layer_of(wish)->group_name);
    lc_status status = words != NULL
                           ? lc_store_count(wish->page->store, "report/chart_horizon", &horizon_min)
                           : LC_MEMORY;
    circle.count = network.count = minute_count(wish->page->limit_min, horizon_min);
    if (status == LC_OK && wish->page->has_circle)
        status = read_minutes(wish, "circle", &circle);
    if (status == LC_OK && wish->page->has_network)
        status = read_minutes(wish, "network", &network);
    lc_chart_frame frame = frame_of(wish, &id, words);
    lc_chart_minutes m = {.circle = circle.bins,
                          .network = network.bins,
                          .count = circle.count,
                          .circle_within = circle.within,
                          .network_within = network.within,
                          .people = fmax(circle.people, network.people)};
    if (status == LC_OK)
        status = lc_chart_nearest(&frame, &m, out);
    free(circle.bins);
    free(network.bins);
    free(words);
    return status;
}

/* --- choices --- */

typedef struct parts {
    double people[LC_CHART_PARTS_MAX];
} parts;

typedef struct choices {
    texts texts;
    lc_array items; /* lc_chart_choice */
    lc_array parts; /* of each */
    int64_t rank;   /* of the last */
    size_t part_count;
} choices;

/* Columns: rank, name, part, people. A new rank is a new row. */
static lc_status take_part(void *user, lc_stmt *row)
{
    choices *c = user;
    lc_ctx *ctx = c->texts.ctx;
    size_t part = (size_t)lc_stmt_int(row, 2);
    if (c->items.count == 0 || lc_stmt_int(row, 0) != c->rank) {
        lc_chart_choice *choice = lc_array_push(ctx, &c->items);
        if (choice == NULL || lc_array_push(ctx, &c->parts) == NULL)
            return LC_MEMORY;
        choice->name = keep(&c->texts, lc_stmt_is_null(row, 1) ? lc_tr(ctx, LC_N("All together"))
                                                               : lc_stmt_text(row, 1));
        c->rank = lc_stmt_int(row, 0);
    }
    parts *last = lc_array_at(&c->parts, c->parts.count - 1);
    if (part < LC_CHART_PARTS_MAX)
        last->people[part] = lc_stmt_double(row, 3);
    if (part >= c->part_count && part < LC_CHART_PARTS_MAX)
        c->part_count = part + 1;
    return c->texts.failed ? LC_MEMORY : LC_OK;
}

/* The parts do not move any more. */
static void join_parts(choices *c)
{
    for (size_t i = 0; i < c->items.count; i++) {
        lc_chart_choice *choice = lc_array_at(&c->items, i);
        choice->parts = ((const parts *)lc_array_at(&c->parts, i))->people;
    }
}

static const char *mode_of(const lc_chart_wish *wish)
{
    return wish->page->has_network ? "network" : "circle";
}

/* Reads the statement and frees it; draws what it said. */
static lc_status draw_choices(const lc_chart_wish *wish, lc_status status, lc_stmt *stmt,
                              lc_chart_of what, const char *words, lc_chart *out)
{
    const frame_id id = id_of(wish, what == LC_CHART_FACILITIES ? "facilities" : "functions");
    choices c = {.part_count = 0};
    init_texts(&c.texts, ctx_of(wish));
    lc_array_init(&c.items, sizeof(lc_chart_choice));
    lc_array_init(&c.parts, sizeof(parts));
    status = lc_store_rows(status, stmt, take_part, &c);
    lc_chart_frame frame = frame_of(wish, &id, words);
    frame.by_circle = !wish->page->has_network;
    join_parts(&c);
    if (status == LC_OK)
        status = lc_chart_choices(&frame, what, c.items.items, c.items.count, c.part_count, out);
    lc_array_clear(&c.items);
    lc_array_clear(&c.parts);
    clear_texts(&c.texts);
    return status;
}

static lc_status draw_facilities(const lc_chart_wish *wish, lc_chart *out)
{
    lc_stmt *stmt = NULL;
    *out = (lc_chart){0};
    char *words = about(wish, layer_of(wish)->name, layer_of(wish)->group_name);
    lc_status status =
        words != NULL ? ask_places(wish, "report/chart_facilities", &stmt) : LC_MEMORY;
    if (status == LC_OK)
        lc_stmt_bind_text(stmt, ":mode", mode_of(wish));
    status = draw_choices(wish, status, stmt, LC_CHART_FACILITIES, words, out);
    free(words);
    return status;
}

typedef struct list {
    const lc_chart_wish *wish;
    char *code, *group, *about;
} list;

static lc_status take_list(void *user, lc_stmt *row)
{
    list *l = user;
    lc_ctx *ctx = ctx_of(l->wish);
    l->code = lc_strdup(ctx, lc_stmt_text(row, 0));
    l->group = lc_strdup(ctx, lc_stmt_text(row, 2));
    l->about = about(l->wish, lc_stmt_text(row, 1), lc_stmt_text(row, 3));
    return l->code != NULL && l->group != NULL && l->about != NULL ? LC_OK : LC_MEMORY;
}

static lc_status read_list(const lc_chart_wish *wish, list *l)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(wish->page->store, "report/chart_list", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":zh", wish->page->zh);
        lc_stmt_bind_text(stmt, ":mode", mode_of(wish));
        lc_stmt_bind_double(stmt, ":limit_min", wish->page->limit_min);
    }
    return lc_store_rows(status, stmt, take_list, l);
}

static lc_status draw_list(const lc_chart_wish *wish, const list *l, lc_chart *out)
{
    lc_stmt *stmt = NULL;
    lc_status status = ask(wish, "report/chart_functions", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, ":level", wish->page->level);
        lc_stmt_bind_text(stmt, ":list", l->code);
        lc_stmt_bind_text(stmt, ":group", l->group);
        lc_stmt_bind_text(stmt, ":mode", mode_of(wish));
        lc_stmt_bind_double(stmt, ":limit_min", wish->page->limit_min);
    }
    return draw_choices(wish, status, stmt, LC_CHART_FUNCTIONS, l->about, out);
}

static lc_status draw_functions(const lc_chart_wish *wish, lc_chart *out)
{
    list l = {.wish = wish};
    *out = (lc_chart){0};
    lc_status status = read_list(wish, &l);
    if (status == LC_OK && l.code != NULL)
        status = draw_list(wish, &l, out);
    free(l.code);
    free(l.group);
    free(l.about);
    return status;
}

const lc_chart_kind *lc_chart_at(size_t i)
{
    static const lc_chart_kind kinds[] = {
        {"gaps", false, draw_gaps},
        {"coverage", true, draw_coverage},
        {"nearest", true, draw_nearest},
        {"promise", true, draw_promise},
        {"facilities", true, draw_facilities},
        {"functions", false, draw_functions},
    };
    return i < sizeof kinds / sizeof *kinds ? &kinds[i] : NULL;
}
