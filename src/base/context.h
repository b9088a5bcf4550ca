/* The inside of lc_ctx, for base alone. */
#ifndef LC_BASE_CONTEXT_H
#define LC_BASE_CONTEXT_H

#include <lifecircle/context.h>
#include <stdatomic.h>

struct lc_ctx {
    lc_language language;
    int threads;
    lc_log_fn *log;
    void *log_user;
    lc_progress_fn *progress;
    void *progress_user;
    const char *stage; /* borrowed msgid */
    int stage_index, stage_count;
    int last_percent; /* -1 before the first report of a stage */
    atomic_bool cancel;
    char *message;     /* owned; NULL when nothing failed */
    const char *msgid; /* of the message, borrowed */
    bool failed;
    char **allowed; /* owned real paths: lc_ctx_allow_path */
    size_t allowed_count;
};

#endif
