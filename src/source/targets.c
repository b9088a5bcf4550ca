#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/catalogue.h"
#include "source/feed.h"
#include "source/source.h"
#include "source/write.h"
#include "store/indicators.h"

/* Codes that words of a target must be among. */
typedef struct code_list {
    char **codes;
    size_t count;
} code_list;

typedef struct target_reader {
    lc_store *store;
    lc_ctx *ctx;
    const lc_study *study;
    code_list regions, top, sets, groups; /* top: regions without parent */
    lc_stmt *insert;
    lc_feed feed;
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
static const lc_choice levels[] = {
    {"country", "国家"},  {"province", "省"},        {"city", "市"},
    {"district", "区县"}, {"town", "街镇|街道乡镇"}, {"community", "社区|居村"},
};
static const lc_choice classes[] = {
    {"central", "中心城区"}, {"urbanised", "郊区城镇化地区|urbanized"}, {"rural", "农村"}};
static const lc_choice modes[] = {
    {"circle", "半径|圆"}, {"network", "步行|路网"}, {"ratio", "比值"}};
#define COUNT(list) (sizeof(list) / sizeof *(list))

enum { WORD_MAX = 256, DETAIL_MAX = 320 };

/* --- lists of codes --- */

static lc_status read_codes(target_reader *reader, const char *query, code_list *out)
{
    lc_array codes;
    lc_stmt *stmt = NULL;
    lc_array_init(&codes, sizeof(char *));
    lc_status status = lc_store_query(reader->store, query, &stmt);
    for (bool row = status == LC_OK; row && status == LC_OK;) {
        status = lc_stmt_step(stmt, &row);
        if (status != LC_OK || !row)
            break;
        char **code = lc_array_push(reader->ctx, &codes);
        if (code != NULL)
            *code = lc_strdup(reader->ctx, lc_stmt_text(stmt, 0));
        status = code != NULL && *code != NULL ? LC_OK : LC_MEMORY;
    }
    lc_stmt_free(stmt);
    *out = (code_list){codes.items, codes.count}; /* the array's memory changes hands */
    return status;
}

static void free_codes(code_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->codes[i]);
    free(list->codes);
}

static bool has_code(const code_list *list, const char *code)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->codes[i], code) == 0)
            return true;
    return false;
}

static const char *nearest_code(const code_list *list, const char *code)
{
    return lc_text_nearest(code, (const char *const *)list->codes, list->count);
}

/* --- what is wrong with a word --- */

static lc_status reject(target_reader *reader, lc_source_field field, const char *value,
                        const char *detail)
{
    return lc_feed_reject(&reader->feed, "bad_target", lc_field_name(field), value, detail);
}

/* Tells a closed list as what is allowed. */
static lc_status reject_choice(target_reader *reader, lc_source_field field, const char *value,
                               const lc_choice *choices, size_t count)
{
    char *list = lc_choice_list(reader->ctx, choices, count);
    if (list == NULL)
        return LC_MEMORY;
    lc_status status = reject(reader, field, value, list);
    free(list);
    return status;
}

/* --- the indicator --- */

/* What is wrong with a word that is no indicator: the nearest id, or all of them. */
static lc_status reject_indicator(target_reader *reader, const char *word)
{
    lc_indicator_info info;
    lc_array ids;
    lc_text all;
    lc_status status = LC_OK;
    lc_array_init(&ids, sizeof(char *));
    lc_text_init(&all, reader->ctx);
    for (size_t i = 0; status == LC_OK && lc_indicator_describe(reader->store, i, &info); i++) {
        char **id = lc_array_push(reader->ctx, &ids);
        if (id != NULL)
            *id = lc_strdup(reader->ctx, info.id);
        status = id != NULL && *id != NULL ? LC_OK : LC_MEMORY;
        lc_text_addf(&all, "%s%s", i > 0 ? ", " : "", info.id);
    }
    code_list list = {ids.items, ids.count};
    const char *nearest = status == LC_OK ? nearest_code(&list, word) : NULL;
    if (status == LC_OK)
        status = lc_text_status(&all);
    if (status == LC_OK)
        status = reject(reader, LC_F_INDICATOR, word, nearest != NULL ? nearest : all.bytes);
    lc_text_clear(&all);
    free_codes(&list);
    return status;
}

/* --- scope: self | each:<level>[:class=a+b][:kind=x] --- */

/* "中心城区+rural" -> "central+rural"; false for a word that is no class. */
static bool canonical_classes(const char *text, char out[WORD_MAX])
{
    char copy[WORD_MAX], *rest = copy, *word;
    size_t used = 0;
    snprintf(copy, sizeof copy, "%s", text);
    out[0] = '\0';
    while ((word = strsep(&rest, "+")) != NULL) {
        const char *code = lc_choice_find(classes, COUNT(classes), lc_text_trim(word));
        if (code == NULL || used + strlen(code) + 2 > WORD_MAX)
            return false;
        used += (size_t)snprintf(out + used, WORD_MAX - used, "%s%s", used > 0 ? "+" : "", code);
    }
    return true;
}

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
    if (is_class && !canonical_classes(value, list))
        return "central, urbanised, rural";
    if (!is_class)
        snprintf(list, sizeof list, "%s", lc_text_trim(value));
    size_t used = strlen(out);
    snprintf(out + used, WORD_MAX - used, ":%s=%s", word, list);
    return NULL;
}

/* The scope in its one form; NULL or what is wrong. An absent scope is the region itself. */
static const char *canonical_scope(const char *text, char out[WORD_MAX])
{
    static const lc_choice kinds[] = {{"self", "region|本级|自身"}, {"each", "每个|各"}};
    char copy[WORD_MAX], *rest = copy;
    snprintf(copy, sizeof copy, "%s", text != NULL ? text : "self");
    const char *kind = lc_choice_find(kinds, 2, lc_text_trim(strsep(&rest, ":")));
    if (kind == NULL || (strcmp(kind, "self") == 0) != (rest == NULL))
        return "self | each:<level>[:class=a+b][:kind=x]";
    snprintf(out, WORD_MAX, "%s", kind);
    if (rest == NULL)
        return NULL;
    const char *level = lc_choice_find(levels, COUNT(levels), lc_text_trim(strsep(&rest, ":")));
    if (level == NULL)
        return "each:district, each:town, each:community";
    snprintf(out, WORD_MAX, "each:%s", level);
    const char *wrong = NULL;
    while (wrong == NULL && rest != NULL)
        wrong = add_condition(strsep(&rest, ":"), out);
    return wrong;
}

/* --- parameters: key=value joined by | --- */

enum { P_TYPES, P_GROUP, P_LIMIT, P_MODE, P_LEVEL, P_CLASS, P_KIND, P_COUNT };
static const char *const parameter_names[P_COUNT] = {"types", "group", "limit", "mode",
                                                     "level", "class", "kind"};

enum { OWN_MAX = 8 };

/* A key that the indicator takes beside those that all share. */
typedef struct own_key {
    char key[LC_INDICATOR_ID], value[LC_VARIANT_MAX];
} own_key;

typedef struct parameters {
    target_reader *reader;
    const lc_indicator_info *info;
    char value[P_COUNT][WORD_MAX];
    own_key own[OWN_MAX]; /* as written */
    size_t own_count;
    char wrong[DETAIL_MAX]; /* "" or what is wrong with the first bad word */
} parameters;

/* Keeps what may be written instead, of the first bad word. */
static void object(parameters *p, const char *key, const char *allowed)
{
    if (p->wrong[0] == '\0')
        snprintf(p->wrong, sizeof p->wrong, "%.60s=%.240s", key, allowed);
}

static void check_code(parameters *p, const char *key, const code_list *list, const char *value)
{
    if (has_code(list, value))
        return;
    const char *nearest = nearest_code(list, value);
    if (nearest != NULL) {
        object(p, key, nearest);
        return;
    }
    char all[WORD_MAX - 16] = "";
    size_t used = 0, i = 0;
    for (; i < list->count && used + strlen(list->codes[i]) + 8 < sizeof all; i++)
        used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", i > 0 ? ", " : "",
                                 list->codes[i]);
    if (i < list->count)
        snprintf(all + used, sizeof all - used, ", ...");
    object(p, key, all);
}

/* A closed list: the value becomes its code. */
static void check_choice(parameters *p, int key, const lc_choice *choices, size_t count)
{
    const char *code = lc_choice_find(choices, count, p->value[key]);
    char all[WORD_MAX] = "";
    for (size_t i = 0, used = 0; i < count; i++)
        used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", i > 0 ? ", " : "",
                                 choices[i].code);
    if (code == NULL)
        object(p, parameter_names[key], all);
    else
        snprintf(p->value[key], WORD_MAX, "%s", code);
}

static void check_parameter(parameters *p, int key)
{
    double limit_min;
    char list[WORD_MAX];
    char *value = p->value[key];
    switch (key) {
    case P_TYPES:
        check_code(p, "types", &p->reader->sets, value);
        break;
    case P_GROUP:
        check_code(p, "group", &p->reader->groups, value);
        break;
    case P_LIMIT:
        if (!lc_text_number(value, &limit_min) || limit_min <= 0)
            object(p, "limit", "15");
        break;
    case P_MODE: /* a further profile's measures are named circle:<profile>, network:<profile> */
        if (strncmp(value, "network:", 8) != 0 && strncmp(value, "circle:", 7) != 0)
            check_choice(p, P_MODE, modes, COUNT(modes));
        break;
    case P_LEVEL:
        check_choice(p, P_LEVEL, levels, COUNT(levels));
        break;
    case P_CLASS:
        if (!canonical_classes(value, list))
            object(p, "class", "central, urbanised, rural");
        else
            snprintf(value, WORD_MAX, "%s", list);
        break;
    default:
        break;
    }
}

/* "2018" or "2018..2020", not the other way round. */
static bool is_period(const char *text)
{
    int64_t from = 0, to = 0;
    size_t size = strlen(text);
    bool one = size == 4, two = size == 10 && strncmp(text + 4, "..", 2) == 0;
    char first[5], last[5];
    if (!one && !two)
        return false;
    snprintf(first, sizeof first, "%.4s", text);
    snprintf(last, sizeof last, "%.4s", text + size - 4);
    return strspn(first, "0123456789") == 4 && strspn(last, "0123456789") == 4 &&
           (from = strtol(first, NULL, 10)) >= 1900 && (to = strtol(last, NULL, 10)) <= 2200 &&
           from <= to;
}

/* NULL or what a value must be instead. `words` are those that the indicator allows. */
static const char *wrong_own(parameters *p, const char *key, const char *value, const char *words)
{
    char framed[LC_VARIANT_MAX + 2], list[LC_INDICATOR_WORDS + 2];
    if (strcmp(key, "period") == 0)
        return is_period(value) ? NULL : "2018 | 2018..2020";
    if (strcmp(key, "among") == 0) {
        check_code(p, key, &p->reader->sets, value);
        return NULL;
    }
    if (words[0] == '\0')
        return strpbrk(value, "|;,'\"") == NULL ? NULL : "a-z 0-9 _";
    snprintf(framed, sizeof framed, "+%s+", value);
    snprintf(list, sizeof list, "+%s+", words);
    return strchr(value, '+') == NULL && strstr(list, framed) != NULL ? NULL : words;
}

/* A key of the indicator's own. False when it has none of that name. */
static bool take_own(parameters *p, const char *key, const char *value)
{
    char words[LC_INDICATOR_WORDS];
    if (!lc_indicator_takes(p->info, key, words))
        return false;
    if (p->own_count == OWN_MAX || strlen(value) >= sizeof p->own->value) {
        object(p, key, "...");
        return true;
    }
    const char *wrong = wrong_own(p, key, value, words);
    if (wrong != NULL)
        object(p, key, wrong);
    own_key *own = &p->own[p->own_count++];
    snprintf(own->key, sizeof own->key, "%s", key);
    snprintf(own->value, sizeof own->value, "%s", value);
    return true;
}

/* What the indicator cannot do without. */
static void check_needed(parameters *p)
{
    char key[LC_INDICATOR_ID];
    for (size_t i = 0; lc_indicator_needs(p->info, i, key); i++) {
        bool given = false;
        for (int k = 0; k < P_COUNT; k++)
            given = given || (strcmp(key, parameter_names[k]) == 0 && p->value[k][0] != '\0');
        for (size_t k = 0; k < p->own_count; k++)
            given = given || strcmp(key, p->own[k].key) == 0;
        if (!given)
            object(p, key, "...");
    }
}

/* Every key that the indicator takes, "types=..., bed=nursing+dementia". */
static void list_keys(parameters *p)
{
    const char *at = p->info->takes;
    for (size_t used = 0, size; (size = strcspn(at, " ")) > 0; at += size, at += strspn(at, " ")) {
        size_t name = strcspn(at, "!= ");
        const char *words = memchr(at, '=', size);
        int words_size = words != NULL ? (int)(at + size - words - 1) : 3;
        int added =
            snprintf(p->wrong + used, sizeof p->wrong - used, "%s%.*s=%.*s", used > 0 ? ", " : "",
                     (int)name, at, words_size, words != NULL ? words + 1 : "...");
        used += added > 0 ? (size_t)added : 0;
        if (used >= sizeof p->wrong)
            return;
    }
}

static lc_status take_parameter(void *user, const char *word)
{
    parameters *p = user;
    char key[WORD_MAX];
    const char *equals = strchr(word, '=');
    snprintf(key, sizeof key, "%.*s", equals != NULL ? (int)(equals - word) : 0, word);
    lc_text_trim(key);
    for (int i = 0; i < P_COUNT; i++)
        if (strcmp(key, parameter_names[i]) == 0) {
            snprintf(p->value[i], WORD_MAX, "%s", equals + 1);
            lc_text_trim(p->value[i]);
            check_parameter(p, i);
            return LC_OK;
        }
    char value[WORD_MAX];
    snprintf(value, sizeof value, "%s", equals != NULL ? equals + 1 : "");
    if (equals != NULL && take_own(p, key, lc_text_trim(value)))
        return LC_OK;
    if (p->wrong[0] == '\0')
        list_keys(p);
    return LC_OK;
}

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
static lc_status note_not_computed(const parameters *p)
{
    const lc_study *study = p->reader->study;
    const char *limit = p->value[P_LIMIT], *mode = p->value[P_MODE], *lacking = NULL;
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
    return lc_feed_note(&p->reader->feed, "not_computed", lc_field_name(LC_F_PARAMETERS),
                        lc_feed_text(&p->reader->feed, LC_F_PARAMETERS), lacking);
}

/* The parameters in their one form. Free with free(). */
static char *join(const parameters *p)
{
    lc_text text;
    lc_text_init(&text, p->reader->ctx);
    for (int i = 0; i < P_COUNT; i++)
        if (p->value[i][0] != '\0')
            lc_text_addf(&text, "%s%s=%s", text.size > 0 ? "|" : "", parameter_names[i],
                         p->value[i]);
    for (size_t i = 0; i < p->own_count; i++)
        lc_text_addf(&text, "%s%s=%s", text.size > 0 ? "|" : "", p->own[i].key, p->own[i].value);
    return lc_text_take(&text);
}

static lc_status read_parameters(target_reader *reader, const lc_indicator_info *info, char **out)
{
    static const char *const separators[] = {"|", ";", ",", "；", "，", NULL};
    parameters p = {.reader = reader, .info = info};
    const char *text = lc_feed_text(&reader->feed, LC_F_PARAMETERS);
    *out = NULL;
    lc_status status = lc_each_word(reader->ctx, text, separators, take_parameter, &p);
    if (status != LC_OK)
        return status;
    check_needed(&p);
    if (p.wrong[0] != '\0')
        return reject(reader, LC_F_PARAMETERS, text, p.wrong);
    *out = join(&p);
    return *out != NULL ? note_not_computed(&p) : LC_MEMORY;
}

/* --- one row --- */

typedef struct target {
    const char *region_code, *op, *unit, *nature;
    lc_indicator_info indicator;
    char scope[WORD_MAX];
    char *parameters; /* owned */
    double value;     /* NAN: awaits a figure */
    int64_t year;     /* 0: none */
} target;

/* An empty region is the one above all others, where there is one. */
static lc_status read_region(target_reader *reader, target *t, bool *ok)
{
    t->region_code = lc_feed_text(&reader->feed, LC_F_REGION_CODE);
    if (t->region_code == NULL && reader->top.count == 1)
        t->region_code = reader->top.codes[0];
    *ok = t->region_code != NULL && has_code(&reader->regions, t->region_code);
    if (t->region_code == NULL)
        return lc_feed_reject(&reader->feed, "missing_value", "region_code", NULL, NULL);
    if (*ok)
        return LC_OK;
    return lc_feed_reject(&reader->feed, "unknown_region", "region_code", t->region_code,
                          nearest_code(&reader->regions, t->region_code));
}

static lc_status read_what(target_reader *reader, target *t, bool *ok)
{
    lc_feed *feed = &reader->feed;
    const char *indicator = lc_feed_text(feed, LC_F_INDICATOR), *op = lc_feed_text(feed, LC_F_OP);
    *ok = false;
    if (indicator == NULL || op == NULL)
        return lc_feed_reject(feed, "missing_value", indicator == NULL ? "indicator" : "op", NULL,
                              NULL);
    if (!lc_indicator_find(reader->store, indicator, &t->indicator))
        return reject_indicator(reader, indicator);
    t->op = lc_choice_find(ops, COUNT(ops), op);
    if (t->op == NULL)
        return reject_choice(reader, LC_F_OP, op, ops, COUNT(ops));
    if (strcmp(t->op, "all") == 0 && strcmp(t->indicator.id, "coverage") != 0 &&
        strcmp(t->indicator.id, "share_of_children_regions_with") != 0)
        return reject(reader, LC_F_OP, op, "coverage, share_of_children_regions_with");
    const char *wrong = canonical_scope(lc_feed_text(feed, LC_F_SCOPE), t->scope);
    if (wrong != NULL)
        return reject(reader, LC_F_SCOPE, lc_feed_text(feed, LC_F_SCOPE), wrong);
    lc_status status = read_parameters(reader, &t->indicator, &t->parameters);
    *ok = t->parameters != NULL;
    return status;
}

/* --- units --- */

static bool begins(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* Shares are of 1, so that a greater figure lacks its unit. */
static bool is_share(const lc_indicator_info *indicator)
{
    return strcmp(indicator->unit, "1") == 0;
}

/* NULL or what is wrong with the unit of a figure: values are compared as they stand, so one that
 * counts in thousands or ten thousands would be met by everything. */
static const char *wrong_unit(const target *t)
{
    static const char *const multiples[] = {"千", "万", "萬", "亿", "億"};
    const char *unit = t->unit != NULL ? t->unit : "";
    for (size_t i = 0; i < COUNT(multiples); i++)
        if (begins(unit, multiples[i]))
            return "30000, not 3 万";
    bool per = strcmp(unit, "%") == 0 || strcmp(unit, "‰") == 0;
    if (is_share(&t->indicator) && !per && t->value > 1)
        return "%, ‰";
    return NULL;
}

/* The unit, per cent in its one form. */
static const char *canonical_unit(const char *unit)
{
    return unit != NULL && strcmp(unit, "％") == 0 ? "%" : unit;
}

/* "95%" is 95 with the unit %. */
static bool read_percent(const char *text, double *out)
{
    char copy[WORD_MAX];
    snprintf(copy, sizeof copy, "%s", text);
    size_t size = strlen(copy);
    if (size > 1 && copy[size - 1] == '%')
        copy[size - 1] = '\0';
    return lc_text_number(copy, out);
}

static lc_status read_figures(target_reader *reader, target *t, bool *ok)
{
    lc_feed *feed = &reader->feed;
    const char *value = lc_feed_text(feed, LC_F_VALUE), *year = lc_feed_text(feed, LC_F_YEAR);
    const char *nature = lc_feed_text(feed, LC_F_NATURE);
    t->unit = canonical_unit(lc_feed_text(feed, LC_F_UNIT));
    bool percent = t->unit != NULL && strcmp(t->unit, "%") == 0;
    char day[11];
    *ok = false;
    t->value = NAN;
    if (value != NULL && !lc_text_number(value, &t->value) &&
        !(percent && read_percent(value, &t->value))) {
        t->value = NAN;
        return reject(reader, LC_F_VALUE, value, "40");
    }
    if (t->value < 0)
        return reject(reader, LC_F_VALUE, value, "40");
    if (percent && t->value > 100) {
        lc_status status =
            lc_feed_note(feed, "doubtful_number", lc_field_name(LC_F_VALUE), value, "<= 100 %");
        if (status != LC_OK)
            return status;
    }
    const char *wrong = isnan(t->value) || strcmp(t->op, "all") == 0 ? NULL : wrong_unit(t);
    if (wrong != NULL)
        return reject(reader, LC_F_UNIT, t->unit != NULL ? t->unit : "", wrong);
    if (year != NULL && !lc_text_date(year, day))
        return reject(reader, LC_F_YEAR, year, "2025");
    t->year = year != NULL ? strtol(day, NULL, 10) : 0;
    t->nature = nature != NULL ? lc_choice_find(natures, COUNT(natures), nature) : NULL;
    *ok = true;
    if (nature == NULL || t->nature != NULL)
        return LC_OK;
    return lc_feed_note(feed, "unknown_value", "nature", nature, "binding, expected");
}

static lc_status write_target(target_reader *reader, const target *t)
{
    static const struct {
        const char *name;
        lc_source_field field;
    } texts[] = {
        {":source", LC_F_SOURCE}, {":text", LC_F_TEXT}, {":responsible", LC_F_RESPONSIBLE}};
    lc_stmt *stmt = reader->insert;
    const char *plan = lc_feed_text(&reader->feed, LC_F_PLAN);
    const char *item = lc_feed_text(&reader->feed, LC_F_ITEM);
    for (size_t i = 0; i < COUNT(texts); i++)
        lc_stmt_bind_text(stmt, texts[i].name, lc_feed_text(&reader->feed, texts[i].field));
    lc_stmt_bind_text(stmt, ":unit", t->unit);
    lc_stmt_bind_text(stmt, ":plan", plan != NULL ? plan : reader->feed.source->written);
    lc_stmt_bind_text(stmt, ":item", item != NULL ? item : t->indicator.id);
    lc_stmt_bind_text(stmt, ":region_code", t->region_code);
    lc_stmt_bind_text(stmt, ":scope", t->scope);
    lc_stmt_bind_text(stmt, ":indicator", t->indicator.id);
    lc_stmt_bind_text(stmt, ":parameters", t->parameters);
    lc_stmt_bind_text(stmt, ":op", t->op);
    lc_stmt_bind_double(stmt, ":value", t->value);
    lc_bind_id(stmt, ":year", t->year);
    lc_stmt_bind_text(stmt, ":nature", t->nature);
    lc_stmt_bind_int(stmt, ":input_id", reader->feed.input_id);
    lc_stmt_bind_int(stmt, ":row_no", reader->feed.record->row);
    return lc_stmt_run(stmt);
}

static lc_status read_row(target_reader *reader)
{
    target t = {.parameters = NULL};
    bool ok = false;
    lc_status status = read_region(reader, &t, &ok);
    if (status == LC_OK && ok)
        status = read_what(reader, &t, &ok);
    if (status == LC_OK && ok)
        status = read_figures(reader, &t, &ok);
    if (status == LC_OK && ok) {
        status = write_target(reader, &t);
        if (status == LC_OK)
            lc_feed_keep(&reader->feed);
    }
    free(t.parameters);
    return status;
}

static lc_status read_file(target_reader *reader, const lc_study *study, const lc_source *source)
{
    static const lc_source_field needed[] = {LC_F_INDICATOR, LC_F_OP};
    lc_feed *feed = &reader->feed;
    lc_status status = lc_feed_open(feed, reader->store, study, source, NULL, false);
    for (size_t i = 0; status == LC_OK && i < COUNT(needed); i++)
        status = lc_feed_require(feed, needed[i]);
    for (bool row = true; status == LC_OK && row;) {
        status = lc_feed_next(feed, &row);
        if (status == LC_OK && row)
            status = read_row(reader);
    }
    if (status == LC_OK)
        status = lc_feed_finish(feed, true);
    lc_feed_close(feed);
    return status;
}

lc_status lc_source_targets(lc_store *store, const lc_study *study)
{
    target_reader reader = {.store = store, .ctx = lc_store_ctx(store), .study = study};
    lc_status status = lc_store_run(store, "source/delete_target");
    if (status == LC_OK)
        status = read_codes(&reader, "source/select_region_codes", &reader.regions);
    if (status == LC_OK)
        status = read_codes(&reader, "source/select_top_codes", &reader.top);
    if (status == LC_OK)
        status = read_codes(&reader, "source/select_set_codes", &reader.sets);
    if (status == LC_OK)
        status = read_codes(&reader, "source/select_group_codes", &reader.groups);
    if (status == LC_OK)
        status = lc_store_query(store, "source/insert_target", &reader.insert);
    for (size_t i = 0; status == LC_OK && i < study->source_count; i++)
        if (study->sources[i].role == LC_ROLE_TARGETS)
            status = read_file(&reader, study, &study->sources[i]);
    lc_stmt_free(reader.insert);
    free_codes(&reader.regions);
    free_codes(&reader.top);
    free_codes(&reader.sets);
    free_codes(&reader.groups);
    return status;
}
