#include "cli/cli.h"

static const cli_option options[] = {
    {"at", CLI_VALUE},       {"crs", CLI_VALUE},  {"type", CLI_VALUE},
    {"profile", CLI_VALUE},  {"json", CLI_FLAG},  {"out", CLI_VALUE},
    {"overwrite", CLI_FLAG}, {"lang", CLI_VALUE}, {"allow-path", CLI_ALLOW}};

static int explain(lc_ctx *ctx, const cli_args *args)
{
    lc_explain_options wanted = {.at = cli_value(args, "at"),
                                 .crs = cli_value(args, "crs"),
                                 .type = cli_value(args, "type"),
                                 .profile = cli_value(args, "profile"),
                                 .json = cli_value(args, "json") != NULL,
                                 .out = cli_value(args, "out"),
                                 .overwrite = cli_value(args, "overwrite") != NULL,
                                 .language_set = cli_value(args, "lang") != NULL};
    if (wanted.at == NULL) {
        cli_complain(lc_tr(ctx, "explain needs --at LON,LAT; see lifecircle help explain"));
        return CLI_USAGE;
    }
    return cli_finish(ctx, lc_explain(ctx, args->operands[0], &wanted, cli_write, NULL));
}

const cli_command cli_explain = {"explain", 1, options, sizeof options / sizeof *options,
                                 explain,   0};
