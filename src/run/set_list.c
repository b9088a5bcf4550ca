#include "run/set_list.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/report.h"
#include "run/run.h"

/* --- lists --- */

lc_status lc_set_list_add(lc_ctx *ctx, lc_array *list, const char *name)
{
    char **item = lc_array_push(ctx, list);
    if (item == NULL)
        return LC_MEMORY;
    *item = lc_strdup(ctx, name);
    return *item != NULL ? LC_OK : LC_MEMORY;
}

char *lc_set_list_at(const lc_array *list, size_t i)
{
    return *(char **)lc_array_at(list, i);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void lc_set_list_sort(lc_array *list)
{
    if (list->count > 0)
        qsort(list->items, list->count, list->item_size, by_name);
}

bool lc_set_list_has(const lc_array *list, const char *name)
{
    return list->count > 0 &&
           bsearch(&name, list->items, list->count, list->item_size, by_name) != NULL;
}

void lc_set_list_clear(lc_array *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(lc_set_list_at(list, i));
    lc_array_clear(list);
}

static lc_status read_line(lc_ctx *ctx, const char *line, size_t size, const char *mark,
                           lc_array *list)
{
    size_t skip = strlen(mark);
    if (size <= skip || strncmp(line, mark, skip) != 0)
        return LC_OK;
    char *name = lc_strndup(ctx, line + skip, size - skip);
    if (name == NULL)
        return LC_MEMORY;
    lc_status status = lc_set_list_add(ctx, list, name);
    free(name);
    return status;
}

lc_status lc_set_list_read(lc_ctx *ctx, const char *text, const char *mark, lc_array *list)
{
    lc_status status = LC_OK;
    const char *end;
    for (; status == LC_OK && (end = strchr(text, '\n')) != NULL; text = end + 1)
        status = read_line(ctx, text, (size_t)(end - text), mark, list);
    return status;
}

static lc_status list_below(lc_ctx *ctx, const char *root, const char *below, lc_array *list);

/* `name` is relative to the root. */
static lc_status list_entry(lc_ctx *ctx, const char *root, const char *name, lc_array *list)
{
    struct stat info;
    char *path = lc_run_inside(ctx, root, name);
    if (path == NULL)
        return LC_MEMORY;
    lc_status status = LC_OK;
    if (lstat(path, &info) != 0)
        status = lc_run_fail_folder(ctx, path, errno);
    else if (S_ISDIR(info.st_mode))
        status = list_below(ctx, root, name, list);
    else
        status = lc_set_list_add(ctx, list, name);
    free(path);
    return status;
}

static lc_status list_below(lc_ctx *ctx, const char *root, const char *below, lc_array *list)
{
    lc_status status = LC_OK;
    struct dirent *entry;
    char *folder = lc_run_inside(ctx, root, below);
    DIR *entries = folder != NULL ? opendir(folder) : NULL;
    if (entries == NULL)
        status = folder != NULL ? lc_run_fail_folder(ctx, folder, errno) : LC_MEMORY;
    while (status == LC_OK && entries != NULL && (entry = readdir(entries)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        char *name = lc_format(ctx, "%s%s%s", below, *below != '\0' ? "/" : "", entry->d_name);
        status = name != NULL ? list_entry(ctx, root, name, list) : LC_MEMORY;
        free(name);
    }
    if (entries != NULL)
        (void)closedir(entries);
    free(folder);
    return status;
}

lc_status lc_set_list_files(lc_ctx *ctx, const char *folder, lc_array *list)
{
    return list_below(ctx, folder, "", list);
}

/* --- small files --- */

/* Of 100 000 regions the list has some 30 MB. */
enum { TEXT_BYTES_MAX = 64 << 20 };

/* Whatever bears the name: a pipe is not waited for, and a device is not read. -1 where there is no
 * file, or none that could be ours; errno is 0 then. */
static int open_text(const char *path)
{
    struct stat info;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0) {
        if (errno == ENOENT || errno == ELOOP || errno == ENXIO)
            errno = 0;
        return -1;
    }
    if (fstat(file, &info) == 0 && S_ISREG(info.st_mode) && info.st_size <= TEXT_BYTES_MAX)
        return file;
    close(file);
    errno = 0;
    return -1;
}

lc_status lc_set_read_text(lc_ctx *ctx, const char *path, char **text)
{
    lc_text all;
    char block[4096];
    ssize_t size = 0;
    *text = NULL;
    int file = open_text(path);
    if (file < 0)
        return errno == 0 ? LC_OK : lc_run_fail_folder(ctx, path, errno);
    lc_text_init(&all, ctx);
    while ((size = read(file, block, sizeof block)) > 0)
        lc_text_add_bytes(&all, block, (size_t)size);
    lc_status status = size < 0 ? lc_run_fail_folder(ctx, path, errno) : LC_OK;
    close(file);
    *text = lc_text_take(&all);
    if (status == LC_OK && *text == NULL)
        status = LC_MEMORY;
    return status;
}

lc_status lc_set_write_text(lc_ctx *ctx, const char *path, const char *first, const char *second)
{
    char *fresh = lc_format(ctx, "%s.part", path);
    if (fresh == NULL)
        return LC_MEMORY;
    int file = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    bool whole = file >= 0 && lc_disk_write(file, first, strlen(first)) &&
                 lc_disk_write(file, second, strlen(second)) && lc_disk_sync_open(file);
    int error = errno;
    if (file >= 0 && close(file) != 0 && whole) {
        whole = false;
        error = errno;
    }
    if (whole && (rename(fresh, path) != 0 || !lc_disk_sync_parent(path))) {
        whole = false;
        error = errno;
    }
    lc_status status = whole ? LC_OK : lc_run_fail_folder(ctx, path, error);
    if (!whole)
        (void)unlink(fresh);
    free(fresh);
    return status;
}

static lc_status make_parents(lc_ctx *ctx, char *path)
{
    char *slash = strrchr(path, '/');
    *slash = '\0';
    lc_status status = lc_run_make_folder(ctx, path);
    *slash = '/';
    return status;
}

/* On the disk first, so that no name ever stands for less than its file, even where the power
 * fails. */
lc_status lc_set_move_file(lc_ctx *ctx, const char *from, const char *to, const char *name)
{
    char *source = lc_run_inside(ctx, from, name);
    char *target = lc_run_inside(ctx, to, name);
    lc_status status = source != NULL && target != NULL ? make_parents(ctx, target) : LC_MEMORY;
    if (status == LC_OK && (!lc_disk_sync(source) || rename(source, target) != 0))
        status = lc_run_fail_folder(ctx, target, errno);
    free(source);
    free(target);
    return status;
}

/* --- what a set consists of --- */

static const char state_moving[] = "state moving\n";
static const char state_finished[] = "state finished\n";

static char *known_path(lc_ctx *ctx, const char *folder)
{
    return lc_format(ctx, "%s/" LC_SET_KNOWN_NAME, folder);
}

/* <folder><plain name><ending>: nothing hidden, nothing deeper. */
static bool is_named(const char *name, const char *folder, const char *ending)
{
    size_t skip = strlen(folder), size = strlen(name), end = strlen(ending);
    return strncmp(name, folder, skip) == 0 && size > skip + end && name[skip] != '.' &&
           strchr(name + skip, '/') == NULL && strcmp(name + size - end, ending) == 0;
}

/* Can a set have a file of this name? Whoever wrote the list. */
static bool is_of_sets(const char *name)
{
    const char *whole;
    for (size_t i = 0; (whole = lc_report_name(LC_SET_FORMATS, i)) != NULL; i++)
        if (strcmp(whole, name) == 0)
            return true;
    return is_named(name, "assets/", "") || is_named(name, "data/", ".js") ||
           is_named(name, "regions/", ".html") || is_named(name, "regions/", ".pdf");
}

/* Does the folder that the file is in lie elsewhere? */
static bool is_beyond_link(const char *folder, const char *name)
{
    struct stat info;
    char path[4096];
    const char *slash = strchr(name, '/');
    if (slash == NULL)
        return false;
    int size = snprintf(path, sizeof path, "%s/%.*s", folder, (int)(slash - name), name);
    return size >= (int)sizeof path || (lstat(path, &info) == 0 && !S_ISDIR(info.st_mode));
}

/* Is it a file that the study reads? */
static lc_status ask_study(lc_ctx *ctx, const lc_study *study, const char *folder, const char *name,
                           bool *read)
{
    *read = false;
    if (study == NULL)
        return LC_OK;
    char *place = lc_run_inside(ctx, folder, name);
    lc_status status = place != NULL ? lc_run_spare_at(ctx, study, place) : LC_MEMORY;
    free(place);
    *read = status == LC_EXISTS;
    if (!*read)
        return status;
    lc_ctx_forget(ctx);
    return LC_OK;
}

/* Leaves of a list what can be the set's own. */
static lc_status keep_own(lc_ctx *ctx, const lc_study *study, const char *folder, lc_array *list)
{
    lc_array all = *list;
    lc_array_init(list, sizeof(char *));
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < all.count; i++) {
        const char *name = lc_set_list_at(&all, i);
        bool read;
        if (!is_of_sets(name) || is_beyond_link(folder, name))
            continue;
        status = ask_study(ctx, study, folder, name, &read);
        if (status == LC_OK && !read)
            status = lc_set_list_add(ctx, list, name);
    }
    lc_set_list_clear(&all);
    lc_set_list_sort(list);
    return status;
}

/* The identity is what stands before the state. */
static lc_status parse_known(lc_ctx *ctx, char *text, lc_set_known *known)
{
    char *moving = strstr(text, state_moving), *finished = strstr(text, state_finished);
    char *state = moving != NULL ? moving : finished;
    if (state == NULL || state == text || state[-1] != '\n' ||
        strncmp(text, LC_SET_HEAD, strlen(LC_SET_HEAD)) != 0)
        return LC_OK; /* none of ours: nothing of the folder is */
    lc_status status = lc_set_list_read(ctx, state, "file ", &known->files);
    if (status == LC_OK)
        status = lc_set_list_read(ctx, state, "old ", &known->old);
    *state = '\0';
    known->moving = moving != NULL;
    known->identity = lc_strdup(ctx, text);
    return known->identity != NULL ? status : LC_MEMORY;
}

lc_status lc_set_known_read(lc_ctx *ctx, const char *folder, const lc_study *study,
                            lc_set_known *known)
{
    char *text = NULL;
    *known = (lc_set_known){0};
    lc_array_init(&known->files, sizeof(char *));
    lc_array_init(&known->old, sizeof(char *));
    char *path = known_path(ctx, folder);
    lc_status status = path != NULL ? lc_set_read_text(ctx, path, &text) : LC_MEMORY;
    if (status == LC_OK && text != NULL)
        status = parse_known(ctx, text, known);
    if (status == LC_OK)
        status = keep_own(ctx, study, folder, &known->files);
    if (status == LC_OK)
        status = keep_own(ctx, study, folder, &known->old);
    free(text);
    free(path);
    return status;
}

lc_status lc_set_known_write(lc_ctx *ctx, const char *folder, const lc_set_known *known)
{
    lc_text lines;
    lc_text_init(&lines, ctx);
    lc_text_add(&lines, known->moving ? state_moving : state_finished);
    for (size_t i = 0; i < known->files.count; i++)
        lc_text_addf(&lines, "file %s\n", lc_set_list_at(&known->files, i));
    for (size_t i = 0; known->moving && i < known->old.count; i++)
        lc_text_addf(&lines, "old %s\n", lc_set_list_at(&known->old, i));
    char *path = known_path(ctx, folder), *text = lc_text_take(&lines);
    lc_status status = path != NULL && text != NULL
                           ? lc_set_write_text(ctx, path, known->identity, text)
                           : LC_MEMORY;
    free(text);
    free(path);
    return status;
}

void lc_set_known_clear(lc_set_known *known)
{
    free(known->identity);
    lc_set_list_clear(&known->files);
    lc_set_list_clear(&known->old);
    *known = (lc_set_known){0};
}

/* Removes a file and the folders above it that are empty then, up to `folder`. */
static lc_status remove_old(lc_ctx *ctx, const char *folder, const char *name)
{
    char *path = lc_run_inside(ctx, folder, name);
    if (path == NULL)
        return LC_MEMORY;
    size_t keep = strlen(folder);
    lc_status status = LC_OK;
    if (unlink(path) != 0 && errno != ENOENT && errno != ENOTDIR)
        status = lc_run_fail_folder(ctx, path, errno);
    for (char *slash = strrchr(path, '/'); slash != NULL && slash > path + keep;
         slash = strrchr(path, '/')) {
        *slash = '\0';
        if (rmdir(path) != 0)
            break;
    }
    free(path);
    return status;
}

static bool is_in(const char *folder, const char *name)
{
    struct stat info;
    char path[4096];
    return !is_beyond_link(folder, name) &&
           snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path &&
           lstat(path, &info) == 0 && S_ISREG(info.st_mode);
}

/* Brings the names themselves to the disk: of the folder and of those in it that sets have. */
static lc_status sync_names(lc_ctx *ctx, const char *folder)
{
    static const char *const names[] = {"regions", "assets", "data", "."};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof names / sizeof *names; i++) {
        char *path = lc_run_inside(ctx, folder, names[i]);
        if (path == NULL)
            return LC_MEMORY;
        if (!lc_disk_sync_folder(path) && errno != ENOENT)
            status = lc_run_fail_folder(ctx, path, errno);
        free(path);
    }
    return status;
}

lc_status lc_set_move(lc_ctx *ctx, const char *folder, const char *from, const lc_set_known *known)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < known->files.count; i++) {
        const char *name = lc_set_list_at(&known->files, i);
        if (is_in(from, name)) /* else an earlier call has moved it */
            status = lc_set_move_file(ctx, from, folder, name);
    }
    if (status == LC_OK)
        status = sync_names(ctx, folder);
    for (size_t i = 0; status == LC_OK && i < known->old.count; i++) {
        const char *name = lc_set_list_at(&known->old, i);
        if (is_in(folder, name))
            status = remove_old(ctx, folder, name);
    }
    return status;
}
