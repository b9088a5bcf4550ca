/* Any bytes as a study's own foot rules, and as tags that ask them. Up to the first NUL they are a
 * table whose rows have the columns of geodata/foot-rules.csv and "before", without a header; what
 * follows is tags, one KEY=VALUE a line. A row is taken or refused with words, and whatever was
 * taken answers. */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "fuzz.h"
#include "osm/foot.h"

enum { TAGS_MAX = 32 };

static bool has_rule(const lc_foot_rules *rules, const char *id)
{
    for (size_t i = 0; i < lc_foot_rules_count(rules); i++)
        if (strcmp(lc_foot_rules_get(rules, i, LC_RULE_ID), id) == 0)
            return true;
    return false;
}

static void put_row(lc_ctx *ctx, const lc_csv *csv, lc_foot_rules *rules)
{
    const char *values[LC_RULE_FIELDS];
    for (size_t f = 0; f < LC_RULE_FIELDS; f++)
        values[f] = lc_csv_field(csv, f);
    size_t before = lc_foot_rules_count(rules);
    lc_ctx_clear(ctx);
    lc_status status = lc_foot_rules_put(rules, values, "case");
    size_t after = lc_foot_rules_count(rules);
    fuzz_check((status == LC_OK) == (lc_ctx_message(ctx)[0] == '\0'), "a failure says why");
    fuzz_check(status == LC_OK ? has_rule(rules, values[LC_RULE_ID]) : after == before,
               "a row is in the table or left it as it was");
}

static void put_table(lc_ctx *ctx, const char *table, lc_foot_rules *rules)
{
    lc_csv csv;
    bool row = true;
    lc_status status = lc_csv_init(&csv, ctx, table, strlen(table));
    while (status == LC_OK && (status = lc_csv_next(&csv, &row)) == LC_OK && row)
        put_row(ctx, &csv, rules);
    lc_csv_clear(&csv);
}

/* Cuts the text up where it stands. */
static size_t read_tags(char *text, lc_osm_tag tags[TAGS_MAX])
{
    size_t count = 0;
    char *next = NULL;
    for (char *line = strtok_r(text, "\n", &next); line != NULL && count < TAGS_MAX;
         line = strtok_r(NULL, "\n", &next)) {
        char *sign = strchr(line, '=');
        if (sign != NULL)
            *sign = '\0';
        tags[count++] = (lc_osm_tag){line, sign != NULL ? sign + 1 : ""};
    }
    return count;
}

static void ask(const lc_foot_rules *rules, const lc_osm_tag *tags, size_t count)
{
    lc_foot way;
    lc_foot_node node;
    bool walked = lc_foot_rule(rules, tags, count, &way);
    fuzz_check(walked == (way.forward || way.backward), "walked is in one direction at least");
    fuzz_check(walked == (strcmp(way.access, "none") != 0), "access says whether it is walked");
    fuzz_check(way.rule[0] == '\0' || has_rule(rules, way.rule), "a row of the table decided");
    fuzz_check(way.wait_s >= 0 && way.wait_s <= 64 * 86400.0, "a wait is a time");
    if (lc_foot_node_rule(rules, tags, count, &node))
        fuzz_check(has_rule(rules, node.rule) && node.kind != NULL && node.wait_s >= 0 &&
                       (node.passes || node.wait_s == 0),
                   "what is said of a node is whole");
    for (size_t i = 0; i < count; i++)
        (void)lc_foot_rules_knows_class(rules, tags[i].value);
    for (size_t i = 0; lc_foot_rules_node_key(rules, i) != NULL; i++)
        fuzz_check(i < 1000, "keys of nodes come to an end");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_ctx *ctx = lc_ctx_new();
    lc_foot_rules *rules = NULL;
    lc_osm_tag tags[TAGS_MAX];
    if (ctx == NULL)
        return 0;
    char *table = fuzz_text(data, size);
    size_t split = strlen(table) + 1;
    char *rest = split < size ? fuzz_text(data + split, size - split) : fuzz_text(data, 0);
    fuzz_check(lc_foot_rules_new(ctx, &rules) == LC_OK, "the table that is built in is right");
    put_table(ctx, table, rules);
    ask(rules, tags, read_tags(rest, tags));
    lc_foot_rules_free(rules);
    free(rest);
    free(table);
    lc_ctx_free(ctx);
    return 0;
}
