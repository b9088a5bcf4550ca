/* Calls that fail when they are told to. A program that is linked with these files counts the calls
 * of each kind, tells from where they came, and lets the n-th of one kind fail, alone or with all
 * that follow. Between fault_count or fault_arm and fault_end every thread counts. */
#ifndef LC_TORTURE_FAULTS_H
#define LC_TORTURE_FAULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum fault_kind {
    FAULT_MEMORY,        /* allocations of our own code (memory.c) */
    FAULT_NEW,           /* operator new, ours and GEOS's (new.cc) */
    FAULT_SQLITE_MEMORY, /* SQLite's allocations, on whoever's behalf (memory.c) */
    FAULT_SQLITE,  /* our calls of SQLite: no memory, full, I/O error, damaged, busy (calls.c) */
    FAULT_DISK,    /* what writes, ours and of the libraries that write for us (files.c) */
    FAULT_READ,    /* what opens and reads, ours, SQLite's and GDAL's (files.c) */
    FAULT_LIBRARY, /* our calls of GDAL, PROJ, GEOS, libxlsxwriter ... (calls.c) */
    FAULT_CANCEL,  /* no failure: lc_ctx_cancel at a tick (calls.c) */
    FAULT_KINDS
} fault_kind;
extern const char *const fault_names[FAULT_KINDS];

enum { FAULT_FRAMES = 48, FAULT_SITES_MAX = 20000 };

/* One way to a call: all calls with the same callers. */
typedef struct fault_site {
    uint64_t hash;
    long first, last; /* of the calls, counted from 1 */
    int depth;
    void *frames[FAULT_FRAMES]; /* the nearest first */
} fault_site;

/* What was counted; sites that find no room are left out. */
typedef struct fault_record {
    long calls;
    int site_count;
    fault_site sites[FAULT_SITES_MAX];
} fault_record;

/* Before anything else, once: SQLite's allocator, the libraries' places in memory. */
void fault_start(void);
void fault_find_libraries(void); /* its second half */
/* Counts the calls of every kind into `records`, of FAULT_KINDS. */
void fault_count(fault_record *records);
/* Lets call `n` fail, and all after it when `lasting`. */
void fault_arm(fault_kind kind, long n, bool lasting);
void fault_end(void);
/* The kind and place of what failed first; depth 0 when nothing did. */
const fault_site *fault_fired(void);

/* For the wrappers: must this call fail? */
bool fault_due(fault_kind kind);
/* Which call it was; the n-th of its kind. */
long fault_number(void);
/* Who asked: the address belongs to our program, or to a library whose name begins so. */
bool fault_is_ours(const void *caller);
bool fault_is_of(const void *caller, const char *library);
/* Is one of the callers of that library? */
bool fault_site_is_for(const fault_site *site, const char *library);

/* Blocks that our own code allocated and has not freed. */
long fault_live(void);
/* Prints where the blocks that live now were allocated, at most `most`. */
void fault_tell_live(int most);
void fault_tell(const fault_site *site);
/* Is the nearest caller, the C library's aside, of that library? */
bool fault_is_in(const char *library);
/* Where the caller stands. */
void fault_tell_here(void);

#ifdef __cplusplus
}
#endif
#endif
