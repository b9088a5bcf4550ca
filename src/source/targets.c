#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/question.h"
#include "source/source.h"
#include "source/write.h"

typedef struct target_reader {
    lc_questions asked;
    lc_stmt *insert;
    bool elsewhere; /* the rows are those of a plan whose region the study does not have */
} target_reader;

static const lc_choice ops[] = {
    {">=", "≥|＞=|不少于|不低于|大于等于|至少|at least"},
    {"<=", "≤|＜=|不多于|不超过|小于等于|至多|at most"},
    {"=", "＝|==|等于"},
    {"all", "全部|全覆盖|所有|every"},
};
static const lc_choice natures[] = {
    {"binding", "约束|约束性|约束性指标"},
    {"expected", "预期|预期性|预期性指标|导向|引导性"},
};
#define COUNT(list) (sizeof(list) / sizeof *(list))

enum { WORD_MAX = LC_QUESTION_WORD };

/* Tells a closed list as what is allowed. */
static lc_status reject_choice(target_reader *reader, lc_source_field field, const char *value,
                               const lc_choice *choices, size_t count)
{
    char *list = lc_choice_list(reader->asked.ctx, choices, count);
    if (list == NULL)
        return LC_MEMORY;
    lc_status status = lc_question_reject(&reader->asked, field, value, list);
    free(list);
    return status;
}

/* --- scope: self | each:<level>[:class=a+b][:kind=x] --- */

/* Appends ":key=value" of a scope; NULL or what is wrong. */
static const char *add_condition(char *word, char out[WORD_MAX])
{
    char list[WORD_MAX];
    char *value = strchr(word, '=');
    if (value == NULL)
        return "class=... | kind=...";
    *value++ = '\0';
    bool is_class = strcmp(lc_text_trim(word), "class") == 0;
    if (!is_class && strcmp(word, "kind") != 0)
        return "class=... | kind=...";
    if (is_class && !lc_question_classes(value, list))
        return "central, urbanised, rural";
    if (!is_class)
        lc_text_cut(list, sizeof list, lc_text_trim(value));
    char all[WORD_MAX + 16];
    snprintf(all, sizeof all, ":%s=%s", word, list);
    size_t used = strlen(out);
    lc_text_cut(out + used, WORD_MAX - used, all);
    return NULL;
}

/* The scope in its one form; NULL or what is wrong. An absent scope is the region itself. */
static const char *canonical_scope(const char *text, char out[WORD_MAX])
{
    static const lc_choice kinds[] = {{"self", "region|本级|自身"}, {"each", "每个|各"}};
    static const lc_choice across[] = {{"circle", "服务圈|生活圈"}}; /* across the tree */
    char copy[WORD_MAX], *rest = copy;
    lc_text_cut(copy, sizeof copy, text != NULL ? text : "self");
    const char *kind = lc_choice_find(kinds, 2, lc_text_trim(strsep(&rest, ":")));
    if (kind == NULL || (strcmp(kind, "self") == 0) != (rest == NULL))
        return "self | each:<level>[:class=a+b][:kind=x]";
    snprintf(out, WORD_MAX, "%s", kind);
    if (rest == NULL)
        return NULL;
    const char *word = lc_text_trim(strsep(&rest, ":"));
    const char *level = lc_choice_find(lc_level_choices, LC_LEVEL_CHOICES, word);
    if (level == NULL)
        level = lc_choice_find(across, COUNT(across), word);
    if (level == NULL)
        return "each:district, each:town, each:community, each:circle";
    snprintf(out, WORD_MAX, "each:%s", level);
    const char *wrong = NULL;
    while (wrong == NULL && rest != NULL)
        wrong = add_condition(strsep(&rest, ":"), out);
    return wrong;
}

/* --- what the study does not compute --- */

static bool has_profile(const lc_study *study, const char *code)
{
    for (size_t i = 0; i < study->profile_count; i++)
        if (strcmp(study->profiles[i].code, code) == 0)
            return true;
    return false;
}

static bool has_limit(const lc_study *study, const char *text)
{
    double limit_min;
    for (size_t i = 0; lc_text_number(text, &limit_min) && i < study->limit_count; i++)
        if (fabs(study->limits_min[i] - limit_min) < 1e-9)
            return true;
    return false;
}

/* A target may ask for a limit, mode or profile that the study leaves out: it will lack data, which
 * is better told now. */
static lc_status note_not_computed(target_reader *reader, const char *parameters)
{
    const lc_study *study = reader->asked.study;
    char limit[WORD_MAX], mode[WORD_MAX];
    const char *lacking = NULL;
    (void)lc_parameter_get(parameters, "limit", limit, sizeof limit);
    (void)lc_parameter_get(parameters, "mode", mode, sizeof mode);
    if (limit[0] != '\0' && !has_limit(study, limit))
        lacking = "limits_min";
    else if (strcmp(mode, "circle") == 0 && !study->circle)
        lacking = "modes: circle";
    else if (strncmp(mode, "network", 7) == 0 && !study->network)
        lacking = "modes: network";
    else if (strncmp(mode, "network:", 8) == 0 && !has_profile(study, mode + 8))
        lacking = "profiles";
    if (lacking == NULL)
        return LC_OK;
    lc_feed *feed = &reader->asked.feed;
    return lc_feed_note(feed, "not_computed", lc_field_name(LC_F_PARAMETERS),
                        lc_feed_text(feed, LC_F_PARAMETERS), lacking);
}

/* --- one row --- */

typedef struct target {
    const char *region_code, *op, *nature;
    lc_indicator_info indicator;
    char scope[WORD_MAX];
    char *parameters;         /* owned */
    lc_question_value figure; /* NAN: awaits one */
    int64_t year;             /* 0: none */
} target;

static lc_status read_what(target_reader *reader, target *t, bool *ok)
{
    lc_feed *feed = &reader->asked.feed;
    const char *indicator = lc_feed_text(feed, LC_F_INDICATOR), *op = lc_feed_text(feed, LC_F_OP);
    *ok = false;
    if (indicator == NULL || op == NULL)
        return lc_feed_reject(feed, "missing_value", indicator == NULL ? "indicator" : "op", NULL,
                              NULL);
    if (!lc_indicator_find(reader->asked.store, indicator, &t->indicator))
        return lc_question_no_indicator(&reader->asked, indicator);
    t->op = lc_choice_find(ops, COUNT(ops), op);
    if (t->op == NULL)
        return reject_choice(reader, LC_F_OP, op, ops, COUNT(ops));
    if (strcmp(t->op, "all") == 0 && strcmp(t->indicator.id, "coverage") != 0 &&
        strcmp(t->indicator.id, "circle_completeness") != 0 &&
        strcmp(t->indicator.id, "share_of_children_regions_with") != 0)
        return lc_question_reject(&reader->asked, LC_F_OP, op,
                                  "coverage, circle_completeness, share_of_children_regions_with");
    const char *wrong = canonical_scope(lc_feed_text(feed, LC_F_SCOPE), t->scope);
    if (wrong != NULL)
        return lc_question_reject(&reader->asked, LC_F_SCOPE, lc_feed_text(feed, LC_F_SCOPE),
                                  wrong);
    lc_status status = lc_question_parameters(&reader->asked, &t->indicator, &t->parameters);
    *ok = t->parameters != NULL;
    return *ok && status == LC_OK ? note_not_computed(reader, t->parameters) : status;
}

static lc_status read_figures(target_reader *reader, target *t, bool *ok)
{
    lc_feed *feed = &reader->asked.feed;
    const char *year = lc_feed_text(feed, LC_F_YEAR), *nature = lc_feed_text(feed, LC_F_NATURE);
    char day[11];
    lc_status status = lc_question_figure(&reader->asked, &t->indicator, strcmp(t->op, "all") == 0,
                                          &t->figure, ok);
    if (status != LC_OK || !*ok)
        return status;
    *ok = year == NULL || lc_text_date(year, day);
    if (!*ok)
        return lc_question_reject(&reader->asked, LC_F_YEAR, year, "2025");
    t->year = year != NULL ? strtol(day, NULL, 10) : 0;
    t->nature = nature != NULL ? lc_choice_find(natures, COUNT(natures), nature) : NULL;
    if (nature == NULL || t->nature != NULL)
        return LC_OK;
    return lc_feed_note(feed, "unknown_value", "nature", nature, "binding, expected");
}

static lc_status write_target(target_reader *reader, const target *t)
{
    static const struct {
        const char *name;
        lc_source_field field;
    } texts[] = {{":source", LC_F_SOURCE},           {":text", LC_F_TEXT},
                 {":responsible", LC_F_RESPONSIBLE}, {":item_no", LC_F_ITEM_NO},
                 {":item_en", LC_F_ITEM_EN},         {":text_en", LC_F_TEXT_EN}};
    lc_stmt *stmt = reader->insert;
    const lc_source_plan *built_in = reader->asked.plan;
    const char *plan =
        built_in != NULL ? built_in->name_zh : lc_feed_text(&reader->asked.feed, LC_F_PLAN);
    const char *item = lc_feed_text(&reader->asked.feed, LC_F_ITEM);
    for (size_t i = 0; i < COUNT(texts); i++)
        lc_stmt_bind_text(stmt, texts[i].name, lc_feed_text(&reader->asked.feed, texts[i].field));
    lc_stmt_bind_text(stmt, ":unit", t->figure.unit);
    lc_stmt_bind_text(stmt, ":plan", plan != NULL ? plan : reader->asked.feed.source->written);
    lc_stmt_bind_text(stmt, ":plan_en", built_in != NULL ? built_in->name_en : NULL);
    lc_stmt_bind_text(stmt, ":plan_code", built_in != NULL ? built_in->code : NULL);
    lc_stmt_bind_text(stmt, ":item", item != NULL ? item : t->indicator.id);
    lc_stmt_bind_text(stmt, ":region_code", t->region_code);
    lc_stmt_bind_text(stmt, ":scope", t->scope);
    lc_stmt_bind_text(stmt, ":indicator", t->indicator.id);
    lc_stmt_bind_text(stmt, ":parameters", t->parameters);
    lc_stmt_bind_text(stmt, ":op", t->op);
    lc_stmt_bind_double(stmt, ":value", t->figure.value);
    lc_bind_id(stmt, ":year", t->year);
    lc_stmt_bind_text(stmt, ":nature", t->nature);
    lc_stmt_bind_int(stmt, ":input_id", reader->asked.feed.input_id);
    lc_stmt_bind_int(stmt, ":row_no", reader->asked.feed.record->row);
    return lc_stmt_run(stmt);
}

static lc_status read_row(void *user)
{
    target_reader *reader = user;
    target t = {.parameters = NULL};
    bool ok = false;
    lc_status status = lc_question_region(&reader->asked, &t.region_code, &ok);
    if (status == LC_OK && ok)
        status = read_what(reader, &t, &ok);
    if (status == LC_OK && ok)
        status = read_figures(reader, &t, &ok);
    if (status == LC_OK && ok) {
        status = write_target(reader, &t);
        if (status == LC_OK)
            lc_feed_keep(&reader->asked.feed);
    }
    free(t.parameters);
    return status;
}

/* A plan of another place: whoever reads its rows must know that. */
static lc_status note_elsewhere(target_reader *reader)
{
    lc_questions *asked = &reader->asked;
    const lc_source_plan *plan = asked->plan;
    char *region =
        lc_format(asked->ctx, "%s (%s, %s)", plan->region_zh, plan->region_en, plan->region_code);
    lc_status status = region != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK)
        status = lc_feed_note_file(&asked->feed, "plan_elsewhere", "region_code", region,
                                   asked->plan_region);
    free(region);
    return status;
}

static lc_status read_file(target_reader *reader, const lc_source *source)
{
    static const lc_source_field needed[] = {LC_F_INDICATOR, LC_F_OP};
    lc_questions *asked = &reader->asked;
    lc_feed *feed = &asked->feed;
    lc_status status = lc_feed_open(feed, asked->store, asked->study, source, NULL, false);
    for (size_t i = 0; status == LC_OK && i < COUNT(needed); i++)
        status = lc_feed_require(feed, needed[i]);
    if (status == LC_OK && reader->elsewhere)
        status = note_elsewhere(reader);
    if (status == LC_OK)
        status = lc_feed_rows(feed, read_row, reader);
    if (status == LC_OK)
        status = lc_feed_finish(feed, true);
    lc_feed_close(feed);
    return status;
}

/* A built-in plan: the same reading as that of a file. */
static lc_status read_plan(target_reader *reader, const lc_source_plans *plans, const char *code)
{
    lc_source source;
    const lc_source_plan *plan;
    lc_status status = lc_source_plan_get(plans, NULL, code, &plan);
    if (status == LC_OK && !lc_source_plan_file(plan, LC_PLAN_TARGETS, LC_ROLE_TARGETS, &source))
        status = lc_fail(reader->asked.ctx, LC_INTERNAL, "The plan %s has no table.", code);
    if (status == LC_OK)
        status = lc_questions_of_plan(&reader->asked, plan, &reader->elsewhere);
    return status == LC_OK ? read_file(reader, &source) : status;
}

lc_status lc_source_targets(lc_store *store, const lc_study *study)
{
    target_reader reader = {.insert = NULL};
    lc_source_plans plans;
    lc_status status = lc_questions_open(&reader.asked, store, study, "bad_target");
    lc_status loaded = lc_source_plans_load(&plans, lc_store_ctx(store));
    if (status == LC_OK)
        status = loaded;
    if (status == LC_OK)
        status = lc_store_run(store, "source/delete_target");
    if (status == LC_OK)
        status = lc_store_query(store, "source/insert_target", &reader.insert);
    for (size_t i = 0; status == LC_OK && i < study->source_count; i++)
        if (study->sources[i].role == LC_ROLE_TARGETS)
            status = lc_source_done(store, study, &study->sources[i],
                                    read_file(&reader, &study->sources[i]));
    for (size_t i = 0; status == LC_OK && i < study->plan_count; i++)
        status = read_plan(&reader, &plans, study->plans[i].code);
    lc_stmt_free(reader.insert);
    lc_source_plans_clear(&plans);
    lc_questions_clear(&reader.asked);
    return status;
}
