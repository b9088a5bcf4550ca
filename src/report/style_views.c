/* What a layer can show: whose people, which target; a GIS would otherwise draw regions many times
 * over each other. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/near.h"
#include "report/style.h"

enum { SETS_MAX = 8, TARGETS_MAX = 12 };

/* --- expressions --- */

void lc_style_add_literal(lc_text *out, const char *raw)
{
    lc_text_add(out, "'");
    for (const char *c = raw; *c != '\0'; c++) {
        if (*c == '\'' || *c == '\\')
            lc_text_add_bytes(out, c, 1);
        lc_text_add_bytes(out, c, 1);
    }
    lc_text_add(out, "'");
}

static const lc_layer_field *find_field(const lc_layer_table *table, const char *name)
{
    for (size_t i = 0; i < table->field_count; i++)
        if (strcmp(table->fields[i].name, name) == 0)
            return &table->fields[i];
    assert(false && "a style asks for a field that its layer has not");
    return NULL;
}

const char *lc_style_field(const lc_layer_table *table, bool brief, const char *name)
{
    const lc_layer_field *field = find_field(table, name);
    return brief ? field->brief : field->name;
}

/* What a filter is made for. */
typedef struct maker {
    const lc_styles *styles;
    const lc_layer_table *table;
    bool brief;
} maker;

/* "and the field is this". A text that a Shapefile had to cut cannot be compared and is passed
 * over. */
static void add_equal(const maker *m, lc_text *out, const char *field, const char *value)
{
    const lc_layer_field *f = find_field(m->table, field);
    if (m->brief && value != NULL && f->type == LC_FIELD_TEXT && strlen(value) > (size_t)f->width)
        return;
    lc_text_addf(out, "%s\"%s\"", out->size > 0 ? " AND " : "", m->brief ? f->brief : f->name);
    if (value == NULL || value[0] == '\0') {
        lc_text_add(out, " IS NULL");
        return;
    }
    lc_text_add(out, " = ");
    lc_style_add_literal(out, value);
}

static void add_member_list(const maker *m, lc_text *out, const lc_style_set *set)
{
    lc_text_addf(out, "%s\"%s\" IN (", out->size > 0 ? " AND " : "",
                 lc_style_field(m->table, m->brief, "type"));
    for (size_t i = 0; i < set->members.count; i++) {
        lc_text_add(out, i > 0 ? ", " : "");
        lc_style_add_literal(out, *(char **)lc_array_at(&set->members, i));
    }
    lc_text_add(out, ")");
}

/* All types of the set are among those out of reach. */
static void add_out_of_reach(const maker *m, lc_text *out, const lc_style_set *set)
{
    const char *field = lc_style_field(m->table, m->brief, "types_missing");
    for (size_t i = 0; i < set->members.count; i++) {
        lc_text_addf(out, "%sstrpos(' ' || coalesce(\"%s\", '') || ' ', ' ' || ",
                     i > 0 ? " AND " : "", field);
        lc_style_add_literal(out, *(char **)lc_array_at(&set->members, i));
        lc_text_add(out, " || ' ') > 0");
    }
}

/* --- views --- */

static lc_status add_view(const maker *m, lc_array *views, lc_text *filter, char *name,
                          lc_style_view **out)
{
    lc_style_view *view = lc_array_push(m->styles->ctx, views);
    if (view == NULL || name == NULL) {
        free(name);
        return LC_MEMORY;
    }
    lc_array_init(&view->bands, sizeof(lc_style_item));
    view->name = name;
    view->filter = lc_text_take(filter);
    if (out != NULL)
        *out = view;
    return view->filter != NULL ? LC_OK : LC_MEMORY;
}

static lc_status add_band(const maker *m, lc_style_view *view, char *filter, const char *label,
                          const char *colour, const char *shape)
{
    lc_ctx *ctx = m->styles->ctx;
    lc_style_item *item = filter != NULL ? lc_array_push(ctx, &view->bands) : NULL;
    if (item == NULL) {
        free(filter);
        return LC_MEMORY;
    }
    *item = (lc_style_item){.filter = filter,
                            .label = lc_strdup(ctx, label),
                            .colour = lc_strdup(ctx, colour),
                            .shape = lc_strdup(ctx, shape)};
    return item->label != NULL && item->colour != NULL && item->shape != NULL ? LC_OK : LC_MEMORY;
}

static char *name_of_set(const lc_styles *styles, const lc_style_set *set)
{
    return lc_format(
        styles->ctx,
        lc_tr(styles->ctx, styles->has_network
                               ? LC_N("%s: share of %s within %s minutes on foot")
                               : LC_N("%s: share of %s within the circle of %s minutes")),
        set->name, set->group_name, styles->limit != NULL ? styles->limit : "");
}

static lc_status results_views(const maker *m, lc_array *views, lc_text *filter)
{
    const lc_styles *styles = m->styles;
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < styles->sets.count; i++) {
        const lc_style_set *set = lc_array_at(&styles->sets, i);
        add_equal(m, filter, "types", set->code);
        add_equal(m, filter, "group", set->group);
        add_equal(m, filter, "level", styles->level);
        status = add_view(m, views, filter, name_of_set(styles, set), NULL);
    }
    return status;
}

/* Circles, streets and areas: of the types of a set, for those who walk first. */
static lc_status reach_views(const maker *m, lc_array *views, lc_text *filter)
{
    const lc_styles *styles = m->styles;
    bool areas = strcmp(m->table->name, "service_areas") == 0;
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < styles->sets.count; i++) {
        const lc_style_set *set = lc_array_at(&styles->sets, i);
        add_member_list(m, filter, set);
        add_equal(m, filter, "profile", styles->profile);
        if (areas)
            add_equal(m, filter, "kind", styles->area_kind);
        status = add_view(m, views, filter, lc_strdup(styles->ctx, set->name), NULL);
    }
    return status;
}

static lc_status count_bands(const maker *m, lc_style_view *view)
{
    static const char *const colours[] = {"#d1560a", "#e8a86c", "#6fa9ba", "#0e5c7a"};
    lc_ctx *ctx = m->styles->ctx;
    const char *field = lc_style_field(m->table, m->brief, "types_reached");
    long long all = m->styles->type_count, from = 1;
    lc_status status = add_band(m, view, lc_format(ctx, "\"%s\" = 0", field),
                                lc_tr(ctx, LC_N("none within reach")), colours[0], "diamond");
    for (int i = 1; status == LC_OK && i <= 3; i++) {
        long long to = i < 3 ? (all * i + 2) / 3 : all;
        if (to < from)
            continue;
        char label[160];
        (void)snprintf(label, sizeof label, lc_tr(ctx, LC_N("%lld to %lld of %lld types")), from,
                       to, all);
        status = add_band(
            m, view, lc_format(ctx, "\"%s\" >= %lld AND \"%s\" <= %lld", field, from, field, to),
            label, colours[i], "circle");
        from = to + 1;
    }
    return status;
}

static lc_status reached_bands(const maker *m, lc_style_view *view, const lc_style_set *set)
{
    lc_ctx *ctx = m->styles->ctx;
    lc_text far;
    lc_text_init(&far, ctx);
    add_out_of_reach(m, &far, set);
    lc_status status = lc_text_status(&far);
    char *near = status == LC_OK ? lc_format(ctx, "NOT (%s)", far.bytes) : NULL;
    if (status == LC_OK)
        status = add_band(m, view, lc_text_take(&far), lc_tr(ctx, LC_N("out of reach")), "#d1560a",
                          "diamond");
    if (status == LC_OK)
        status = add_band(m, view, near, lc_tr(ctx, LC_N("within reach")), "#6fa9ba", "circle");
    else
        free(near);
    lc_text_clear(&far);
    return status;
}

static lc_status demand_views(const maker *m, lc_array *views, lc_text *filter)
{
    const lc_styles *styles = m->styles;
    lc_ctx *ctx = styles->ctx;
    lc_style_view *view = NULL;
    lc_status status =
        add_view(m, views, filter,
                 lc_strdup(ctx, lc_tr(ctx, LC_N("Types of facilities within reach"))), &view);
    if (status == LC_OK)
        status = count_bands(m, view);
    for (size_t i = 0; status == LC_OK && i < styles->sets.count; i++) {
        const lc_style_set *set = lc_array_at(&styles->sets, i);
        status = add_view(m, views, filter, lc_strdup(ctx, set->name), &view);
        if (status == LC_OK && set->members.count > 0)
            status = reached_bands(m, view, set);
    }
    return status;
}

static const char *const target_fields[LC_STYLE_TARGET_FIELDS] = {
    "plan", "item", "item_no", "indicator", "parameters", "scope", "year"};

static lc_status gaps_views(const maker *m, lc_array *views, lc_text *filter)
{
    const lc_styles *styles = m->styles;
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < styles->targets.count; i++) {
        const lc_style_target *target = lc_array_at(&styles->targets, i);
        for (size_t k = 0; k < LC_STYLE_TARGET_FIELDS; k++)
            add_equal(m, filter, target_fields[k], target->fields[k]);
        status = add_view(m, views, filter, lc_strdup(styles->ctx, target->name), NULL);
    }
    return status;
}

lc_status lc_style_views(const lc_styles *styles, const lc_layer_table *table, bool brief,
                         lc_array *views)
{
    static const struct {
        const char *layer;
        lc_status (*make)(const maker *m, lc_array *views, lc_text *filter);
    } makers[] = {{"results", results_views},       {"service_areas", reach_views},
                  {"service_streets", reach_views}, {"service_circles", reach_views},
                  {"demand", demand_views},         {"gaps", gaps_views}};
    const maker m = {.styles = styles, .table = table, .brief = brief};
    lc_text filter;
    lc_text_init(&filter, styles->ctx);
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof makers / sizeof *makers; i++)
        if (strcmp(makers[i].layer, table->name) == 0)
            status = makers[i].make(&m, views, &filter);
    if (status == LC_OK && views->count == 0)
        status = add_view(&m, views, &filter,
                          lc_strdup(styles->ctx, lc_tr(styles->ctx, table->title)), NULL);
    lc_text_clear(&filter);
    return status;
}

/* --- what the store has --- */

static lc_status take_facts(void *user, lc_stmt *row)
{
    lc_styles *styles = user;
    char **const texts[] = {&styles->level, &styles->profile, &styles->area_kind};
    for (int i = 0; i < 3; i++) {
        const char *text = lc_stmt_text(row, i);
        *texts[i] = lc_strdup(styles->ctx, text != NULL ? text : "");
        if (*texts[i] == NULL)
            return LC_MEMORY;
    }
    styles->type_count = lc_stmt_int(row, 3);
    styles->limit = lc_strdup(styles->ctx, lc_stmt_text(row, 4));
    styles->has_network = lc_stmt_int(row, 5) != 0;
    return styles->limit != NULL || lc_stmt_is_null(row, 4) ? LC_OK : LC_MEMORY;
}

/* Shapes come in turn beside the colours, for those who cannot tell 25 colours apart. */
static lc_status take_type(void *user, lc_stmt *row)
{
    static const char *const shapes[] = {"circle",   "square", "triangle", "diamond",
                                         "pentagon", "star",   "hexagon"};
    lc_styles *styles = user;
    lc_style_item *item = lc_array_push(styles->ctx, &styles->types);
    if (item == NULL)
        return LC_MEMORY;
    const char *colour = lc_stmt_text(row, 2);
    size_t turn = (styles->types.count - 1) % (sizeof shapes / sizeof *shapes);
    item->value = lc_strdup(styles->ctx, lc_stmt_text(row, 0));
    item->label = lc_strdup(styles->ctx, lc_stmt_text(row, 1));
    item->colour = lc_strdup(styles->ctx, colour != NULL ? colour : "#56646c");
    item->shape = lc_strdup(styles->ctx, shapes[turn]);
    return item->value && item->label && item->colour && item->shape ? LC_OK : LC_MEMORY;
}

static lc_status add_limit(lc_styles *styles, lc_array *limits, const char *limit, size_t turn)
{
    static const char *const ramp[] = {"#0e5c7a", "#4590a6", "#8fc1c9", "#c3dfe2", "#e3eff1"};
    enum { SHADES = sizeof ramp / sizeof *ramp };
    lc_style_item *item = lc_array_push(styles->ctx, limits);
    if (item == NULL)
        return LC_MEMORY;
    item->value = lc_strdup(styles->ctx, limit);
    item->label = lc_format(styles->ctx, lc_tr(styles->ctx, LC_N("%s minutes")), limit);
    item->colour = lc_strdup(styles->ctx, ramp[turn < SHADES ? turn : SHADES - 1]);
    return item->value && item->label && item->colour ? LC_OK : LC_MEMORY;
}

/* The nearer the darker, and the same shade in every layer. */
static lc_status take_limit(void *user, lc_stmt *row)
{
    lc_styles *styles = user;
    const char *limit = lc_stmt_text(row, 0);
    size_t turn = styles->limits.count;
    lc_status status = add_limit(styles, &styles->limits, limit, turn);
    if (status == LC_OK && lc_stmt_int(row, 1) != 0)
        status = add_limit(styles, &styles->area_limits, limit, turn);
    return status;
}

typedef struct members {
    lc_ctx *ctx;
    lc_array *codes; /* char * */
} members;

static lc_status take_member(void *user, lc_stmt *row)
{
    members *m = user;
    char **code = lc_array_push(m->ctx, m->codes);
    if (code == NULL || (*code = lc_strdup(m->ctx, lc_stmt_text(row, 0))) == NULL)
        return LC_MEMORY;
    return LC_OK;
}

static lc_status read_members(lc_styles *styles, int64_t set_id, lc_style_set *set)
{
    members m = {styles->ctx, &set->members};
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(styles->store, "report/style_members", &stmt);
    if (status == LC_OK)
        lc_stmt_bind_int(stmt, ":set_id", set_id);
    return lc_store_rows(status, stmt, take_member, &m);
}

static lc_status take_set(void *user, lc_stmt *row)
{
    lc_styles *styles = user;
    lc_style_set *set = lc_array_push(styles->ctx, &styles->sets);
    if (set == NULL)
        return LC_MEMORY;
    lc_array_init(&set->members, sizeof(char *));
    set->code = lc_strdup(styles->ctx, lc_stmt_text(row, 1));
    set->name = lc_strdup(styles->ctx, lc_stmt_text(row, 2));
    set->group = lc_strdup(styles->ctx, lc_stmt_text(row, 3));
    set->group_name = lc_strdup(styles->ctx, lc_stmt_text(row, 4));
    bool whole = set->code && set->name && set->group && set->group_name;
    return whole ? read_members(styles, lc_stmt_int(row, 0), set) : LC_MEMORY;
}

static lc_status take_target(void *user, lc_stmt *row)
{
    lc_styles *styles = user;
    lc_style_target *target = lc_array_push(styles->ctx, &styles->targets);
    if (target == NULL)
        return LC_MEMORY;
    target->name = lc_strdup(styles->ctx, lc_stmt_text(row, 0));
    bool whole = target->name != NULL;
    for (int i = 0; i < LC_STYLE_TARGET_FIELDS; i++) {
        target->fields[i] = lc_strdup(styles->ctx, lc_stmt_text(row, i + 1));
        whole = whole && (target->fields[i] != NULL || lc_stmt_is_null(row, i + 1));
    }
    return whole ? LC_OK : LC_MEMORY;
}

/* Reads the rows of a query with :zh, and with :most where that is not 0. */
static lc_status read(lc_styles *styles, const char *query, int most, lc_row_fn *take)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(styles->store, query, &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":zh", lc_ctx_language(styles->ctx) == LC_LANG_ZH);
        if (most > 0)
            lc_stmt_bind_int(stmt, ":most", most);
    }
    return lc_store_rows(status, stmt, take, styles);
}

lc_status lc_styles_read(lc_store *store, lc_styles **out)
{
    lc_ctx *ctx = lc_store_ctx(store);
    *out = NULL;
    lc_styles *styles = lc_alloc(ctx, 1, sizeof *styles);
    if (styles == NULL)
        return LC_MEMORY;
    styles->store = store;
    styles->ctx = ctx;
    lc_array_init(&styles->types, sizeof(lc_style_item));
    lc_array_init(&styles->limits, sizeof(lc_style_item));
    lc_array_init(&styles->area_limits, sizeof(lc_style_item));
    lc_array_init(&styles->sets, sizeof(lc_style_set));
    lc_array_init(&styles->targets, sizeof(lc_style_target));
    lc_status status = lc_store_each(store, "report/style_facts", take_facts, styles);
    if (status == LC_OK)
        status = read(styles, "report/style_types", 0, take_type);
    if (status == LC_OK)
        status = lc_store_each(store, "report/style_limits", take_limit, styles);
    if (status == LC_OK)
        status = lc_near_make(store);
    if (status == LC_OK)
        status = read(styles, "report/page_layers", SETS_MAX, take_set);
    if (status == LC_OK)
        status = read(styles, "report/style_targets", TARGETS_MAX, take_target);
    if (status == LC_OK)
        *out = styles;
    else
        lc_styles_free(styles);
    return status;
}

/* --- freeing --- */

static void clear_items(lc_array *items)
{
    for (size_t i = 0; i < items->count; i++) {
        lc_style_item *item = lc_array_at(items, i);
        free(item->value);
        free(item->label);
        free(item->filter);
        free(item->colour);
        free(item->shape);
    }
    lc_array_clear(items);
}

void lc_style_views_clear(lc_array *views)
{
    for (size_t i = 0; i < views->count; i++) {
        lc_style_view *view = lc_array_at(views, i);
        free(view->name);
        free(view->filter);
        clear_items(&view->bands);
    }
    lc_array_clear(views);
}

static void clear_set(lc_style_set *set)
{
    free(set->code);
    free(set->name);
    free(set->group);
    free(set->group_name);
    for (size_t i = 0; i < set->members.count; i++)
        free(*(char **)lc_array_at(&set->members, i));
    lc_array_clear(&set->members);
}

static void clear_target(lc_style_target *target)
{
    free(target->name);
    for (size_t i = 0; i < LC_STYLE_TARGET_FIELDS; i++)
        free(target->fields[i]);
}

void lc_styles_free(lc_styles *styles)
{
    if (styles == NULL)
        return;
    clear_items(&styles->types);
    clear_items(&styles->limits);
    clear_items(&styles->area_limits);
    for (size_t i = 0; i < styles->sets.count; i++)
        clear_set(lc_array_at(&styles->sets, i));
    for (size_t i = 0; i < styles->targets.count; i++)
        clear_target(lc_array_at(&styles->targets, i));
    lc_array_clear(&styles->sets);
    lc_array_clear(&styles->targets);
    free(styles->level);
    free(styles->profile);
    free(styles->area_kind);
    free(styles->limit);
    free(styles);
}
