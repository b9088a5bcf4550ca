/* Reruns saved cases (files given as arguments) where there is no fuzzer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

/* Larger than any study may be. */
enum { CASE_MAX = (4 << 20) + 2 };

static int run_case(const char *path)
{
    static uint8_t buffer[CASE_MAX];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        return 1;
    }
    size_t size = fread(buffer, 1, sizeof buffer, file);
    fclose(file);
    /* Exactly as large as the case, so that reading past its end is seen. */
    uint8_t *bytes = malloc(size > 0 ? size : 1);
    if (bytes == NULL)
        return 1;
    memcpy(bytes, buffer, size);
    (void)LLVMFuzzerTestOneInput(bytes, size);
    free(bytes);
    return 0;
}

int main(int argc, char **argv)
{
    int failed = argc < 2;
    if (LLVMFuzzerInitialize != NULL)
        failed |= LLVMFuzzerInitialize(&argc, &argv);
    for (int i = 1; i < argc; i++)
        failed |= run_case(argv[i]);
    printf("%d cases\n", argc - 1);
    return failed;
}
