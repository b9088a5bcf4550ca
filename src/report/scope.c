#include "report/scope.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FILE_BYTES_MAX = 120 };

const lc_scope *lc_scope_whole(void)
{
    static char file[] = "lifecircle";
    static const lc_scope whole = {.file = file};
    return &whole;
}

void lc_scope_bind(lc_stmt *stmt, const lc_scope *scope)
{
    if (scope->region_id != 0)
        lc_stmt_bind_int(stmt, ":region_id", scope->region_id);
    else
        lc_stmt_bind_null(stmt, ":region_id");
}

static void clear_scope(lc_scope *scope)
{
    free(scope->code);
    free(scope->name);
    free(scope->level);
    free(scope->file);
}

void lc_scopes_clear(lc_scopes *scopes)
{
    for (size_t i = 0; i < scopes->count; i++)
        clear_scope(&scopes->items[i]);
    free(scopes->items);
    free(scopes->level);
    *scopes = (lc_scopes){0};
}

/* --- names of files --- */

/* May a character stand in the name of a file on Linux, Windows and macOS, and in an address after
 * escaping? Letters and digits of any script; of ASCII's signs - and _ alone; nothing that steers
 * the direction of text. `at` is at a whole UTF-8 character of `size` bytes. */
static bool is_harmless(const char *at, size_t size)
{
    const unsigned char *b = (const unsigned char *)at;
    if (size == 1)
        return (b[0] >= '0' && b[0] <= '9') || (b[0] >= 'A' && b[0] <= 'Z') ||
               (b[0] >= 'a' && b[0] <= 'z') || b[0] == '-' || b[0] == '_';
    if (size == 2) /* from U+00C0 on; no controls, no signs, not the Arabic letter mark U+061C */
        return b[0] > 0xC2 && !(b[0] == 0xD8 && b[1] == 0x9C);
    if (size ==
        3) /* U+2000 to U+303F: signs and marks; U+E000 to U+F8FF private, U+FE00 on: marks */
        return !(b[0] == 0xE2 || (b[0] == 0xE3 && b[1] == 0x80) || b[0] == 0xEE || b[0] == 0xEF);
    return b[0] == 0xF0 && b[1] >= 0xA0; /* rare Han; no emoji */
}

static size_t character_size(const char *at)
{
    unsigned char b = (unsigned char)*at;
    size_t size = b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
    return strnlen(at, size);
}

/* Adds what is harmless of a text, "_" once for what is not, as far as there is room. */
static void add_harmless(char *file, const char *text)
{
    size_t to = strlen(file), size;
    for (const char *at = text; *at != '\0'; at += size) {
        size = character_size(at);
        bool harmless =
            is_harmless(at, size) && (to > 0 || *at != '-'); /* no option of a command */
        if (to + (harmless ? size : 1) > FILE_BYTES_MAX)
            break;
        if (harmless)
            memcpy(file + to, at, size), to += size;
        else if (to > 0 && file[to - 1] != '_' && file[to - 1] != '-')
            file[to++] = '_';
        file[to] = '\0';
    }
}

static void add_sign(char *file, char sign)
{
    size_t size = strlen(file);
    file[size] = sign;
    file[size + 1] = '\0';
}

/* Codes may differ only in what no file name holds. */
static bool is_taken(const lc_scopes *scopes, const char *file)
{
    for (size_t i = 0; i < scopes->count; i++)
        if (scopes->items[i].file != NULL && strcasecmp(scopes->items[i].file, file) == 0)
            return true;
    return false;
}

/* What stands for a device on Windows, whatever its ending. */
static bool is_device(const char *file)
{
    static const char *const names[] = {"con", "prn", "aux", "nul"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(names[i], file) == 0)
            return true;
    bool numbered = strncasecmp(file, "com", 3) == 0 || strncasecmp(file, "lpt", 3) == 0;
    return numbered && strlen(file) == 4 && file[3] >= '0' && file[3] <= '9';
}

static char *name_file(lc_ctx *ctx, const lc_scopes *scopes, const char *code, const char *name)
{
    char file[FILE_BYTES_MAX + 32] = "";
    add_harmless(file, code);
    if (file[0] == '\0')
        (void)snprintf(file, sizeof file, "region");
    if (strcmp(code, name) != 0 && strlen(file) + 2 < FILE_BYTES_MAX) {
        add_sign(file, '-');
        add_harmless(file, name);
    }
    if (is_device(file))
        add_sign(file, '_');
    size_t size = strlen(file);
    for (int i = 2; is_taken(scopes, file); i++)
        (void)snprintf(file + size, sizeof file - size, "-%d", i);
    return lc_strdup(ctx, file);
}

/* --- reading --- */

typedef struct reading {
    lc_ctx *ctx;
    lc_scopes *scopes;
    lc_array items; /* lc_scope */
} reading;

static lc_status take(reading *r, int64_t region_id, const char *code, const char *name,
                      const char *level)
{
    if (code == NULL || name == NULL || level == NULL)
        return lc_fail(r->ctx, LC_STORE,
                       "Region %lld of the store is damaged: its code, its name or its level is "
                       "missing. Delete the store and run again.",
                       (long long)region_id);
    lc_scope *scope = lc_array_push(r->ctx, &r->items);
    if (scope == NULL)
        return LC_MEMORY;
    *scope = (lc_scope){.region_id = region_id,
                        .code = lc_strdup(r->ctx, code),
                        .name = lc_strdup(r->ctx, name),
                        .level = lc_strdup(r->ctx, level)};
    r->scopes->items = r->items.items;
    if (r->scopes->level == NULL)
        r->scopes->level = lc_strdup(r->ctx, level);
    bool whole = scope->code != NULL && scope->name != NULL && scope->level != NULL &&
                 r->scopes->level != NULL;
    r->scopes->count++;
    return whole ? LC_OK : LC_MEMORY;
}

static lc_status take_row(void *user, lc_stmt *row)
{
    return take(user, lc_stmt_int(row, 0), lc_stmt_text(row, 1), lc_stmt_text(row, 2),
                lc_stmt_text(row, 3));
}

/* All regions, among which those that a user names are looked for. */
typedef struct known {
    lc_scopes all;
    const char **words; /* the code and the name of each, in turn */
} known;

static lc_status read_known(lc_store *store, known *k)
{
    reading r = {.ctx = lc_store_ctx(store), .scopes = &k->all};
    lc_array_init(&r.items, sizeof(lc_scope));
    lc_status status = lc_store_each(store, "report/scope_any", take_row, &r);
    if (status == LC_OK)
        k->words = lc_alloc(r.ctx, 2 * k->all.count + 1, sizeof *k->words);
    if (status == LC_OK && k->words == NULL)
        status = LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < k->all.count; i++) {
        k->words[2 * i] = k->all.items[i].code;
        k->words[2 * i + 1] = k->all.items[i].name;
    }
    return status;
}

/* The region with this code, else the only one with this name. */
static lc_status find(lc_ctx *ctx, const known *k, const char *word, const lc_scope **out)
{
    const lc_scope *named = NULL;
    *out = NULL;
    for (size_t i = 0; i < k->all.count; i++) {
        const lc_scope *one = &k->all.items[i];
        if (strcmp(one->code, word) == 0) {
            *out = one;
            return LC_OK;
        }
        if (strcmp(one->name, word) != 0)
            continue;
        if (named != NULL)
            return lc_fail(ctx, LC_INPUT,
                           "regions: \"%s\" is the name of several regions (%s, %s); name the one "
                           "that is meant by its code.",
                           word, named->code, one->code);
        named = one;
    }
    *out = named;
    if (named != NULL)
        return LC_OK;
    const char *nearest = lc_text_nearest(word, k->words, 2 * k->all.count);
    if (nearest != NULL)
        return lc_fail(ctx, LC_INPUT,
                       "regions: no region has the code or the name \"%s\"; did you mean \"%s\"?",
                       word, nearest);
    return lc_fail(ctx, LC_INPUT,
                   "regions: no region has the code or the name \"%s\"; lifecircle info tells what "
                   "the store holds.",
                   word);
}

static bool is_listed(const lc_scopes *scopes, const lc_scope *one)
{
    for (size_t i = 0; i < scopes->count; i++)
        if (scopes->items[i].region_id == one->region_id)
            return true;
    return false;
}

static lc_status take_named(reading *r, const known *k, char *codes)
{
    lc_status status = LC_OK;
    char *rest = codes, *word;
    while (status == LC_OK && (word = strsep(&rest, ",")) != NULL) {
        const lc_scope *one = NULL;
        word = lc_text_trim(word);
        if (*word == '\0')
            continue;
        status = find(r->ctx, k, word, &one);
        if (status == LC_OK && one != NULL && !is_listed(r->scopes, one))
            status = take(r, one->region_id, one->code, one->name, one->level);
    }
    return status;
}

static lc_status read_named(lc_store *store, const char *codes, reading *r)
{
    known k = {0};
    char *copy = lc_strdup(r->ctx, codes);
    lc_status status = copy != NULL ? read_known(store, &k) : LC_MEMORY;
    if (status == LC_OK)
        status = take_named(r, &k, copy);
    free(copy);
    free(k.words);
    lc_scopes_clear(&k.all);
    return status;
}

static int by_code(const void *a, const void *b)
{
    return strcmp(((const lc_scope *)a)->code, ((const lc_scope *)b)->code);
}

lc_status lc_scopes_read(lc_store *store, const char *codes, lc_scopes *scopes)
{
    reading r = {.ctx = lc_store_ctx(store), .scopes = scopes};
    *scopes = (lc_scopes){0};
    lc_array_init(&r.items, sizeof(lc_scope));
    lc_status status = codes != NULL ? read_named(store, codes, &r)
                                     : lc_store_each(store, "report/scopes", take_row, &r);
    if (status == LC_OK && scopes->count > 0)
        qsort(scopes->items, scopes->count, sizeof *scopes->items, by_code);
    for (size_t i = 0; status == LC_OK && i < scopes->count; i++) {
        lc_scope *one = &scopes->items[i];
        one->file = name_file(r.ctx, scopes, one->code, one->name);
        status = one->file != NULL ? LC_OK : LC_MEMORY;
    }
    return status;
}
