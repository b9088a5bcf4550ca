#include "cli/cli.h"

static const cli_option options[] = {{"lang", CLI_VALUE}, {"allow-path", CLI_ALLOW}};

static int info(lc_ctx *ctx, const cli_args *args)
{
    return cli_finish(ctx, lc_info(ctx, args->operands[0], cli_write, NULL));
}

const cli_command cli_info = {"info", 1, options, sizeof options / sizeof *options, info, 0};
