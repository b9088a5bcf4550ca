/* What every cmocka program of ours includes: cmocka in its right order, and a context that dies
 * with the test. */
#ifndef LC_TEST_H
#define LC_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

/* Setup and teardown for cmocka_unit_test_setup_teardown: *state is an English lc_ctx. */
static inline int lc_test_setup(void **state)
{
    lc_ctx *ctx = lc_ctx_new();
    lc_ctx_set_language(ctx, LC_LANG_EN);
    *state = ctx;
    return ctx == NULL;
}

static inline int lc_test_teardown(void **state)
{
    lc_ctx_free(*state);
    return 0;
}

#define LC_TEST(fn) cmocka_unit_test_setup_teardown(fn, lc_test_setup, lc_test_teardown)

/* A call that must succeed; its message is shown when it does not. */
#define assert_ok(ctx, call)                                                                       \
    do {                                                                                           \
        lc_status status_ = (call);                                                                \
        if (status_ != LC_OK)                                                                      \
            fail_msg("%s -> %d: %s", #call, (int)status_, lc_ctx_message(ctx));                    \
    } while (0)

/* The message of the last failure holds `part`. */
#define assert_message(ctx, part)                                                                  \
    do {                                                                                           \
        if (strstr(lc_ctx_message(ctx), (part)) == NULL)                                           \
            fail_msg("message lacks \"%s\": %s", (part), lc_ctx_message(ctx));                     \
    } while (0)

#endif
