#include <stdio.h>

#include "cli/cli.h"

static const cli_option options[] = {
    {"plan", CLI_LIST},        {"out", CLI_VALUE},    {"overwrite", CLI_FLAG},
    {"threads", CLI_VALUE},    {"lang", CLI_VALUE},   {"quiet", CLI_FLAG},
    {"fail-on-gap", CLI_FLAG}, {"timings", CLI_FLAG}, {"allow-path", CLI_ALLOW},
};

/* One line for each plan: its targets, those of many regions counted once. */
static void tell_plans(lc_ctx *ctx, const lc_run_result *result)
{
    for (size_t i = 0; i < result->plan_count; i++) {
        const lc_run_plan *plan = &result->plans[i];
        char counts[512];
        (void)snprintf(counts, sizeof counts,
                       lc_tr(ctx, ": %lld met, %lld short, %lld without data, %lld not yet due, "
                                  "%lld awaiting a figure (of %lld targets)\n"),
                       (long long)plan->met, (long long)plan->short_of, (long long)plan->no_data,
                       (long long)plan->not_yet_due, (long long)plan->awaiting,
                       (long long)plan->targets);
        cli_write(NULL, plan->name);
        cli_write(NULL, counts);
    }
}

/* What whoever reads the figures must know first. */
static void tell_grave(lc_ctx *ctx, const lc_run_result *result)
{
    size_t shown = result->grave_kinds < LC_RUN_GRAVE_MAX ? result->grave_kinds : LC_RUN_GRAVE_MAX;
    for (size_t i = 0; i < shown; i++) {
        cli_write(NULL, lc_tr(ctx, "Makes the figures doubtful: "));
        cli_write(NULL, result->grave[i]);
        cli_write(NULL, "\n");
    }
    if (result->grave_kinds > shown)
        printf(lc_tr(ctx, "and %lld more\n"), (long long)(result->grave_kinds - shown));
}

static void tell(lc_ctx *ctx, const lc_run_result *result)
{
    tell_plans(ctx, result);
    printf(lc_tr(ctx,
                 "Targets, region by region (%lld rows): %lld met, %lld short, %lld without data, "
                 "%lld not yet due, %lld awaiting a figure\n"),
           (long long)result->targets, (long long)result->met, (long long)result->short_of,
           (long long)result->no_data, (long long)result->not_yet_due, (long long)result->awaiting);
    if (result->targets_not_read > 0)
        printf(lc_tr(ctx, "Targets that could not be read and are in none of these figures: %lld; "
                          "the last rows of gaps.csv say why\n"),
               (long long)result->targets_not_read);
    printf(lc_tr(ctx, "Findings in the inputs: %lld errors, %lld warnings, %lld notes\n"),
           (long long)result->findings_error, (long long)result->findings_warning,
           (long long)result->findings_note);
    printf(lc_tr(ctx, "Stages: %lld run, %lld unchanged and skipped\n"),
           (long long)result->stages_run, (long long)result->stages_skipped);
    tell_grave(ctx, result);
}

/* In whole milliseconds, so that no locale has a say in how a fraction is written. */
static void tell_step(const lc_run_step *step, const char *remark)
{
    long long wall_ms = (long long)(step->wall_s * 1000 + 0.5);
    long long cpu_ms = (long long)(step->cpu_s * 1000 + 0.5);
    fprintf(stderr, "%4lld.%03lld %4lld.%03lld  %s%s\n", wall_ms / 1000, wall_ms % 1000,
            cpu_ms / 1000, cpu_ms % 1000, step->name, remark);
}

/* Seconds of every step and of the processors in it, on standard error: they differ from run to
 * run. */
static void tell_timings(lc_ctx *ctx, const lc_run_result *result)
{
    lc_run_step all = {.name = lc_tr(ctx, "together")};
    fprintf(stderr, lc_tr(ctx, " seconds  processors\n"));
    for (size_t i = 0; i < result->step_count; i++) {
        const lc_run_step *step = &result->steps[i];
        all.wall_s += step->wall_s;
        all.cpu_s += step->cpu_s;
        tell_step(step, step->skipped ? lc_tr(ctx, " (unchanged)") : "");
    }
    tell_step(&all, "");
}

/* The path comes last, alone on its line, for whoever reads with a script. */
static int run(lc_ctx *ctx, const cli_args *args)
{
    bool quiet = cli_value(args, "quiet") != NULL;
    lc_run_options wanted = {
        .out = cli_value(args, "out"),
        .overwrite = cli_value(args, "overwrite") != NULL,
        .language_set = cli_value(args, "lang") != NULL,
        .plans = cli_value(args, "plan"),
    };
    lc_run_result result;
    if (!cli_set_threads(ctx, args))
        return CLI_USAGE;
    cli_watch(ctx, quiet);
    int code = cli_finish(ctx, lc_run(ctx, args->operands[0], &wanted, &result));
    if (code != CLI_DONE)
        return code;
    if (!quiet)
        tell(ctx, &result);
    if (cli_value(args, "timings") != NULL)
        tell_timings(ctx, &result);
    printf("%s\n", result.page[0] != '\0' ? result.page : result.folder);
    if (cli_value(args, "fail-on-gap") != NULL && result.short_of + result.targets_not_read > 0)
        return CLI_GAPS;
    return CLI_DONE;
}

const cli_command cli_run = {"run", 1, options, sizeof options / sizeof *options, run, 0};
