#include "source/function_lists.h"

#include <string.h>

#include "base/base.h"
#include "lc_types.h"

enum { WORDS_MAX = 300 };

typedef struct list_writer {
    lc_ctx *ctx;
    const lc_study *study;
    const lc_catalogue *catalogue;
    const lc_function_list *list; /* the one that is being written */
    lc_stmt *insert_list, *insert_item;
    int64_t list_id, position, alternative;
    size_t given[WORDS_MAX]; /* functions of the list so far, as numbers in the catalogue */
    size_t given_count;
} list_writer;

/* --- what may be wrong with a study's own --- */

static const char *nearest_set(const list_writer *w, const char *word)
{
    const char *codes[WORDS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < w->catalogue->sets.count && count < WORDS_MAX; i++)
        codes[count++] = lc_entry_at(&w->catalogue->sets, i)->code;
    for (size_t i = 0; i < w->catalogue->types.count && count < WORDS_MAX; i++)
        codes[count++] = lc_catalogue_type(w->catalogue, i)->code;
    for (size_t i = 0; i < w->study->set_count && count < WORDS_MAX; i++)
        codes[count++] = w->study->sets[i].code;
    for (size_t i = 0; i < count; i++)
        if (strcmp(codes[i], word) == 0)
            return codes[i];
    return lc_text_nearest(word, codes, count);
}

static lc_status check_centre(const list_writer *w)
{
    const char *set = nearest_set(w, w->list->centre);
    if (set != NULL && strcmp(set, w->list->centre) == 0)
        return LC_OK;
    return lc_fail(w->ctx, LC_INPUT,
                   "%s:%d:%d: the function list \"%s\" has as centre a set of types \"%s\" that "
                   "does not exist; the nearest is \"%s\".",
                   w->study->path, w->list->place.line, w->list->place.column, w->list->code,
                   w->list->centre, set != NULL ? set : "-");
}

static lc_status unknown_function(const list_writer *w, const char *word)
{
    return lc_fail(w->ctx, LC_INPUT,
                   "%s:%d:%d: the function list \"%s\" names a function \"%s\" that does not "
                   "exist; geodata/types/functions.csv lists them.",
                   w->study->path, w->list->place.line, w->list->place.column, w->list->code, word);
}

static lc_status doubled_function(const list_writer *w, const char *word)
{
    return lc_fail(w->ctx, LC_INPUT,
                   "%s:%d:%d: the function list \"%s\" names the function \"%s\" twice; keep one.",
                   w->study->path, w->list->place.line, w->list->place.column, w->list->code, word);
}

/* --- writing --- */

static lc_status write_function(void *user, const char *word)
{
    list_writer *w = user;
    int64_t found = lc_entry_find(&w->catalogue->functions, word);
    if (found < 0)
        return unknown_function(w, word);
    for (size_t i = 0; i < w->given_count; i++)
        if (w->given[i] == (size_t)found)
            return doubled_function(w, word);
    if (w->given_count < WORDS_MAX)
        w->given[w->given_count++] = (size_t)found;
    lc_stmt_bind_int(w->insert_item, ":list_id", w->list_id);
    lc_stmt_bind_int(w->insert_item, ":position", w->position);
    lc_stmt_bind_int(w->insert_item, ":alternative", ++w->alternative);
    lc_stmt_bind_text(w->insert_item, ":function_code",
                      lc_entry_at(&w->catalogue->functions, (size_t)found)->code);
    return lc_stmt_run(w->insert_item);
}

static lc_status write_item(void *user, const char *word)
{
    static const char *const separators[] = {"/", NULL};
    list_writer *w = user;
    w->position++;
    w->alternative = 0;
    return lc_each_word(w->ctx, word, separators, write_function, w);
}

static lc_status write_list(list_writer *w, const lc_function_list *list)
{
    w->list = list;
    w->list_id++;
    w->position = 0;
    w->given_count = 0;
    lc_stmt_bind_int(w->insert_list, ":list_id", w->list_id);
    lc_stmt_bind_text(w->insert_list, ":code", list->code);
    lc_stmt_bind_text(w->insert_list, ":name_zh", list->name_zh);
    lc_stmt_bind_text(w->insert_list, ":name_en", list->name_en);
    lc_stmt_bind_text(w->insert_list, ":centre", list->centre);
    lc_status status = check_centre(w);
    if (status == LC_OK)
        status = lc_stmt_run(w->insert_list);
    if (status == LC_OK)
        status = lc_each_word(w->ctx, list->functions, lc_list_separators, write_item, w);
    w->list = NULL; /* it is borrowed */
    return status;
}

static bool is_own(const lc_study *study, const char *code)
{
    for (size_t i = 0; i < study->function_list_count; i++)
        if (strcmp(study->function_lists[i].code, code) == 0)
            return true;
    return false;
}

/* Those of the table compiled in that the study does not define anew. */
static lc_status write_builtin(list_writer *w)
{
    lc_csv csv;
    bool row = false;
    size_t file = 0;
    while (strcmp(lc_types[file].name, "function_lists.csv") != 0)
        file++;
    lc_status status = lc_csv_init(&csv, w->ctx, lc_types[file].text, lc_types[file].size);
    if (status == LC_OK)
        status = lc_csv_next(&csv, &row); /* the header */
    while (status == LC_OK && row) {
        status = lc_csv_next(&csv, &row);
        if (status != LC_OK || !row || is_own(w->study, csv.fields[0]))
            continue;
        const lc_function_list list = {.code = csv.fields[0],
                                       .name_zh = csv.fields[1],
                                       .name_en = csv.fields[2],
                                       .centre = csv.fields[3],
                                       .functions = csv.fields[4]};
        status = write_list(w, &list);
    }
    lc_csv_clear(&csv);
    return status;
}

lc_status lc_source_function_lists(lc_store *store, const lc_study *study,
                                   const lc_catalogue *catalogue)
{
    list_writer w = {.ctx = lc_store_ctx(store), .study = study, .catalogue = catalogue};
    lc_status status = lc_store_query(store, "source/insert_function_list", &w.insert_list);
    if (status == LC_OK)
        status = lc_store_query(store, "source/insert_function_list_item", &w.insert_item);
    if (status == LC_OK)
        status = write_builtin(&w);
    for (size_t i = 0; status == LC_OK && i < study->function_list_count; i++)
        status = write_list(&w, &study->function_lists[i]);
    lc_stmt_free(w.insert_list);
    lc_stmt_free(w.insert_item);
    return status;
}
