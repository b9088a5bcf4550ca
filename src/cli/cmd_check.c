#include "cli/cli.h"

static const cli_option options[] = {{"json", CLI_FLAG},      {"fix-to", CLI_VALUE},
                                     {"overwrite", CLI_FLAG}, {"strict", CLI_FLAG},
                                     {"threads", CLI_VALUE},  {"lang", CLI_VALUE},
                                     {"quiet", CLI_FLAG},     {"allow-path", CLI_ALLOW}};

static int check(lc_ctx *ctx, const cli_args *args)
{
    const lc_check_options wanted = {.json = cli_value(args, "json") != NULL,
                                     .fix_to = cli_value(args, "fix-to"),
                                     .overwrite = cli_value(args, "overwrite") != NULL,
                                     .language_set = cli_value(args, "lang") != NULL};
    lc_check_result result;
    if (!cli_set_threads(ctx, args))
        return CLI_USAGE;
    cli_watch(ctx, cli_value(args, "quiet") != NULL);
    int code = cli_finish(ctx, lc_check(ctx, args->operands[0], &wanted, cli_write, NULL, &result));
    bool doubtful = result.errors + result.warnings > 0;
    return code == CLI_DONE && doubtful && cli_value(args, "strict") != NULL ? CLI_INPUT : code;
}

const cli_command cli_check = {"check", 1, options, sizeof options / sizeof *options, check, 0};
