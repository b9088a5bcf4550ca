#include "run/set_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run/run.h"
#include "run/set_list.h"

static const char fresh_name[] = ".lifecircle-report-new";
static const char log_name[] = ".lifecircle-report-new/.state";
/* The same once the pieces are being moved away: they are not to be counted on again. */
static const char moving_name[] = ".lifecircle-report-new/.moving";

lc_status lc_set_refuse_foreign(const lc_set_files *files, const char *name, bool folder)
{
    struct stat info = {0};
    char *path = lc_run_inside(files->ctx, files->out, name);
    if (path == NULL)
        return LC_MEMORY;
    bool there = lstat(path, &info) == 0;
    free(path);
    bool fine = folder ? S_ISDIR(info.st_mode)
                       : S_ISREG(info.st_mode) && lc_set_list_has(&files->ours, name);
    if (!there || fine)
        return LC_OK;
    return lc_fail(files->ctx, LC_EXISTS,
                   "%s/%s: is there already and no part of a report; move it away, or name "
                   "another place with --out.",
                   files->out, name);
}

/* --- what is there already --- */

/* Ends the moving of a set, begun now or by an interrupted call. */
static lc_status move_on(lc_set_files *files, lc_set_known *known)
{
    char *log = lc_run_inside(files->ctx, files->out, log_name);
    char *moving = lc_run_inside(files->ctx, files->out, moving_name);
    lc_status status = log != NULL && moving != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK && rename(log, moving) != 0 && errno != ENOENT)
        status = lc_run_fail_folder(files->ctx, moving, errno);
    if (status == LC_OK)
        status = lc_set_move(files->ctx, files->out, files->fresh, known);
    known->moving = false;
    if (status == LC_OK)
        status = lc_set_known_write(files->ctx, files->out, known);
    if (status == LC_OK)
        lc_run_remove(files->fresh);
    free(moving);
    free(log);
    return status;
}

/* Where the text goes on behind the identity and an empty line; NULL when it is another's. */
static const char *behind_head(const char *text, const char *identity)
{
    size_t size = identity != NULL ? strlen(identity) : 0;
    return size > 0 && strncmp(text, identity, size) == 0 && text[size] == '\n' ? text + size
                                                                                : NULL;
}

/* Is the file in the hidden folder the log of this set? */
static lc_status is_log_of(const lc_set_files *files, const char *name, const char *identity,
                           bool *is)
{
    char *text = NULL, *path = lc_run_inside(files->ctx, files->out, name);
    lc_status status = path != NULL ? lc_set_read_text(files->ctx, path, &text) : LC_MEMORY;
    *is = status == LC_OK && text != NULL && behind_head(text, identity) != NULL;
    free(text);
    free(path);
    return status;
}

/* Is what was left in the midst of moving really there to be moved, and is that asked for? A list
 * that only says so moves and removes nothing. */
static lc_status may_move_on(const lc_set_files *files, const lc_set_known *known, bool overwrite,
                             bool *may)
{
    static const char *const folders[] = {"regions", "assets", "data"};
    struct stat info;
    *may = false;
    if (!known->moving || known->identity == NULL ||
        (!overwrite && strcmp(known->identity, files->identity) != 0) ||
        lstat(files->fresh, &info) != 0 || !S_ISDIR(info.st_mode))
        return LC_OK;
    lc_status status = is_log_of(files, moving_name, known->identity, may);
    if (status == LC_OK && !*may)
        status = is_log_of(files, log_name, known->identity, may);
    for (size_t i = 0; status == LC_OK && *may && i < sizeof folders / sizeof *folders; i++)
        status = lc_set_refuse_foreign(files, folders[i], true);
    return status;
}

/* A file by the name of the list that no set has written. */
static lc_status refuse_foreign_list(const lc_set_files *files, bool overwrite)
{
    struct stat info;
    char *path = lc_run_inside(files->ctx, files->out, LC_SET_KNOWN_NAME);
    if (path == NULL)
        return LC_MEMORY;
    bool plain = lstat(path, &info) == 0 && S_ISREG(info.st_mode);
    free(path);
    return plain && overwrite ? LC_OK : lc_set_refuse_foreign(files, LC_SET_KNOWN_NAME, false);
}

/* What is left of a set that is not moved on is to be replaced, too. */
static lc_status take_ours(lc_set_files *files, lc_set_known *known)
{
    lc_status status = LC_OK;
    files->ours = known->files; /* its holder now */
    lc_array_init(&known->files, sizeof(char *));
    for (size_t i = 0; status == LC_OK && known->moving && i < known->old.count; i++)
        status = lc_set_list_add(files->ctx, &files->ours, lc_set_list_at(&known->old, i));
    lc_set_list_sort(&files->ours);
    return status;
}

/* Takes the finished set, if there is one, in hand. */
static lc_status meet_finished(lc_set_files *files, const lc_study *study, bool overwrite)
{
    lc_set_known known;
    bool on = false;
    lc_status status = lc_set_known_read(files->ctx, files->out, study, &known);
    if (status == LC_OK && known.identity == NULL)
        status = refuse_foreign_list(files, overwrite);
    if (status == LC_OK)
        status = may_move_on(files, &known, overwrite, &on);
    if (status == LC_OK && on) {
        status = move_on(files, &known);
        files->finished = status == LC_OK && strcmp(known.identity, files->identity) == 0;
    }
    if (status == LC_OK && known.identity != NULL && !files->finished && !overwrite)
        status = lc_fail(files->ctx, LC_EXISTS,
                         "%s: a report is there already (%s says what it was made from); add "
                         "--overwrite to replace it, or name another place with --out.",
                         files->out, LC_SET_KNOWN_NAME);
    if (status == LC_OK)
        status = take_ours(files, &known);
    lc_set_known_clear(&known);
    return status;
}

/* Reads the pieces that an interrupted call has made; *other: of something else. */
static lc_status read_log(lc_set_files *files, const char *path, bool *other)
{
    char *text = NULL;
    *other = false;
    lc_status status = lc_set_read_text(files->ctx, path, &text);
    if (status != LC_OK || text == NULL)
        return status;
    const char *pieces = behind_head(text, files->identity);
    *other = pieces == NULL;
    if (!*other)
        status = lc_set_list_read(files->ctx, pieces, "made ", &files->done);
    lc_set_list_sort(&files->done);
    free(text);
    return status;
}

static void remove_hidden(const char *folder)
{
    struct dirent *entry;
    DIR *list = opendir(folder);
    while (list != NULL && (entry = readdir(list)) != NULL) {
        char path[4096];
        bool work = strncmp(entry->d_name, ".work", 5) == 0;
        if (work && snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < 4096)
            lc_run_remove(path);
    }
    if (list != NULL)
        (void)closedir(list);
}

/* Takes the unfinished set, if there is one, in hand: `fresh` is there afterwards. */
static lc_status meet_unfinished(lc_set_files *files, const char *log, bool overwrite)
{
    bool other = false;
    lc_status status = lc_set_refuse_foreign(files, fresh_name, true);
    if (status == LC_OK)
        status = read_log(files, log, &other);
    if (status == LC_OK && other && !overwrite)
        return lc_fail(files->ctx, LC_EXISTS,
                       "%s: an unfinished report is there (%s), of another state of the study "
                       "or with other options; add --overwrite to begin anew.",
                       files->out, fresh_name);
    if (status == LC_OK && (other || files->done.count == 0))
        lc_run_remove(files->fresh);
    if (status == LC_OK)
        status = lc_run_make_folder(files->ctx, files->fresh);
    remove_hidden(files->fresh);
    return status;
}

/* A log that is there has a whole head: it gets its name only then. */
static lc_status open_log(lc_set_files *files, const char *log)
{
    lc_status status = LC_OK;
    if (access(log, F_OK) != 0)
        status = lc_set_write_text(files->ctx, log, files->identity, "\n");
    if (status != LC_OK)
        return status;
    files->log = open(log, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    return files->log >= 0 ? LC_OK : lc_run_fail_folder(files->ctx, log, errno);
}

lc_status lc_set_begin(lc_ctx *ctx, const lc_set_start *start, lc_set_files *files)
{
    *files = (lc_set_files){.ctx = ctx, .log = -1};
    lc_array_init(&files->ours, sizeof(char *));
    lc_array_init(&files->done, sizeof(char *));
    files->out = lc_strdup(ctx, start->out);
    files->fresh = lc_run_inside(ctx, start->out, fresh_name);
    files->identity = lc_strdup(ctx, start->identity);
    char *log = lc_run_inside(ctx, start->out, log_name);
    bool whole =
        files->out != NULL && files->fresh != NULL && files->identity != NULL && log != NULL;
    lc_status status = whole ? meet_finished(files, start->study, start->overwrite) : LC_MEMORY;
    if (status == LC_OK && !files->finished)
        status = meet_unfinished(files, log, start->overwrite);
    if (status == LC_OK && !files->finished)
        status = open_log(files, log);
    free(log);
    return status;
}

void lc_set_clear(lc_set_files *files)
{
    if (files->log >= 0)
        close(files->log);
    lc_set_list_clear(&files->ours);
    lc_set_list_clear(&files->done);
    free(files->out);
    free(files->fresh);
    free(files->identity);
    *files = (lc_set_files){.log = -1};
}

/* --- making --- */

bool lc_set_has(const lc_set_files *files, const char *piece)
{
    return lc_set_list_has(&files->done, piece);
}

lc_status lc_set_note(lc_set_files *files, lc_ctx *ctx, const char *piece)
{
    char *line = lc_format(ctx, "made %s\n", piece);
    if (line == NULL)
        return LC_MEMORY;
    lc_status status = LC_OK;
    if (!lc_disk_write(files->log, line, strlen(line)))
        status = lc_run_fail_folder(ctx, files->fresh, errno);
    free(line);
    return status;
}

lc_status lc_set_settle(const lc_set_files *files, lc_ctx *ctx, const char *work, const char *to)
{
    char *folder =
        *to != '\0' ? lc_run_inside(ctx, files->fresh, to) : lc_strdup(ctx, files->fresh);
    lc_array names;
    lc_array_init(&names, sizeof(char *));
    lc_status status = folder != NULL ? lc_run_make_folder(ctx, folder) : LC_MEMORY;
    if (status == LC_OK)
        status = lc_set_list_files(ctx, work, &names);
    for (size_t i = 0; status == LC_OK && i < names.count; i++)
        status = lc_set_move_file(ctx, work, folder, lc_set_list_at(&names, i));
    if (status == LC_OK && !lc_disk_sync_folder(folder)) /* before the log counts on it */
        status = lc_run_fail_folder(ctx, folder, errno);
    lc_set_list_clear(&names);
    free(folder);
    return status;
}

/* --- moving into place --- */

static lc_status refuse_folders(const lc_set_files *files, char *name)
{
    lc_status status = LC_OK;
    for (char *slash = strchr(name, '/'); status == LC_OK && slash != NULL;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        status = lc_set_refuse_foreign(files, name, true);
        *slash = '/';
    }
    return status;
}

static lc_status refuse_all(const lc_set_files *files, const lc_array *names)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < names->count; i++) {
        status = refuse_folders(files, lc_set_list_at(names, i));
        if (status == LC_OK)
            status = lc_set_refuse_foreign(files, lc_set_list_at(names, i), false);
    }
    return status;
}

/* The files of the set before that the new one has no more. */
static lc_status add_old(const lc_set_files *files, lc_set_known *known)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < files->ours.count; i++) {
        const char *name = lc_set_list_at(&files->ours, i);
        if (!lc_set_list_has(&known->files, name))
            status = lc_set_list_add(files->ctx, &known->old, name);
    }
    return status;
}

lc_status lc_set_commit(lc_set_files *files)
{
    lc_set_known known = {.identity = files->identity, .moving = true};
    lc_array_init(&known.files, sizeof(char *));
    lc_array_init(&known.old, sizeof(char *));
    lc_status status = lc_set_list_files(files->ctx, files->fresh, &known.files);
    lc_set_list_sort(&known.files);
    if (status == LC_OK)
        status = refuse_all(files, &known.files);
    if (status == LC_OK)
        status = add_old(files, &known);
    if (status == LC_OK)
        status = lc_set_known_write(files->ctx, files->out, &known);
    if (status == LC_OK)
        status = move_on(files, &known);
    known.identity = NULL; /* the holder's */
    lc_set_known_clear(&known);
    return status;
}
