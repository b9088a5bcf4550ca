/* lifecircle COMMAND [ARGUMENTS]: finds the command, sets the language, answers with an exit code.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

static const cli_command *const commands[] = {&cli_run,     &cli_report,  &cli_check,
                                              &cli_info,    &cli_new,     &cli_export,
                                              &cli_network, &cli_explain, &cli_plans};
enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

static const cli_command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    }
    return NULL;
}

/* Chinese comes first: an environment that names no language is no wish for English. */
static lc_language language_of(const char *wanted)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *value = wanted;
    for (size_t i = 0; i < 3 && (value == NULL || value[0] == '\0'); i++)
        value = getenv(variables[i]);
    if (value == NULL || value[0] == '\0' || strcmp(value, "C") == 0 ||
        strncmp(value, "C.", 2) == 0 || strcmp(value, "POSIX") == 0)
        return LC_LANG_ZH;
    return strncmp(value, "zh", 2) == 0 ? LC_LANG_ZH : LC_LANG_EN;
}

static int unknown_command(lc_ctx *ctx, const char *name)
{
    const char *names[COMMAND_COUNT + 1];
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = commands[i]->name;
    names[COMMAND_COUNT] = "help";
    const char *nearest = cli_nearest(name, names, COMMAND_COUNT + 1);
    if (nearest != NULL)
        cli_complain(lc_tr(ctx, "unknown command %s; did you mean %s? See lifecircle help"), name,
                     nearest);
    else
        cli_complain(lc_tr(ctx, "unknown command %s; see lifecircle help"), name);
    return CLI_USAGE;
}

static bool is_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

/* Where the command stands: first, but for --lang, which may stand anywhere. */
static int command_index(int argc, char **argv)
{
    int i = 1;
    while (i < argc) {
        if (strcmp(argv[i], "--lang") == 0)
            i += 2;
        else if (strncmp(argv[i], "--lang=", 7) == 0)
            i++;
        else
            break;
    }
    return i;
}

static bool asks_help(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (is_help(argv[i]))
            return true;
    }
    return false;
}

/* `help`, `help COMMAND`, where --lang may stand about. */
static int help(lc_ctx *ctx, int argc, char **argv, int first)
{
    const char *page = "lifecircle";
    for (int i = first; i < argc; i++) {
        if (strcmp(argv[i], "--lang") == 0)
            i++;
        else if (argv[i][0] != '-')
            page = argv[i];
    }
    if (strcmp(page, "lifecircle") != 0 && find_command(page) == NULL)
        return unknown_command(ctx, page);
    cli_help(ctx, page, false);
    return CLI_DONE;
}

static int dispatch(lc_ctx *ctx, int argc, char **argv)
{
    int at = command_index(argc, argv);
    if (at >= argc) {
        cli_help(ctx, "lifecircle", true);
        return CLI_USAGE;
    }
    if (strcmp(argv[at], "--version") == 0) {
        lc_versions(cli_write, NULL);
        return CLI_DONE;
    }
    if (is_help(argv[at]) || strcmp(argv[at], "help") == 0)
        return help(ctx, argc, argv, at + 1);
    const cli_command *command = find_command(argv[at]);
    if (command == NULL)
        return unknown_command(ctx, argv[at]);
    if (asks_help(argc, argv)) {
        cli_help(ctx, command->name, false);
        return CLI_DONE;
    }
    cli_args args;
    if (!cli_parse(ctx, command, argc, argv, at, &args))
        return CLI_USAGE;
    cli_catch_signals(ctx);
    return command->run(ctx, &args);
}

int main(int argc, char **argv)
{
    cli_clean_environment();
    lc_ctx *ctx = lc_ctx_new();
    if (ctx == NULL) {
        fputs("lifecircle: out of memory\n", stderr);
        return CLI_MEMORY;
    }
    lc_ctx_set_language(ctx, language_of(cli_find_language(argc, argv)));
    int code = dispatch(ctx, argc, argv);
    /* A full disk shows itself only here. */
    if (fflush(stdout) != 0 || ferror(stdout)) {
        cli_complain(lc_tr(ctx, "standard output cannot be written"));
        code = CLI_OUTPUT;
    }
    lc_ctx_free(ctx);
    return code;
}
