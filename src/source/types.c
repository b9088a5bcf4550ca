#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "source/catalogue.h"
#include "source/feed.h"
#include "source/function_lists.h"
#include "source/source.h"
#include "source/write.h"

/* --- writing the catalogue --- */

typedef struct link_writer {
    lc_stmt *stmt;
    const char *parameter;
    const lc_array *entries; /* words become codes of these; NULL: words are codes */
} link_writer;

static lc_status write_link(void *user, const char *word)
{
    const link_writer *link = user;
    int64_t found = link->entries != NULL ? lc_entry_find(link->entries, word) : -1;
    lc_stmt_bind_text(link->stmt, link->parameter,
                      found >= 0 ? lc_entry_at(link->entries, (size_t)found)->code : word);
    return lc_stmt_run(link->stmt);
}

static lc_status write_types(lc_store *store, const lc_catalogue *catalogue)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "source/insert_facility_type", &stmt);
    for (size_t i = 0; status == LC_OK && i < catalogue->types.count; i++) {
        const lc_type *type = lc_catalogue_type(catalogue, i);
        lc_stmt_bind_int(stmt, ":type_id", (int64_t)i + 1);
        lc_stmt_bind_text(stmt, ":code", type->code);
        lc_stmt_bind_text(stmt, ":name_zh", type->name_zh);
        lc_stmt_bind_text(stmt, ":name_en", type->name_en);
        lc_stmt_bind_double(stmt, ":standard_area_m2", type->standard_area_m2);
        lc_stmt_bind_double(stmt, ":area_max_m2", type->area_max_m2);
        lc_bind_whole(stmt, ":standard_beds", type->standard_beds);
        lc_bind_whole(stmt, ":beds_max", type->beds_max);
        lc_bind_whole(stmt, ":standard_places", type->standard_places);
        lc_bind_whole(stmt, ":places_max", type->places_max);
        lc_bind_whole(stmt, ":standard_meals", type->standard_meals);
        lc_bind_whole(stmt, ":meals_max", type->meals_max);
        lc_bind_whole(stmt, ":standard_staff", type->standard_staff);
        lc_stmt_bind_text(stmt, ":colour", type->colour[0] != '\0' ? type->colour : NULL);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

static lc_status write_functions(lc_store *store, const lc_catalogue *catalogue)
{
    lc_stmt *stmt = NULL;
    lc_status status = lc_store_query(store, "source/insert_function", &stmt);
    for (size_t i = 0; status == LC_OK && i < catalogue->functions.count; i++) {
        const lc_entry *entry = lc_entry_at(&catalogue->functions, i);
        lc_stmt_bind_text(stmt, ":function_code", entry->code);
        lc_stmt_bind_text(stmt, ":name_zh", entry->name_zh);
        lc_stmt_bind_text(stmt, ":name_en", entry->name_en);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

/* type_group and type_function: one row per word of a type's list. */
static lc_status write_links(lc_store *store, const lc_catalogue *catalogue)
{
    lc_stmt *group = NULL, *function = NULL;
    lc_status status = lc_store_query(store, "source/insert_type_group", &group);
    if (status == LC_OK)
        status = lc_store_query(store, "source/insert_type_function", &function);
    for (size_t i = 0; status == LC_OK && i < catalogue->types.count; i++) {
        const lc_type *type = lc_catalogue_type(catalogue, i);
        link_writer groups = {group, ":group_code", &catalogue->groups};
        link_writer functions = {function, ":function_code", &catalogue->functions};
        lc_stmt_bind_int(group, ":type_id", (int64_t)i + 1);
        lc_stmt_bind_int(function, ":type_id", (int64_t)i + 1);
        status =
            lc_each_word(catalogue->ctx, type->groups, lc_list_separators, write_link, &groups);
        if (status == LC_OK)
            status = lc_each_word(catalogue->ctx, type->functions, lc_list_separators, write_link,
                                  &functions);
    }
    lc_stmt_free(group);
    lc_stmt_free(function);
    return status;
}

/* --- sets --- */

typedef struct set_writer {
    const lc_catalogue *catalogue;
    const lc_study *study;
    const lc_type_set *own; /* the study's set that is being written, NULL for a built-in one */
    lc_stmt *set, *member;
    int64_t set_id;
} set_writer;

static lc_status begin_set(set_writer *writer, const char *code, const char *name_zh,
                           const char *name_en, bool single)
{
    writer->set_id++;
    lc_stmt_bind_int(writer->set, ":set_id", writer->set_id);
    lc_stmt_bind_text(writer->set, ":code", code);
    lc_stmt_bind_text(writer->set, ":name_zh", name_zh);
    lc_stmt_bind_text(writer->set, ":name_en", name_en);
    lc_stmt_bind_int(writer->set, ":is_single", single);
    return lc_stmt_run(writer->set);
}

static lc_status add_member(set_writer *writer, int64_t type_index)
{
    lc_stmt_bind_int(writer->member, ":set_id", writer->set_id);
    lc_stmt_bind_int(writer->member, ":type_id", type_index + 1);
    return lc_stmt_run(writer->member);
}

static lc_status unknown_member(const set_writer *writer, const char *word)
{
    const char *nearest = lc_catalogue_nearest_type(writer->catalogue, word);
    return lc_fail(writer->catalogue->ctx, LC_INPUT,
                   "%s:%d:%d: the set \"%s\" names a facility type \"%s\" that does not exist; the "
                   "nearest is \"%s\".",
                   writer->study->path, writer->own->place.line, writer->own->place.column,
                   writer->own->code, word, nearest != NULL ? nearest : "-");
}

static lc_status write_member(void *user, const char *word)
{
    set_writer *writer = user;
    int64_t type = lc_catalogue_find_type(writer->catalogue, word);
    return type >= 0 ? add_member(writer, type) : unknown_member(writer, word);
}

static lc_status write_singles(set_writer *writer)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < writer->catalogue->types.count; i++) {
        const lc_type *type = lc_catalogue_type(writer->catalogue, i);
        status = begin_set(writer, type->code, type->name_zh, type->name_en, true);
        if (status == LC_OK)
            status = add_member(writer, (int64_t)i);
    }
    return status;
}

/* Built-in sets, but those that the study defines anew. */
static lc_status write_builtin_sets(set_writer *writer)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < writer->catalogue->sets.count; i++) {
        const lc_entry *entry = lc_entry_at(&writer->catalogue->sets, i);
        bool anew = false;
        for (size_t s = 0; s < writer->study->set_count; s++)
            anew = anew || strcmp(writer->study->sets[s].code, entry->code) == 0;
        if (anew)
            continue;
        status = begin_set(writer, entry->code, entry->name_zh, entry->name_en, false);
        if (status == LC_OK)
            status = lc_each_word(writer->catalogue->ctx, entry->list, lc_list_separators,
                                  write_member, writer);
    }
    return status;
}

static lc_status write_own_sets(set_writer *writer)
{
    lc_status status = LC_OK;
    for (size_t s = 0; status == LC_OK && s < writer->study->set_count; s++) {
        const lc_type_set *own = &writer->study->sets[s];
        writer->own = own;
        for (size_t i = 0; i < writer->catalogue->types.count; i++)
            if (strcmp(lc_catalogue_type(writer->catalogue, i)->code, own->code) == 0)
                return lc_fail(writer->catalogue->ctx, LC_INPUT,
                               "%s:%d:%d: \"%s\" is the code of a facility type already; give the "
                               "set another one.",
                               writer->study->path, own->place.line, own->place.column, own->code);
        const char *zh = own->name_zh != NULL ? own->name_zh : own->name_en;
        const char *en = own->name_en != NULL ? own->name_en : own->name_zh;
        status = begin_set(writer, own->code, zh != NULL ? zh : own->code,
                           en != NULL ? en : own->code, false);
        for (size_t t = 0; status == LC_OK && t < own->type_count; t++)
            status = write_member(writer, own->types[t]);
    }
    return status;
}

static lc_status write_sets(lc_store *store, const lc_study *study, const lc_catalogue *catalogue)
{
    set_writer writer = {.catalogue = catalogue, .study = study};
    lc_status status = lc_store_query(store, "source/insert_type_set", &writer.set);
    if (status == LC_OK)
        status = lc_store_query(store, "source/insert_type_set_member", &writer.member);
    if (status == LC_OK)
        status = write_singles(&writer);
    if (status == LC_OK)
        status = write_builtin_sets(&writer);
    if (status == LC_OK)
        status = write_own_sets(&writer);
    lc_stmt_free(writer.set);
    lc_stmt_free(writer.member);
    return status;
}

/* --- the stage --- */

/* Every row of it is used, or the file is refused. */
static lc_status add_types_input(lc_store *store, const lc_study *study, int64_t rows)
{
    char sha256[65];
    lc_input input = {.role = "types", .path = study->types_written, .sha256 = sha256};
    int64_t input_id;
    lc_status status =
        lc_source_sha256(lc_store_ctx(store), study->types, sha256, &input.size_bytes);
    if (status == LC_OK)
        status = lc_store_input_add(store, &input, &input_id);
    return status == LC_OK ? lc_store_input_count(store, input_id, rows, rows, 0) : status;
}

lc_status lc_source_types(lc_store *store, const lc_study *study)
{
    static const char *const clear[] = {
        "source/delete_function_list_item", "source/delete_function_list",
        "source/delete_type_set_member",    "source/delete_type_set",
        "source/delete_type_function",      "source/delete_type_group",
        "source/delete_function",           "source/delete_facility_type"};
    lc_catalogue catalogue;
    lc_status status = lc_catalogue_load(&catalogue, lc_store_ctx(store), study);
    if (status == LC_OK && study->types != NULL)
        status = add_types_input(store, study, catalogue.own_rows);
    if (status == LC_OK)
        status = lc_run_all(store, clear, sizeof clear / sizeof *clear);
    if (status == LC_OK)
        status = write_types(store, &catalogue);
    if (status == LC_OK)
        status = write_functions(store, &catalogue);
    if (status == LC_OK)
        status = write_links(store, &catalogue);
    if (status == LC_OK)
        status = write_sets(store, study, &catalogue);
    if (status == LC_OK)
        status = lc_source_function_lists(store, study, &catalogue);
    lc_catalogue_clear(&catalogue);
    return status;
}
