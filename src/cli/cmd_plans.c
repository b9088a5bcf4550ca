#include "cli/cli.h"

static const cli_option options[] = {
    {"csv", CLI_FLAG}, {"observations", CLI_FLAG}, {"lang", CLI_VALUE}};

static int plans(lc_ctx *ctx, const cli_args *args)
{
    bool csv = cli_value(args, "csv") != NULL, observed = cli_value(args, "observations") != NULL;
    if (csv && observed) {
        cli_complain(lc_tr(ctx, "--csv and --observations are two tables; ask for one"));
        return CLI_USAGE;
    }
    lc_plans_form form = csv ? LC_PLANS_CSV : observed ? LC_PLANS_OBSERVATIONS : LC_PLANS_TEXT;
    return cli_finish(ctx, lc_plans(ctx, args->operands[0], form, cli_write, NULL));
}

const cli_command cli_plans = {"plans", 1, options, sizeof options / sizeof *options, plans, 1};
