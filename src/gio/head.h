/* Which of the first rows of a table name its columns. Pure. For this room alone. */
#ifndef LC_GIO_HEAD_H
#define LC_GIO_HEAD_H

#include "base/base.h"
#include "gio/gio.h"

enum { GIO_HEAD_MAX = 10 };

/* One of the first rows that are not blank: its texts, NULL where there is none. */
typedef struct gio_head_row {
    char **texts; /* owned, as is each of them */
    size_t count;
    int64_t row;
} gio_head_row;

typedef struct gio_head {
    lc_ctx *ctx;
    gio_head_row rows[GIO_HEAD_MAX];
    size_t count;
    size_t names; /* the row of names is the one of this index */
    bool two;     /* and goes on in the next */
} gio_head;

/* Keeps a copy of a row; there must be room. */
lc_status gio_head_add(gio_head *head, const char *const *texts, size_t count, int64_t row);
/* Settles `names` and `two`. `fn` NULL: the first row. */
void gio_head_choose(gio_head *head, lc_names_fn *fn, void *user);
/* The name of column i, from one row or from two: "group name". Free with free(); NULL for none,
 * or when memory is out. */
char *gio_head_name(const gio_head *head, size_t i);
/* How many columns have a name or could have. */
size_t gio_head_width(const gio_head *head);
void gio_head_clear(gio_head *head);

#endif
