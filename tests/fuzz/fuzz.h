/* What the drivers share. clang -fsanitize=fuzzer links LLVMFuzzerTestOneInput to its own main;
 * elsewhere that of saved_cases.c reruns the saved cases. */
#ifndef LC_TESTS_FUZZ_H
#define LC_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
/* A driver may have one, to make ready before the first case. */
int LLVMFuzzerInitialize(int *argc, char ***argv) __attribute__((weak));
#ifdef LC_FUZZER
/* A driver may have one, so that changes reach what lies behind checksums and compression. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
#endif

/* The bytes as text: a copy with a NUL behind, at most as long as the first NUL among them. Free
 * with free(). */
char *fuzz_text(const uint8_t *data, size_t size);
/* How many bytes stand before the first NUL; *rest is what follows it. */
size_t fuzz_part(const uint8_t *data, size_t size, const uint8_t **rest);
/* A folder of this process's own, removed when it ends. */
const char *fuzz_folder(void);
/* A name in it; valid until the next call. */
const char *fuzz_path(const char *name);
/* The bytes as a file of that name there, written anew by each call. */
const char *fuzz_file(const char *name, const uint8_t *data, size_t size);
/* Ends the program, as a finding, where a property does not hold. In every kind of build. */
void fuzz_check(int holds, const char *what);
/* Status and message agree, and no case is a bug of ours. */
void fuzz_told(const lc_ctx *ctx, lc_status status);

#endif
