/* A disk that fails, for LD_PRELOAD: the n-th call that touches a file below a folder fails, once
 * or from then on, or the process is killed there. Streams (fopen) write inside libc, where nothing
 * can be put in between; so below the folder they are made of our own calls. The environment says:
 * - FAULT_ROOT: the folder, a full path
 * - FAULT_CALL: which calls count, one of `kinds`, or "any", which is all but "read"
 * - FAULT_AT: the first that fails, from 1; 0 for none
 * - FAULT_LAST: 1 for all from then on
 * - FAULT_ERROR: a number of errno, or "short", "kill"
 * - FAULT_COUNT: file that gets the number of calls of each of `kinds`, and the one that failed
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FILES_MAX = 4096 };

typedef enum fault { NONE, FAIL, SHORT } fault;

static char root[PATH_MAX], call_kind[16] = "any", count_path[PATH_MAX];
static size_t root_size;
static long first, error_number;
static bool to_the_end, cut_short, killing;
static const char *const kinds[] = {"write", "sync", "name", "open", "close", "map", "read"};
enum { KINDS = sizeof kinds / sizeof *kinds };
static atomic_long seen, seen_of[KINDS]; /* of those that count; of each */
static atomic_bool below[FILES_MAX];     /* is the file that is open as this number one of ours? */
static char *_Atomic failed_at;
static _Atomic(FILE *) streams[FILES_MAX];

static const char *setting(const char *name)
{
    const char *value = getenv(name);
    return value != NULL ? value : "";
}

__attribute__((constructor)) static void begin(void)
{
    (void)snprintf(root, sizeof root, "%s", setting("FAULT_ROOT"));
    (void)snprintf(count_path, sizeof count_path, "%s", setting("FAULT_COUNT"));
    if (setting("FAULT_CALL")[0] != '\0')
        (void)snprintf(call_kind, sizeof call_kind, "%s", setting("FAULT_CALL"));
    root_size = strlen(root);
    first = atol(setting("FAULT_AT"));
    to_the_end = setting("FAULT_LAST")[0] == '1';
    cut_short = strcmp(setting("FAULT_ERROR"), "short") == 0;
    killing = strcmp(setting("FAULT_ERROR"), "kill") == 0;
    error_number = atol(setting("FAULT_ERROR"));
}

__attribute__((destructor)) static void end(void)
{
    if (count_path[0] == '\0')
        return;
    char line[PATH_MAX + 256];
    char *at = atomic_load(&failed_at);
    int size = 0;
    for (int i = 0; i < KINDS; i++)
        size += snprintf(line + size, sizeof line - size, "%ld ", atomic_load(&seen_of[i]));
    size += snprintf(line + size, sizeof line - size, "%s\n", at != NULL ? at : "-");
    int file = (int)syscall(SYS_openat, AT_FDCWD, count_path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    (void)!syscall(SYS_write, file, line, (size_t)size);
    (void)syscall(SYS_close, file);
}

static bool is_below(const char *path)
{
    char full[PATH_MAX];
    if (root_size == 0 || path == NULL)
        return false;
    if (path[0] != '/') {
        char here[PATH_MAX];
        if (syscall(SYS_getcwd, here, sizeof here) < 0 ||
            snprintf(full, sizeof full, "%s/%s", here, path) >= (int)sizeof full)
            return false;
        path = full;
    }
    return strncmp(path, root, root_size) == 0 &&
           (path[root_size] == '/' || path[root_size] == '\0');
}

static bool is_ours(int file)
{
    return file >= 0 && file < FILES_MAX && atomic_load(&below[file]);
}

static void note(const char *kind, const char *path)
{
    char *text = NULL, *none = NULL;
    if (asprintf(&text, "%s %s", kind, path) > 0 &&
        !atomic_compare_exchange_strong(&failed_at, &none, text))
        free(text);
}

/* Is it this call's turn? errno is set where it is to fail. */
static fault turn(const char *kind, const char *path)
{
    for (int i = 0; i < KINDS; i++)
        if (strcmp(kinds[i], kind) == 0)
            atomic_fetch_add(&seen_of[i], 1);
    if (strcmp(kind, call_kind) != 0 &&
        (strcmp(call_kind, "any") != 0 || strcmp(kind, "read") == 0))
        return NONE;
    long number = atomic_fetch_add(&seen, 1) + 1;
    if (first == 0 || (to_the_end ? number < first : number != first))
        return NONE;
    if (killing)
        (void)kill(getpid(), SIGKILL);
    note(kind, path);
    if (cut_short)
        return SHORT;
    errno = (int)error_number;
    return FAIL;
}

static fault turn_of(const char *kind, int file)
{
    char link[64], path[PATH_MAX];
    if (!is_ours(file))
        return NONE;
    (void)snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t size = readlink(link, path, sizeof path - 1);
    path[size > 0 ? size : 0] = '\0';
    return turn(kind, path);
}

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))

/* --- opening and closing --- */

static int open_at(int folder, const char *path, int flags, mode_t mode)
{
    bool ours = is_below(path);
    if (ours && turn("open", path) == FAIL)
        return -1;
    int file = (int)syscall(SYS_openat, folder, path, flags | O_LARGEFILE, mode);
    if (file >= 0 && file < FILES_MAX)
        atomic_store(&below[file], ours);
    return file;
}

#define OPEN_MODE(flags)                                                                           \
    mode_t mode = 0;                                                                               \
    if (((flags)&O_CREAT) != 0 || ((flags)&O_TMPFILE) == O_TMPFILE) {                              \
        va_list args;                                                                              \
        va_start(args, flags);                                                                     \
        mode = va_arg(args, mode_t);                                                               \
        va_end(args);                                                                              \
    }

int open(const char *path, int flags, ...)
{
    OPEN_MODE(flags)
    return open_at(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    OPEN_MODE(flags)
    return open_at(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    OPEN_MODE(flags)
    return open_at(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...)
{
    OPEN_MODE(flags)
    return open_at(folder, path, flags, mode);
}

int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
    return open_at(AT_FDCWD, path, flags, 0);
}

int __open64_2(const char *path, int flags);
int __open64_2(const char *path, int flags)
{
    return open_at(AT_FDCWD, path, flags, 0);
}

int creat(const char *path, mode_t mode)
{
    return open_at(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

/* The file is closed in any case, as Linux does it. */
int close(int file)
{
    fault what = turn_of("close", file);
    int error = errno;
    if (file >= 0 && file < FILES_MAX)
        atomic_store(&below[file], false);
    int code = (int)syscall(SYS_close, file);
    if (what != FAIL)
        return code;
    errno = error;
    return -1;
}

/* --- bytes --- */

ssize_t write(int file, const void *bytes, size_t size)
{
    fault what = turn_of("write", file);
    if (what == FAIL)
        return -1;
    return syscall(SYS_write, file, bytes, what == SHORT && size > 1 ? size / 2 : size);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at)
{
    fault what = turn_of("write", file);
    if (what == FAIL)
        return -1;
    return syscall(SYS_pwrite64, file, bytes, what == SHORT && size > 1 ? size / 2 : size, at);
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t at)
{
    return pwrite64(file, bytes, size, at);
}

ssize_t writev(int file, const struct iovec *parts, int count)
{
    return turn_of("write", file) == FAIL ? -1 : syscall(SYS_writev, file, parts, count);
}

ssize_t read(int file, void *bytes, size_t size)
{
    return turn_of("read", file) == FAIL ? -1 : syscall(SYS_read, file, bytes, size);
}

ssize_t pread64(int file, void *bytes, size_t size, off64_t at)
{
    return turn_of("read", file) == FAIL ? -1 : syscall(SYS_pread64, file, bytes, size, at);
}

ssize_t pread(int file, void *bytes, size_t size, off_t at)
{
    return pread64(file, bytes, size, at);
}

int ftruncate64(int file, off64_t size)
{
    return turn_of("write", file) == FAIL ? -1 : (int)syscall(SYS_ftruncate, file, size);
}

int ftruncate(int file, off_t size)
{
    return ftruncate64(file, size);
}

int fallocate64(int file, int mode, off64_t at, off64_t size)
{
    return turn_of("write", file) == FAIL ? -1 : (int)syscall(SYS_fallocate, file, mode, at, size);
}

int fallocate(int file, int mode, off_t at, off_t size)
{
    return fallocate64(file, mode, at, size);
}

int posix_fallocate64(int file, off64_t at, off64_t size)
{
    return fallocate64(file, 0, at, size) == 0 ? 0 : errno;
}

int posix_fallocate(int file, off_t at, off_t size)
{
    return posix_fallocate64(file, at, size);
}

int fsync(int file)
{
    return turn_of("sync", file) == FAIL ? -1 : (int)syscall(SYS_fsync, file);
}

int fdatasync(int file)
{
    return turn_of("sync", file) == FAIL ? -1 : (int)syscall(SYS_fdatasync, file);
}

void *mmap64(void *where, size_t size, int protection, int flags, int file, off64_t at)
{
    if (file >= 0 && (flags & MAP_ANONYMOUS) == 0 && turn_of("map", file) == FAIL)
        return MAP_FAILED;
    return (void *)syscall(SYS_mmap, where, size, protection, flags, file, at);
}

void *mmap(void *where, size_t size, int protection, int flags, int file, off_t at)
{
    return mmap64(where, size, protection, flags, file, at);
}

/* --- names --- */

static bool name_fails(const char *path)
{
    return is_below(path) && turn("name", path) == FAIL;
}

int rename(const char *from, const char *to)
{
    return name_fails(to) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    return name_fails(to) ? -1
                          : (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to)
{
    return name_fails(to) ? -1 : (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int mkdir(const char *path, mode_t mode)
{
    return name_fails(path) ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int unlink(const char *path)
{
    return name_fails(path) ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int rmdir(const char *path)
{
    return name_fails(path) ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}

int remove(const char *path)
{
    if (name_fails(path))
        return -1;
    int code = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    return code != 0 && errno == EISDIR ? (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR)
                                        : code;
}

/* --- streams --- */

static ssize_t stream_read(void *cookie, char *bytes, size_t size)
{
    return read((int)(long)cookie, bytes, size);
}

/* As libc does it: on after a part, and nothing more after a failure. */
static ssize_t stream_write(void *cookie, const char *bytes, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t written = write((int)(long)cookie, bytes + done, size - done);
        if (written < 0)
            break;
        done += (size_t)written;
    }
    return (ssize_t)done;
}

static int stream_seek(void *cookie, off64_t *at, int whence)
{
    off64_t there = lseek64((int)(long)cookie, *at, whence);
    if (there < 0)
        return -1;
    *at = there;
    return 0;
}

static int stream_close(void *cookie)
{
    int file = (int)(long)cookie;
    atomic_store(&streams[file], NULL);
    return close(file);
}

static FILE *stream_of(int file, const char *mode)
{
    const cookie_io_functions_t calls = {stream_read, stream_write, stream_seek, stream_close};
    char plain[3] = {mode[0], strchr(mode, '+') != NULL ? '+' : '\0', '\0'};
    FILE *stream = fopencookie((void *)(long)file, plain, calls);
    if (stream != NULL)
        atomic_store(&streams[file], stream);
    return stream;
}

static int flags_of(const char *mode)
{
    bool both = strchr(mode, '+') != NULL;
    int flags = both ? O_RDWR : mode[0] == 'r' ? O_RDONLY : O_WRONLY;
    flags |= mode[0] == 'w' ? O_CREAT | O_TRUNC : mode[0] == 'a' ? O_CREAT | O_APPEND : 0;
    flags |= strchr(mode, 'x') != NULL ? O_EXCL : 0;
    return flags | (strchr(mode, 'e') != NULL ? O_CLOEXEC : 0);
}

FILE *fopen64(const char *path, const char *mode)
{
    if (!is_below(path))
        return REAL(FILE *, fopen64, const char *, const char *)(path, mode);
    int file = open_at(AT_FDCWD, path, flags_of(mode), 0666);
    if (file < 0)
        return NULL;
    return file < FILES_MAX ? stream_of(file, mode) : NULL;
}

FILE *fopen(const char *path, const char *mode)
{
    return fopen64(path, mode);
}

FILE *fdopen(int file, const char *mode)
{
    return is_ours(file) ? stream_of(file, mode)
                         : REAL(FILE *, fdopen, int, const char *)(file, mode);
}

int fileno(FILE *stream)
{
    for (int i = 0; i < FILES_MAX; i++)
        if (atomic_load(&streams[i]) == stream)
            return i;
    return REAL(int, fileno, FILE *)(stream);
}
