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

static char *inside(lc_ctx *ctx, const char *folder, const char *name)
{
    return lc_format(ctx, "%s/%s", folder, name);
}

lc_status lc_set_refuse_foreign(const lc_set_files *files, const char *name, bool folder)
{
    struct stat info;
    char *path = inside(files->ctx, files->out, name);
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

/* The interrupted moving of a set: brought to its end. */
static lc_status move_on(lc_set_files *files, lc_set_known *known)
{
    lc_status status = lc_set_move(files->ctx, files->out, files->fresh, known);
    char *log = status == LC_OK ? inside(files->ctx, files->out, log_name) : NULL;
    if (status == LC_OK && log == NULL)
        status = LC_MEMORY;
    if (log != NULL)
        (void)unlink(log);
    free(log);
    known->moving = false;
    if (status == LC_OK)
        status = lc_set_known_write(files->ctx, files->out, known);
    if (status == LC_OK)
        lc_run_remove(files->fresh);
    return status;
}

/* Takes the finished set, if there is one, in hand. */
static lc_status meet_finished(lc_set_files *files, bool overwrite)
{
    lc_set_known known;
    lc_status status = lc_set_known_read(files->ctx, files->out, &known);
    if (status == LC_OK && known.moving) {
        status = move_on(files, &known);
        files->finished = status == LC_OK && strcmp(known.identity, files->identity) == 0;
    }
    if (status == LC_OK && known.identity != NULL && !files->finished && !overwrite)
        status = lc_fail(files->ctx, LC_EXISTS,
                         "%s: a report is there already (%s says what it was made from); add "
                         "--overwrite to replace it, or name another place with --out.",
                         files->out, LC_SET_KNOWN_NAME);
    files->ours = known.files; /* its holder now */
    lc_array_init(&known.files, sizeof(char *));
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
    size_t size = strlen(files->identity);
    *other = strncmp(text, files->identity, size) != 0 || text[size] != '\n';
    if (!*other)
        status = lc_set_list_read(files->ctx, text + size, "made ", &files->done);
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
    bool other;
    lc_status status = read_log(files, log, &other);
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
    files->log = open(log, O_WRONLY | O_APPEND | O_CLOEXEC);
    return files->log >= 0 ? LC_OK : lc_run_fail_folder(files->ctx, log, errno);
}

lc_status lc_set_begin(lc_ctx *ctx, const char *out, const char *identity, bool overwrite,
                       lc_set_files *files)
{
    *files = (lc_set_files){.ctx = ctx, .log = -1};
    lc_array_init(&files->ours, sizeof(char *));
    lc_array_init(&files->done, sizeof(char *));
    files->out = lc_strdup(ctx, out);
    files->fresh = inside(ctx, out, fresh_name);
    files->identity = lc_strdup(ctx, identity);
    char *log = inside(ctx, out, log_name);
    bool whole =
        files->out != NULL && files->fresh != NULL && files->identity != NULL && log != NULL;
    lc_status status = whole ? meet_finished(files, overwrite) : LC_MEMORY;
    if (status == LC_OK && !files->finished)
        status = meet_unfinished(files, log, overwrite);
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
    size_t size = strlen(line);
    if (write(files->log, line, size) != (ssize_t)size)
        status = lc_run_fail_folder(ctx, files->fresh, errno);
    free(line);
    return status;
}

lc_status lc_set_settle(const lc_set_files *files, lc_ctx *ctx, const char *work, const char *to)
{
    char *folder = *to != '\0' ? inside(ctx, files->fresh, to) : lc_strdup(ctx, files->fresh);
    lc_array names;
    lc_array_init(&names, sizeof(char *));
    lc_status status = folder != NULL ? lc_run_make_folder(ctx, folder) : LC_MEMORY;
    if (status == LC_OK)
        status = lc_set_list_files(ctx, work, &names);
    for (size_t i = 0; status == LC_OK && i < names.count; i++)
        status = lc_set_move_file(ctx, work, folder, lc_set_list_at(&names, i));
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
