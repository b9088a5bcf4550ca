#include "source/regions.h"

#include <stdlib.h>
#include <string.h>

#include "source/mending.h"
#include "source/outline.h"
#include "source/source.h"
#include "source/write.h"

static const lc_choice levels[] = {
    {"country", "国家|国|nation"},
    {"province", "省|省级|自治区|直辖市|省市区|state"},
    {"city", "市|地级市|地市|市级|municipality|prefecture"},
    {"district", "区|县|区县|市辖区|县级|区级|county"},
    {"town", "街镇|街道|镇|乡|乡镇|街道乡镇|乡级|街道镇|subdistrict|township|street"},
    {"community",
     "社区|居委|居委会|村|村居|居村|村委|村委会|居民委员会|村民委员会|village|committee"},
};
static const lc_choice classes[] = {
    {"central", "中心城区|主城区|中心城|中心区|central city"},
    {"urbanised", "郊区城镇化地区|城镇化地区|郊区城镇|城镇地区|新城|urbanized|suburban"},
    {"rural", "农村|农村地区|乡村|涉农地区|countryside"},
};
enum {
    LEVEL_COUNT = sizeof levels / sizeof *levels,
    CLASS_COUNT = sizeof classes / sizeof *classes
};

/* Ids while reading: beyond any that the order of codes can give. */
static const int64_t provisional = INT64_C(1) << 40;

typedef struct region_reader {
    lc_store *store;
    lc_ctx *ctx;
    lc_geom *geom;
    lc_feed feed;
    lc_array *rows; /* lc_region_row */
    lc_stmt *find, *insert, *merge;
} region_reader;

/* --- one row --- */

/* A valid outline of the row in WGS-84. *ok is false when the row was rejected. */
static lc_status read_outline(region_reader *reader, lc_wkb *out, bool *ok)
{
    lc_wkb raw = {NULL, 0};
    bool repaired = false;
    char *reason = NULL;
    *out = (lc_wkb){NULL, 0};
    lc_status status = lc_feed_geometry(&reader->feed, NULL, &raw, ok);
    if (status != LC_OK || !*ok)
        return status;
    status = lc_geom_valid_polygon(reader->geom, raw.bytes, raw.size, out, &repaired, &reason);
    if (status == LC_INPUT) {
        *ok = false;
        status =
            lc_feed_reject(&reader->feed, "no_geometry", NULL, NULL, lc_failed_msgid(reader->ctx));
        if (status == LC_OK)
            lc_ctx_forget(reader->ctx);
    } else if (status == LC_OK && repaired) {
        status = lc_feed_note_repaired(&reader->feed, &raw, out, reason);
        if (status == LC_OK)
            status = lc_mend_shape(&reader->feed, out, true);
    }
    free(reason);
    lc_wkb_clear(&raw);
    return status;
}

/* The attributes of the row, borrowed from it. */
typedef struct attributes {
    const char *code, *name, *level, *class_code;
} attributes;

static lc_status read_attributes(region_reader *reader, attributes *out, bool *ok)
{
    lc_feed *feed = &reader->feed;
    *ok = false;
    *out =
        (attributes){.code = lc_feed_text(feed, LC_F_CODE), .name = lc_feed_text(feed, LC_F_NAME)};
    if (out->code == NULL)
        return lc_feed_reject(feed, "missing_value", "code", NULL, NULL);
    if (out->name == NULL)
        return lc_feed_reject(feed, "missing_value", "name", NULL, NULL);
    if (lc_feed_text(feed, LC_F_LEVEL) == NULL)
        return lc_feed_reject(feed, "missing_value", "level", NULL, NULL);
    lc_status status =
        lc_feed_choice(feed, LC_F_LEVEL, levels, LEVEL_COUNT, "unknown_level", &out->level);
    if (status != LC_OK || out->level == NULL)
        return status;
    status = lc_feed_check_code(feed);
    if (status != LC_OK)
        return status;
    *ok = true;
    return lc_feed_choice(feed, LC_F_CLASS, classes, CLASS_COUNT, "unknown_value",
                          &out->class_code);
}

static int rank_of(const char *level)
{
    for (int i = 0; i < LEVEL_COUNT; i++)
        if (strcmp(levels[i].code, level) == 0)
            return i;
    return -1;
}

static lc_status push_row(region_reader *reader, const attributes *a, const lc_outline_measures *m,
                          int64_t *region_id)
{
    lc_region_row *row = lc_array_push(reader->ctx, reader->rows);
    if (row == NULL)
        return LC_MEMORY;
    const char *parent = lc_feed_text(&reader->feed, LC_F_PARENT);
    *row = (lc_region_row){.region_id = provisional + (int64_t)reader->rows->count,
                           .code = lc_strdup(reader->ctx, a->code),
                           .name = lc_strdup(reader->ctx, a->name),
                           .parent_code = lc_strdup(reader->ctx, parent),
                           .rank = rank_of(a->level),
                           .parent = -1,
                           .input_id = reader->feed.input_id,
                           .row = reader->feed.record->row,
                           .box = m->box};
    *region_id = row->region_id;
    bool whole =
        row->code != NULL && row->name != NULL && (parent == NULL || row->parent_code != NULL);
    return whole ? LC_OK : LC_MEMORY;
}

static lc_status insert_region(region_reader *reader, const attributes *a, const lc_wkb *outline)
{
    lc_outline_measures m;
    int64_t region_id = 0;
    lc_status status = lc_outline_measure(reader->ctx, outline, &m);
    if (status == LC_OK)
        status = push_row(reader, a, &m, &region_id);
    if (status != LC_OK)
        return status;
    lc_stmt *stmt = reader->insert;
    lc_stmt_bind_int(stmt, ":region_id", region_id);
    lc_stmt_bind_text(stmt, ":code", a->code);
    lc_stmt_bind_text(stmt, ":name", a->name);
    lc_stmt_bind_text(stmt, ":level", a->level);
    lc_stmt_bind_text(stmt, ":class", a->class_code);
    lc_stmt_bind_text(stmt, ":kind", lc_feed_text(&reader->feed, LC_F_KIND));
    lc_stmt_bind_double(stmt, ":area_m2", m.area_m2);
    lc_stmt_bind_int(stmt, ":input_id", reader->feed.input_id);
    lc_stmt_bind_int(stmt, ":row_no", reader->feed.record->row);
    lc_stmt_bind_blob(stmt, ":wkb", outline->bytes, outline->size);
    return lc_stmt_run(stmt);
}

/* --- rows that share a code --- */

static lc_region_row *row_of_id(const region_reader *reader, int64_t region_id)
{
    return lc_array_at(reader->rows, (size_t)(region_id - provisional - 1));
}

/* Adds an outline to the region that has it already as `old`. */
static lc_status merge_outline(region_reader *reader, int64_t region_id, const void *old,
                               size_t old_size, const lc_wkb *more)
{
    lc_outline_measures m;
    lc_wkb parts[2] = {{NULL, old_size}, *more}, whole = {NULL, 0};
    lc_status status = LC_MEMORY;
    parts[0].bytes = lc_alloc(reader->ctx, old_size, 1);
    if (parts[0].bytes == NULL)
        goto done;
    memcpy(parts[0].bytes, old, old_size);
    lc_stmt_reset(reader->find);
    status = lc_geom_union(reader->geom, parts, 2, &whole);
    if (status == LC_OK)
        status = lc_outline_measure(reader->ctx, &whole, &m);
    if (status != LC_OK)
        goto done;
    row_of_id(reader, region_id)->box = m.box;
    lc_stmt_bind_int(reader->merge, ":region_id", region_id);
    lc_stmt_bind_double(reader->merge, ":area_m2", m.area_m2);
    lc_stmt_bind_blob(reader->merge, ":wkb", whole.bytes, whole.size);
    status = lc_stmt_run(reader->merge);
done:
    free(parts[0].bytes);
    lc_wkb_clear(&whole);
    return status;
}

/* Says whose the code is. */
static lc_status reject_code(region_reader *reader, const attributes *a, const lc_region_row *first)
{
    char *holder = lc_format(reader->ctx, "%s (row %lld)", first->name, (long long)first->row);
    lc_status status =
        holder != NULL ? lc_feed_reject(&reader->feed, "duplicate_code", "code", a->code, holder)
                       : LC_MEMORY;
    free(holder);
    return status;
}

/* The row's code is known already: a further part of the same region (same name, same level), or a
 * mistake. */
static lc_status merge_or_reject(region_reader *reader, const attributes *a, const lc_wkb *outline)
{
    int64_t region_id = lc_stmt_int(reader->find, 0);
    const lc_region_row *first = row_of_id(reader, region_id);
    if (strcmp(first->name, a->name) != 0 || first->rank != rank_of(a->level))
        return reject_code(reader, a, first);
    size_t size;
    const void *old = lc_stmt_blob(reader->find, 1, &size);
    lc_status status = merge_outline(reader, region_id, old, size, outline);
    if (status == LC_OK)
        status = lc_feed_note(&reader->feed, "merged_parts", "code", a->code, NULL);
    if (status == LC_OK)
        lc_feed_keep(&reader->feed);
    return status;
}

static lc_status read_row(void *user)
{
    region_reader *reader = user;
    attributes a;
    lc_wkb outline = {NULL, 0};
    bool ok = false, known = false;
    lc_status status = read_attributes(reader, &a, &ok);
    if (status == LC_OK && ok)
        status = read_outline(reader, &outline, &ok);
    if (status != LC_OK || !ok)
        goto done;
    lc_stmt_bind_text(reader->find, ":code", a.code);
    status = lc_stmt_step(reader->find, &known);
    if (status == LC_OK && known) {
        status = merge_or_reject(reader, &a, &outline);
    } else if (status == LC_OK) {
        status = insert_region(reader, &a, &outline);
        if (status == LC_OK)
            lc_feed_keep(&reader->feed);
    }
    lc_stmt_reset(reader->find);
done:
    lc_wkb_clear(&outline);
    return status;
}

/* --- files --- */

static lc_status read_file(region_reader *reader, const lc_study *study, const lc_source *source)
{
    static const lc_source_field needed[] = {LC_F_CODE, LC_F_NAME, LC_F_LEVEL};
    lc_feed *feed = &reader->feed;
    lc_status status = lc_feed_open(feed, reader->store, study, source, reader->geom, true);
    for (size_t i = 0; status == LC_OK && i < sizeof needed / sizeof *needed; i++)
        status = lc_feed_require(feed, needed[i]);
    if (status == LC_OK)
        status = lc_feed_rows(feed, read_row, reader);
    if (status == LC_OK)
        status = lc_feed_finish(feed, true);
    lc_feed_close(feed);
    return status;
}

static int by_code(const void *a, const void *b)
{
    return strcmp(((const lc_region_row *)a)->code, ((const lc_region_row *)b)->code);
}

static lc_status number_by_code(lc_store *store, lc_array *rows)
{
    if (rows->count > 0)
        qsort(rows->items, rows->count, sizeof(lc_region_row), by_code);
    for (size_t i = 0; i < rows->count; i++)
        ((lc_region_row *)lc_array_at(rows, i))->region_id = (int64_t)i + 1;
    return lc_store_run(store, "source/number_regions");
}

static lc_status read_all(region_reader *reader, const lc_study *study, size_t *files)
{
    lc_status status = lc_store_query(reader->store, "source/select_region_of_code", &reader->find);
    if (status == LC_OK)
        status = lc_store_query(reader->store, "source/insert_region", &reader->insert);
    if (status == LC_OK)
        status = lc_store_query(reader->store, "source/merge_region", &reader->merge);
    for (size_t i = 0; status == LC_OK && i < study->source_count; i++)
        if (study->sources[i].role == LC_ROLE_REGIONS) {
            ++*files;
            status = lc_source_done(reader->store, study, &study->sources[i],
                                    read_file(reader, study, &study->sources[i]));
        }
    lc_stmt_free(reader->find);
    lc_stmt_free(reader->insert);
    lc_stmt_free(reader->merge);
    return status;
}

static void clear_rows(lc_array *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        lc_region_row *row = lc_array_at(rows, i);
        free(row->code);
        free(row->name);
        free(row->parent_code);
    }
    lc_array_clear(rows);
}

lc_status lc_source_regions(lc_store *store, const lc_study *study)
{
    static const char *const clear[] = {"source/delete_region_tree", "source/delete_region"};
    const lc_finding none = {.code = "no_regions"};
    lc_array rows;
    size_t files = 0;
    lc_array_init(&rows, sizeof(lc_region_row));
    region_reader reader = {.store = store, .ctx = lc_store_ctx(store), .rows = &rows};
    lc_status status = lc_geom_open(reader.ctx, &reader.geom);
    if (status == LC_OK)
        status = lc_run_all(store, clear, sizeof clear / sizeof *clear);
    if (status == LC_OK)
        status = read_all(&reader, study, &files);
    if (status == LC_OK && files == 0)
        status = lc_store_finding_add(store, &none);
    if (status == LC_OK)
        status = number_by_code(store, &rows);
    if (status == LC_OK)
        status = lc_regions_link(store, reader.geom, &rows);
    if (status == LC_OK)
        status = lc_store_run(store, "source/update_region_findings");
    lc_geom_close(reader.geom);
    clear_rows(&rows);
    return status;
}
