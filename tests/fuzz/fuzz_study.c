/* Any bytes as a study file: either a study or a message, never a crash, a leak or a hang. */
#include "fuzz.h"
#include "study/study.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_ctx *ctx = lc_ctx_new();
    lc_study *study = NULL;
    if (ctx == NULL)
        return 0;
    /* A folder that is not there: the bytes decide, not the disk. */
    lc_status status =
        lc_study_parse(ctx, (const char *)data, size, "/nonexistent/study.yaml", &study);
    fuzz_check((status == LC_OK) == (study != NULL), "a study or a failure");
    fuzz_check((status == LC_OK) == (lc_ctx_message(ctx)[0] == '\0'), "a failure says why");
    lc_study_free(study);
    lc_ctx_free(ctx);
    return 0;
}
