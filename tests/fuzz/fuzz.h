/* What the drivers share. clang -fsanitize=fuzzer links LLVMFuzzerTestOneInput to its own main;
 * elsewhere that of saved_cases.c reruns the saved cases. */
#ifndef LC_TESTS_FUZZ_H
#define LC_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes as text: a copy with a NUL behind, at most as long as the first NUL among them. Free
 * with free(). */
char *fuzz_text(const uint8_t *data, size_t size);
/* The bytes as a file of that name in a folder of this process's own; the path stays valid. Written
 * anew by each call. */
const char *fuzz_file(const char *name, const uint8_t *data, size_t size);
/* Ends the program, as a finding, where a property does not hold. In every kind of build. */
void fuzz_check(int holds, const char *what);

#endif
