#include "run/mend.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run/run.h"

enum { PIECE = 1 << 16 };

static const char study_name[] = "study.yaml", list_name[] = "changes.csv";

/* --- the folder --- */

/* What lifecircle itself leaves where it was killed is nothing. */
static bool is_empty(const char *path)
{
    static const char left[] = ".lifecircle-";
    const struct dirent *entry = NULL;
    DIR *dir = opendir(path);
    if (dir == NULL)
        return false;
    do
        entry = readdir(dir);
    while (entry != NULL && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
                             strncmp(entry->d_name, left, sizeof left - 1) == 0));
    (void)closedir(dir);
    return entry == NULL;
}

/* Does it have the name, or was it just about to get it when a check was killed? */
static bool has_name(const lc_copies *copies, const char *folder, const char *name)
{
    char *path = lc_run_inside(copies->ctx, folder, name);
    char *fresh = lc_format(copies->ctx, "%s/" LC_RUN_FRESH "/%s", folder, name);
    bool has = path != NULL && fresh != NULL && (lc_disk_is_there(path) || lc_disk_is_there(fresh));
    free(path);
    free(fresh);
    return has;
}

/* Only a folder that an earlier check wrote is written into again. */
static lc_status refuse_folder(const lc_copies *copies, const char *folder)
{
    if (!lc_disk_is_there(folder) || is_empty(folder))
        return LC_OK;
    if (!copies->overwrite)
        return lc_fail(copies->ctx, LC_EXISTS,
                       "%s: is not empty and was left as it is; name another folder, or allow "
                       "--overwrite.",
                       folder);
    if (!has_name(copies, folder, study_name) || !has_name(copies, folder, list_name))
        return lc_fail(copies->ctx, LC_EXISTS,
                       "%s: holds something else than corrected copies (there is no changes.csv "
                       "beside a study.yaml) and was left as it is; name another folder.",
                       folder);
    return LC_OK;
}

lc_status lc_copies_begin(lc_ctx *ctx, const lc_study *study, const char *folder, bool overwrite,
                          lc_copies *copies)
{
    *copies = (lc_copies){.ctx = ctx, .overwrite = overwrite, .hold = LC_HOLD_NONE};
    lc_status status = refuse_folder(copies, folder);
    if (status == LC_OK)
        status = lc_run_spare_at(ctx, study, folder);
    copies->made = !lc_disk_is_there(folder);
    if (status == LC_OK)
        status = lc_run_make_folder(ctx, folder);
    if (status == LC_OK)
        status = lc_hold_take(ctx, folder, "check", false, &copies->hold);
    if (status == LC_OK)
        status = lc_run_outputs_begin(ctx, folder, 0, overwrite, &copies->outputs);
    if (status != LC_OK)
        return status;
    copies->parts = lc_run_inside(ctx, copies->outputs.fresh, ".parts");
    if (copies->parts == NULL)
        return LC_MEMORY;
    if (mkdir(copies->parts, 0777) != 0)
        return lc_run_fail_folder(ctx, copies->parts, errno);
    return lc_mender_new(ctx, copies->parts, &copies->mender);
}

void lc_copies_clear(lc_copies *copies)
{
    char *folder = copies->outputs.out;
    if (copies->ctx == NULL) /* never begun */
        return;
    copies->outputs.out = NULL;
    lc_run_outputs_clear(&copies->outputs);
    lc_hold_drop(&copies->hold);
    if (copies->made && folder != NULL)
        (void)rmdir(folder); /* where nothing has come into it */
    free(folder);
    lc_mender_free(copies->mender);
    free(copies->parts);
    *copies = (lc_copies){0};
}

/* --- copying bytes --- */

static lc_status copy_bytes(lc_ctx *ctx, int from, const char *from_path, int to,
                            const char *to_path)
{
    char *piece = lc_alloc(ctx, PIECE, 1);
    lc_status status = piece != NULL ? LC_OK : LC_MEMORY;
    ssize_t got = 0;
    while (status == LC_OK && (got = read(from, piece, PIECE)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            status = lc_fail(ctx, LC_INPUT, "%s: cannot be read (%s).", from_path,
                             lc_errno_words(ctx, errno));
        else if (!lc_disk_write(to, piece, (size_t)got))
            status = lc_run_fail_folder(ctx, to_path, errno);
        if (status == LC_OK)
            status = lc_tick(ctx, 0, 1);
    }
    free(piece);
    return status;
}

/* Reads nothing that is no plain file: a pipe would wait for ever. */
static lc_status copy_file(lc_ctx *ctx, const char *from_path, const char *to_path)
{
    struct stat info;
    int from = open(from_path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (from < 0 && errno != ENOENT && errno != EACCES)
        return lc_fail(ctx, LC_INPUT, "%s: cannot be read (%s).", from_path,
                       lc_errno_words(ctx, errno));
    if (from < 0 || fstat(from, &info) != 0 || !S_ISREG(info.st_mode)) {
        if (from >= 0)
            (void)close(from);
        return LC_OK; /* what cannot be read is a finding already; the copy lacks it as well */
    }
    int to = open(to_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    lc_status status = to >= 0 ? copy_bytes(ctx, from, from_path, to, to_path)
                               : lc_run_fail_folder(ctx, to_path, errno);
    (void)close(from);
    if (to >= 0 && close(to) != 0 && status == LC_OK)
        status = lc_run_fail_folder(ctx, to_path, errno);
    return status;
}

/* Every plain file of a folder whose name begins with `stem` and a dot, or with `all` every one;
 * `to_stem` takes the stem's place. */
static lc_status copy_files_of(lc_ctx *ctx, const char *from, const char *stem, const char *to,
                               const char *to_stem)
{
    DIR *dir = opendir(from);
    lc_status status = LC_OK;
    size_t size = stem != NULL ? strlen(stem) : 0;
    if (dir == NULL)
        return LC_OK;
    for (const struct dirent *entry; status == LC_OK && (entry = readdir(dir)) != NULL;) {
        const char *name = entry->d_name;
        if (name[0] == '.' ||
            (stem != NULL && (strncmp(name, stem, size) != 0 || name[size] != '.')))
            continue;
        char *source = lc_run_inside(ctx, from, name);
        char *target = lc_format(ctx, "%s/%s%s", to, stem != NULL ? to_stem : "",
                                 stem != NULL ? name + size : name);
        status = source != NULL && target != NULL ? copy_file(ctx, source, target) : LC_MEMORY;
        free(source);
        free(target);
    }
    (void)closedir(dir);
    return status;
}

/* --- names --- */

/* A file of the study and its copy. */
typedef struct copied {
    const char *path; /* of the original; borrowed */
    char *name;       /* of the copy; owned */
    const lc_mended *mended;
} copied;

typedef struct copying {
    lc_copies *copies;
    lc_array files; /* of copied */
    lc_array edits; /* of lc_study_edit; names borrowed from files */
} copying;

static size_t stem_size(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot != NULL && dot != name ? (size_t)(dot - name) : strlen(name);
}

static bool same_stem(const char *a, const char *b)
{
    return stem_size(a) == stem_size(b) && strncasecmp(a, b, stem_size(a)) == 0;
}

static bool is_taken(const copying *c, const char *name)
{
    if (same_stem(name, study_name) || same_stem(name, list_name))
        return true;
    for (size_t i = 0; i < c->files.count; i++)
        if (same_stem(((const copied *)lc_array_at(&c->files, i))->name, name))
            return true;
    return false;
}

/* The original's name, with another ending for a copy that is of another kind, and a number where
 * it is taken. */
static char *new_name(const copying *c, const char *path, const char *ending)
{
    const char *base = lc_path_name(path);
    lc_ctx *ctx = c->copies->ctx;
    int size = (int)stem_size(base);
    const char *last = ending != NULL ? ending : base + size;
    char *name = lc_format(ctx, "%.*s%s", size, base, last);
    for (int i = 2; name != NULL && is_taken(c, name); i++) {
        free(name);
        name = lc_format(ctx, "%.*s-%d%s", size, base, i, last);
    }
    return name;
}

/* Does the format keep one layer in several files of one name? */
static bool has_companions(const char *path)
{
    static const char *const endings[] = {".csv",  ".tsv",  ".txt", ".xlsx", ".ods", ".geojson",
                                          ".json", ".gpkg", ".osm", ".pbf",  ".sql"};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(dot, endings[i]) == 0)
            return false;
    return true;
}

/* All files of one name, "towns.shp" "towns.dbf" ..., under that of the copy. */
static lc_status copy_companions(const copying *c, const char *path, const char *name)
{
    lc_ctx *ctx = c->copies->ctx;
    const char *base = lc_path_name(path);
    char *folder = lc_format(ctx, "%.*s", (int)(base - path), path);
    char *stem = lc_format(ctx, "%.*s", (int)stem_size(base), base);
    char *to_stem = lc_format(ctx, "%.*s", (int)stem_size(name), name);
    lc_status status = folder != NULL && stem != NULL && to_stem != NULL
                           ? copy_files_of(ctx, folder, stem, c->copies->outputs.fresh, to_stem)
                           : LC_MEMORY;
    free(folder);
    free(stem);
    free(to_stem);
    return status;
}

static lc_status copy_under(const copying *c, const char *path, const char *name)
{
    lc_ctx *ctx = c->copies->ctx;
    struct stat info;
    char *target = lc_run_inside(ctx, c->copies->outputs.fresh, name);
    lc_status status = LC_OK;
    if (target == NULL)
        status = LC_MEMORY;
    else if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        status = mkdir(target, 0777) == 0 ? copy_files_of(ctx, path, NULL, target, NULL)
                                          : lc_run_fail_folder(ctx, target, errno);
    else if (has_companions(path))
        status = copy_companions(c, path, name);
    else
        status = copy_file(ctx, path, target);
    free(target);
    return status;
}

/* Notes a copy; the name becomes the list's. NULL when memory is out. */
static copied *add_copied(copying *c, const char *path, char *name, const lc_mended *mended)
{
    copied *file = name != NULL ? lc_array_push(c->copies->ctx, &c->files) : NULL;
    if (file == NULL)
        free(name);
    else
        *file = (copied){.path = path, .name = name, .mended = mended};
    return file;
}

/* The copy of a file that stays as it is, made once however often it is named. */
static lc_status copy_once(copying *c, const char *path, copied **out)
{
    for (size_t i = 0; i < c->files.count; i++) {
        *out = lc_array_at(&c->files, i);
        if ((*out)->mended == NULL && strcmp((*out)->path, path) == 0)
            return LC_OK;
    }
    *out = add_copied(c, path, new_name(c, path, NULL), NULL);
    return *out != NULL ? copy_under(c, path, (*out)->name) : LC_MEMORY;
}

/* A copy that the mender wrote takes its place. */
static lc_status place_mended(copying *c, const lc_mended *mended, copied **out)
{
    lc_ctx *ctx = c->copies->ctx;
    const char *path = mended->source->path;
    *out = add_copied(c, path, new_name(c, path, mended->is_layer ? ".gpkg" : ".csv"), mended);
    if (*out == NULL)
        return LC_MEMORY;
    char *target = lc_run_inside(ctx, c->copies->outputs.fresh, (*out)->name);
    lc_status status = target != NULL ? LC_OK : LC_MEMORY;
    if (status == LC_OK && rename(mended->path, target) != 0)
        status = lc_run_fail_folder(ctx, target, errno);
    free(target);
    return status;
}

static lc_status add_edit(copying *c, lc_place place, const copied *file)
{
    lc_study_edit *edit = lc_array_push(c->copies->ctx, &c->edits);
    if (edit == NULL)
        return LC_MEMORY;
    *edit = (lc_study_edit){.place = place,
                            .file = file->name,
                            .form = file->mended == NULL     ? LC_EDIT_NAME
                                    : file->mended->is_layer ? LC_EDIT_LAYER
                                                             : LC_EDIT_TABLE};
    return LC_OK;
}

static lc_status copy_sources(copying *c, const lc_study *study)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < study->source_count; i++) {
        const lc_source *source = &study->sources[i];
        const lc_mended *mended = lc_mender_find(c->copies->mender, source);
        copied *file = NULL;
        if (source->bytes != NULL)
            continue;
        status =
            mended != NULL ? place_mended(c, mended, &file) : copy_once(c, source->path, &file);
        if (status == LC_OK)
            status = add_edit(c, source->place, file);
    }
    return status;
}

static lc_status copy_others(copying *c, const lc_study *study)
{
    const struct {
        const char *path;
        lc_place place;
    } others[] = {{study->types, study->types_place},
                  {study->elevation, study->elevation_place},
                  {study->foot_rules, study->foot_rules_place},
                  {study->indicators, study->indicators_place}};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof others / sizeof *others; i++) {
        copied *file = NULL;
        if (others[i].path == NULL || others[i].place.line == 0)
            continue;
        status = copy_once(c, others[i].path, &file);
        if (status == LC_OK)
            status = add_edit(c, others[i].place, file);
    }
    return status;
}

/* --- the end --- */

static lc_status write_study(copying *c, const lc_study *study)
{
    lc_ctx *ctx = c->copies->ctx;
    char *text = NULL, *path = lc_run_inside(ctx, c->copies->outputs.fresh, study_name);
    lc_status status = path != NULL
                           ? lc_study_rewrite(ctx, study, c->edits.items, c->edits.count, &text)
                           : LC_MEMORY;
    if (status == LC_OK && !lc_disk_create(path, text, strlen(text)))
        status = lc_run_fail_folder(ctx, path, errno);
    free(text);
    free(path);
    return status;
}

static lc_status refuse_stranger(lc_ctx *ctx, const char *folder, const char *name)
{
    return lc_fail(ctx, LC_EXISTS,
                   "%s/%s: was not written by this check, and would be lost or read together with "
                   "its copies; move it away, or name another folder.",
                   folder, name);
}

/* Of a file and those that are kept beside it under its name? */
static bool belongs_to(const char *name, const char *file)
{
    size_t size = stem_size(file);
    return strncasecmp(name, file, size) == 0 && name[size] == '.';
}

/* LC_EXISTS for what is in `folder` and has no twin in `fresh`; with `file` only for what belongs
 * to that. */
static lc_status find_stranger(lc_ctx *ctx, const char *folder, const char *fresh, const char *file)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    lc_status status = LC_OK;
    while (dir != NULL && status == LC_OK && (entry = readdir(dir)) != NULL) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
            (file != NULL && !belongs_to(name, file)))
            continue;
        char *twin = lc_run_inside(ctx, fresh, name);
        if (twin == NULL)
            status = LC_MEMORY;
        else if (!lc_disk_is_there(twin))
            status = refuse_stranger(ctx, folder, name);
        free(twin);
    }
    if (dir != NULL)
        (void)closedir(dir);
    return status;
}

/* What is no copy stays where it is. So nothing else may lie in a folder that is replaced, nor
 * beside a file that is read together with what has its name. */
static lc_status refuse_strangers(const copying *c)
{
    lc_ctx *ctx = c->copies->ctx;
    const lc_run_outputs *outputs = &c->copies->outputs;
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < c->files.count; i++) {
        const char *name = ((const copied *)lc_array_at(&c->files, i))->name;
        char *there = lc_run_inside(ctx, outputs->out, name);
        char *fresh = lc_run_inside(ctx, outputs->fresh, name);
        struct stat info;
        if (there == NULL || fresh == NULL)
            status = LC_MEMORY;
        else
            status = find_stranger(ctx, there, fresh, NULL);
        if (status == LC_OK && has_companions(name) && stat(fresh, &info) == 0 &&
            S_ISREG(info.st_mode))
            status = find_stranger(ctx, outputs->out, outputs->fresh, name);
        free(there);
        free(fresh);
    }
    return status;
}

static lc_status publish(const copying *c, const lc_study *study)
{
    lc_run_outputs *outputs = &c->copies->outputs;
    lc_run_remove(c->copies->parts);
    lc_status status = lc_run_outputs_find(outputs, study, c->copies->overwrite);
    if (status == LC_OK)
        status = refuse_strangers(c);
    return status == LC_OK ? lc_run_outputs_commit(outputs) : status;
}

lc_status lc_copies_end(lc_copies *copies, const lc_study *study)
{
    copying c = {.copies = copies};
    lc_array_init(&c.files, sizeof(copied));
    lc_array_init(&c.edits, sizeof(lc_study_edit));
    char *list = lc_run_inside(copies->ctx, copies->outputs.fresh, list_name);
    lc_status status = list != NULL ? copy_sources(&c, study) : LC_MEMORY;
    if (status == LC_OK)
        status = copy_others(&c, study);
    if (status == LC_OK)
        status = write_study(&c, study);
    if (status == LC_OK)
        status = lc_mender_write_list(copies->mender, list);
    if (status == LC_OK)
        status = publish(&c, study);
    for (size_t i = 0; i < c.files.count; i++)
        free(((copied *)lc_array_at(&c.files, i))->name);
    lc_array_clear(&c.files);
    lc_array_clear(&c.edits);
    free(list);
    return status;
}
