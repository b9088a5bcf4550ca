/* Allocations of our own code, wrapped by the linker (--wrap, so that no library's are meant), and
 * SQLite's, through its own door. What our code allocates and frees is kept count of. */
#include "faults.h"

#include <errno.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#pragma GCC diagnostic ignored "-Wmissing-prototypes"

/* --- blocks that live --- */

typedef struct block {
    void *at; /* NULL for none, `gone` for one that was freed */
    void *callers[3];
} block;
enum { BLOCKS_MAX = 1 << 20 };
static block blocks[BLOCKS_MAX];
static long live;
static char gone_byte;
static void *const gone = &gone_byte;
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

static size_t place_of(const void *memory)
{
    return ((uintptr_t)memory >> 4) * 11400714819323198485ULL >> 44;
}

static void *born(void *memory, void *caller)
{
    if (memory == NULL)
        return NULL;
    (void)pthread_mutex_lock(&guard);
    size_t at = place_of(memory);
    while (blocks[at].at != NULL && blocks[at].at != gone)
        at = (at + 1) % BLOCKS_MAX;
    blocks[at] = (block){.at = memory, .callers = {caller}};
    live++;
    (void)pthread_mutex_unlock(&guard);
    return memory;
}

/* What a library allocated, to be freed by us, is not known here. */
static void died(void *memory)
{
    if (memory == NULL)
        return;
    (void)pthread_mutex_lock(&guard);
    size_t at = place_of(memory);
    while (blocks[at].at != NULL && blocks[at].at != memory)
        at = (at + 1) % BLOCKS_MAX;
    if (blocks[at].at == memory) {
        blocks[at].at = gone;
        live--;
    }
    (void)pthread_mutex_unlock(&guard);
}

long fault_live(void)
{
    return live;
}

void fault_tell_live(int most)
{
    for (size_t i = 0; i < BLOCKS_MAX && most > 0; i++) {
        if (blocks[i].at == NULL || blocks[i].at == gone)
            continue;
        fault_site site = {.depth = 1, .frames = {blocks[i].callers[0]}};
        fault_tell(&site);
        most--;
    }
}

/* --- our own code's --- */

static bool is_out(void)
{
    bool out = fault_due(FAULT_MEMORY);
    if (out)
        errno = ENOMEM;
    return out;
}

#define CALLER __builtin_return_address(0)

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void __real_free(void *memory);
char *__real_strdup(const char *text);
char *__real_strndup(const char *text, size_t size);
int __real_vasprintf(char **out, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
char *__real_realpath(const char *path, char *out);

void *__wrap_malloc(size_t size)
{
    return is_out() ? NULL : born(__real_malloc(size), CALLER);
}

void *__wrap_calloc(size_t number, size_t size)
{
    return is_out() ? NULL : born(__real_calloc(number, size), CALLER);
}

void *__wrap_realloc(void *memory, size_t size)
{
    if (is_out())
        return NULL;
    died(memory);
    return born(__real_realloc(memory, size), CALLER);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return is_out() ? NULL : born(__real_aligned_alloc(alignment, size), CALLER);
}

void __wrap_free(void *memory)
{
    died(memory);
    __real_free(memory);
}

char *__wrap_strdup(const char *text)
{
    return is_out() ? NULL : born(__real_strdup(text), CALLER);
}

char *__wrap_strndup(const char *text, size_t size)
{
    return is_out() ? NULL : born(__real_strndup(text, size), CALLER);
}

/* POSIX leaves *out undefined after a failure, so it is spoilt here. */
__attribute__((format(printf, 2, 0))) int __wrap_vasprintf(char **out, const char *format,
                                                           va_list args)
{
    if (is_out()) {
        *out = (char *)1;
        return -1;
    }
    int size = __real_vasprintf(out, format, args);
    if (size >= 0)
        (void)born(*out, CALLER);
    return size;
}

char *__wrap_realpath(const char *path, char *out)
{
    if (out != NULL)
        return __real_realpath(path, out);
    return is_out() ? NULL : born(__real_realpath(path, NULL), CALLER);
}

/* --- SQLite's --- */

static sqlite3_mem_methods plain;

static void *sqlite_malloc(int size)
{
    return fault_due(FAULT_SQLITE_MEMORY) ? NULL : plain.xMalloc(size);
}

static void *sqlite_realloc(void *memory, int size)
{
    return fault_due(FAULT_SQLITE_MEMORY) ? NULL : plain.xRealloc(memory, size);
}

void fault_start(void)
{
    fault_find_libraries();
    (void)sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain);
    sqlite3_mem_methods ours = plain;
    ours.xMalloc = sqlite_malloc;
    ours.xRealloc = sqlite_realloc;
    (void)sqlite3_config(SQLITE_CONFIG_MALLOC, &ours);
}
