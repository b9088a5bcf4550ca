#include "source/feed.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/aside.h"
#include "source/doubts.h"
#include "source/mending.h"
#include "source/where.h"

/* Streets of a whole country are clipped while they are read; of all else a city has no more. */
enum { ROWS_MAX = 5000000 };
enum { NAMED_MAX = 100 }; /* rows with one and the same finding that are told one by one */

/* --- which coordinate system --- */

/* Do two systems give the same places? Asked at a place each of them is made for. */
static lc_status same_crs(lc_ctx *ctx, lc_crs *a, lc_crs *b, bool *same)
{
    bool degrees = lc_crs_is_geographic(a);
    double ax = degrees ? 121.0 : 500000.0, ay = degrees ? 31.0 : 3400000.0;
    double bx = ax, by = ay;
    *same = strcmp(lc_crs_name(a), lc_crs_name(b)) == 0;
    if (*same || degrees != lc_crs_is_geographic(b))
        return LC_OK;
    lc_status status = lc_crs_to_wgs84(ctx, a, &ax, &ay, 1, 1);
    if (status == LC_OK)
        status = lc_crs_to_wgs84(ctx, b, &bx, &by, 1, 1);
    *same = fabs(ax - bx) < 1e-9 && fabs(ay - by) < 1e-9;
    return status;
}

static lc_status note_other_crs(lc_feed *feed)
{
    lc_crs *own = NULL;
    bool same = false;
    lc_status status = lc_crs_open(feed->ctx, feed->info->crs_wkt, &own);
    if (status == LC_INPUT) { /* the study's word counts, so what the file meant does not matter */
        lc_ctx_forget(feed->ctx);
        return LC_OK;
    }
    if (status == LC_OK)
        status = same_crs(feed->ctx, feed->crs, own, &same);
    if (status == LC_OK && !same)
        status = lc_feed_note_file(feed, "crs_overridden", "crs", lc_crs_name(own),
                                   lc_crs_name(feed->crs));
    lc_crs_close(own);
    return status;
}

lc_status lc_source_crs_open(lc_ctx *ctx, const lc_source *source, const char *definition,
                             lc_crs **out)
{
    lc_status status = lc_crs_open(ctx, definition, out);
    if (status != LC_INPUT)
        return status;
    char *words = lc_strdup(ctx, lc_ctx_message(ctx));
    lc_ctx_forget(ctx);
    if (words == NULL)
        return lc_fail_memory(ctx);
    lc_fail(ctx, LC_INPUT, "%s: %s", source->written, words);
    free(words);
    return LC_INPUT;
}

static lc_status open_crs(lc_feed *feed)
{
    const char *of_file = feed->where == LC_WHERE_GEOMETRY ? feed->info->crs_wkt : NULL;
    const char *definition = feed->source->crs != NULL ? feed->source->crs : of_file;
    if (definition == NULL)
        return lc_feed_crs_missing(feed);
    return lc_source_crs_open(feed->ctx, feed->source, definition, &feed->crs);
}

/* --- where the place of a row is written --- */

static bool says_column(const lc_source *source, lc_source_field field)
{
    return lc_pairs_get(&source->columns, lc_field_name(field)) != NULL;
}

/* Columns that the study names win over the file's geometry, which wins over columns found by
 * alias. */
static lc_where find_place(const lc_feed *feed)
{
    bool xy = lc_feed_has(feed, LC_F_X) && lc_feed_has(feed, LC_F_Y);
    if (xy && says_column(feed->source, LC_F_X) && says_column(feed->source, LC_F_Y))
        return LC_WHERE_XY;
    if (feed->column[LC_F_WKT] >= 0 && says_column(feed->source, LC_F_WKT))
        return LC_WHERE_WKT;
    if (feed->info->has_geometry)
        return LC_WHERE_GEOMETRY;
    if (xy)
        return LC_WHERE_XY;
    return feed->column[LC_F_WKT] >= 0 ? LC_WHERE_WKT : LC_WHERE_NONE;
}

static lc_status settle_place(lc_feed *feed)
{
    feed->where = find_place(feed);
    if (feed->where != LC_WHERE_NONE)
        return open_crs(feed);
    if (!lc_field_in_role(LC_F_X, feed->source->role))
        return lc_fail(feed->ctx, LC_INPUT,
                       "%s: the file has no geometry, but %s need one; give a layer with shapes "
                       "(GeoPackage, Shapefile, GeoJSON).",
                       feed->source->written, lc_role_name(feed->source->role));
    lc_source_field lacking = feed->column[LC_F_X] < 0 ? LC_F_X : LC_F_Y;
    return lc_column_missing(feed->ctx, feed->source, feed->info, lc_field_name(lacking),
                             lc_field_aliases(lacking), '|');
}

/* Headers that name a unit which is not ours. */
static lc_status settle_units(lc_feed *feed)
{
    lc_status status = LC_OK;
    for (int f = 0; status == LC_OK && f < LC_F_COUNT; f++) {
        lc_quantity quantity = lc_feed_quantity((lc_source_field)f);
        feed->unit[f] = LC_NO_HEADER_UNIT;
        if (quantity != LC_QUANTITY_PLAIN && feed->column[f] >= 0)
            status = lc_feed_header_unit(feed, feed->column[f], quantity, &feed->unit[f]);
    }
    return status;
}

/* --- opening and closing --- */

static lc_status hash_bytes(const lc_feed *feed, char sha256[65], int64_t *size_bytes)
{
    lc_hash *hash = lc_hash_new(feed->ctx);
    if (hash == NULL)
        return LC_MEMORY;
    lc_hash_bytes(hash, feed->source->bytes, feed->source->byte_count);
    lc_hash_end(hash, sha256);
    *size_bytes = (int64_t)feed->source->byte_count;
    return LC_OK;
}

static lc_status add_input(lc_feed *feed)
{
    char sha256[65];
    int64_t size_bytes = 0;
    lc_status status = LC_OK;
    if (feed->source->bytes == NULL)
        status = lc_source_sha256(feed->ctx, feed->source->path, sha256, &size_bytes);
    else
        status = hash_bytes(feed, sha256, &size_bytes);
    if (status != LC_OK)
        return status;
    const lc_input input = {.role = lc_role_name(feed->source->role),
                            .path = feed->source->written,
                            .layer = feed->info->layer,
                            .driver = feed->info->driver,
                            .crs = feed->crs != NULL ? lc_crs_name(feed->crs) : NULL,
                            .encoding = feed->info->encoding,
                            .year = feed->source->year,
                            .size_bytes = size_bytes,
                            .sha256 = sha256};
    return lc_store_input_add(feed->store, &input, &feed->input_id);
}

/* How many of the fields of the file's role, and of the columns that the study names, are among the
 * names? */
static size_t count_names(void *user, const char *const *names, size_t count)
{
    const lc_source *source = ((const lc_feed *)user)->source;
    const lc_layer_info info = {.fields = names, .field_count = count};
    size_t found = 0;
    for (int f = 0; f < LC_F_COUNT; f++)
        found += lc_field_in_role((lc_source_field)f, source->role) &&
                 lc_column_find(&info, lc_field_name((lc_source_field)f),
                                lc_field_aliases((lc_source_field)f), '|',
                                lc_feed_quantity((lc_source_field)f)) >= 0;
    for (size_t i = 0; i < source->columns.count; i++)
        found += lc_column_named(&info, source->columns.items[i].value) >= 0;
    for (size_t i = 0; i < source->group_count; i++)
        found +=
            lc_column_named(&info, source->groups[i].column != NULL ? source->groups[i].column
                                                                    : source->groups[i].group) >= 0;
    return found;
}

lc_reader_options lc_feed_options(const lc_feed *feed)
{
    /* The reader asks of the source alone, which the feed borrows, and changes nothing. */
    const union {
        const lc_feed *feed;
        void *user;
    } asked = {feed};
    const lc_source *source = feed->source;
    return (lc_reader_options){.layer = source->layer,
                               .encoding = source->encoding,
                               .bytes = source->bytes,
                               .byte_count = source->byte_count,
                               .names_fn = source->bytes == NULL ? count_names : NULL,
                               .names_user = asked.user};
}

/* What a person would want to know of how the table was understood. */
static lc_status note_table(lc_feed *feed)
{
    const lc_layer_info *info = feed->info;
    char row[48], count[32];
    lc_status status = LC_OK;
    (void)snprintf(row, sizeof row, "%lld", (long long)info->names_row);
    if (info->title != NULL)
        status = lc_feed_note_file(feed, "names_below", NULL, row, info->title);
    (void)snprintf(row, sizeof row, "%lld, %lld", (long long)info->names_row,
                   (long long)info->names_row + 1);
    if (status == LC_OK && info->names_in_two)
        status = lc_feed_note_file(feed, "names_in_two", NULL, row, NULL);
    (void)snprintf(count, sizeof count, "%lld", (long long)info->hidden_rows);
    (void)snprintf(row, sizeof row, "%lld", (long long)info->first_hidden);
    if (status == LC_OK && info->hidden_rows > 0)
        status = lc_feed_note_file(feed, "hidden_rows", NULL, count, row);
    (void)snprintf(count, sizeof count, "%lld", (long long)info->unsolved);
    if (status == LC_OK && info->unsolved > 0)
        status =
            lc_feed_note_file(feed, "formula_without_result", NULL, count, info->first_unsolved);
    return status;
}

/* A column that is read as two figures: one was named by the study, the other found by its name. */
static lc_status note_shared(lc_feed *feed)
{
    lc_status status = LC_OK;
    for (int a = 0; a < LC_F_COUNT; a++)
        for (int b = a + 1; status == LC_OK && b < LC_F_COUNT; b++)
            if (feed->column[a] >= 0 && feed->column[a] == feed->column[b] &&
                lc_field_is_figure((lc_source_field)a) && lc_field_is_figure((lc_source_field)b))
                status = lc_feed_note_file(feed, "shared_column", lc_field_name((lc_source_field)a),
                                           feed->info->fields[feed->column[a]],
                                           lc_field_name((lc_source_field)b));
    return status;
}

/* The figures of a register that rows of sums add up; those of people are the study's to name. */
static lc_status sum_figures(lc_feed *feed)
{
    lc_status status = LC_OK;
    for (int f = 0; f < LC_F_COUNT && status == LC_OK; f++)
        if (lc_field_is_figure((lc_source_field)f) && feed->column[f] >= 0)
            status =
                lc_feed_sum_column(feed, feed->column[f], lc_feed_quantity((lc_source_field)f));
    return status;
}

lc_status lc_feed_open(lc_feed *feed, lc_store *store, const lc_study *study,
                       const lc_source *source, lc_geom *geom, bool needs_place)
{
    *feed = (lc_feed){
        .ctx = lc_store_ctx(store), .store = store, .study = study, .source = source, .geom = geom};
    lc_array_init(&feed->doubts, sizeof(lc_doubt));
    lc_array_init(&feed->sums, sizeof(lc_sum_column));
    lc_array_init(&feed->sum_rows, sizeof(int64_t));
    const lc_reader_options options = lc_feed_options(feed);
    lc_status status = lc_reader_open(feed->ctx, source->path, &options, &feed->reader);
    if (status != LC_OK)
        return status;
    feed->info = lc_reader_info(feed->reader);
    status = lc_columns_resolve(feed->ctx, study, source, feed->info, feed->column);
    if (status == LC_OK && lc_field_in_role(LC_F_REGION, source->role))
        feed->region_column_count = lc_columns_of_region(
            source, feed->info, feed->column, feed->region_column, LC_REGION_COLUMNS_MAX);
    if (status == LC_OK)
        status = lc_where_resolve(feed->ctx, source, feed->info, &feed->where_column);
    if (status == LC_OK && needs_place)
        status = settle_place(feed);
    if (status == LC_OK)
        status = add_input(feed);
    if (status == LC_OK && feed->where == LC_WHERE_GEOMETRY && source->crs != NULL &&
        feed->info->crs_wkt != NULL)
        status = note_other_crs(feed);
    if (status == LC_OK)
        status = sum_figures(feed);
    if (status == LC_OK)
        status = note_table(feed);
    if (status == LC_OK)
        status = note_shared(feed);
    if (status == LC_OK)
        status = settle_units(feed);
    return status == LC_OK ? lc_mend_open(feed) : status;
}

void lc_feed_close(lc_feed *feed)
{
    for (size_t i = 0; i < feed->reason_count; i++) {
        free(feed->reasons[i].field);
        free(feed->reasons[i].value);
        free(feed->reasons[i].detail);
    }
    feed->reason_count = 0;
    for (size_t i = 0; i < feed->doubts.count; i++)
        free(((lc_doubt *)lc_array_at(&feed->doubts, i))->field);
    lc_array_clear(&feed->doubts);
    lc_array_clear(&feed->sums);
    lc_array_clear(&feed->sum_rows);
    lc_mend_close(feed);
    free(feed->where_column);
    feed->where_column = NULL;
    lc_reader_close(feed->reader);
    feed->reader = NULL;
    lc_crs_close(feed->crs);
    feed->crs = NULL;
}

static lc_status find_input(lc_store *store, const lc_source *source, int64_t *input_id)
{
    lc_stmt *stmt = NULL;
    bool row = false;
    lc_status status = lc_store_query(store, "source/select_input_of_file", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_text(stmt, ":role", lc_role_name(source->role));
        lc_stmt_bind_text(stmt, ":path", source->written);
        status = lc_stmt_step(stmt, &row);
    }
    if (status == LC_OK && row)
        *input_id = lc_stmt_int(stmt, 0);
    lc_stmt_free(stmt);
    const lc_input input = {
        .role = lc_role_name(source->role), .path = source->written, .sha256 = ""};
    return status == LC_OK && *input_id == 0 ? lc_store_input_add(store, &input, input_id) : status;
}

lc_status lc_source_done(lc_store *store, const lc_study *study, const lc_source *source,
                         lc_status status)
{
    lc_ctx *ctx = lc_store_ctx(store);
    if (status != LC_INPUT || !study->go_on)
        return status;
    int64_t input_id = 0;
    char *words = lc_strdup(ctx, lc_ctx_message(ctx));
    if (words == NULL)
        return lc_fail_memory(ctx);
    lc_ctx_forget(ctx);
    status = find_input(store, source, &input_id);
    if (status == LC_OK)
        status = lc_store_finding_add(
            store, &(lc_finding){.code = "unusable_file", .input_id = input_id, .value = words});
    free(words);
    return status;
}

/* --- rows --- */

static lc_status tick(const lc_feed *feed)
{
    enum { ROWS_A_TICK = 256, SHARES = 10000 };
    if (feed->rows_in % ROWS_A_TICK != 0)
        return LC_OK;
    return lc_tick(feed->ctx, (uint64_t)(lc_reader_share(feed->reader) * SHARES), SHARES);
}

static lc_status note_encoding(lc_feed *feed)
{
    for (size_t i = 0; i < feed->info->field_count; i++) {
        const char *value = feed->record->values[i];
        if (value != NULL && strstr(value, "\xEF\xBF\xBD") != NULL)
            return lc_feed_note(feed, "bad_encoding", feed->info->fields[i], NULL, NULL);
    }
    return lc_feed_note(feed, "bad_encoding", "-", NULL, NULL);
}

/* What is doubtful about the texts of the row. */
static lc_status note_text(lc_feed *feed)
{
    const lc_record *record = feed->record;
    lc_status status = record->bad_encoding ? note_encoding(feed) : LC_OK;
    if (status == LC_OK && record->own_encoding != NULL)
        status =
            lc_feed_note(feed, "mixed_encoding", NULL, record->own_encoding, feed->info->encoding);
    if (status == LC_OK && record->cut >= 0)
        status = lc_feed_note(feed, "text_cut", feed->info->fields[record->cut],
                              record->values[record->cut], NULL);
    return status;
}

/* Rows of streets and outlines are never sums or remarks. */
static bool is_table(const lc_feed *feed)
{
    return feed->source->role == LC_ROLE_FACILITIES || feed->source->role == LC_ROLE_POPULATION ||
           feed->source->role == LC_ROLE_TARGETS || feed->source->role == LC_ROLE_OBSERVATIONS;
}

/* A view of a database can have more rows than anybody waits for. */
static lc_status check_rows(const lc_feed *feed)
{
    if (feed->rows_in <= ROWS_MAX || feed->source->role == LC_ROLE_STREETS)
        return LC_OK;
    return lc_fail(feed->ctx, LC_INPUT,
                   "%s: has more than %d million rows, more than any register of a city; take out "
                   "what lies elsewhere, or is there twice.",
                   feed->source->written, ROWS_MAX / 1000000);
}

lc_status lc_feed_next(lc_feed *feed, bool *row)
{
    *row = false;
    for (;;) {
        lc_status status = tick(feed);
        if (status == LC_OK)
            status = lc_reader_next(feed->reader, &feed->record);
        if (status == LC_OK)
            status = feed->record != NULL ? lc_mend_row(feed) : lc_mend_end(feed);
        if (status != LC_OK || feed->record == NULL)
            return status;
        feed->rows_in++;
        status = check_rows(feed);
        if (status != LC_OK)
            return status;
        if (feed->record->error == NULL &&
            !lc_where_holds(feed->source, feed->where_column, feed->record)) {
            feed->rows_left_out++;
            continue;
        }
        bool aside = false;
        if (feed->record->error == NULL && is_table(feed)) {
            status = lc_feed_aside(feed, &aside);
            feed->rows_in -= aside;
        }
        if (status != LC_OK)
            return status;
        if (aside)
            continue;
        if (feed->record->error == NULL) {
            *row = true;
            return note_text(feed);
        }
        status = lc_feed_reject(feed, "bad_row", NULL, NULL, feed->record->error);
        if (status == LC_OK)
            status = lc_mend_unreadable(feed);
        if (status != LC_OK)
            return status;
    }
}

lc_status lc_feed_rows(lc_feed *feed, lc_feed_row_fn *fn, void *user)
{
    bool row = false;
    lc_status status;
    while ((status = lc_feed_next(feed, &row)) == LC_OK && row)
        if ((status = fn(user)) != LC_OK)
            return status;
    return status;
}

void lc_feed_keep(lc_feed *feed)
{
    feed->rows_kept++;
}

static const char *feature_name(const lc_feed *feed)
{
    static const lc_source_field named[] = {LC_F_NAME, LC_F_CODE, LC_F_ITEM, LC_F_INDICATOR};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        const char *name = lc_feed_text(feed, named[i]);
        if (name != NULL)
            return name;
    }
    return NULL;
}

static void count_row(lc_feed *feed)
{
    if (feed->finding_row != feed->rows_in)
        feed->rows_with_findings++;
    feed->finding_row = feed->rows_in;
}

/* The column that a finding's field is in; -1 for none. */
static int column_of(const lc_feed *feed, const char *field)
{
    for (int f = 0; f < LC_F_COUNT; f++)
        if (lc_field_in_role((lc_source_field)f, feed->source->role) &&
            strcmp(lc_field_name((lc_source_field)f), field) == 0)
            return feed->column[f];
    return lc_column_named(feed->info, field);
}

/* "Sheet1!C12" in a spreadsheet; NULL elsewhere, where the row and the field's name say it, and for
 * what is in no one cell. Yours. */
static lc_status cell_of(const lc_feed *feed, const char *field, char **out)
{
    char letters[8] = "";
    int column = feed->info->sheet && field != NULL ? column_of(feed, field) : -1;
    *out = NULL;
    if (column < 0)
        return LC_OK;
    size_t at = sizeof letters - 1;
    for (int rest = column + 1; rest > 0 && at > 0; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    *out = lc_format(feed->ctx, "%s!%s%lld", feed->info->layer, letters + at,
                     (long long)feed->record->row);
    return *out != NULL ? LC_OK : LC_MEMORY;
}

static lc_status add_finding(lc_feed *feed, const char *code, const char *field, const char *value,
                             const char *detail, lc_lonlat at)
{
    char *cell = NULL;
    lc_status status = cell_of(feed, field, &cell);
    if (status != LC_OK)
        return status;
    const lc_finding finding = {.code = code,
                                .input_id = feed->input_id,
                                .row = feed->record->row,
                                .has_row = true,
                                .feature = feature_name(feed),
                                .field = field,
                                .cell = cell,
                                .value = value,
                                .detail = detail,
                                .has_place = true,
                                .lon_deg = at.lon_deg,
                                .lat_deg = at.lat_deg};
    count_row(feed);
    status = lc_store_finding_add(feed->store, &finding);
    free(cell);
    return status;
}

/* The doubt with this code about this field, counted from 0 when it is the first. */
static lc_doubt *doubt_of(lc_feed *feed, const char *code, const char *field)
{
    const char *name = field != NULL ? field : "";
    for (size_t i = 0; i < feed->doubts.count; i++) {
        lc_doubt *doubt = lc_array_at(&feed->doubts, i);
        if (strcmp(doubt->code, code) == 0 && strcmp(doubt->field, name) == 0)
            return doubt;
    }
    lc_doubt *doubt = lc_array_push(feed->ctx, &feed->doubts);
    if (doubt == NULL)
        return NULL;
    *doubt = (lc_doubt){.code = code, .field = lc_strdup(feed->ctx, name)};
    return doubt->field != NULL ? doubt : NULL;
}

/* Is the row one too many to be named? Then it is only counted. */
static lc_status count_doubt(lc_feed *feed, const char *code, const char *field, bool *enough)
{
    *enough = false;
    if (feed->source->role != LC_ROLE_POPULATION || lc_finding_severity(code) == LC_FINDING_ERROR)
        return LC_OK;
    lc_doubt *doubt = doubt_of(feed, code, field);
    if (doubt == NULL)
        return LC_MEMORY;
    *enough = ++doubt->rows > NAMED_MAX;
    if (doubt->rows == NAMED_MAX + 1)
        doubt->first_unnamed = feed->record->row;
    return LC_OK;
}

/* How many rows more than those named had the same doubt. */
static lc_status tell_doubts(lc_feed *feed)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < feed->doubts.count; i++) {
        const lc_doubt *doubt = lc_array_at(&feed->doubts, i);
        if (doubt->rows <= NAMED_MAX)
            continue;
        char rest[24];
        snprintf(rest, sizeof rest, "%lld", (long long)(doubt->rows - NAMED_MAX));
        const lc_finding finding = {.code = "more_rows",
                                    .input_id = feed->input_id,
                                    .row = doubt->first_unnamed,
                                    .has_row = true,
                                    .field = doubt->field[0] != '\0' ? doubt->field : NULL,
                                    .value = rest,
                                    .detail = doubt->code};
        status = lc_store_finding_add(feed->store, &finding);
    }
    return status;
}

lc_status lc_feed_note(lc_feed *feed, const char *code, const char *field, const char *value,
                       const char *detail)
{
    bool enough = false;
    lc_status status = count_doubt(feed, code, field, &enough);
    if (status != LC_OK)
        return status;
    if (enough) {
        count_row(feed);
        return LC_OK;
    }
    return add_finding(feed, code, field, value, detail, (lc_lonlat){NAN, NAN});
}

lc_status lc_feed_forget(lc_feed *feed, const char *code)
{
    lc_stmt *stmt = NULL;
    for (size_t i = 0; i < feed->doubts.count; i++) {
        lc_doubt *doubt = lc_array_at(&feed->doubts, i);
        if (strcmp(doubt->code, code) == 0)
            doubt->rows = 0;
    }
    lc_status status = lc_store_query(feed->store, "source/delete_findings_of_kind", &stmt);
    if (status == LC_OK) {
        lc_stmt_bind_int(stmt, ":input_id", feed->input_id);
        lc_stmt_bind_text(stmt, ":code", code);
        status = lc_stmt_run(stmt);
    }
    lc_stmt_free(stmt);
    return status;
}

lc_status lc_feed_note_file(lc_feed *feed, const char *code, const char *field, const char *value,
                            const char *detail)
{
    const lc_finding finding = {
        .code = code, .input_id = feed->input_id, .field = field, .value = value, .detail = detail};
    return lc_store_finding_add(feed->store, &finding);
}

/* Counts a reason, keeping the words of its first row. */
static lc_status count_reason(lc_feed *feed, const char *code, const char *field, const char *value,
                              const char *detail)
{
    for (size_t i = 0; i < feed->reason_count; i++)
        if (strcmp(feed->reasons[i].code, code) == 0) {
            feed->reasons[i].rows++;
            return LC_OK;
        }
    assert(feed->reason_count < LC_REASONS_MAX);
    lc_reason *reason = &feed->reasons[feed->reason_count++];
    *reason = (lc_reason){.code = code,
                          .rows = 1,
                          .first_row = feed->record->row,
                          .field = lc_strdup(feed->ctx, field),
                          .value = lc_strdup(feed->ctx, value),
                          .detail = lc_strdup(feed->ctx, detail)};
    bool whole = (field == NULL || reason->field != NULL) &&
                 (value == NULL || reason->value != NULL) &&
                 (detail == NULL || reason->detail != NULL);
    return whole ? LC_OK : LC_MEMORY;
}

lc_status lc_feed_reject(lc_feed *feed, const char *code, const char *field, const char *value,
                         const char *detail)
{
    lc_status status = lc_feed_note(feed, code, field, value, detail);
    return status == LC_OK ? count_reason(feed, code, field, value, detail) : status;
}

lc_status lc_feed_reject_outside(lc_feed *feed, const lc_area *area, lc_lonlat at)
{
    /* A file of the whole province is no mistake: the first ones are named, the rest are counted.
     */
    char detail[48];
    lc_print(detail, sizeof detail, "> %.1f km", lc_area_distance_m(area, at) / 1000);
    lc_status status = LC_OK;
    if (++feed->outside <= NAMED_MAX)
        status = add_finding(feed, "outside_study", NULL, NULL, detail, at);
    return status == LC_OK ? count_reason(feed, "outside_study", NULL, NULL, detail) : status;
}

/* --- the end of a file --- */

static const lc_reason *commonest(const lc_feed *feed)
{
    const lc_reason *best = NULL;
    for (size_t i = 0; i < feed->reason_count; i++)
        if (best == NULL || feed->reasons[i].rows > best->rows)
            best = &feed->reasons[i];
    return best;
}

static lc_status fail_all(lc_feed *feed, const lc_reason *reason)
{
    char *words =
        lc_finding_text(feed->ctx, reason->code, reason->field, reason->value, reason->detail);
    if (words == NULL)
        return LC_MEMORY;
    lc_fail(feed->ctx, LC_INPUT,
            "%s: none of its %lld rows can be used. The commonest reason (%lld rows, first in row "
            "%lld): %s",
            feed->source->written, (long long)feed->rows_in, (long long)reason->rows,
            (long long)reason->first_row, words);
    free(words);
    return LC_INPUT;
}

static lc_status fail_if_unusable(lc_feed *feed)
{
    const lc_reason *reason = commonest(feed);
    if (feed->rows_in == 0)
        return lc_fail(feed->ctx, LC_INPUT,
                       "%s: has no rows; fill it in, or take the file out of the study.",
                       feed->source->written);
    if (reason != NULL && strcmp(reason->code, "lat_lon_swapped") == 0 &&
        reason->rows * 2 > feed->rows_in)
        return lc_fail(feed->ctx, LC_INPUT,
                       "%s: latitude and longitude are swapped in %lld of %lld rows; exchange them "
                       "with columns: {x: ..., y: ...}.",
                       feed->source->written, (long long)reason->rows, (long long)feed->rows_in);
    if (feed->rows_kept > 0)
        return LC_OK;
    if (feed->rows_left_out == feed->rows_in)
        return lc_fail(feed->ctx, LC_INPUT,
                       "%s: not one of its %lld rows meets the conditions of `where`; compare them "
                       "with the file.",
                       feed->source->written, (long long)feed->rows_in);
    if (reason != NULL)
        return fail_all(feed, reason);
    return lc_fail(feed->ctx, LC_INPUT, "%s: none of its %lld rows can be used.",
                   feed->source->written, (long long)feed->rows_in);
}

/* Places of a whole file that were rounded to a few decimals: known to a hundred metres or so. */
static lc_status tell_rounded(lc_feed *feed)
{
    char rows[24], all[24];
    if (feed->source->role != LC_ROLE_FACILITIES || feed->rounded < LC_ROUNDED_ROWS ||
        (double)feed->rounded < LC_ROUNDED_SHARE * (double)feed->places)
        return LC_OK;
    snprintf(rows, sizeof rows, "%lld", (long long)feed->rounded);
    snprintf(all, sizeof all, "%lld", (long long)feed->places);
    return lc_feed_note_file(feed, "rounded_coordinates", NULL, rows, all);
}

lc_status lc_feed_finish(lc_feed *feed, bool must_have)
{
    char rest[24];
    snprintf(rest, sizeof rest, "%lld", (long long)(feed->outside - NAMED_MAX));
    lc_status status = LC_OK;
    if (feed->outside > NAMED_MAX)
        status = lc_feed_note_file(feed, "rows_beyond_margin", NULL, rest, NULL);
    if (status == LC_OK)
        status = tell_doubts(feed);
    (void)snprintf(rest, sizeof rest, "%lld", (long long)feed->info->merged_cells);
    if (status == LC_OK && feed->info->merged_cells > 0)
        status = lc_feed_note_file(feed, "merged_cells", NULL, rest, NULL);
    if (status == LC_OK)
        status = lc_feed_check_sums(feed);
    if (status == LC_OK)
        status = tell_rounded(feed);
    if (status == LC_OK && must_have)
        status = fail_if_unusable(feed);
    if (status == LC_OK)
        status = lc_store_input_count(feed->store, feed->input_id, feed->rows_in, feed->rows_kept,
                                      feed->rows_with_findings);
    return status;
}
