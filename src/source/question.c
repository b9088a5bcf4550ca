/* The words that ask for a figure, brought to one form. */
#include "source/question.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/catalogue.h"

const lc_choice lc_level_choices[LC_LEVEL_CHOICES] = {
    {"country", "国家"},  {"province", "省"},        {"city", "市"},
    {"district", "区县"}, {"town", "街镇|街道乡镇"}, {"community", "社区|居村"},
};
static const lc_choice classes[] = {
    {"central", "中心城区"}, {"urbanised", "郊区城镇化地区|urbanized"}, {"rural", "农村"}};
static const lc_choice modes[] = {
    {"circle", "半径|圆"}, {"network", "步行|路网"}, {"ratio", "比值"}};
#define COUNT(list) (sizeof(list) / sizeof *(list))

enum { DETAIL_MAX = 320 };

/* --- lists of codes --- */

static lc_status add_code(lc_ctx *ctx, lc_array *codes, const char *code)
{
    char **slot = lc_array_push(ctx, codes);
    if (slot == NULL)
        return LC_MEMORY;
    *slot = lc_strdup(ctx, code);
    return *slot != NULL ? LC_OK : LC_MEMORY;
}

static lc_status read_codes(lc_questions *q, const char *query, lc_codes *out)
{
    lc_array codes;
    lc_stmt *stmt = NULL;
    lc_array_init(&codes, sizeof(char *));
    lc_status status = lc_store_query(q->store, query, &stmt);
    for (bool row = status == LC_OK; row && status == LC_OK;) {
        status = lc_stmt_step(stmt, &row);
        if (status == LC_OK && row)
            status = add_code(q->ctx, &codes, lc_stmt_text(stmt, 0));
    }
    lc_stmt_free(stmt);
    *out = (lc_codes){codes.items, codes.count}; /* the array's memory changes hands */
    return status;
}

static void free_codes(lc_codes *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->codes[i]);
    free(list->codes);
}

static bool has_code(const lc_codes *list, const char *code)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->codes[i], code) == 0)
            return true;
    return false;
}

static const char *nearest_code(const lc_codes *list, const char *code)
{
    return lc_text_nearest(code, (const char *const *)list->codes, list->count);
}

lc_status lc_question_reject(lc_questions *q, lc_source_field field, const char *value,
                             const char *detail)
{
    return lc_feed_reject(&q->feed, q->bad, lc_field_name(field), value, detail);
}

/* --- the region --- */

enum { DIGITS_LEAST = 6 }; /* of a district's code */

static bool is_code_of_digits(const char *code)
{
    return strlen(code) >= DIGITS_LEAST && code[strspn(code, "0123456789")] == '\0';
}

/* Do two codes of digits differ by zeros behind one of them alone? */
static bool same_but_zeros(const char *a, const char *b)
{
    size_t na = strlen(a), nb = strlen(b), n = na < nb ? na : nb;
    const char *rest = na < nb ? b + n : a + n;
    return strncmp(a, b, n) == 0 && rest[strspn(rest, "0")] == '\0';
}

const char *lc_questions_region(const lc_questions *q, const char *code)
{
    if (has_code(&q->regions, code))
        return code;
    for (size_t i = 0; is_code_of_digits(code) && i < q->regions.count; i++) {
        const char *ours = q->regions.codes[i];
        if (is_code_of_digits(ours) && same_but_zeros(ours, code))
            return ours;
    }
    return NULL;
}

lc_status lc_questions_of_plan(lc_questions *q, const lc_source_plan *plan, bool *elsewhere)
{
    *elsewhere = false;
    q->plan = plan;
    q->plan_region = plan != NULL ? lc_questions_region(q, plan->region_code) : NULL;
    if (plan == NULL || q->plan_region != NULL)
        return LC_OK;
    *elsewhere = true;
    q->plan_region = q->top.count == 1 ? q->top.codes[0] : NULL;
    if (q->plan_region != NULL)
        return LC_OK;
    return lc_fail(q->ctx, LC_INPUT,
                   "The plan %s is for %s (%s), which is none of the study's regions, and these "
                   "have no single one above all others that it could be held against. Add that "
                   "region to `regions`; or save the plan's rows with `lifecircle plans %s --csv > "
                   "plan.csv`, write the code of your region into region_code, and name the file "
                   "under `targets`.",
                   plan->code, plan->region_zh, plan->region_code, plan->code);
}

/* The regions there are, for a code that is none of them: the nearest first, then the first ones,
 * with their names; "+N" stands for the others. Free with free(). */
static char *regions_there_are(const lc_questions *q, const char *code)
{
    enum { TOLD = 3 };
    const char *nearest = nearest_code(&q->regions, code);
    lc_text text;
    lc_text_init(&text, q->ctx);
    size_t told = 0;
    for (size_t i = 0; nearest != NULL && told == 0 && i < q->regions.count; i++) {
        if (strcmp(q->regions.codes[i], nearest) != 0)
            continue;
        lc_text_addf(&text, "%s %s", nearest, q->region_names.codes[i]);
        told++;
    }
    for (size_t i = 0; told < TOLD && i < q->regions.count; i++) {
        if (nearest != NULL && strcmp(q->regions.codes[i], nearest) == 0)
            continue;
        lc_text_addf(&text, "%s%s %s", told > 0 ? ", " : "", q->regions.codes[i],
                     q->region_names.codes[i]);
        told++;
    }
    if (told < q->regions.count)
        lc_text_addf(&text, " +%zu", q->regions.count - told);
    return lc_text_take(&text);
}

static lc_status reject_region(lc_questions *q, const char *code)
{
    char *there = regions_there_are(q, code);
    if (there == NULL)
        return LC_MEMORY;
    lc_status status = lc_feed_reject(
        &q->feed, lc_is_exponent_form(code) ? "region_in_exponent" : "unknown_region",
        "region_code", code, there);
    free(there);
    return status;
}

/* An empty region is the one above all others, where there is one. */
lc_status lc_question_region(lc_questions *q, const char **code, bool *ok)
{
    *code = lc_feed_text(&q->feed, LC_F_REGION_CODE);
    if (*code == NULL && q->top.count == 1)
        *code = q->top.codes[0];
    if (*code != NULL && q->plan != NULL && strcmp(*code, q->plan->region_code) == 0)
        *code = q->plan_region;
    *ok = *code != NULL && has_code(&q->regions, *code);
    if (*code == NULL)
        return lc_feed_reject(&q->feed, "missing_value", "region_code", NULL, NULL);
    if (*ok)
        return LC_OK;
    return reject_region(q, *code);
}

/* --- the indicator --- */

lc_status lc_question_no_indicator(lc_questions *q, const char *word)
{
    lc_indicator_info info;
    lc_array ids;
    lc_text all;
    lc_status status = LC_OK;
    lc_array_init(&ids, sizeof(char *));
    lc_text_init(&all, q->ctx);
    for (size_t i = 0; status == LC_OK && lc_indicator_describe(q->store, i, &info); i++) {
        status = add_code(q->ctx, &ids, info.id);
        lc_text_addf(&all, "%s%s", i > 0 ? ", " : "", info.id);
    }
    lc_codes list = {ids.items, ids.count};
    const char *nearest = status == LC_OK ? nearest_code(&list, word) : NULL;
    if (status == LC_OK)
        status = lc_text_status(&all);
    if (status == LC_OK)
        status = lc_question_reject(q, LC_F_INDICATOR, word, nearest != NULL ? nearest : all.bytes);
    lc_text_clear(&all);
    free_codes(&list);
    return status;
}

/* --- classes of regions --- */

bool lc_question_classes(const char *text, char out[LC_QUESTION_WORD])
{
    char copy[LC_QUESTION_WORD], *rest = copy, *word;
    size_t used = 0;
    lc_text_cut(copy, sizeof copy, text);
    out[0] = '\0';
    while ((word = strsep(&rest, "+")) != NULL) {
        const char *code = lc_choice_find(classes, COUNT(classes), lc_text_trim(word));
        if (code == NULL || used + strlen(code) + 2 > LC_QUESTION_WORD)
            return false;
        used += (size_t)snprintf(out + used, LC_QUESTION_WORD - used, "%s%s", used > 0 ? "+" : "",
                                 code);
    }
    return true;
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
    lc_questions *q;
    const lc_indicator_info *info;
    char value[P_COUNT][LC_QUESTION_WORD];
    own_key own[OWN_MAX]; /* as written */
    size_t own_count;
    char wrong[DETAIL_MAX]; /* "" or what is wrong with the first bad word */
} parameters;

/* What is said of a key that is there again: two figures cannot both be meant. */
static const char given_twice[] = "... (1 x)";

/* Keeps what may be written instead, of the first bad word. */
static void object(parameters *p, const char *key, const char *allowed)
{
    char cut[241];
    lc_text_cut(cut, sizeof cut, allowed);
    if (p->wrong[0] == '\0')
        snprintf(p->wrong, sizeof p->wrong, "%.60s=%s", key, cut);
}

static void check_code(parameters *p, const char *key, const lc_codes *list, const char *value)
{
    if (has_code(list, value))
        return;
    const char *nearest = nearest_code(list, value);
    if (nearest != NULL) {
        object(p, key, nearest);
        return;
    }
    char all[LC_QUESTION_WORD - 16] = "";
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
    char all[LC_QUESTION_WORD] = "";
    for (size_t i = 0, used = 0; i < count; i++)
        used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", i > 0 ? ", " : "",
                                 choices[i].code);
    if (code == NULL)
        object(p, parameter_names[key], all);
    else
        snprintf(p->value[key], LC_QUESTION_WORD, "%s", code);
}

static void check_parameter(parameters *p, int key)
{
    double limit_min;
    char list[LC_QUESTION_WORD];
    char *value = p->value[key];
    switch (key) {
    case P_TYPES:
        check_code(p, "types", &p->q->sets, value);
        break;
    case P_GROUP:
        check_code(p, "group", &p->q->groups, value);
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
        check_choice(p, P_LEVEL, lc_level_choices, LC_LEVEL_CHOICES);
        break;
    case P_CLASS:
        if (!lc_question_classes(value, list))
            object(p, "class", "central, urbanised, rural");
        else
            snprintf(value, LC_QUESTION_WORD, "%s", list);
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
        check_code(p, key, &p->q->sets, value);
        return NULL;
    }
    if (strcmp(key, "list") == 0) {
        check_code(p, key, &p->q->lists, value);
        return NULL;
    }
    if (words[0] == '\0')
        return strpbrk(value, "|;,'\"") == NULL ? NULL : "a-z 0-9 _";
    snprintf(framed, sizeof framed, "+%s+", value);
    snprintf(list, sizeof list, "+%s+", words);
    return strchr(value, '+') == NULL && strstr(list, framed) != NULL ? NULL : words;
}

static const char *own_value(const parameters *p, const char *key)
{
    for (size_t i = 0; i < p->own_count; i++)
        if (strcmp(p->own[i].key, key) == 0)
            return p->own[i].value;
    return NULL;
}

/* A key of the indicator's own. False when it has none of that name. */
static bool take_own(parameters *p, const char *key, const char *value)
{
    char words[LC_INDICATOR_WORDS];
    if (!lc_indicator_takes(p->info, key, words))
        return false;
    if (own_value(p, key) != NULL)
        object(p, key, given_twice);
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

/* A function must be among those that its list's items are named by. */
static void check_function(parameters *p)
{
    char wanted[2 * LC_VARIANT_MAX], all[LC_QUESTION_WORD] = "";
    const char *list = own_value(p, "list"), *function = own_value(p, "function");
    if (list == NULL || function == NULL)
        return;
    snprintf(wanted, sizeof wanted, "%s/%s", list, function);
    if (has_code(&p->q->list_items, wanted))
        return;
    for (size_t i = 0, used = 0, size = strlen(list) + 1; i < p->q->list_items.count; i++) {
        const char *item = p->q->list_items.codes[i];
        if (strncmp(item, wanted, size) == 0 && used + strlen(item + size) + 2 < sizeof all)
            used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", used > 0 ? ", " : "",
                                     item + size);
    }
    object(p, "function", all);
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
    char key[LC_QUESTION_WORD];
    const char *equals = strchr(word, '=');
    snprintf(key, sizeof key, "%.*s", equals != NULL ? (int)(equals - word) : 0, word);
    lc_text_trim(key);
    for (int i = 0; i < P_COUNT; i++)
        if (strcmp(key, parameter_names[i]) == 0) {
            if (p->value[i][0] != '\0')
                object(p, key, given_twice);
            snprintf(p->value[i], LC_QUESTION_WORD, "%s", equals + 1);
            lc_text_trim(p->value[i]);
            check_parameter(p, i);
            return LC_OK;
        }
    char value[LC_QUESTION_WORD];
    snprintf(value, sizeof value, "%s", equals != NULL ? equals + 1 : "");
    if (equals != NULL && take_own(p, key, lc_text_trim(value)))
        return LC_OK;
    if (p->wrong[0] == '\0')
        list_keys(p);
    return LC_OK;
}

/* The parameters in their one form. Free with free(). */
static char *join(const parameters *p)
{
    lc_text text;
    lc_text_init(&text, p->q->ctx);
    for (int i = 0; i < P_COUNT; i++)
        if (p->value[i][0] != '\0')
            lc_text_addf(&text, "%s%s=%s", text.size > 0 ? "|" : "", parameter_names[i],
                         p->value[i]);
    for (size_t i = 0; i < p->own_count; i++)
        lc_text_addf(&text, "%s%s=%s", text.size > 0 ? "|" : "", p->own[i].key, p->own[i].value);
    return lc_text_take(&text);
}

/* A group that nobody has counted: better told now than by a line without data alone. */
static lc_status note_group(const parameters *p)
{
    const char *group = p->value[P_GROUP];
    if (group[0] == '\0' || has_code(&p->q->peopled, group))
        return LC_OK;
    return lc_feed_note(&p->q->feed, "group_without_people", lc_field_name(LC_F_PARAMETERS), group,
                        NULL);
}

lc_status lc_question_parameters(lc_questions *q, const lc_indicator_info *info, char **out)
{
    static const char *const separators[] = {"|", ";", ",", "；", "，", NULL};
    parameters p = {.q = q, .info = info};
    const char *text = lc_feed_text(&q->feed, LC_F_PARAMETERS);
    *out = NULL;
    lc_status status = lc_each_word(q->ctx, text, separators, take_parameter, &p);
    if (status != LC_OK)
        return status;
    check_needed(&p);
    check_function(&p);
    if (p.wrong[0] != '\0')
        return lc_question_reject(q, LC_F_PARAMETERS, text, p.wrong);
    *out = join(&p);
    return *out != NULL ? note_group(&p) : LC_MEMORY;
}

/* --- figures and their units --- */

/* Shares are of 1, so that a greater figure lacks its unit. */
static bool is_share(const lc_indicator_info *info)
{
    return strcmp(info->unit, "1") == 0;
}

/* NULL or what is wrong with the unit of a figure: values are compared as they stand, so one that
 * counts in thousands or ten thousands would be met by everything. */
static const char *wrong_unit(const lc_indicator_info *info, const char *unit, double value)
{
    static const char *const multiples[] = {"千", "万", "萬", "亿", "億"};
    for (size_t i = 0; i < COUNT(multiples); i++)
        if (strncmp(unit, multiples[i], strlen(multiples[i])) == 0)
            return "30000, not 3 万";
    bool per = strcmp(unit, "%") == 0 || strcmp(unit, "‰") == 0;
    return is_share(info) && !per && value > 1 ? "%, ‰" : NULL;
}

/* "95%" is 95 with the unit %. */
static bool read_percent(const char *text, double *out)
{
    char copy[LC_QUESTION_WORD];
    snprintf(copy, sizeof copy, "%s", text);
    size_t size = strlen(copy);
    if (size > 1 && copy[size - 1] == '%')
        copy[size - 1] = '\0';
    return lc_text_number(copy, out);
}

lc_status lc_question_figure(lc_questions *q, const lc_indicator_info *info, bool any_unit,
                             lc_question_value *out, bool *ok)
{
    lc_feed *feed = &q->feed;
    const char *value = lc_feed_text(feed, LC_F_VALUE), *unit = lc_feed_text(feed, LC_F_UNIT);
    unit = unit != NULL && strcmp(unit, "％") == 0 ? "%" : unit;
    bool percent = unit != NULL && strcmp(unit, "%") == 0;
    *out = (lc_question_value){NAN, unit};
    *ok = false;
    lc_cell_sense sense = lc_cell_read(value, LC_QUANTITY_PLAIN, &out->value);
    if (sense == LC_CELL_EMPTY_WORD) {
        lc_status status = lc_feed_note(feed, "empty_word", lc_field_name(LC_F_VALUE), value, NULL);
        if (status != LC_OK)
            return status;
    } else if (sense != LC_CELL_NUMBER && sense != LC_CELL_EMPTY &&
               !(percent && read_percent(value, &out->value))) {
        out->value = NAN;
        return lc_question_reject(q, LC_F_VALUE, value, "40");
    }
    if (out->value < 0)
        return lc_question_reject(q, LC_F_VALUE, value, "40");
    if (percent && out->value > 100) {
        lc_status status =
            lc_feed_note(feed, "doubtful_number", lc_field_name(LC_F_VALUE), value, "<= 100 %");
        if (status != LC_OK)
            return status;
    }
    const char *written = unit != NULL ? unit : "";
    const char *wrong =
        isnan(out->value) || any_unit ? NULL : wrong_unit(info, written, out->value);
    if (wrong != NULL)
        return lc_question_reject(q, LC_F_UNIT, written, wrong);
    *ok = true;
    return LC_OK;
}

/* --- the lists --- */

/* What may be asked for: the study's groups, and those that every study may have. */
static lc_status list_groups(lc_questions *q)
{
    lc_array codes;
    lc_catalogue catalogue;
    lc_array_init(&codes, sizeof(char *));
    lc_status status = lc_catalogue_load(&catalogue, q->ctx, NULL);
    for (size_t i = 0; status == LC_OK && i < q->peopled.count; i++)
        status = add_code(q->ctx, &codes, q->peopled.codes[i]);
    for (size_t i = 0; status == LC_OK && i < catalogue.groups.count; i++)
        if (!has_code(&q->peopled, lc_entry_at(&catalogue.groups, i)->code))
            status = add_code(q->ctx, &codes, lc_entry_at(&catalogue.groups, i)->code);
    lc_catalogue_clear(&catalogue);
    q->groups = (lc_codes){codes.items, codes.count}; /* the array's memory changes hands */
    return status;
}

lc_status lc_questions_open(lc_questions *q, lc_store *store, const lc_study *study,
                            const char *bad)
{
    *q = (lc_questions){.store = store, .ctx = lc_store_ctx(store), .study = study, .bad = bad};
    lc_status status = read_codes(q, "source/select_region_codes", &q->regions);
    if (status == LC_OK)
        status = read_codes(q, "source/select_region_names", &q->region_names);
    if (status == LC_OK)
        status = read_codes(q, "source/select_top_codes", &q->top);
    if (status == LC_OK)
        status = read_codes(q, "source/select_set_codes", &q->sets);
    if (status == LC_OK)
        status = read_codes(q, "source/select_group_codes", &q->peopled);
    if (status == LC_OK)
        status = list_groups(q);
    if (status == LC_OK)
        status = read_codes(q, "source/select_list_codes", &q->lists);
    if (status == LC_OK)
        status = read_codes(q, "source/select_list_items", &q->list_items);
    return status;
}

void lc_questions_clear(lc_questions *q)
{
    free_codes(&q->regions);
    free_codes(&q->region_names);
    free_codes(&q->top);
    free_codes(&q->sets);
    free_codes(&q->groups);
    free_codes(&q->peopled);
    free_codes(&q->lists);
    free_codes(&q->list_items);
}
