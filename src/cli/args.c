#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum { WORD_MAX = 64 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Levenshtein 1966, over bytes: options and commands are ASCII. */
static int edits(const char *a, const char *b)
{
    int row[WORD_MAX + 1];
    int na = (int)strnlen(a, WORD_MAX), nb = (int)strnlen(b, WORD_MAX);
    for (int j = 0; j <= nb; j++)
        row[j] = j;
    for (int i = 1; i <= na; i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= nb; j++) {
            int changed = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = least(changed, least(row[j], row[j - 1]) + 1);
        }
    }
    return row[nb];
}

const char *cli_nearest(const char *word, const char *const *candidates, size_t count)
{
    int limit = 3;
    const char *best = NULL;
    for (size_t i = 0; i < count; i++) {
        int distance = edits(word, candidates[i]);
        if (distance < limit && distance < (int)strlen(candidates[i])) {
            limit = distance;
            best = candidates[i];
        }
    }
    return best;
}

static int find_option(const cli_command *command, const char *name, size_t size)
{
    for (size_t i = 0; i < command->option_count; i++) {
        const char *known = command->options[i].name;
        if (strlen(known) == size && strncmp(known, name, size) == 0)
            return (int)i;
    }
    return -1;
}

/* "--out, --overwrite, ..." of a command. */
static void list_options(const cli_command *command, char *all, size_t size)
{
    size_t used = 0;
    all[0] = '\0';
    for (size_t i = 0; i < command->option_count && used < size; i++) {
        int n = snprintf(all + used, size - used, "%s--%s", i > 0 ? ", " : "",
                         command->options[i].name);
        used += n > 0 ? (size_t)n : 0;
    }
}

/* `word` as it was typed, with its dashes; its value is left out. */
static void complain_unknown(lc_ctx *ctx, const cli_command *command, const char *word)
{
    char typed[WORD_MAX] = "", all[512];
    const char *names[CLI_OPTIONS_MAX];
    size_t size = strcspn(word, "=");
    memcpy(typed, word, size < sizeof typed ? size : sizeof typed - 1);
    for (size_t i = 0; i < command->option_count; i++)
        names[i] = command->options[i].name;
    list_options(command, all, sizeof all);
    const char *nearest = cli_nearest(typed + strspn(typed, "-"), names, command->option_count);
    if (nearest != NULL)
        cli_complain(lc_tr(ctx, "unknown option %s; did you mean --%s? Options of %s: %s"), typed,
                     nearest, command->name, all);
    else
        cli_complain(lc_tr(ctx, "unknown option %s. Options of %s: %s"), typed, command->name, all);
}

/* "a" and then "b,c" are "a,b,c". */
static bool add_to_list(lc_ctx *ctx, cli_args *args, int index, const char *value)
{
    size_t used = strlen(args->list);
    int added =
        snprintf(args->list + used, sizeof args->list - used, "%s%s", used > 0 ? "," : "", value);
    if (added < 0 || used + (size_t)added >= sizeof args->list) {
        cli_complain(lc_tr(ctx, "--%s is too long"), args->command->options[index].name);
        return false;
    }
    args->values[index] = args->list;
    return true;
}

/* Opens a folder to the studies of this process. */
static bool allow(lc_ctx *ctx, cli_args *args, int index, const char *folder)
{
    args->values[index] = folder;
    if (lc_ctx_allow_path(ctx, folder) == LC_OK)
        return true;
    cli_complain("%s", lc_ctx_message(ctx));
    return false;
}

/* One option at argv[*i]; steps on past its value. */
static bool take_option(lc_ctx *ctx, cli_args *args, int argc, char **argv, int *i)
{
    const char *name = argv[*i] + (argv[*i][1] == '-' ? 2 : 1);
    size_t size = strcspn(name, "=");
    const char *value = name[size] == '=' ? name + size + 1 : NULL;
    int index = argv[*i][1] == '-' ? find_option(args->command, name, size) : -1;
    if (index < 0) {
        complain_unknown(ctx, args->command, argv[*i]);
        return false;
    }
    const cli_option *option = &args->command->options[index];
    if (option->takes == CLI_FLAG && value != NULL) {
        cli_complain(lc_tr(ctx, "--%s takes no value"), option->name);
        return false;
    }
    if (option->takes != CLI_FLAG && value == NULL && *i + 1 < argc)
        value = argv[++*i];
    if (option->takes != CLI_FLAG && (value == NULL || value[0] == '\0')) {
        cli_complain(lc_tr(ctx, "--%s needs a value; see lifecircle help %s"), option->name,
                     args->command->name);
        return false;
    }
    if (option->takes == CLI_LIST)
        return add_to_list(ctx, args, index, value);
    if (option->takes == CLI_ALLOW)
        return allow(ctx, args, index, value);
    args->values[index] = option->takes == CLI_VALUE ? value : "";
    return true;
}

static bool check_language(lc_ctx *ctx, const cli_args *args)
{
    const char *language = cli_value(args, "lang");
    if (language == NULL || strcmp(language, "zh") == 0 || strcmp(language, "en") == 0)
        return true;
    cli_complain(lc_tr(ctx, "--lang is zh or en, not %s"), language);
    return false;
}

bool cli_parse(lc_ctx *ctx, const cli_command *command, int argc, char **argv, int at,
               cli_args *args)
{
    *args = (cli_args){.command = command};
    int given = 0;
    bool options = true;
    for (int i = 1; i < argc; i++) {
        if (i == at)
            continue;
        if (options && strcmp(argv[i], "--") == 0) {
            options = false;
        } else if (options && argv[i][0] == '-' && argv[i][1] != '\0') {
            if (!take_option(ctx, args, argc, argv, &i))
                return false;
        } else if (given++ < command->operands) {
            args->operands[args->operand_count++] = argv[i];
        }
    }
    if (given > command->operands || given < command->operands - command->optional) {
        cli_complain(
            lc_tr(ctx, "wrong number of names for %s: %d needed, %d given; see lifecircle help %s"),
            command->name, command->operands, given, command->name);
        return false;
    }
    return check_language(ctx, args);
}

const char *cli_value(const cli_args *args, const char *name)
{
    int index = find_option(args->command, name, strlen(name));
    return index >= 0 ? args->values[index] : NULL;
}

const char *cli_find_language(int argc, char **argv)
{
    const char *found = NULL;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], "--lang=", 7) == 0)
            found = argv[i] + 7;
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            found = argv[i + 1];
    }
    return found;
}

bool cli_set_threads(lc_ctx *ctx, const cli_args *args)
{
    const char *text = cli_value(args, "threads");
    if (text == NULL)
        return true;
    char *end;
    long threads = strtol(text, &end, 10);
    if (*end != '\0' || text[0] < '0' || text[0] > '9' || threads > 256) {
        cli_complain(
            lc_tr(ctx, "--threads is a number from 1 to 256, or 0 for one per core; not %s"), text);
        return false;
    }
    lc_ctx_set_threads(ctx, (int)threads);
    return true;
}
