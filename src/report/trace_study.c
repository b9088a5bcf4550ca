/* What sets and groups hold, and what a study was computed with. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/page.h"
#include "report/trace_parts.h"
#include "report/words.h"

/* --- sets and groups --- */

static lc_status take_set(void *user, lc_stmt *row)
{
    lc_tracing *t = user;
    lc_trace_set *set =
        lc_tracing_push(t, &t->trace->sets, &t->trace->set_count, sizeof *t->trace->sets);
    if (set != NULL)
        *set = (lc_trace_set){lc_tracing_copy(t, row, 0), lc_tracing_copy(t, row, 1),
                              lc_tracing_copy(t, row, 2), lc_tracing_copy(t, row, 3)};
    return LC_OK;
}

/* Columns of report/trace_groups. */
enum { GROUP_CODE, GROUP_NAME, GROUP_YEAR, GROUP_INPUT };

static lc_status take_group(void *user, lc_stmt *row)
{
    lc_tracing *t = user;
    lc_trace *trace = t->trace;
    lc_trace_group *last = trace->group_count > 0 ? &trace->groups[trace->group_count - 1] : NULL;
    if (last == NULL || strcmp(last->code, lc_stmt_text(row, GROUP_CODE)) != 0) {
        last = lc_tracing_push(t, &trace->groups, &trace->group_count, sizeof *trace->groups);
        if (last == NULL)
            return LC_OK;
        last->code = lc_tracing_copy(t, row, GROUP_CODE);
        last->name = lc_tracing_copy(t, row, GROUP_NAME);
        last->year = lc_tracing_copy(t, row, GROUP_YEAR);
    }
    size_t input = lc_stmt_is_null(row, GROUP_INPUT)
                       ? trace->input_count
                       : lc_tracing_input(trace, lc_stmt_int(row, GROUP_INPUT));
    size_t *at = input < trace->input_count
                     ? lc_tracing_push(t, &last->inputs, &last->input_count, sizeof *last->inputs)
                     : NULL;
    if (at != NULL)
        *at = input;
    return LC_OK;
}

/* --- settings --- */

/* A msgid with its one {mark} replaced. */
static void add_filled(lc_tracing *t, lc_text *text, const char *msgid, const char *mark,
                       const char *value)
{
    const char *words = lc_tr(t->ctx, msgid), *at = strstr(words, mark);
    if (at == NULL)
        return;
    lc_text_add_bytes(text, words, (size_t)(at - words));
    lc_text_add(text, value);
    lc_text_add(text, at + strlen(mark));
}

static lc_status add_setting(lc_tracing *t, lc_trace_setting **list, size_t *count, const char *id,
                             const char *name, lc_text *value)
{
    lc_trace_setting *setting = lc_tracing_push(t, list, count, sizeof **list);
    if (setting == NULL) {
        lc_text_clear(value);
        return LC_OK;
    }
    setting->id = lc_strdup(t->ctx, id);
    setting->name = lc_strdup(t->ctx, name);
    setting->value = lc_tracing_take(t, value);
    t->failed |= setting->id == NULL || setting->name == NULL;
    return LC_OK;
}

/* The words of the parameter service_areas, such as "dissolved every_limit". */
static void add_areas(lc_tracing *t, lc_text *text, const char *value)
{
    static const char *const areas[][2] = {
        {"dissolved", LC_N("one for each type")},
        {"overlapping", LC_N("one for each facility")},
        {"split", LC_N("one for each facility, split by the nearest")},
        {"every_limit", LC_N("for every limit")},
    };
    for (size_t i = 0; value != NULL && i < sizeof areas / sizeof *areas; i++) {
        if (strstr(value, areas[i][0]) == NULL)
            continue;
        if (text->size > 0)
            lc_text_add(text, lc_tr(t->ctx, LC_N("; ")));
        lc_text_add(text, lc_tr(t->ctx, areas[i][1]));
    }
    if (text->size == 0)
        lc_text_add(text, lc_tr(t->ctx, LC_N("none")));
}

static lc_status take_parameter(void *user, lc_stmt *row)
{
    lc_tracing *t = user;
    const char *name = lc_stmt_text(row, 0), *value = lc_stmt_text(row, 1);
    lc_text text;
    if (strncmp(name, "title", 5) == 0)
        return LC_OK; /* the page begins with it */
    lc_text_init(&text, t->ctx);
    if (strcmp(name, "service_areas") == 0)
        add_areas(t, &text, value);
    else if (strcmp(name, "indicators_for") == 0)
        lc_text_add(&text, lc_tr(t->ctx, value != NULL && strcmp(value, "targets") == 0
                                             ? LC_N("what targets ask alone")
                                             : LC_N("every set of types and group")));
    else if (strcmp(name, "as_of") == 0 && value != NULL)
        lc_text_add(&text, lc_date_words(t->ctx, value).s);
    else
        lc_text_add(&text, value != NULL ? value : "");
    return add_setting(t, &t->trace->parameters, &t->trace->parameter_count, name,
                       lc_tr(t->ctx, lc_word_parameter(name)), &text);
}

/* Both lists of the limits, while they are collected. */
typedef struct limits {
    lc_tracing *t;
    lc_text minutes, metres;
} limits;

static lc_status take_limit(void *user, lc_stmt *row)
{
    limits *l = user;
    double limit_min = lc_stmt_double(row, 0), radius_m = lc_stmt_double(row, 1);
    const char *between = l->t->zh ? "、" : ", ";
    lc_text_add(&l->minutes, l->minutes.size > 0 ? between : "");
    lc_text_add(&l->minutes, lc_figure_decimal(limit_min, limit_min == round(limit_min) ? 0 : 1).s);
    lc_text_add(&l->metres, l->metres.size > 0 ? between : "");
    lc_text_add(&l->metres, lc_figure_whole(radius_m).s);
    return LC_OK;
}

static lc_status read_limits(lc_tracing *t)
{
    lc_stmt *stmt = NULL;
    limits l = {.t = t};
    lc_text_init(&l.minutes, t->ctx);
    lc_text_init(&l.metres, t->ctx);
    lc_status status = lc_store_query(t->store, "report/trace_limits", &stmt);
    status = lc_tracing_rows(t, status, stmt, take_limit, &l);
    bool any = status == LC_OK && l.minutes.size > 0;
    if (any)
        status = add_setting(t, &t->trace->parameters, &t->trace->parameter_count, "limits",
                             lc_tr(t->ctx, LC_N("Limits, minutes")), &l.minutes);
    if (any && status == LC_OK)
        status =
            add_setting(t, &t->trace->parameters, &t->trace->parameter_count, "radius",
                        lc_tr(t->ctx, LC_N("Radius of the circle at these limits, m")), &l.metres);
    lc_text_clear(&l.minutes);
    lc_text_clear(&l.metres);
    return status;
}

/* Columns of report/page_profiles. */
enum { PROFILE_NAME, SPEED, STEPS_FACTOR, STEP_FREE, CROSSING_S, ELEVATOR_S, SLOPE };

static void add_loss(lc_tracing *t, lc_text *text, double seconds, const char *words)
{
    if (seconds > 0)
        add_filled(t, text, words, "{s}", lc_figure_decimal(seconds, seconds < 10 ? 1 : 0).s);
}

static lc_status take_profile(void *user, lc_stmt *row)
{
    lc_tracing *t = user;
    lc_text text;
    lc_text_init(&text, t->ctx);
    add_filled(t, &text, LC_N("{speed} m/s"), "{speed}",
               lc_figure_decimal(lc_stmt_double(row, SPEED), 2).s);
    if (lc_stmt_int(row, STEP_FREE) != 0)
        lc_text_add(&text, lc_tr(t->ctx, LC_N(", walks no steps")));
    else
        add_filled(t, &text, LC_N(", steps take {times} times as long"), "{times}",
                   lc_figure_decimal(lc_stmt_double(row, STEPS_FACTOR), 2).s);
    add_loss(t, &text, lc_stmt_double(row, CROSSING_S),
             LC_N(", {s} s lost at each marked crossing"));
    add_loss(t, &text, lc_stmt_double(row, ELEVATOR_S), LC_N(", {s} s lost at each lift"));
    if (lc_stmt_int(row, SLOPE) != 0)
        lc_text_add(&text,
                    lc_tr(t->ctx, LC_N(", climbs and descents timed where heights are known")));
    return add_setting(t, &t->trace->profiles, &t->trace->profile_count, "",
                       lc_stmt_text(row, PROFILE_NAME), &text);
}

static lc_status take_version(void *user, lc_stmt *row)
{
    lc_tracing *t = user;
    lc_text text;
    lc_text_init(&text, t->ctx);
    lc_text_add(&text, lc_stmt_text(row, 1));
    return add_setting(t, &t->trace->versions, &t->trace->version_count, "", lc_stmt_text(row, 0),
                       &text);
}

lc_status lc_tracing_study(lc_tracing *t)
{
    lc_status status = lc_tracing_each(t, "report/trace_sets", LC_BINDS_ZH, take_set);
    if (status == LC_OK)
        status = lc_tracing_each(t, "report/trace_groups", LC_BINDS_ZH, take_group);
    if (status == LC_OK)
        status = read_limits(t);
    if (status == LC_OK)
        status = lc_tracing_each(t, "report/parameters", LC_BINDS_NONE, take_parameter);
    if (status == LC_OK)
        status = lc_tracing_each(t, "report/page_profiles", LC_BINDS_ZH, take_profile);
    if (status == LC_OK)
        status = lc_tracing_each(t, "report/versions", LC_BINDS_NONE, take_version);
    return status;
}
