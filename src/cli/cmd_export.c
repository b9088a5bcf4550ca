#include <stdio.h>

#include "cli/cli.h"

static const cli_option options[] = {
    {"format", CLI_VALUE}, {"schema", CLI_VALUE}, {"encoding", CLI_VALUE},  {"overwrite", CLI_FLAG},
    {"lang", CLI_VALUE},   {"quiet", CLI_FLAG},   {"allow-path", CLI_ALLOW}};

/* A target without a format is a database: its name is not repeated, as a password may be in it. */
static int export(lc_ctx *ctx, const cli_args *args)
{
    const lc_export_options wanted = {.format = cli_value(args, "format"),
                                      .schema = cli_value(args, "schema"),
                                      .encoding = cli_value(args, "encoding"),
                                      .overwrite = cli_value(args, "overwrite") != NULL};
    cli_watch(ctx, cli_value(args, "quiet") != NULL);
    int code = cli_finish(ctx, lc_export(ctx, args->operands[0], args->operands[1], &wanted));
    if (code == CLI_DONE && wanted.format != NULL)
        printf("%s\n", args->operands[1]);
    return code;
}

const cli_command cli_export = {"export", 2, options, sizeof options / sizeof *options, export, 0};
