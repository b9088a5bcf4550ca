/* Lists of the names of files, the file that tells which of a folder belong to a report set, and
 * the moving of files. Names are relative to a folder, "regions/x.html". For the run room alone. */
#ifndef LC_RUN_SET_LIST_H
#define LC_RUN_SET_LIST_H

#include "base/base.h"
#include "study/study.h"

/* --- lists: arrays of char *, which they own --- */
lc_status lc_set_list_add(lc_ctx *ctx, lc_array *list, const char *name);
char *lc_set_list_at(const lc_array *list, size_t i);
void lc_set_list_sort(lc_array *list);
/* Of a sorted list. O(log count). */
bool lc_set_list_has(const lc_array *list, const char *name);
void lc_set_list_clear(lc_array *list);
/* Adds what stands after `mark` in each whole line of the text that begins with it; other lines are
 * passed over. */
lc_status lc_set_list_read(lc_ctx *ctx, const char *text, const char *mark, lc_array *list);
/* Adds every file below a folder; what is hidden in the folder itself is left out. */
lc_status lc_set_list_files(lc_ctx *ctx, const char *folder, lc_array *list);

/* --- small files --- */
/* All of a file; *text is yours, NULL where there is none, or what no set has written there: a
 * link, a pipe, a device, something huge. */
lc_status lc_set_read_text(lc_ctx *ctx, const char *path, char **text);
/* Both texts, one after the other, whole or not at all. */
lc_status lc_set_write_text(lc_ctx *ctx, const char *path, const char *first, const char *second);
/* Brings from/name to the disk and moves it to to/name, making the folders that it needs there. */
lc_status lc_set_move_file(lc_ctx *ctx, const char *from, const char *to, const char *name);

/* --- what a set consists of --- */
#define LC_SET_KNOWN_NAME ".lifecircle-report"
/* Every identity begins with it. */
#define LC_SET_HEAD "lifecircle report set, form 1: "
enum { LC_SET_FORMATS = LC_FORMAT_HTML | LC_FORMAT_XLSX | LC_FORMAT_PDF | LC_FORMAT_CSV };
typedef struct lc_set_known {
    char *identity; /* NULL: there is no set */
    bool moving;    /* its files are being moved into place */
    lc_array files; /* of the set, in order */
    lc_array old;   /* of the one before, that this one has no more: to be removed */
} lc_set_known;
/* Reads folder/.lifecircle-report. A list without the head of ours is none; a name counts only when
 * it is one that sets have, lies in the folder itself and not behind a link, and is no file that
 * the study (NULL for none) reads. lc_set_known_clear in any case. */
lc_status lc_set_known_read(lc_ctx *ctx, const char *folder, const lc_study *study,
                            lc_set_known *known);
lc_status lc_set_known_write(lc_ctx *ctx, const char *folder, const lc_set_known *known);
void lc_set_known_clear(lc_set_known *known);
/* Moves those files of a set that are still in `from` into `folder`, and removes the old ones. */
lc_status lc_set_move(lc_ctx *ctx, const char *folder, const char *from, const lc_set_known *known);

#endif
