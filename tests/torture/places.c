#include "places.h"

#include <dirent.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void copy_file(const char *from, const char *to)
{
    static char bytes[1 << 16];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    size_t size;
    while (in != NULL && out != NULL && (size = fread(bytes, 1, sizeof bytes, in)) > 0)
        (void)fwrite(bytes, 1, size, out);
    if (in != NULL)
        (void)fclose(in);
    if (out != NULL)
        (void)fclose(out);
}

static const char *copy_from, *copy_to;

static int copy_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
    (void)kind;
    (void)walk;
    char to[4096];
    (void)snprintf(to, sizeof to, "%s%s", copy_to, path + strlen(copy_from));
    if (S_ISDIR(info->st_mode))
        (void)mkdir(to, 0777);
    else
        copy_file(path, to);
    return 0;
}

void place_copy(const char *from, const char *to)
{
    copy_from = from;
    copy_to = to;
    (void)nftw(from, copy_one, 16, FTW_PHYS);
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
    (void)info;
    (void)kind;
    (void)walk;
    return remove(path);
}

void place_remove(const char *path)
{
    (void)nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

void place_make(const char *path)
{
    (void)mkdir(path, 0777);
}

static const char *root;
static uint64_t digest;
static bool tells;

static bool is_of_store(const char *name)
{
    return strncmp(name, "lifecircle.sqlite", strlen("lifecircle.sqlite")) == 0;
}

static uint64_t add(uint64_t hash, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ at[i]) * 1099511628211ULL;
    return hash;
}

static int digest_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
    static unsigned char bytes[1 << 16];
    (void)kind;
    const char *name = path + strlen(root);
    if (*name == '\0' || is_of_store(path + walk->base))
        return 0;
    uint64_t hash = add(14695981039346656037ULL, name, strlen(name));
    FILE *file = S_ISREG(info->st_mode) ? fopen(path, "rb") : NULL;
    size_t size;
    while (file != NULL && (size = fread(bytes, 1, sizeof bytes, file)) > 0)
        hash = add(hash, bytes, size);
    if (file != NULL)
        (void)fclose(file);
    if (tells)
        printf("    %016llx %s\n", (unsigned long long)hash, name);
    digest += hash;
    return 0;
}

uint64_t place_digest(const char *folder)
{
    root = folder;
    digest = 0;
    (void)nftw(folder, digest_one, 16, FTW_PHYS);
    return digest;
}

void place_tell(const char *folder)
{
    tells = true;
    (void)place_digest(folder);
    tells = false;
}

bool place_store_is_whole(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    bool whole = access(path, F_OK) != 0;
    if (!whole && sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, "PRAGMA quick_check", -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_step(stmt) == SQLITE_ROW)
        whole = strcmp((const char *)sqlite3_column_text(stmt, 0), "ok") == 0;
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return whole;
}

bool place_is_open(const char *part, char found[512])
{
    bool is = false;
    DIR *list = opendir("/proc/self/fd");
    const struct dirent *entry;
    while (list != NULL && !is && (entry = readdir(list)) != NULL) {
        char path[300];
        (void)snprintf(path, sizeof path, "/proc/self/fd/%s", entry->d_name);
        ssize_t size = readlink(path, found, 511);
        if (size <= 0 || atoi(entry->d_name) <= 2)
            continue;
        found[size] = '\0';
        is = strstr(found, part) != NULL || strncmp(found, "pipe:", 5) == 0;
    }
    if (list != NULL)
        (void)closedir(list);
    return is;
}
