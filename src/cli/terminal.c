/* What goes to the terminal while a command works: one line of progress that is rewritten, or plain
 * lines into a file. */
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

typedef struct watcher {
    lc_ctx *ctx;
    bool terminal, line_shown;
    int stage; /* the one last announced, -1 for none */
    double stage_start_s, shown_s;
    double from_01; /* of work in pieces: what was done before it began */
} watcher;

enum { PLAIN_LINE_S = 10 };

/* One process, one terminal. */
static watcher watching = {.stage = -1};
static lc_ctx *volatile to_cancel;

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void cli_clear_line(void)
{
    if (watching.line_shown)
        fputs("\r\033[K", stderr);
    watching.line_shown = false;
}

static void show_line(const char *stage, int index, int count, double share_01, double passed_s)
{
    char left[64] = "";
    /* The first second says little about the rest. */
    if (passed_s > 1 && share_01 > 0.01 && share_01 < 1) {
        int left_s = (int)(passed_s * (1 - share_01) / share_01) + 1;
        if (left_s < 100)
            snprintf(left, sizeof left, lc_tr(watching.ctx, ", %d s left"), left_s);
        else
            snprintf(left, sizeof left, lc_tr(watching.ctx, ", %d min left"), (left_s + 59) / 60);
    }
    fprintf(stderr, "\r\033[K[%d/%d] %s %d%%%s", index + 1, count, stage, (int)(share_01 * 100),
            left);
    fflush(stderr);
    watching.line_shown = true;
}

static void on_progress(void *user, const char *stage, int index, int count, double share_01)
{
    watcher *watch = user;
    double now = now_s();
    bool begins = watch->stage != index;
    if (begins) {
        watch->stage = index;
        watch->stage_start_s = now;
    }
    if (!watch->terminal) {
        if (begins)
            fprintf(stderr, "[%d/%d] %s\n", index + 1, count, stage);
        return;
    }
    if (!begins && share_01 < 1 && now - watch->shown_s < 0.1)
        return;
    watch->shown_s = now;
    show_line(stage, index, count, share_01, now - watch->stage_start_s);
}

/* "37/220 and about how long the rest takes", reckoned by what has been done so far. */
static void show_pieces(const watcher *watch, const char *label, int done, int count,
                        double share_01, double passed_s)
{
    char left[128] = "";
    double here_01 = share_01 - watch->from_01;
    if (passed_s > 1 && here_01 > 0 && share_01 < 1) {
        int left_s = (int)(passed_s * (1 - share_01) / here_01) + 1;
        if (left_s < 60)
            snprintf(left, sizeof left, lc_tr(watch->ctx, " · about %d s left"), left_s);
        else
            snprintf(left, sizeof left, lc_tr(watch->ctx, " · about %d min %d s left"), left_s / 60,
                     left_s % 60);
    }
    fprintf(stderr, watch->terminal ? "\r\033[K%s %d/%d%s" : "%s %d/%d%s\n", label, done, count,
            left);
    fflush(stderr);
    watching.line_shown = watch->terminal;
}

static void on_pieces(void *user, const char *label, int done, int count, double share_01)
{
    watcher *watch = user;
    double now = now_s();
    bool begins = watch->stage < 0;
    if (begins) {
        watch->stage = 0;
        watch->stage_start_s = now;
        watch->from_01 = share_01;
    }
    if (!begins && share_01 < 1 && now - watch->shown_s < (watch->terminal ? 0.1 : PLAIN_LINE_S))
        return;
    watch->shown_s = now;
    show_pieces(watch, label, done, count, share_01, now - watch->stage_start_s);
}

/* U+2028 to U+202E and U+2066 to U+2069 end lines and turn the direction of what follows: a name
 * would read as another. */
static bool turns(const unsigned char *at)
{
    return at[0] == 0xE2 && ((at[1] == 0x80 && at[2] >= 0xA8 && at[2] <= 0xAE) ||
                             (at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9));
}

/* The bytes of the control character that begins here, U+0080 to U+009F among them; 0 for none.
 * Line ends and tabs are none. */
static size_t control_size(const unsigned char *at)
{
    if (turns(at))
        return 3;
    if (at[0] == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0)
        return 2;
    return at[0] == 0x7F || (at[0] < 0x20 && at[0] != '\n' && at[0] != '\t');
}

/* Names come from the files of others: what would move the cursor, colour the screen or rename the
 * window is shown as U+FFFD; in a single line also what would begin another. */
static void put(FILE *to, const char *text, bool single)
{
    const unsigned char *at = (const unsigned char *)text;
    while (*at != '\0') {
        size_t size = single && *at == '\n' ? 1 : control_size(at);
        if (size > 0)
            fputs("\xEF\xBF\xBD", to);
        else
            fputc(*at, to);
        at += size > 0 ? size : 1;
    }
}

static void on_log(void *user, lc_level level, const char *text)
{
    const watcher *watch = user;
    cli_clear_line();
    const char *kind = level == LC_LOG_ERROR     ? lc_tr(watch->ctx, "error: ")
                       : level == LC_LOG_WARNING ? lc_tr(watch->ctx, "warning: ")
                                                 : "";
    fputs(kind, stderr);
    put(stderr, text, true);
    fputc('\n', stderr);
}

static void watch_with(lc_ctx *ctx, bool quiet, lc_progress_fn *fn)
{
    const char *term = getenv("TERM");
    watching.ctx = ctx;
    watching.terminal = isatty(STDERR_FILENO) == 1 && (term == NULL || strcmp(term, "dumb") != 0);
    if (quiet)
        return;
    lc_ctx_set_progress(ctx, fn, &watching);
    lc_ctx_set_log(ctx, on_log, &watching);
}

void cli_watch(lc_ctx *ctx, bool quiet)
{
    watch_with(ctx, quiet, on_progress);
}

void cli_watch_pieces(lc_ctx *ctx, bool quiet)
{
    watch_with(ctx, quiet, on_pieces);
}

void cli_complain(const char *format, ...)
{
    char *text = NULL;
    size_t size = 0;
    va_list args;
    va_start(args, format);
    FILE *line = open_memstream(&text, &size);
    if (line != NULL) {
        vfprintf(line, format, args);
        fclose(line);
    }
    va_end(args);
    cli_clear_line();
    fputs("lifecircle: ", stderr);
    put(stderr, text != NULL ? text : format, true); /* without memory the bare words must do */
    fputc('\n', stderr);
    free(text);
}

void cli_write(void *user, const char *text)
{
    (void)user;
    cli_clear_line();
    put(stdout, text, false);
}

static void on_signal(int number)
{
    (void)number;
    static volatile sig_atomic_t asked;
    if (asked)
        _exit(CLI_STOPPED);
    asked = 1;
    lc_ctx_cancel(to_cancel);
}

void cli_catch_signals(lc_ctx *ctx)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    to_cancel = ctx;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    /* A closed pipe and a file beyond the allowed size are failures to tell, not to die of. */
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGXFSZ, SIG_IGN);
}

static int exit_code(lc_status status)
{
    switch (status) {
    case LC_OK:
        return CLI_DONE;
    case LC_USAGE:
        return CLI_USAGE;
    case LC_INPUT:
        return CLI_INPUT;
    case LC_EXISTS:
    case LC_IO:
        return CLI_OUTPUT;
    case LC_BUSY:
    case LC_STORE:
        return CLI_STORE;
    case LC_MEMORY:
        return CLI_MEMORY;
    case LC_CANCELLED:
        return CLI_STOPPED;
    case LC_UNSUPPORTED:
        return CLI_UNSUPPORTED;
    case LC_INTERNAL:
        break;
    }
    return CLI_INTERNAL;
}

int cli_finish(lc_ctx *ctx, lc_status status)
{
    cli_clear_line();
    if (status != LC_OK)
        cli_complain("%s", lc_ctx_message(ctx));
    return exit_code(status);
}
