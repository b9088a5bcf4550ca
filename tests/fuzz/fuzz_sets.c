/* Any bytes as the list that a report set leaves in its folder: whatever is taken for a set's own
 * may be overwritten and removed, so it lies in the folder and has a name that sets give. */
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "fuzz.h"
#include "run/set_list.h"

static void check_list(const lc_array *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const char *name = lc_set_list_at(list, i);
        const char *slash = strchr(name, '/');
        fuzz_check(name[0] != '/' && name[0] != '.', "a name is below the folder");
        fuzz_check(slash == NULL || (slash[1] != '.' && strchr(slash + 1, '/') == NULL),
                   "one step below at most, and not hidden");
        fuzz_check(strstr(name, "..") != name && strstr(name, "/..") == NULL, "never above it");
        fuzz_check(lc_set_list_has(list, name), "a sorted list finds its names");
    }
}

static bool same_lists(const lc_array *a, const lc_array *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = strcmp(lc_set_list_at(a, i), lc_set_list_at(b, i)) == 0;
    return same;
}

static void write_and_read(lc_ctx *ctx, const lc_set_known *known)
{
    lc_set_known again;
    fuzz_check(lc_set_known_write(ctx, fuzz_folder(), known) == LC_OK, "a list is written");
    fuzz_check(lc_set_known_read(ctx, fuzz_folder(), NULL, &again) == LC_OK, "and read");
    fuzz_check(again.identity != NULL && strcmp(again.identity, known->identity) == 0,
               "a set is the same set");
    fuzz_check(again.moving == known->moving && same_lists(&again.files, &known->files),
               "with the same files");
    fuzz_check(!known->moving || same_lists(&again.old, &known->old), "and the same old ones");
    lc_set_known_clear(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lc_ctx *ctx = lc_ctx_new();
    lc_set_known known;
    if (ctx == NULL)
        return 0;
    (void)fuzz_file(LC_SET_KNOWN_NAME, data, size);
    lc_status status = lc_set_known_read(ctx, fuzz_folder(), NULL, &known);
    fuzz_told(ctx, status);
    fuzz_check(status == LC_OK, "a list of another's is no failure");
    check_list(&known.files);
    check_list(&known.old);
    fuzz_check(known.identity != NULL || known.files.count + known.old.count == 0,
               "what is no set has no files");
    if (known.identity != NULL)
        write_and_read(ctx, &known);
    lc_set_known_clear(&known);
    lc_ctx_free(ctx);
    return 0;
}
