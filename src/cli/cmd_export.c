#include <stdio.h>

#include "cli/cli.h"

static const cli_option options[] = {
    {"format", CLI_VALUE}, {"overwrite", CLI_FLAG}, {"lang", CLI_VALUE}, {"quiet", CLI_FLAG}};

static int export(lc_ctx *ctx, const cli_args *args)
{
    lc_export_options wanted = {.format = cli_value(args, "format"),
                                .overwrite = cli_value(args, "overwrite") != NULL};
    if (wanted.format == NULL) {
        cli_complain(lc_tr(ctx, "export needs --format; see lifecircle help export"));
        return CLI_USAGE;
    }
    cli_watch(ctx, cli_value(args, "quiet") != NULL);
    int code = cli_finish(ctx, lc_export(ctx, args->operands[0], args->operands[1], &wanted));
    if (code == CLI_DONE)
        printf("%s\n", args->operands[1]);
    return code;
}

const cli_command cli_export = {"export", 2, options, sizeof options / sizeof *options, export, 0};
