/* torture FOLDER [options]: lets the n-th call of a kind fail in each public call, for every n that
 * there is time for, each in a process of its own, and looks at what is left. FOLDER holds `study`
 * and `old-study` with a study.yaml each. After SQLite's src/test_malloc.c.
 *
 * A case is well when the failure was answered with a status that fits and a message of one line,
 * or made no difference to what was told and written; nothing stays open, allocated or lying about;
 * outputs are those of before or those of after; the store is whole; and the same call with the
 * same context then succeeds with the very bytes of a call that nothing befell. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "doors.h"
#include "faults.h"
#include "places.h"

int __lsan_do_recoverable_leak_check(void) __attribute__((weak));

enum { CASE_S = 120, RETRY_EVERY = 3, DOORS_MAX = 64 };

typedef struct outcome {
    uint64_t told, made;
    long live;
} outcome;

/* What the children tell: one of these lies in memory that all share. */
typedef struct board {
    fault_record records[FAULT_KINDS];
    outcome reached;
    bool fired, wrong;
} board;

typedef struct options {
    const char *doors, *kind; /* names between commas, or one; NULL: all */
    long n;                   /* this one alone; 0: many */
    int cases;                /* of each door and kind; 0: all */
    double seconds;           /* stop after; 0: never */
    int part, parts;          /* this process does every parts-th case from part on */
    bool lasting, seen_all;
} options;

typedef struct trial {
    size_t door;
    fault_kind kind;
    long n;
    bool lasting;
} trial;

static board *shared;
/* Which of the numbers of a door and a kind comes next; -1: none. */
static long upcoming[DOORS_MAX][FAULT_KINDS];
static outcome before, after; /* of the door at hand: nothing done, and done well */
static long done, skipped, failed;

static void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* --- in a child --- */

static void complain(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    printf("  ");
    vprintf(format, args);
    printf("\n");
    va_end(args);
    shared->wrong = true;
}

static uint64_t digest_told(void)
{
    size_t size;
    const char *text = door_told(&size);
    uint64_t hash = 14695981039346656037ULL;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)text[i]) * 1099511628211ULL;
    return hash;
}

static lc_ctx *make_context(void)
{
    lc_ctx *ctx = lc_ctx_new();
    lc_ctx_set_language(ctx, LC_LANG_EN);
    lc_ctx_set_threads(ctx, 1);
    return ctx;
}

/* PROJ answers that there is no such system, GDAL that it cannot open a file, for whatever keeps
 * them from reading. The nearest callers do not tell when calls go very deep. */
static bool is_for_library(const trial *t)
{
    const fault_site *site = fault_fired();
    return t->lasting || site->depth == FAULT_FRAMES || fault_site_is_for(site, "libproj") ||
           fault_site_is_for(site, "libgdal");
}

static bool fits(const trial *t, lc_status status)
{
    bool by_library = is_for_library(t) && (status == LC_INPUT || status == LC_UNSUPPORTED);
    switch (t->kind) {
    case FAULT_MEMORY:
    case FAULT_NEW:
        return status == LC_MEMORY;
    case FAULT_SQLITE_MEMORY:
        return status == LC_MEMORY || by_library;
    case FAULT_SQLITE:
        return status == LC_MEMORY || status == LC_IO || status == LC_STORE || status == LC_BUSY;
    case FAULT_DISK:
        return status == LC_IO;
    case FAULT_READ:
        return status == LC_IO || status == LC_INPUT || status == LC_STORE || by_library;
    case FAULT_CANCEL:
        return status == LC_CANCELLED;
    case FAULT_LIBRARY:
    case FAULT_KINDS:
        break;
    }
    return status != LC_INTERNAL;
}

static void look_at_message(const lc_ctx *ctx, const trial *t, lc_status status)
{
    const char *message = lc_ctx_message(ctx);
    if (!fits(t, status))
        complain("status %d does not fit: %s", (int)status, message);
    if (message[0] == '\0')
        complain("status %d without a message", (int)status);
    if (strchr(message, '\n') != NULL || strstr(message, "(null)") != NULL ||
        strstr(message, "not an error") != NULL)
        complain("the message is not fit to be read: %s", message);
}

static void look_at_rest(const door *d, fault_kind kind)
{
    char found[512];
    /* SpatiaLite leaves statements behind where SQLite's memory ran out, and with them the file. */
    bool left_open = kind == FAULT_SQLITE_MEMORY;
    bool journal_may_stay = left_open || kind == FAULT_DISK || kind == FAULT_READ;
    if (!left_open && place_is_open("/case", found))
        complain("is still open: %s", found);
    if (place_digest("tmp") != 0) {
        complain("temporary files are left");
        place_tell("tmp");
    }
    uint64_t made = place_digest(d->made);
    if (!d->resumes && made != before.made && made != after.made) {
        complain("outputs are neither those of before nor those of after");
        place_tell(d->made);
    }
    if (!journal_may_stay && access("out/lifecircle.sqlite-journal", F_OK) == 0)
        complain("a journal is left");
    if (!place_store_is_whole("out/lifecircle.sqlite"))
        complain("the store is damaged");
}

/* The same call again, undisturbed. */
static void look_at_next(const door *d, lc_ctx *ctx)
{
    door_told_clear();
    lc_status status = d->call(ctx, d->word);
    if (status != LC_OK)
        complain("the next call fails: %d %s", (int)status, lc_ctx_message(ctx));
    else if (digest_told() != after.told)
        complain("the next call tells something else");
    else if (place_digest(d->made) != after.made) {
        complain("the next call writes something else");
        place_tell(d->made);
    }
}

static void run_trial(const trial *t)
{
    const door *d = &doors[t->door];
    lc_ctx *ctx = make_context();
    fault_arm(t->kind, t->n, t->lasting);
    lc_status status = d->call(ctx, d->word);
    fault_end();
    shared->fired = fault_fired()->depth > 0;
    if (!shared->fired)
        return;
    if (status == DOOR_TOLD)
        ; /* the part that could not be made is told of, with the reason */
    else if (status != LC_OK)
        look_at_message(ctx, t, status);
    else if (digest_told() != after.told || place_digest(d->made) != after.made) {
        complain("succeeds, and tells or writes something else");
        place_tell(d->made);
    }
    look_at_rest(d, t->kind);
    if (status != LC_OK && (t->n % RETRY_EVERY == 0 || d->resumes))
        look_at_next(d, ctx);
    lc_ctx_free(ctx);
    if (fault_live() > after.live) {
        complain("%ld blocks are not freed", fault_live() - after.live);
        fault_tell_live(8);
    }
    /* GEOS drops what it holds when std::bad_alloc ends a buffer. */
    bool looks_for_leaks =
        __lsan_do_recoverable_leak_check != NULL && !fault_site_is_for(fault_fired(), "libgeos");
    if (looks_for_leaks && __lsan_do_recoverable_leak_check() != 0)
        complain("memory leaks");
    if (shared->wrong)
        fault_tell(fault_fired());
}

static void note_outcome(const door *d)
{
    shared->reached = (outcome){digest_told(), place_digest(d->made), fault_live()};
}

static void run_well(const door *d, bool counts)
{
    lc_ctx *ctx = make_context();
    if (counts)
        fault_count(shared->records);
    lc_status status = d->call(ctx, d->word);
    fault_end();
    if (status != LC_OK)
        complain("fails undisturbed: %d %s", (int)status, lc_ctx_message(ctx));
    lc_ctx_free(ctx);
    note_outcome(d);
}

/* --- in the parent --- */

/* A child's life: 0, or what its end was. */
static int wait_for(pid_t child)
{
    int end = 0;
    while (waitpid(child, &end, 0) < 0 && errno == EINTR)
        continue;
    return end;
}

typedef struct job {
    const door *d;
    const trial *t; /* NULL: nothing fails */
    bool counts;
} job;

/* GDAL 3.6 falls over some files that it could not write (a Shapefile's, when a layer is made). It
 * then ends the process, with what we write still in its hidden folder. */
static bool is_by_gdal(void)
{
    return fault_is_in("libgdal") && fault_site_is_for(fault_fired(), "libgdal");
}

static void crash(int signal_number)
{
    fault_end();
    if (is_by_gdal())
        _exit(0);
    printf("  ended by signal %d\n", signal_number);
    fault_tell_here();
    fault_tell(fault_fired());
    (void)fflush(stdout);
    _exit(3);
}

static void live(const job *j)
{
    (void)signal(SIGSEGV, crash);
    (void)signal(SIGABRT, crash);
    (void)signal(SIGALRM, crash);
    if (chdir("case") != 0)
        _exit(9);
    char tmp[4096];
    if (getcwd(tmp, sizeof tmp - 8) != NULL)
        (void)setenv("TMPDIR", strcat(tmp, "/tmp"), 1);
    (void)alarm(CASE_S);
    if (j->t != NULL)
        run_trial(j->t);
    else
        run_well(j->d, j->counts);
    (void)fflush(NULL);
    _exit(shared->wrong ? 1 : 0);
}

/* Runs one job in a fresh folder `case` and a process of its own. */
static int run_job(const job *j)
{
    place_remove("case");
    place_make("case");
    place_make("case/tmp");
    place_make("case/made");
    place_copy(j->d->start, "case/out");
    shared->fired = shared->wrong = false;
    (void)fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        live(j);
    return child < 0 ? -1 : wait_for(child);
}

static void must(bool good, const char *what)
{
    if (good)
        return;
    printf("torture cannot begin: %s\n", what);
    exit(2);
}

/* A state that calls start from, made by a call that nothing befalls. */
static void make_state(const door *d, const char *name)
{
    must(run_job(&(job){.d = d}) == 0, name);
    place_remove(name);
    must(rename("case/out", name) == 0, name);
}

/* Counts the calls that a door makes, and learns what it leaves when nothing befalls it. */
static void learn(const door *d)
{
    memset(shared->records, 0, sizeof shared->records);
    must(run_job(&(job){.d = d, .counts = true}) == 0, d->name);
    after = shared->reached;
    before = (outcome){0};
    if (strcmp(d->made, "out") == 0)
        before.made = place_digest(d->start);
}

static void tell(const trial *t, const char *what)
{
    printf("  %s: torture . --door %s --kind %s --n %ld%s\n", what, doors[t->door].name,
           fault_names[t->kind], t->n, t->lasting ? " --lasting" : "");
    (void)fflush(stdout);
}

static void try(const trial *t)
{
    int end = run_job(&(job){.d = &doors[t->door], .t = t});
    bool crashed = !WIFEXITED(end) || WEXITSTATUS(end) > 1;
    done++;
    if (crashed || shared->wrong) {
        failed++;
        if (crashed && WIFSIGNALED(end))
            printf("  killed by signal %d\n", WTERMSIG(end));
        tell(t, "NOT WELL");
    } else if (!shared->fired) {
        skipped++;
    }
}

static double now_s(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* The numbers that are tried of one kind: the first of every way to a call; then a later one of
 * each; then all. `i` from 0; 0 for no more. */
static long number_of(const fault_record *record, bool all, long i)
{
    if (i < record->site_count)
        return record->sites[i].first;
    i -= record->site_count;
    if (!all)
        return 0;
    if (i < record->site_count)
        return record->sites[i].last;
    i -= record->site_count;
    return i < record->calls ? i + 1 : 0;
}

/* `cases` of them, spread over all. */
static long spread(const fault_record *record, long cases, long i)
{
    long sites = record->site_count;
    if (cases >= sites)
        return number_of(record, false, i);
    return i < cases ? record->sites[(2 * i + 1) * sites / (2 * cases)].first : 0;
}

/* Tries numbers of one kind from the *next-th on; a few, so that all doors have their turn, or all
 * that were asked for. */
static void torture_kind(size_t at, fault_kind kind, const options *o, double until_s, long *next)
{
    enum { A_TURN = 12 };
    const fault_record *record = &shared->records[kind];
    for (int turn = 0; *next >= 0 && now_s() < until_s && (o->cases > 0 || turn < A_TURN); turn++) {
        long i = *next;
        long n = o->cases > 0 ? spread(record, o->cases, i) : number_of(record, o->seen_all, i);
        *next = n > 0 ? i + o->parts : -1;
        /* once alone and once with all that follows, or in turn where there is little time */
        for (int lasts = 0; n > 0 && lasts < 2; lasts++)
            if (o->cases == 0 || lasts == i % 2)
                try(&(trial){at, kind, n, lasts == 1});
    }
}

static void torture_door(size_t at, const options *o, double until_s, long next[FAULT_KINDS])
{
    learn(&doors[at]);
    for (fault_kind kind = 0; kind < FAULT_KINDS && now_s() < until_s; kind++) {
        if (next[kind] < 0 || (o->kind != NULL && strcmp(o->kind, fault_names[kind]) != 0))
            continue;
        long was = done, bad = failed;
        double from_s = now_s();
        if (o->n > 0)
            try(&(trial){at, kind, o->n, o->lasting});
        else
            torture_kind(at, kind, o, until_s, &next[kind]);
        if (o->n > 0)
            next[kind] = -1;
        printf("%-18s %-14s %7ld calls %6d ways %6ld cases %4ld not well %6.1f s\n", doors[at].name,
               fault_names[kind], shared->records[kind].calls, shared->records[kind].site_count,
               done - was, failed - bad, now_s() - from_s);
        (void)fflush(stdout);
    }
}

static bool is_done(const options *o, const long next[FAULT_KINDS])
{
    for (fault_kind kind = 0; kind < FAULT_KINDS; kind++)
        if (next[kind] >= 0 && (o->kind == NULL || strcmp(o->kind, fault_names[kind]) == 0))
            return false;
    return true;
}

/* Is the name one of a list between commas? */
static bool is_named(const char *list, const char *name)
{
    size_t size = strlen(name);
    while (list != NULL && *list != '\0') {
        size_t word = strcspn(list, ",");
        if (word == size && strncmp(list, name, size) == 0)
            return true;
        list += word + (list[word] == ',');
    }
    return list == NULL;
}

static options read_options(int argc, char **argv)
{
    options o = {.parts = 1};
    for (int i = 2; i < argc; i++) {
        const char *word = argv[i], *value = i + 1 < argc ? argv[i + 1] : "0";
        if (strcmp(word, "--lasting") == 0)
            o.lasting = true;
        else if (strcmp(word, "--all") == 0)
            o.seen_all = true;
        else if (strcmp(word, "--door") == 0)
            o.doors = value;
        else if (strcmp(word, "--kind") == 0)
            o.kind = value;
        else if (strcmp(word, "--n") == 0)
            o.n = atol(value);
        else if (strcmp(word, "--cases") == 0)
            o.cases = atoi(value);
        else if (strcmp(word, "--seconds") == 0)
            o.seconds = atof(value);
        else if (strcmp(word, "--part") == 0)
            o.part = atoi(value);
        else if (strcmp(word, "--parts") == 0)
            o.parts = atoi(value);
    }
    return o;
}

int main(int argc, char **argv)
{
    must(argc > 1 && chdir(argv[1]) == 0, "name the folder of the studies");
    options o = read_options(argc, argv);
    (void)close_range(3, ~0U, 0); /* what this process inherited is nobody's fault */
    fault_start();
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    must(shared != MAP_FAILED && door_count <= DOORS_MAX, "no memory");
    double until_s = o.seconds > 0 ? now_s() + o.seconds : 1e300;
    make_state(&doors[door_count], "old");
    make_state(&doors[1], "done");
    bool all = false;
    for (size_t i = 0; i < door_count; i++)
        for (fault_kind kind = 0; kind < FAULT_KINDS; kind++)
            upcoming[i][kind] = is_named(o.doors, doors[i].name) ? o.part : -1;
    while (!all && now_s() < until_s) {
        all = true;
        for (size_t i = 0; i < door_count && now_s() < until_s; i++) {
            if (is_done(&o, upcoming[i]))
                continue;
            torture_door(i, &o, until_s, upcoming[i]);
            all = false;
        }
    }
    printf("%ld cases, %ld of them not reached, %ld not well%s\n", done, skipped, failed,
           all ? "; these are all" : "");
    return failed > 0;
}
