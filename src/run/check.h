/* lifecircle check: what was found in a study's inputs, told to a person or a program. */
#ifndef LC_RUN_CHECK_H
#define LC_RUN_CHECK_H

#include <lifecircle/lifecircle.h>

#include "store/store.h"
#include "study/study.h"

/* The columns of queries/run/check_findings.sql. */
enum {
    SEVERITY,
    CODE,
    STAGE,
    INPUT_ID,
    ROLE,
    FILE_NAME,
    LAYER,
    ROW_NO,
    FEATURE,
    FIELD,
    VALUE,
    DETAIL,
    LON_DEG,
    LAT_DEG,
    ALIKE,
    CELL
};

/* What there is to tell; all of it borrowed. */
typedef struct lc_checked {
    lc_store *store; /* the loading stages are done */
    const lc_study *study;
    const char *path; /* of the study, as it was named */
    const lc_check_result *result;
    const char *fixed; /* where corrected copies were written; NULL for nowhere */
    int64_t changes;   /* in these */
    int64_t codes;     /* of the changes: words written as codes */
} lc_checked;

/* For a person: a verdict, then file by file, then what to do next. */
lc_status lc_check_text(const lc_checked *checked, lc_write_fn *write, void *user);
/* One JSON document; docs/cli/check.md describes it. */
lc_status lc_check_json(const lc_checked *checked, lc_write_fn *write, void *user);

#endif
