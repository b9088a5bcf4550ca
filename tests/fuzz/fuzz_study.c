/* Any bytes as a study file: either a study or a message, never a crash, a leak or a hang.
 * clang -fsanitize=fuzzer links LLVMFuzzerTestOneInput; elsewhere main() runs the saved cases given
 * as arguments (files). */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "study/study.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_ctx *ctx = lc_ctx_new();
    lc_study *study = NULL;
    if (ctx == NULL)
        return 0;
    /* A folder that is not there: the bytes decide, not the disk. */
    lc_status status =
        lc_study_parse(ctx, (const char *)data, size, "/nonexistent/study.yaml", &study);
    assert((status == LC_OK) == (study != NULL));
    assert((status == LC_OK) == (lc_ctx_message(ctx)[0] == '\0'));
    lc_study_free(study);
    lc_ctx_free(ctx);
    return 0;
}

#ifndef LC_FUZZER
static int run_case(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        return 1;
    }
    /* Larger than any study may be, and exactly as large as the case, so that reading past its end
     * is seen. */
    static uint8_t buffer[(4 << 20) + 2];
    size_t size = fread(buffer, 1, sizeof buffer, file);
    fclose(file);
    uint8_t *bytes = malloc(size > 0 ? size : 1);
    if (bytes == NULL)
        return 1;
    for (size_t i = 0; i < size; i++)
        bytes[i] = buffer[i];
    (void)LLVMFuzzerTestOneInput(bytes, size);
    free(bytes);
    return 0;
}

int main(int argc, char **argv)
{
    int failed = argc < 2;
    for (int i = 1; i < argc; i++)
        failed |= run_case(argv[i]);
    printf("%d cases\n", argc - 1);
    return failed;
}
#endif
