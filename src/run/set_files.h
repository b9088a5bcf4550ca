/* A report set on disk. It is made in a hidden folder inside its own, moved into place when it is
 * whole, and known by a file that tells what of the folder is ours: nothing else is ever replaced
 * or removed. For the run room alone. */
#ifndef LC_RUN_SET_FILES_H
#define LC_RUN_SET_FILES_H

#include "base/base.h"
#include "study/study.h"

typedef struct lc_set_files {
    lc_ctx *ctx;
    char *out;   /* folder of the set */
    char *fresh; /* the hidden folder in it, where the set is made */
    char
        *identity; /* lines that say what the set is made of; two sets with the same are the same */
    lc_array ours; /* char *: the files of the set that is there, in order */
    lc_array done; /* char *: pieces that are in `fresh` already, in order */
    int log;       /* where finished pieces are noted, -1 before it is opened */
    bool finished; /* this very set had been made; what was left to do has been done */
} lc_set_files;

typedef struct lc_set_start {
    const char *out;       /* folder of the set; exists and is locked */
    const char *identity;  /* begins with LC_SET_HEAD; is copied */
    const lc_study *study; /* whose files are never removed; NULL for none */
    bool overwrite;
} lc_set_start;

/* Takes the folder in hand: what an interrupted moving of the same set left is moved (with
 * `overwrite` of any set, whose log must be there); what an interrupted making of the same set left
 * is gone on with (lc_set_has). LC_EXISTS, unless `overwrite`, when a finished set is there, an
 * unfinished one of something else, or a list that is none of ours. lc_set_clear in any case. */
lc_status lc_set_begin(lc_ctx *ctx, const lc_set_start *start, lc_set_files *files);
void lc_set_clear(lc_set_files *files);
/* LC_EXISTS when `name` (within the set) is there and no part of a set; of a folder when it is
 * anything but a folder. Any moment, also before `fresh` has it. */
lc_status lc_set_refuse_foreign(const lc_set_files *files, const char *name, bool folder);

/* Is the piece in `fresh`? */
bool lc_set_has(const lc_set_files *files, const char *piece);
/* Notes that it is. One thread at a time. */
lc_status lc_set_note(lc_set_files *files, lc_ctx *ctx, const char *piece);
/* Brings all that is in the folder `work` to the disk and moves it into `fresh`/`to` ("" for
 * `fresh` itself), where it replaces what is left of an earlier try. Any thread, with a context of
 * its own. */
lc_status lc_set_settle(const lc_set_files *files, lc_ctx *ctx, const char *work, const char *to);

/* Moves the set into place, where it replaces the one that is there, file by file. LC_EXISTS before
 * anything is moved when a file that is none of ours is in the way. Killed in between, the next
 * lc_set_begin ends it. */
lc_status lc_set_commit(lc_set_files *files);

#endif
