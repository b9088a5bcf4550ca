/* What bounds the statements of others while they run: steps, memory, the size of a text; and that
 * they do not know what day it is. */
#include <pthread.h>
#include <sqlite3.h>
#include <string.h>

#include "base/base.h"
#include "db/internal.h"

/* --- the clock --- */

/* Are the statements of this thread bounded, and did one ask? A connection stays with its thread.
 */
static _Thread_local bool bounded, asked;

static sqlite3_vfs *usual;

/* date('now') and its kin are NULL where the clock fails. */
static int tell_days(sqlite3_vfs *vfs, double *days)
{
    (void)vfs;
    asked |= bounded;
    return bounded ? SQLITE_ERROR : usual->xCurrentTime(usual, days);
}

static int tell_time(sqlite3_vfs *vfs, sqlite3_int64 *time_ms)
{
    (void)vfs;
    asked |= bounded;
    return bounded ? SQLITE_ERROR : usual->xCurrentTimeInt64(usual, time_ms);
}

static sqlite3_vfs timeless; /* SQLite's own doors to the disk, but for the clock */

static void make_timeless(void)
{
    usual = sqlite3_vfs_find(NULL);
    if (usual == NULL)
        return;
    timeless = *usual;
    timeless.zName = "lifecircle";
    timeless.pNext = NULL;
    timeless.xCurrentTime = tell_days;
    timeless.xCurrentTimeInt64 = tell_time;
    (void)sqlite3_vfs_register(&timeless, 0);
}

const char *lc_db_vfs(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, make_timeless);
    return timeless.zName;
}

/* --- the budget --- */

/* A function works within one step, which nothing stops: instr() takes the square of its texts, a
 * minute for two of this size. An outline of 65,000 points is as long. */
enum { TEXT_MAX = 1 << 20, PATTERN_MAX = 1000 };

void lc_db_bound(lc_db *db, int64_t steps_max, int64_t bytes_max)
{
    asked = false;
    bounded = true;
    db->bounded = true;
    db->bound = LC_DB_WITHIN;
    db->steps_left = steps_max;
    db->memory_most = sqlite3_memory_used() + bytes_max;
    db->text_before = sqlite3_limit(db->sqlite, SQLITE_LIMIT_LENGTH, TEXT_MAX);
    db->pattern_before = sqlite3_limit(db->sqlite, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, PATTERN_MAX);
}

lc_db_bounds lc_db_unbound(lc_db *db)
{
    db->bounded = bounded = false;
    (void)sqlite3_limit(db->sqlite, SQLITE_LIMIT_LENGTH, db->text_before);
    (void)sqlite3_limit(db->sqlite, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, db->pattern_before);
    if (db->bound == LC_DB_WITHIN && asked)
        db->bound = LC_DB_CLOCK;
    return db->bound;
}

bool lc_db_is_over(lc_db *db, int steps)
{
    if (!db->bounded)
        return false;
    db->steps_left -= steps;
    if (db->steps_left < 0)
        db->bound = LC_DB_STEPS;
    else if (sqlite3_memory_used() > db->memory_most)
        db->bound = LC_DB_MEMORY_MOST;
    return db->bound != LC_DB_WITHIN;
}
