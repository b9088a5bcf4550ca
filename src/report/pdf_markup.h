/* The page's own markup, piece by piece. It is ours and well-formed (tests read it with expat), so
 * this reads no more than we write: quoted attributes, no comments, five entities. For room report
 * alone. */
#ifndef LC_REPORT_PDF_MARKUP_H
#define LC_REPORT_PDF_MARKUP_H

#include "base/base.h"

typedef enum lc_mark_kind { LC_MARK_TEXT, LC_MARK_OPEN, LC_MARK_CLOSE } lc_mark_kind;

/* Borrowed from the markup. */
typedef struct lc_mark {
    lc_mark_kind kind;
    bool empty;       /* <br/> */
    const char *from; /* where the piece begins, */
    const char *name; /* the element's name and what follows it; of text the text */
    size_t name_size, size;
} lc_mark;

/* The piece at *at, which is moved behind it; false at the end. O(piece). */
bool lc_mark_next(const char **at, const char *end, lc_mark *mark);
bool lc_mark_is(const lc_mark *mark, const char *name);
/* The attribute's value as it stands, with its entities; false when there is none. O(piece). */
bool lc_mark_get(const lc_mark *mark, const char *name, const char **value, size_t *size);
bool lc_mark_has_class(const lc_mark *mark, const char *class);
/* Width and height of a drawing's viewBox; false without one. */
bool lc_mark_box(const lc_mark *mark, double *width, double *height);
/* Replaces the entities. */
void lc_mark_decode(const char *bytes, size_t size, lc_text *out);

#endif
