/* Indicators of the user's own: SQL files in a folder that the study names. A bad one is refused
 * before anything is computed. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "store/internal.h"

enum { FILE_SIZE_MAX = 1 << 20, FILES_MAX = 200 };

/* --- the header --- */

static bool is_code(const char *text)
{
    size_t size = strlen(text);
    return size > 0 && size < LC_INDICATOR_ID && text[0] >= 'a' && text[0] <= 'z' &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_") == size;
}

/* The words of a header, and how many bytes of what follows them are kept; 0: as many as there are,
 * nobody keeps them. */
typedef struct header_word {
    const char *key;
    size_t kept;
} header_word;

static const header_word words[] = {{"id", LC_INDICATOR_ID},
                                    {"title_zh", 96},
                                    {"title_en", 96},
                                    {"unit", 32},
                                    {"says_zh", LC_INDICATOR_SAYS},
                                    {"says_en", LC_INDICATOR_SAYS},
                                    {"formula_zh", LC_INDICATOR_SAYS},
                                    {"formula_en", LC_INDICATOR_SAYS},
                                    {"inputs", LC_INDICATOR_WORDS},
                                    {"aliases", LC_INDICATOR_WORDS},
                                    {"takes", LC_INDICATOR_WORDS},
                                    {"variant", 64},
                                    {"group", 32},
                                    {"sums", 32},
                                    {"closes", 32},
                                    {"lacks", 32},
                                    {"base", 32},
                                    {"params", 0},
                                    {"reads", 0},
                                    {"writes", 0}};
enum { WORD_COUNT = sizeof words / sizeof *words };

static const char *nearest_word(const char *key)
{
    const char *keys[WORD_COUNT];
    for (size_t i = 0; i < WORD_COUNT; i++)
        keys[i] = words[i].key;
    return lc_text_nearest(key, keys, WORD_COUNT);
}

/* One line "-- key: words" of a header. Its key must be one of ours when it is nearly so; other
 * comments are the author's. */
static lc_status check_line(lc_ctx *ctx, const char *path, int number, const char *line,
                            size_t size)
{
    char key[64];
    size_t colon = strcspn(line, ":\n"), i = 0;
    if (colon >= size || colon < 3 || colon > sizeof key || line[2] != ' ')
        return LC_OK;
    snprintf(key, sizeof key, "%.*s", (int)(colon - 3), line + 3);
    lc_text_trim(key);
    while (i < WORD_COUNT && strcmp(words[i].key, key) != 0)
        i++;
    if (i < WORD_COUNT && (words[i].kept == 0 || size - colon < words[i].kept))
        return LC_OK;
    if (i < WORD_COUNT)
        return lc_fail(ctx, LC_INPUT, "%s:%d: \"%s\" is too long; at most %d bytes fit.", path,
                       number, key, (int)words[i].kept - 2);
    const char *nearest = nearest_word(key);
    if (nearest == NULL || strchr(key, ' ') != NULL)
        return LC_OK;
    return lc_fail(ctx, LC_INPUT, "%s:%d: \"%s\" is no word of a header; did you mean \"%s\"?",
                   path, number, key, nearest);
}

static lc_status check_lines(lc_ctx *ctx, const char *path, const char *sql)
{
    lc_status status = LC_OK;
    int number = 1;
    for (const char *line = sql; status == LC_OK && strncmp(line, "--", 2) == 0; number++) {
        size_t size = strcspn(line, "\n");
        status = check_line(ctx, path, number, line, size);
        line += size + (line[size] == '\n');
    }
    return status;
}

static bool is_one_of(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], word) == 0)
            return true;
    return false;
}

/* Roles of inputs, with blanks between. */
static lc_status check_inputs(lc_ctx *ctx, const char *path, const lc_indicator_info *info)
{
    static const char *const roles[] = {"regions", "population",   "facilities", "streets",
                                        "context", "observations", "targets"};
    char inputs[LC_INDICATOR_WORDS], *rest = inputs, *word;
    (void)lc_indicator_word(info, "inputs", inputs, sizeof inputs);
    while ((word = strsep(&rest, " ")) != NULL)
        if (*word != '\0' && !is_one_of(word, roles, sizeof roles / sizeof *roles))
            return lc_fail(
                ctx, LC_INPUT,
                "%s: inputs: \"%s\" is none of regions, population, facilities, streets, "
                "context, observations, targets.",
                path, word);
    return LC_OK;
}

static lc_status check_words(lc_ctx *ctx, const char *path, const char *sql,
                             const lc_indicator_info *info)
{
    static const char *const closings[] = {"area_m2",    "beds",   "places", "staff", "meals",
                                           "facilities", "people", "units",  "none",  ""};
    lc_indicator_info more;
    char sums[64] = "";
    const char *line = strstr(sql, "-- sums:");
    if (line != NULL)
        snprintf(sums, sizeof sums, "%.*s", (int)strcspn(line + 8, "\n"), line + 8);
    lc_text_trim(sums);
    bool ratio = strncmp(sums, "ratio", 5) == 0 && info->factor > 0;
    if (lc_indicator_header(sql, 1, &more))
        return lc_fail(ctx, LC_INPUT, "%s:1: one file is one indicator; it has a second id", path);
    if (!is_code(info->id))
        return lc_fail(ctx, LC_INPUT,
                       "%s:1: the id \"%s\" is no code; write small letters, digits and _, such as "
                       "-- id: parks_per_1000",
                       path, info->id);
    if (info->unit[0] == '\0')
        return lc_fail(ctx, LC_INPUT,
                       "%s:1: the header lacks its unit, such as -- unit: m2/1000 (1 for a "
                       "share)",
                       path);
    if (sums[0] != '\0' && !ratio && strcmp(sums, "value") != 0 && strcmp(sums, "no") != 0)
        return lc_fail(ctx, LC_INPUT, "%s: sums: \"%s\" is none of value, ratio <factor>, no.",
                       path, sums);
    if (!is_one_of(info->closes, closings, sizeof closings / sizeof *closings))
        return lc_fail(ctx, LC_INPUT,
                       "%s: closes: \"%s\" is none of area_m2, beds, places, staff, meals, "
                       "facilities, people, units, none.",
                       path, info->closes);
    return check_inputs(ctx, path, info);
}

lc_status lc_own_indicator_parse(lc_ctx *ctx, const char *path, const char *sql,
                                 lc_indicator_info *out)
{
    *out = (lc_indicator_info){.file = path, .own = true};
    if (!lc_text_is_utf8(sql, strlen(sql)))
        return lc_fail(ctx, LC_INPUT, "%s:1: the file is not UTF-8; save it as UTF-8", path);
    lc_status status = check_lines(ctx, path, sql);
    if (status != LC_OK)
        return status;
    if (!lc_indicator_header(sql, 0, out))
        return lc_fail(ctx, LC_INPUT,
                       "%s:1: the file must begin with its header: a line -- id: code, then "
                       "-- title_zh:, -- title_en: and -- unit:",
                       path);
    out->own = true;
    if (out->title_zh[0] == '\0')
        snprintf(out->title_zh, sizeof out->title_zh, "%s",
                 out->title_en[0] != '\0' ? out->title_en : out->id);
    if (out->title_en[0] == '\0')
        snprintf(out->title_en, sizeof out->title_en, "%s", out->title_zh);
    return check_words(ctx, path, sql, out);
}

/* --- the folder --- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Paths of the .sql files, in the order of their names. */
static lc_status list_files(lc_ctx *ctx, const char *folder, lc_array *out)
{
    DIR *dir = opendir(folder);
    lc_status status = LC_OK;
    if (dir == NULL)
        return lc_fail(ctx, LC_INPUT, "%s: the folder of indicators cannot be read: %s", folder,
                       lc_errno_words(ctx, errno));
    for (struct dirent *entry; status == LC_OK && (entry = readdir(dir)) != NULL;) {
        size_t size = strlen(entry->d_name);
        if (entry->d_name[0] == '.' || size < 5 || strcmp(entry->d_name + size - 4, ".sql") != 0)
            continue;
        char **path = lc_array_push(ctx, out);
        if (path != NULL)
            *path = lc_format(ctx, "%s/%s", folder, entry->d_name);
        status = path != NULL && *path != NULL ? LC_OK : LC_MEMORY;
    }
    closedir(dir);
    if (status == LC_OK && out->count == 0)
        return lc_fail(ctx, LC_INPUT,
                       "%s: no .sql file lies in this folder of indicators; see "
                       "docs/howto/add-an-indicator.md.",
                       folder);
    if (status == LC_OK && out->count > FILES_MAX)
        return lc_fail(ctx, LC_INPUT, "%s: more than %d files; is this the folder you meant?",
                       folder, FILES_MAX);
    if (out->count > 0)
        qsort(out->items, out->count, sizeof(char *), by_name);
    return status;
}

static lc_status read_text(lc_ctx *ctx, const char *path, char **out)
{
    FILE *in = fopen(path, "rb");
    *out = in == NULL ? NULL : lc_alloc(ctx, FILE_SIZE_MAX + 1, 1);
    if (in == NULL)
        return lc_fail(ctx, LC_INPUT, "%s cannot be read: %s", path, lc_errno_words(ctx, errno));
    size_t size = *out == NULL ? 0 : fread(*out, 1, FILE_SIZE_MAX + 1, in);
    fclose(in);
    if (*out == NULL)
        return LC_MEMORY;
    if (size > FILE_SIZE_MAX || memchr(*out, '\0', size) != NULL)
        return lc_fail(ctx, LC_INPUT, "%s: is no text of at most 1 MB.", path);
    if (size >= 3 && memcmp(*out, "\xEF\xBB\xBF", 3) == 0)
        memmove(*out, *out + 3, size - 3 + 1);
    return LC_OK;
}

/* --- the statement --- */

static lc_status tell_refusal(lc_ctx *ctx, const char *path, const lc_db_refusal *why)
{
    if (why->word[0] == '\0')
        return lc_fail(ctx, LC_INPUT, "%s: no statement that gives columns follows the header.",
                       path);
    if (!why->forbidden)
        return lc_fail(ctx, LC_INPUT, "%s:%d: the statement cannot be used: %s", path, why->line,
                       why->word);
    return lc_fail(ctx, LC_INPUT,
                   "%s: \"%s\" is not allowed; the file is one statement without "
                   "parameters that reads tables and computes.",
                   path, why->word);
}

/* Every column is known, none twice, and the two that matter are there. */
static lc_status check_columns(lc_ctx *ctx, const char *path, lc_stmt *stmt)
{
    static const char *const known[] = {"region_id",  "value", "numerator", "denominator",
                                        "missing",    "low",   "high",      "types",
                                        "group_code", "mode",  "limit_min", "variant"};
    enum { KNOWN = sizeof known / sizeof *known };
    bool seen[KNOWN] = {false};
    for (int c = 0; c < lc_stmt_column_count(stmt); c++) {
        size_t k = 0;
        while (k < KNOWN && strcmp(known[k], lc_stmt_column_name(stmt, c)) != 0)
            k++;
        if (k == KNOWN || seen[k])
            return lc_fail(ctx, LC_INPUT,
                           "%s: the column \"%s\" is unknown or there twice; name the columns "
                           "region_id, value and, where they apply, numerator, denominator, "
                           "missing, low, high, types, group_code, mode, limit_min, variant.",
                           path, lc_stmt_column_name(stmt, c));
        seen[k] = true;
    }
    if (seen[0] && seen[1])
        return LC_OK;
    return lc_fail(ctx, LC_INPUT, "%s: the statement gives no column %s.", path,
                   seen[0] ? "value" : "region_id");
}

lc_status lc_own_indicator_open(lc_store *store, size_t i, lc_stmt **stmt)
{
    const own_indicator *own = &store->own[i];
    lc_db_refusal why;
    lc_status status = lc_db_prepare_guarded(store->db, own->path, own->sql, &why, stmt);
    if (status == LC_INPUT)
        return tell_refusal(store->ctx, own->path, &why);
    if (status == LC_OK)
        status = check_columns(store->ctx, own->path, *stmt);
    return status;
}

static lc_status check_id(const lc_store *store, const lc_indicator_info *info)
{
    lc_indicator_info other;
    if (!lc_indicator_find(store, info->id, &other))
        return LC_OK;
    return lc_fail(store->ctx, LC_INPUT,
                   "%s:1: the id \"%s\" is taken by %s; give the indicator another.", info->file,
                   info->id, other.file);
}

static lc_status add_file(lc_store *store, char *path)
{
    own_indicator *own = &store->own[store->own_count];
    lc_stmt *stmt = NULL;
    own->path = path;
    lc_status status = read_text(store->ctx, path, &own->sql);
    if (status == LC_OK)
        status = lc_file_sha256(store->ctx, path, own->sha256, &own->size_bytes);
    if (status == LC_OK)
        status = lc_own_indicator_parse(store->ctx, path, own->sql, &own->info);
    if (status == LC_OK)
        status = check_id(store, &own->info);
    store->own_count++;
    if (status == LC_OK)
        status = lc_own_indicator_open(store, store->own_count - 1, &stmt);
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_store_own_indicators(lc_store *store, const char *folder)
{
    lc_array paths;
    lc_array_init(&paths, sizeof(char *));
    lc_store_forget_own(store);
    lc_status status = list_files(store->ctx, folder, &paths);
    char **items = paths.items;
    if (status == LC_OK) {
        store->own = lc_alloc(store->ctx, paths.count, sizeof *store->own);
        status = store->own != NULL ? LC_OK : LC_MEMORY;
    }
    for (size_t i = 0; i < paths.count; i++) {
        if (status == LC_OK)
            status = add_file(store, items[i]); /* the path changes hands */
        else
            free(items[i]);
    }
    lc_array_clear(&paths);
    return status;
}

void lc_store_forget_own(lc_store *store)
{
    for (size_t i = 0; i < store->own_count; i++) {
        free(store->own[i].path);
        free(store->own[i].sql);
    }
    free(store->own);
    store->own = NULL;
    store->own_count = 0;
}

bool lc_own_indicator(const lc_store *store, size_t i, lc_own_file *out)
{
    if (i >= store->own_count)
        return false;
    const own_indicator *own = &store->own[i];
    *out = (lc_own_file){own->path, own->sha256, own->size_bytes, own->info};
    return true;
}
