/* Any bytes as what is typed behind `lifecircle`, words with a NUL between: sorted out by the
 * options of each command, or refused with words. No command is run. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "fuzz.h"

enum { WORDS_MAX = 40 };

static char complaint[4096];

/* What terminal.c and help.c do when a command runs, which none does here. */
void cli_complain(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    (void)vsnprintf(complaint, sizeof complaint, format, args);
    va_end(args);
}
void cli_watch(lc_ctx *ctx, bool quiet)
{
    (void)ctx;
    (void)quiet;
}
void cli_watch_pieces(lc_ctx *ctx, bool quiet)
{
    (void)ctx;
    (void)quiet;
}
void cli_clear_line(void)
{
}
void cli_write(void *user, const char *text)
{
    (void)user;
    (void)text;
}
int cli_finish(lc_ctx *ctx, lc_status status)
{
    (void)ctx;
    return (int)status;
}

static void check_values(const cli_args *args)
{
    const cli_command *command = args->command;
    fuzz_check(args->operand_count <= command->operands &&
                   args->operand_count >= command->operands - command->optional,
               "as many names as the command takes");
    for (int i = 0; i < args->operand_count; i++)
        fuzz_check(args->operands[i] != NULL, "names are there");
    for (size_t i = 0; i < command->option_count; i++) {
        const char *value = cli_value(args, command->options[i].name);
        fuzz_check(value == args->values[i], "an option is found by its name");
        if (value != NULL)
            fuzz_check((command->options[i].takes == CLI_FLAG) == (value[0] == '\0'),
                       "a flag has no value, any other option has one");
        if (value != NULL && command->options[i].takes == CLI_LIST)
            fuzz_check(value == args->list && strlen(value) < CLI_LIST_MAX, "a list fits");
    }
    const char *language = cli_value(args, "lang");
    fuzz_check(language == NULL || strcmp(language, "zh") == 0 || strcmp(language, "en") == 0,
               "a language is one of two");
}

static void try_command(lc_ctx *ctx, const cli_command *command, int argc, char **argv, int at)
{
    cli_args args;
    complaint[0] = '\0';
    bool taken = cli_parse(ctx, command, argc, argv, at, &args);
    fuzz_check(taken == (complaint[0] == '\0'), "what is refused is told");
    if (!taken)
        return;
    check_values(&args);
    lc_ctx_set_threads(ctx, 1);
    taken = cli_set_threads(ctx, &args);
    fuzz_check(taken == (complaint[0] == '\0'), "so is a number of threads");
    fuzz_check(lc_ctx_threads(ctx) >= 1 && lc_ctx_threads(ctx) <= 1024, "there are some threads");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const cli_command *const commands[] = {&cli_run,     &cli_report,  &cli_check,
                                                  &cli_info,    &cli_new,     &cli_export,
                                                  &cli_network, &cli_explain, &cli_plans};
    enum { COMMANDS = sizeof commands / sizeof *commands };
    static const char *const names[] = {"run", "report", "explain"};
    static char program[] = "lifecircle", command[] = "run";
    char *argv[WORDS_MAX + 2] = {program, command};
    int argc = 2;
    lc_ctx *ctx = lc_ctx_new();
    if (ctx == NULL)
        return 0;
    for (const uint8_t *at = data, *rest, *end = data + size; at < end && argc <= WORDS_MAX;
         at = rest) {
        size_t part = fuzz_part(at, (size_t)(end - at), &rest);
        argv[argc++] = fuzz_text(at, part);
    }
    for (size_t i = 0; i < COMMANDS; i++)
        try_command(ctx, commands[i], argc, argv, 1);
    (void)cli_find_language(argc, argv);
    if (argc > 2)
        (void)cli_nearest(argv[2], names, 3);
    for (int i = 2; i < argc; i++)
        free(argv[i]);
    lc_ctx_free(ctx);
    return 0;
}
