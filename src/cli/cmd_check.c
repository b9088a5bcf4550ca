#include "cli/cli.h"

static const cli_option options[] = {
    {"threads", CLI_VALUE}, {"lang", CLI_VALUE}, {"quiet", CLI_FLAG}, {"allow-path", CLI_ALLOW}};

static int check(lc_ctx *ctx, const cli_args *args)
{
    if (!cli_set_threads(ctx, args))
        return CLI_USAGE;
    cli_watch(ctx, cli_value(args, "quiet") != NULL);
    return cli_finish(ctx, lc_check(ctx, args->operands[0], cli_write, NULL));
}

const cli_command cli_check = {"check", 1, options, sizeof options / sizeof *options, check, 0};
