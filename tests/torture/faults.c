#include "faults.h"

#include <execinfo.h>
#include <link.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

const char *const fault_names[FAULT_KINDS] = {"memory", "new",  "sqlite-memory", "sqlite",
                                              "disk",   "read", "library",       "cancel"};

/* Where libraries lie, so that a caller is known by its address. */
typedef struct range {
    uintptr_t from, to;
    char name[48]; /* "" for the program itself */
} range;

enum { RANGES_MAX = 1024, TABLE_SIZE = 4 * FAULT_SITES_MAX };
static range ranges[RANGES_MAX];
static int range_count;
static uintptr_t program;

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static fault_record *records;
static int table[FAULT_KINDS][TABLE_SIZE]; /* of sites, by their hash; 0 for none */
static bool armed, lasting;
static fault_kind wanted;
static long target, seen;
static fault_site fired;
static __thread bool within; /* what we do ourselves does not count */

static int add_range(struct dl_phdr_info *info, size_t size, void *user)
{
    (void)size;
    (void)user;
    const char *slash = strrchr(info->dlpi_name, '/');
    for (int i = 0; i < info->dlpi_phnum && range_count < RANGES_MAX; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type != PT_LOAD || (part->p_flags & PF_X) == 0)
            continue;
        range *r = &ranges[range_count++];
        r->from = info->dlpi_addr + part->p_vaddr;
        r->to = r->from + part->p_memsz;
        (void)snprintf(r->name, sizeof r->name, "%s", slash != NULL ? slash + 1 : "");
        if (range_count == 1)
            program = info->dlpi_addr;
    }
    return 0;
}

void fault_find_libraries(void)
{
    void *frames[4];
    (void)backtrace(frames, 4); /* loads what unwinding needs */
    (void)dl_iterate_phdr(add_range, NULL);
}

static const range *range_of(const void *address)
{
    static const range *last;
    const range *cached = last;
    uintptr_t at = (uintptr_t)address;
    if (cached != NULL && at >= cached->from && at < cached->to)
        return cached;
    for (int i = 0; i < range_count; i++)
        if (at >= ranges[i].from && at < ranges[i].to)
            return last = &ranges[i];
    return NULL;
}

bool fault_is_ours(const void *caller)
{
    return range_count > 0 && (uintptr_t)caller >= ranges[0].from &&
           (uintptr_t)caller < ranges[0].to;
}

bool fault_is_of(const void *caller, const char *library)
{
    const range *r = range_of(caller);
    return r != NULL && strncmp(r->name, library, strlen(library)) == 0;
}

bool fault_site_is_for(const fault_site *site, const char *library)
{
    for (int i = 0; i < site->depth; i++)
        if (fault_is_of(site->frames[i], library))
            return true;
    return false;
}

static void look(fault_site *site)
{
    void *frames[FAULT_FRAMES + 3];
    int depth = backtrace(frames, FAULT_FRAMES + 3) - 3; /* not look, fault_due, the wrapper */
    *site = (fault_site){.depth = depth > 0 ? depth : 0, .hash = 14695981039346656037ULL};
    for (int i = 0; i < site->depth; i++) {
        site->frames[i] = frames[i + 3];
        site->hash = (site->hash ^ (uintptr_t)site->frames[i]) * 1099511628211ULL;
    }
}

/* Those who end the process, or worse, when memory is out: SpatiaLite goes on with the NULL that
 * GEOS answered with, GDAL with what SQLite and GEOS did not give. And libxlsxwriter
 * and most of GDAL's writers do not look at what the system answers: only a disk that stays full is
 * noticed. */
static bool is_spared(fault_kind kind, const fault_site *site)
{
    return (kind == FAULT_DISK && records == NULL && !lasting &&
            fault_site_is_for(site, "libxlsxwriter")) ||
           (kind == FAULT_DISK && records == NULL && !lasting &&
            fault_site_is_for(site, "libgdal") && !fault_site_is_for(site, "libsqlite3")) ||
           (kind == FAULT_NEW &&
            (fault_site_is_for(site, "libspatialite") || fault_site_is_for(site, "libgdal"))) ||
           (kind == FAULT_SQLITE_MEMORY && fault_site_is_for(site, "libgdal"));
}

static void count(fault_kind kind)
{
    fault_record *record = &records[kind];
    fault_site site;
    look(&site);
    long n = ++record->calls;
    if (is_spared(kind, &site))
        return;
    size_t at = site.hash % TABLE_SIZE;
    while (table[kind][at] != 0 && record->sites[table[kind][at] - 1].hash != site.hash)
        at = (at + 1) % TABLE_SIZE;
    if (table[kind][at] == 0) {
        if (record->site_count == FAULT_SITES_MAX)
            return;
        site.first = n;
        record->sites[record->site_count++] = site;
        table[kind][at] = record->site_count;
    }
    record->sites[table[kind][at] - 1].last = n;
}

static bool is_due(fault_kind kind)
{
    if (!armed || kind != wanted)
        return false;
    long n = ++seen;
    fault_site site;
    if (n < target || (n > target && !lasting))
        return false;
    look(&site);
    if (is_spared(kind, &site))
        return false;
    if (fired.depth == 0)
        fired = site;
    return true;
}

bool fault_due(fault_kind kind)
{
    if ((!armed && records == NULL) || within)
        return false;
    within = true;
    bool due = false;
    (void)pthread_mutex_lock(&guard);
    if (records != NULL)
        count(kind);
    else
        due = is_due(kind);
    (void)pthread_mutex_unlock(&guard);
    within = false;
    return due;
}

long fault_number(void)
{
    return seen;
}

void fault_count(fault_record *to)
{
    records = to;
}

void fault_arm(fault_kind kind, long n, bool is_lasting)
{
    wanted = kind;
    target = n;
    lasting = is_lasting;
    seen = 0;
    fired = (fault_site){.depth = 0};
    armed = true;
}

void fault_end(void)
{
    armed = false;
    records = NULL;
}

const fault_site *fault_fired(void)
{
    return &fired;
}

bool fault_is_in(const char *library)
{
    fault_site site;
    within = true;
    look(&site);
    int first = 0; /* a handler of ours stands before the C library's */
    while (first < site.depth && fault_is_ours(site.frames[first]))
        first++;
    while (first < site.depth && fault_is_of(site.frames[first], "libc."))
        first++;
    return first < site.depth && fault_is_of(site.frames[first], library);
}

void fault_tell_here(void)
{
    fault_site site;
    within = true;
    look(&site);
    fault_tell(&site);
}

/* As addr2line reads them; the program is built to lie anywhere. */
void fault_tell(const fault_site *site)
{
    printf("    from");
    for (int i = 0; i < site->depth; i++) {
        const range *r = range_of(site->frames[i]);
        if (fault_is_ours(site->frames[i]))
            printf(" %#lx", (unsigned long)((uintptr_t)site->frames[i] - program - 1));
        else
            printf(" %.12s", r != NULL ? r->name : "?");
    }
    printf("\n");
}
