/* Where the figures of a report come from: what each indicator means, which inputs it was made of,
 * which findings touch them, what sets and groups hold, and what it was computed with. Data for
 * every writer; the page, the PDF and the workbook only set it. For room report alone. */
#ifndef LC_REPORT_TRACE_H
#define LC_REPORT_TRACE_H

#include "report/scope.h"

typedef enum lc_trace_severity {
    LC_TRACE_ERROR,
    LC_TRACE_WARNING,
    LC_TRACE_NOTE,
    LC_TRACE_SEVERITIES
} lc_trace_severity;
/* How many there are of each. */
typedef struct lc_trace_counts {
    int64_t of[LC_TRACE_SEVERITIES];
} lc_trace_counts;
int64_t lc_trace_total(const lc_trace_counts *counts);

/* Texts are in the context's language; those of the data are as they were read, and may be
 * anything. NULL where there is none. */

/* A file that was read; or, with `path` NULL, the study as a whole as far as one role goes, which
 * has findings alone. */
typedef struct lc_trace_input {
    int64_t input_id;
    char *role;       /* code: "facilities" */
    const char *what; /* the role in words; static, or `role` itself */
    char *path, *layer, *driver, *sha256, *crs, *encoding, *year;
    int64_t size_bytes, rows_in, rows_kept, rows_with_findings; /* of the whole study */
    bool bars;                /* map background that keeps people from streets */
    lc_trace_counts findings; /* that concern the scope */
} lc_trace_input;

/* A finding that concerns the scope. */
typedef struct lc_trace_finding {
    size_t input; /* index of the inputs */
    lc_trace_severity severity;
    int64_t row; /* -1: of no row */
    char *feature, *words;
} lc_trace_finding;

/* An indicator. */
typedef struct lc_trace_figure {
    char *id, *name;
    char *unit;           /* in words: "%", "m² per person"; "" for plain numbers */
    char *says, *formula; /* NULL: an indicator of the study's own that does not say */
    char *group, *year;   /* whose figure it is where nobody is named */
    char *made_by;        /* the file of one of the study's own */
    char *clauses;        /* "plan: clause; clause": who asks for it */
    char *example;        /* "Yunxi District · ...: 12 / 48 = 25%": a figure to work out again */
    int64_t targets;      /* that ask for it */
    size_t *inputs;       /* indices of what it draws on: files, then the study as a whole */
    size_t input_count;
    lc_trace_counts findings;  /* of these */
    bool walks, of_facilities; /* which parameters matter to it */
} lc_trace_figure;

/* A set of types, or a function list, that figures speak of. */
typedef struct lc_trace_set {
    char *code, *name, *centre; /* centre: of a function list alone */
    char *holds;                /* its types or items, by name */
} lc_trace_set;

/* A group of people. */
typedef struct lc_trace_group {
    char *code, *name, *year;
    size_t *inputs; /* the files that tell it */
    size_t input_count;
} lc_trace_group;

/* A parameter, a walking profile, a version. */
typedef struct lc_trace_setting {
    char *id; /* "margin_m" */
    char *name, *value;
} lc_trace_setting;

typedef struct lc_trace {
    lc_trace_input *inputs; /* files in the order of the stages, then the study as a whole */
    size_t input_count, file_count;
    lc_trace_finding *findings; /* at most LC_TRACE_FINDINGS_MAX, the gravest of each input; input
                                   by input, that with the gravest first */
    size_t finding_count;
    lc_trace_counts found; /* all that concern the scope */
    lc_trace_figure *figures;
    size_t figure_count;
    lc_trace_set *sets;
    size_t set_count;
    lc_trace_group *groups;
    size_t group_count;
    lc_trace_setting *parameters, *profiles, *versions;
    size_t parameter_count, profile_count, version_count;
} lc_trace;

enum { LC_TRACE_FINDINGS_MAX = 120, LC_TRACE_INPUT_FINDINGS_MAX = 30 };

/* Reads what stands behind the figures of a report. `every`: all indicators that have a value, for
 * a workbook; else those that targets of the scope ask for and those that every page tells.
 * lc_trace_clear in any case. O(findings of the scope + inputs x indicators). */
lc_status lc_trace_read(lc_store *store, const lc_scope *scope, bool every, lc_trace *trace);
void lc_trace_clear(lc_trace *trace);

#endif
