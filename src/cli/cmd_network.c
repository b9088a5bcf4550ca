#include <string.h>

#include "cli/cli.h"

static const cli_option options[] = {
    {"csv", CLI_FLAG}, {"lang", CLI_VALUE}, {"allow-path", CLI_ALLOW}};

static int network(lc_ctx *ctx, const cli_args *args)
{
    static const char *const words[] = {"rules", "info"};
    const char *what = args->operands[0];
    bool csv = cli_value(args, "csv") != NULL;
    if (strcmp(what, "rules") == 0)
        return cli_finish(ctx, lc_network_rules(ctx, args->operands[1], csv, cli_write, NULL));
    if (strcmp(what, "info") == 0 && csv) {
        cli_complain(lc_tr(ctx, "--csv is for network rules alone"));
        return CLI_USAGE;
    }
    if (strcmp(what, "info") == 0 && args->operands[1] != NULL)
        return cli_finish(ctx, lc_network_info(ctx, args->operands[1], cli_write, NULL));
    const char *nearest = cli_nearest(what, words, 2);
    if (strcmp(what, "info") == 0)
        cli_complain(lc_tr(ctx, "network info needs a store or a study file"));
    else if (nearest != NULL)
        cli_complain(lc_tr(ctx, "network %s is unknown; did you mean network %s?"), what, nearest);
    else
        cli_complain(lc_tr(ctx, "network %s is unknown; write network rules or network info"),
                     what);
    return CLI_USAGE;
}

const cli_command cli_network = {"network", 2, options, sizeof options / sizeof *options,
                                 network,   1};
