/* The command line's own rooms: arguments, the terminal, one file per command. Of the library it
 * sees the public header alone. */
#ifndef LC_CLI_CLI_H
#define LC_CLI_CLI_H

#include <lifecircle/lifecircle.h>
#include <stdbool.h>
#include <stddef.h>

/* What the process answers with; docs/cli/lifecircle.md tells users. */
enum {
    CLI_DONE = 0,
    CLI_USAGE = 1,
    CLI_INPUT = 2,
    CLI_GAPS = 3,
    CLI_OUTPUT = 4,
    CLI_STORE = 5,
    CLI_MEMORY = 6,
    CLI_UNSUPPORTED = 7,
    CLI_INTERNAL = 70,
    CLI_STOPPED = 130
};

enum { CLI_OPTIONS_MAX = 10, CLI_OPERANDS_MAX = 2, CLI_LIST_MAX = 1024 };

/* What stands behind an option. */
typedef enum cli_takes {
    CLI_FLAG,  /* nothing */
    CLI_VALUE, /* a value; the last one given counts */
    CLI_ALLOW, /* a folder that is opened to the study, and it may be given again */
    CLI_LIST   /* a value, and it may be given again: all are joined by commas. One of a command's
                  options */
} cli_takes;

typedef struct cli_option {
    const char *name; /* without the dashes */
    cli_takes takes;
} cli_option;

typedef struct cli_args cli_args;

typedef struct cli_command {
    const char *name;
    int operands; /* how many it takes at most */
    const cli_option *options;
    size_t option_count;
    int (*run)(lc_ctx *ctx, const cli_args *args); /* returns the exit code */
    int optional;                                  /* how many of the operands may lack */
} cli_command;

/* Arguments sorted out. Borrowed from argv, but for the list. */
struct cli_args {
    const cli_command *command;
    const char *operands[CLI_OPERANDS_MAX];
    int operand_count;
    const char *values[CLI_OPTIONS_MAX]; /* by the command's options; "" for one without a value;
                                            NULL when absent */
    char list[CLI_LIST_MAX];             /* the joined values of the option that is a list */
};

/* --- args.c --- */
/* Sorts argv out by the options of the command that stands at argv[at]. False after telling what is
 * wrong. */
bool cli_parse(lc_ctx *ctx, const cli_command *command, int argc, char **argv, int at,
               cli_args *args);
/* The value of an option ("" where it takes none), NULL when it was not given. */
const char *cli_value(const cli_args *args, const char *name);
/* The candidate with the fewest edits, NULL when none is near. */
const char *cli_nearest(const char *word, const char *const *candidates, size_t count);
/* The value that --lang has anywhere among the arguments, NULL for none: messages about arguments
 * are in it, too. */
const char *cli_find_language(int argc, char **argv);
/* Reads --threads into the context. False after telling what is wrong. */
bool cli_set_threads(lc_ctx *ctx, const cli_args *args);

/* --- terminal.c --- */
/* Reports progress and log lines on standard error, nothing when quiet. */
void cli_watch(lc_ctx *ctx, bool quiet);
/* The same for work in pieces: how many are made, and how long the rest may take. */
void cli_watch_pieces(lc_ctx *ctx, bool quiet);
/* Clears the progress line; before anything else is written, and at the end. */
void cli_clear_line(void);
/* A line on standard error, "lifecircle: " before it; control characters are shown as U+FFFD. */
void cli_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* An lc_write_fn to standard output; control characters but line ends and tabs are shown as U+FFFD.
 */
void cli_write(void *user, const char *text);
/* First SIGINT or SIGTERM asks the context to stop, the second ends the process. */
void cli_catch_signals(lc_ctx *ctx);
/* The exit code of a status; tells the context's message when it is a failure. */
int cli_finish(lc_ctx *ctx, lc_status status);

/* --- environment.c --- */
/* Takes out of the environment what steers GDAL, PROJ and SpatiaLite; before any thread is begun.
 */
void cli_clean_environment(void);

/* --- help.c --- */
/* Prints the page of a command ("lifecircle" for the overview) in the context's language. */
void cli_help(lc_ctx *ctx, const char *page, bool to_error);

/* --- one file each --- */
extern const cli_command cli_run, cli_check, cli_info, cli_new, cli_export, cli_explain,
    cli_network, cli_plans, cli_report;

#endif
