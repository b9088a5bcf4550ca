#include <stdio.h>

#include "cli/cli.h"

static const cli_option options[] = {{"lang", CLI_VALUE}};

static int new_study(lc_ctx *ctx, const cli_args *args)
{
    const char *folder = args->operands[0];
    int code = cli_finish(ctx, lc_new(ctx, folder));
    if (code != CLI_DONE)
        return code;
    fprintf(stderr,
            lc_tr(ctx, "Put your own files into it, then run: lifecircle check %s/study.yaml\n"),
            folder);
    printf("%s/study.yaml\n", folder);
    return CLI_DONE;
}

const cli_command cli_new = {"new", 1, options, sizeof options / sizeof *options, new_study, 0};
