#include "plan/target.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/base.h"

/* Tells the first problem; later ones are hidden by it. */
static void object(target *t, const char *what, const char *word)
{
    if (t->problem[0] == '\0')
        snprintf(t->problem, sizeof t->problem, "%s:%.*s", what, TARGET_WORD, word);
}

/* Cuts the next piece off *rest at `mark`, trimmed; NULL when none is left. Cuts in place. */
static char *next_piece(char **rest, char mark)
{
    char *piece = *rest;
    if (piece == NULL)
        return NULL;
    char *end = strchr(piece, mark);
    *rest = end == NULL ? NULL : end + 1;
    if (end != NULL)
        *end = '\0';
    return lc_text_trim(piece);
}

static bool copy_word(const char *word, char out[TARGET_WORD])
{
    size_t size = strlen(word);
    if (size == 0 || size >= TARGET_WORD)
        return false;
    memcpy(out, word, size + 1);
    return true;
}

/* "a + b" -> "+a+b+", the form that SQL looks a word up in. */
static bool copy_list(char *list, char out[TARGET_WORD])
{
    size_t used = 0;
    for (char *word; (word = next_piece(&list, '+')) != NULL;) {
        size_t size = strlen(word);
        if (size == 0 || used + size + 3 > TARGET_WORD)
            return false;
        out[used++] = '+';
        memcpy(out + used, word, size);
        used += size;
    }
    out[used++] = '+';
    out[used] = '\0';
    return true;
}

/* Splits "key=value" in place. */
static char *value_of(char *pair)
{
    char *equals = strchr(pair, '=');
    if (equals == NULL)
        return NULL;
    *equals = '\0';
    lc_text_trim(pair);
    return lc_text_trim(equals + 1);
}

/* self | each:<level>[:class=a+b][:kind=x] */
static void parse_scope(target *t, const char *written)
{
    char copy[TARGET_WORD];
    char *rest = copy, *piece;
    if (lc_text_blank(written))
        return;
    if (!copy_word(written, copy)) {
        object(t, "scope", written);
        return;
    }
    const char *kind = next_piece(&rest, ':');
    if (strcmp(kind, "self") == 0 && rest == NULL)
        return;
    t->each = strcmp(kind, "each") == 0;
    piece = next_piece(&rest, ':');
    bool ok = t->each && piece != NULL && copy_word(piece, t->level);
    while (ok && (piece = next_piece(&rest, ':')) != NULL) {
        char *value = value_of(piece);
        ok =
            value != NULL && ((strcmp(piece, "class") == 0 && copy_list(value, t->scope_classes)) ||
                              (strcmp(piece, "kind") == 0 && copy_list(value, t->scope_kinds)));
    }
    if (!ok)
        object(t, "scope", written);
}

static bool take_parameter(target *t, const char *key, char *value)
{
    const struct {
        const char *key;
        char *word;
    } words[] = {
        {"types", t->types}, {"group", t->group_code}, {"mode", t->mode}, {"level", t->part_level}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(key, words[i].key) == 0)
            return copy_word(value, words[i].word);
    if (strcmp(key, "limit") == 0)
        return lc_text_number(value, &t->limit_min);
    if (strcmp(key, "class") == 0)
        return copy_list(value, t->classes);
    if (strcmp(key, "kind") == 0)
        return copy_list(value, t->kinds);
    return t->info.id[0] == '\0' || lc_indicator_takes(&t->info, key, NULL);
}

/* types=<set>|group=<code>|limit=15|mode=network|level=community|class=a+b|kind=x, and what else
 * the indicator takes. */
static void parse_parameters(target *t, const char *written)
{
    char copy[8 * TARGET_WORD];
    char *rest = copy, *piece;
    if (lc_text_blank(written))
        return;
    if (strlen(written) >= sizeof copy) {
        object(t, "parameter", written);
        return;
    }
    memcpy(copy, written, strlen(written) + 1);
    if (!lc_indicator_variant(&t->info, written, t->variant))
        object(t, "parameter", written);
    while ((piece = next_piece(&rest, '|')) != NULL) {
        char *value = value_of(piece);
        if (value == NULL || !take_parameter(t, piece, value))
            object(t, "parameter", piece);
    }
}

static void parse_op(target *t, const char *written)
{
    static const struct {
        const char *sign;
        target_op op;
    } signs[] = {{">=", OP_AT_LEAST}, {"≥", OP_AT_LEAST}, {"<=", OP_AT_MOST},
                 {"≤", OP_AT_MOST},   {"=", OP_EQUAL},    {"all", OP_ALL}};
    const char *op = written == NULL ? "" : written;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strcmp(op, signs[i].sign) == 0) {
            t->op = signs[i].op;
            return;
        }
    object(t, "op", op);
}

/* "all" wants a share to be 1; of other figures it says nothing that can be compared. */
static void check_all(target *t)
{
    if (t->op == OP_ALL && strcmp(t->indicator, "coverage") != 0 &&
        strcmp(t->indicator, "circle_completeness") != 0 &&
        strcmp(t->indicator, "share_of_children_regions_with") != 0)
        object(t, "op", "all");
}

double target_unit_scale(const char *unit)
{
    if (unit == NULL)
        return 1;
    if (strcmp(unit, "%") == 0 || strcmp(unit, "％") == 0)
        return 100;
    return strcmp(unit, "‰") == 0 ? 1000 : 1;
}

void target_parse(const target_words *words, target *out)
{
    int64_t target_id = out->target_id, region_id = out->region_id;
    int year = out->year;
    *out = (target){.target_id = target_id,
                    .region_id = region_id,
                    .year = year,
                    .limit_min = LC_DEFAULT_LIMIT_MIN};
    if (words->indicator == NULL || !copy_word(words->indicator, out->indicator))
        object(out, "indicator", words->indicator == NULL ? "" : words->indicator);
    if (out->problem[0] == '\0' && !lc_indicator_find(words->store, out->indicator, &out->info))
        out->info = (lc_indicator_info){.group = "resident"};
    parse_scope(out, words->scope);
    parse_parameters(out, words->parameters);
    if (out->info.id[0] != '\0' &&
        !lc_indicator_question(&out->info, words->parameters, words->default_mode, out->question))
        out->question[0] = '\0';
    parse_op(out, words->op);
    check_all(out);
    if (out->group_code[0] == '\0')
        copy_word(out->info.group, out->group_code);
    if (out->part_level[0] == '\0')
        copy_word("community", out->part_level);
    out->scale = target_unit_scale(words->unit);
    out->want = out->op == OP_ALL ? 1 : words->value / out->scale;
}
