/* Two locks, because neither is enough. The folder itself is locked (flock): that is free of races,
 * needs no right to write, and ends with the process, but on a network disk binds this computer
 * alone. And each holder keeps a small file in it, locked as long as the holder lives, that says
 * who it is: such a lock passes between computers. A file that nobody locks is what a killed
 * process left: it is never believed, and removed. */
#include "run/hold.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "run/run.h"

/* .lifecircle-lock-<w or r>-<computer>-<process>-<number>; with an ending while it is not whole. */
static const char prefix[] = ".lifecircle-lock-";
static const char unfinished[] = ".part";
enum { MODE_AT = sizeof prefix - 1 };

enum { TRIES = 10, PAUSE_MS = 20, WORD_BYTES = 128 };

enum { PROGRAM, PROCESS, COMPUTER, SINCE, WORD_COUNT };

/* Somebody who is at work in the folder. */
typedef struct holder {
    bool found;
    char words[WORD_COUNT][WORD_BYTES];
} holder;

/* What we ask of a folder. */
typedef struct wish {
    lc_ctx *ctx;
    const char *folder, *what;
    bool shared;
} wish;

static int lock(int file, int how)
{
    int code;
    while ((code = flock(file, how | LOCK_NB)) != 0 && errno == EINTR)
        continue;
    return code;
}

static void computer_name(char *name, size_t size)
{
    if (gethostname(name, size) != 0)
        (void)snprintf(name, size, "%s", "localhost");
    name[size - 1] = '\0';
    for (char *c = name; *c != '\0'; c++)
        *c = *c == '/' ? '_' : *c;
}

/* --- what others say --- */

/* Cleaned: the file is whoever's. */
static void read_words(lc_ctx *ctx, int file, holder *who)
{
    char text[WORD_COUNT * WORD_BYTES] = "", *rest = text, *line;
    ssize_t size = pread(file, text, sizeof text - 1, 0);
    for (size_t i = 0; size > 0 && i < WORD_COUNT && (line = strsep(&rest, "\n")) != NULL; i++) {
        lc_text clean;
        lc_text_init(&clean, ctx);
        lc_text_add_clean(&clean, line, strlen(line));
        lc_text_cut(who->words[i], sizeof who->words[i], clean.bytes != NULL ? clean.bytes : "");
        lc_text_clear(&clean);
    }
    who->found = who->words[SINCE][0] != '\0';
}

/* A file of words: a holder who is against our wish, or one that may be removed where `held`, we
 * hold the folder. */
static void look_at(const wish *w, const char *name, bool held, holder *who)
{
    bool part = lc_text_ends(name, unfinished), reads = name[MODE_AT] == 'r';
    char *path = lc_run_inside(w->ctx, w->folder, name);
    int file = path != NULL ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : -1;
    bool left = file >= 0 && lock(file, LOCK_SH) == 0;
    if (left && held && (!part || !w->shared)) /* an unfinished one may be a reader's to be */
        (void)unlink(path);
    if (file >= 0 && !left && errno == EWOULDBLOCK && !part && !(reads && w->shared) && !who->found)
        read_words(w->ctx, file, who);
    if (file >= 0)
        (void)close(file);
    free(path);
}

static void look_around(const wish *w, const lc_hold *ours, holder *who)
{
    const struct dirent *entry;
    const char *slash = ours->path != NULL ? strrchr(ours->path, '/') : NULL;
    DIR *list = opendir(w->folder);
    while (list != NULL && (entry = readdir(list)) != NULL) {
        bool own = slash != NULL && strcmp(entry->d_name, slash + 1) == 0;
        if (!own && strncmp(entry->d_name, prefix, sizeof prefix - 1) == 0)
            look_at(w, entry->d_name, ours->folder >= 0, who);
    }
    if (list != NULL)
        (void)closedir(list);
}

/* --- what we say --- */

static char *own_words(const wish *w, const char *computer)
{
    char since[32] = "";
    time_t now = time(NULL);
    struct tm local;
    if (localtime_r(&now, &local) != NULL)
        (void)strftime(since, sizeof since, "%Y-%m-%d %H:%M:%S", &local);
    return lc_format(w->ctx, "%s %s\n%ld\n%s\n%s\n", program_invocation_short_name, w->what,
                     (long)getpid(), computer, since);
}

/* Locked and whole before it gets its name. Where it cannot be written we stay nameless. */
static void announce(const wish *w, lc_hold *hold)
{
    static atomic_uint number;
    char computer[WORD_BYTES];
    computer_name(computer, sizeof computer);
    char *path = lc_format(w->ctx, "%s/%s%c-%s-%ld-%u", w->folder, prefix, w->shared ? 'r' : 'w',
                           computer, (long)getpid(), atomic_fetch_add(&number, 1));
    char *part = path != NULL ? lc_format(w->ctx, "%s%s", path, unfinished) : NULL;
    char *words = own_words(w, computer);
    int file = part != NULL && words != NULL
                   ? open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666)
                   : -1;
    bool said = file >= 0 && lock(file, LOCK_EX) == 0 &&
                lc_disk_write(file, words, strlen(words)) && rename(part, path) == 0;
    if (said) {
        hold->words = file;
        hold->path = path;
        path = NULL;
    } else if (file >= 0) {
        (void)unlink(part);
        (void)close(file);
    }
    lc_ctx_forget(w->ctx); /* want of memory stops nobody here */
    free(words);
    free(part);
    free(path);
}

/* --- both --- */

/* False where somebody else is at work. */
static bool try_to(const wish *w, lc_hold *hold, holder *who)
{
    *hold = LC_HOLD_NONE;
    int folder = open(w->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return true;
    bool locked = lock(folder, w->shared ? LOCK_SH : LOCK_EX) == 0;
    if (!locked && errno == EWOULDBLOCK) {
        (void)close(folder);
        look_around(w, hold, who);
        return false;
    }
    hold->folder = folder;
    announce(w, hold);
    if (!locked && hold->path == NULL)
        lc_log(w->ctx, LC_LOG_NOTE,
               "%s: this disk knows no locks; see to it that no other lifecircle works here "
               "meanwhile.",
               w->folder);
    look_around(w, hold, who);
    if (who->found)
        lc_hold_drop(hold);
    return !who->found;
}

static lc_status fail_busy(const wish *w, const holder *who)
{
    char own[WORD_BYTES];
    computer_name(own, sizeof own);
    if (!who->found)
        return lc_fail(w->ctx, LC_BUSY,
                       "%s: another lifecircle is writing here; wait for it, or name another place "
                       "with --out.",
                       w->folder);
    bool here = strcmp(own, who->words[COMPUTER]) == 0;
    char *process = here ? lc_strdup(w->ctx, who->words[PROCESS])
                         : lc_format(w->ctx, lc_tr(w->ctx, "%s on the computer %s"),
                                     who->words[PROCESS], who->words[COMPUTER]);
    if (process == NULL)
        return LC_MEMORY;
    if (w->shared)
        (void)lc_fail(w->ctx, LC_BUSY,
                      "%s: \"%s\" is at work here (process %s, since %s); wait until it has ended.",
                      w->folder, who->words[PROGRAM], process, who->words[SINCE]);
    else
        (void)lc_fail(w->ctx, LC_BUSY,
                      "%s: \"%s\" is at work here (process %s, since %s); wait until it has ended, "
                      "or name another place with --out.",
                      w->folder, who->words[PROGRAM], process, who->words[SINCE]);
    free(process);
    return LC_BUSY;
}

lc_status lc_hold_take(lc_ctx *ctx, const char *folder, const char *what, bool shared,
                       lc_hold *hold)
{
    const wish w = {ctx, folder, what, shared};
    const struct timespec pause = {.tv_nsec = PAUSE_MS * 1000000L};
    holder who = {.found = false};
    for (int i = 0; i < TRIES; i++) {
        if (try_to(&w, hold, &who))
            return LC_OK;
        if (who.found)
            break;
        (void)nanosleep(&pause, NULL); /* who begins has not said its name yet, or ends just now */
    }
    return fail_busy(&w, &who);
}

bool lc_hold_is(const lc_hold *hold, const char *folder)
{
    struct stat held, named;
    return hold->folder >= 0 && fstat(hold->folder, &held) == 0 && stat(folder, &named) == 0 &&
           held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

lc_status lc_hold_add_out(lc_ctx *ctx, const char *out, const char *what, lc_hold *store,
                          lc_hold *hold)
{
    if (lc_hold_is(store, out))
        lc_hold_drop(store);
    return lc_hold_take(ctx, out, what, false, hold);
}

void lc_hold_drop(lc_hold *hold)
{
    if (hold->path != NULL)
        (void)unlink(hold->path);
    if (hold->words >= 0)
        (void)close(hold->words);
    if (hold->folder >= 0)
        (void)close(hold->folder);
    free(hold->path);
    *hold = LC_HOLD_NONE;
}
