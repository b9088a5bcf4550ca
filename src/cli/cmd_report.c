#include <stdio.h>

#include "cli/cli.h"

static const cli_option options[] = {{"out", CLI_VALUE},      {"regions", CLI_VALUE},
                                     {"lang", CLI_VALUE},     {"format", CLI_VALUE},
                                     {"overwrite", CLI_FLAG}, {"threads", CLI_VALUE},
                                     {"quiet", CLI_FLAG},     {"allow-path", CLI_ALLOW}};

static void tell(lc_ctx *ctx, const lc_report_result *result)
{
    printf(lc_tr(ctx, "Regions with a report of their own: %lld made, %lld made before, %lld "
                      "failed\n"),
           (long long)result->made, (long long)result->skipped, (long long)result->failed);
}

/* Also when quiet: these are errors. */
static void tell_failures(lc_ctx *ctx, const lc_report_result *result)
{
    for (size_t i = 0; i < result->failure_count; i++)
        cli_complain(lc_tr(ctx, "no report of %s: %s"), result->failures[i].region,
                     result->failures[i].reason);
    long long more = (long long)result->failed - (long long)result->failure_count;
    if (more > 0)
        cli_complain(lc_tr(ctx, "no report of %lld more regions"), more);
}

/* The path comes last, alone on its line, for whoever reads with a script. */
static int report(lc_ctx *ctx, const cli_args *args)
{
    bool quiet = cli_value(args, "quiet") != NULL;
    lc_report_options wanted = {
        .out = cli_value(args, "out"),
        .regions = cli_value(args, "regions"),
        .formats = cli_value(args, "format"),
        .overwrite = cli_value(args, "overwrite") != NULL,
        .language_set = cli_value(args, "lang") != NULL,
    };
    lc_report_result result;
    if (!cli_set_threads(ctx, args))
        return CLI_USAGE;
    cli_watch_pieces(ctx, quiet);
    int code = cli_finish(ctx, lc_report(ctx, args->operands[0], &wanted, &result));
    if (code != CLI_DONE)
        return code;
    if (!quiet)
        tell(ctx, &result);
    tell_failures(ctx, &result);
    printf("%s\n", result.page[0] != '\0' ? result.page : result.folder);
    return result.failed > 0 ? CLI_OUTPUT : CLI_DONE;
}

const cli_command cli_report = {"report", 1, options, sizeof options / sizeof *options, report, 0};
