/* The C library's doors to files, taken over by the program for all libraries. A call fails for
 * our own code and for the libraries that write and read on our behalf. */
#include "faults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#pragma GCC diagnostic ignored "-Wmissing-prototypes"
#pragma GCC diagnostic ignored "-Wpedantic" /* dlsym answers with a pointer to an object */

#define EXPORT __attribute__((visibility("default")))
#define CALLER __builtin_return_address(0)
#define REAL(name)                                                                                 \
    static __typeof__(&(name)) real;                                                               \
    if (real == NULL)                                                                              \
    real = (__typeof__(&(name)))dlsym(RTLD_NEXT, #name)

static bool is_one(const void *caller, const char *const *libraries)
{
    for (; *libraries != NULL; libraries++)
        if (fault_is_of(caller, *libraries))
            return true;
    return fault_is_ours(caller);
}

/* Does writing fail? Full disks and broken ones take turns. */
static bool is_full(const void *caller)
{
    static const char *const writers[] = {"libsqlite3", "libgdal",    "libxlsxwriter",
                                          "libz.",      "libminizip", NULL};
    if (!is_one(caller, writers) || !fault_due(FAULT_DISK))
        return false;
    errno = fault_number() % 2 == 0 ? ENOSPC : EIO;
    return true;
}

static bool is_broken(const void *caller)
{
    static const char *const readers[] = {"libsqlite3", "libgdal", "libz.", NULL};
    if (!is_one(caller, readers) || !fault_due(FAULT_READ))
        return false;
    errno = fault_number() % 2 == 0 ? EIO : EACCES;
    return true;
}

static void spoil(FILE *file)
{
    file->_flags |= 0x20; /* what ferror looks at */
}

EXPORT ssize_t write(int fd, const void *bytes, size_t size)
{
    REAL(write);
    return is_full(CALLER) ? -1 : real(fd, bytes, size);
}

EXPORT ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at)
{
    REAL(pwrite);
    return is_full(CALLER) ? -1 : real(fd, bytes, size, at);
}

EXPORT ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at)
{
    REAL(pwrite64);
    return is_full(CALLER) ? -1 : real(fd, bytes, size, at);
}

EXPORT int fsync(int fd)
{
    REAL(fsync);
    return is_full(CALLER) ? -1 : real(fd);
}

EXPORT int fdatasync(int fd)
{
    REAL(fdatasync);
    return is_full(CALLER) ? -1 : real(fd);
}

EXPORT int ftruncate(int fd, off_t size)
{
    REAL(ftruncate);
    return is_full(CALLER) ? -1 : real(fd, size);
}

EXPORT int ftruncate64(int fd, off64_t size)
{
    REAL(ftruncate64);
    return is_full(CALLER) ? -1 : real(fd, size);
}

EXPORT int posix_fallocate(int fd, off_t at, off_t size)
{
    REAL(posix_fallocate);
    return is_full(CALLER) ? ENOSPC : real(fd, at, size);
}

EXPORT size_t fwrite(const void *bytes, size_t size, size_t count, FILE *file)
{
    REAL(fwrite);
    if (!is_full(CALLER))
        return real(bytes, size, count, file);
    spoil(file);
    return 0;
}

EXPORT int fflush(FILE *file)
{
    REAL(fflush);
    if (!is_full(CALLER))
        return real(file);
    if (file != NULL)
        spoil(file);
    return EOF;
}

EXPORT int fclose(FILE *file)
{
    REAL(fclose);
    bool full = is_full(CALLER);
    int reason = errno;
    int code = real(file);
    if (!full)
        return code;
    errno = reason;
    return EOF;
}

EXPORT int rename(const char *from, const char *to)
{
    REAL(rename);
    return is_full(CALLER) ? -1 : real(from, to);
}

EXPORT int link(const char *from, const char *to)
{
    REAL(link);
    return is_full(CALLER) ? -1 : real(from, to);
}

EXPORT int mkdir(const char *path, mode_t mode)
{
    REAL(mkdir);
    return is_full(CALLER) ? -1 : real(path, mode);
}

/* --- opening: for writing the disk is full, for reading it is broken --- */

static bool may_not_open(const void *caller, bool writes)
{
    return writes ? is_full(caller) : is_broken(caller);
}

static mode_t mode_of(int flags, va_list args)
{
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(args, mode_t) : 0;
}

static bool opens_to_write(int flags)
{
    return (flags & O_ACCMODE) != O_RDONLY;
}

EXPORT int open(const char *path, int flags, ...)
{
    REAL(open);
    va_list args;
    va_start(args, flags);
    mode_t mode = mode_of(flags, args);
    va_end(args);
    return may_not_open(CALLER, opens_to_write(flags)) ? -1 : real(path, flags, mode);
}

EXPORT int open64(const char *path, int flags, ...)
{
    REAL(open64);
    va_list args;
    va_start(args, flags);
    mode_t mode = mode_of(flags, args);
    va_end(args);
    return may_not_open(CALLER, opens_to_write(flags)) ? -1 : real(path, flags, mode);
}

EXPORT FILE *fopen(const char *path, const char *mode)
{
    REAL(fopen);
    return may_not_open(CALLER, mode[0] != 'r') ? NULL : real(path, mode);
}

EXPORT FILE *fopen64(const char *path, const char *mode)
{
    REAL(fopen64);
    return may_not_open(CALLER, mode[0] != 'r') ? NULL : real(path, mode);
}

/* --- reading --- */

EXPORT ssize_t read(int fd, void *bytes, size_t size)
{
    REAL(read);
    return is_broken(CALLER) ? -1 : real(fd, bytes, size);
}

EXPORT ssize_t pread64(int fd, void *bytes, size_t size, off64_t at)
{
    REAL(pread64);
    return is_broken(CALLER) ? -1 : real(fd, bytes, size, at);
}

EXPORT size_t fread(void *bytes, size_t size, size_t count, FILE *file)
{
    REAL(fread);
    if (!is_broken(CALLER))
        return real(bytes, size, count, file);
    spoil(file);
    return 0;
}
