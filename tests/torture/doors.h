/* The public calls that are tortured, each as one row: what it starts from, and what it makes. */
#ifndef LC_TORTURE_DOORS_H
#define LC_TORTURE_DOORS_H

#include <lifecircle/lifecircle.h>

/* What a door answers with when parts of its work failed, and it has told which and why. */
#define DOOR_TOLD ((lc_status)-1)

typedef struct door {
    const char *name;
    lc_status (*call)(lc_ctx *ctx, const char *word);
    const char *word;  /* what the call is given */
    const char *start; /* of the states: "none", "old" or "done" */
    const char *made;  /* the folder that it writes into */
    bool resumes;      /* what it leaves unfinished is gone on with by the next call */
} door;

extern const door doors[];
extern const size_t door_count;

/* What the calls told since the last door_told_clear. */
const char *door_told(size_t *size);
void door_told_clear(void);

#endif
