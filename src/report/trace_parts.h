/* The pieces that a trace is read by: trace.c and trace_study.c. For these two alone. */
#ifndef LC_REPORT_TRACE_PARTS_H
#define LC_REPORT_TRACE_PARTS_H

#include "base/base.h"
#include "report/trace.h"

typedef struct lc_tracing {
    lc_store *store;
    lc_ctx *ctx;
    const lc_scope *scope;
    lc_trace *trace;
    bool zh, every;
    bool failed; /* a text could not be copied */
} lc_tracing;

/* A column as a text of its own, NULL for NULL; a failure is remembered. */
char *lc_tracing_copy(lc_tracing *t, lc_stmt *row, int column);
/* What a text was built to, or NULL with the failure remembered. */
char *lc_tracing_take(lc_tracing *t, lc_text *text);
/* Calls fn for each row of a query, which may name :zh and :region_id. */
typedef enum lc_tracing_binds {
    LC_BINDS_NONE = 0,
    LC_BINDS_ZH = 1,
    LC_BINDS_SCOPE = 2,
    LC_BINDS_GRAVE = 4
} lc_tracing_binds;
lc_status lc_tracing_each(lc_tracing *t, const char *query, unsigned binds, lc_row_fn *fn);
/* The same for a prepared statement, which it frees. */
lc_status lc_tracing_rows(lc_tracing *t, lc_status status, lc_stmt *stmt, lc_row_fn *fn,
                          void *user);
/* A new zeroed item at the end of a list of `*count` items, or NULL. Amortised O(1). */
void *lc_tracing_push(lc_tracing *t, void *list, size_t *count, size_t item_size);
/* The index of an input, the number of inputs when there is none. */
size_t lc_tracing_input(const lc_trace *trace, int64_t input_id);

/* Fills sets, groups, parameters, profiles and versions. */
lc_status lc_tracing_study(lc_tracing *t);
/* Fills the figures; the inputs with their findings, and the sets, are there. */
lc_status lc_tracing_figures(lc_tracing *t);

#endif
