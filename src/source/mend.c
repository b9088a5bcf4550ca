#include "source/mend.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "source/mending.h"

struct lc_mender {
    lc_ctx *ctx;
    char *folder;
    lc_array files; /* of lc_mended */
    lc_text list;   /* the rows of the table of changes */
    lc_text codes;  /* those of words that were written as codes; they come last */
    int64_t code_count;
    int64_t count;
    int next; /* number of the next copy */
};

struct lc_mend {
    lc_mender *of;
    char *path;
    FILE *table;       /* of a copy that is a CSV */
    lc_writer *writer; /* of one that is a layer; made with its first row */
    bool point;        /* the layer is of points, else of polygons */
    size_t columns;
    char **read, **mended; /* the row that waits, and what its cells become; owned */
    bool *kept;            /* columns that conditions look at: they stay as they are */
    bool waits, drops, given_up;
    lc_wkb shape;
    lc_array seen; /* uint64_t: a digest of every row of a file of facilities */
    lc_text list, codes;
    int64_t count, code_count;
};

/* --- the mender --- */

lc_status lc_mender_new(lc_ctx *ctx, const char *folder, lc_mender **out)
{
    lc_mender *mender = lc_alloc(ctx, 1, sizeof *mender);
    *out = mender;
    if (mender == NULL)
        return LC_MEMORY;
    *mender = (lc_mender){.ctx = ctx, .folder = lc_strdup(ctx, folder)};
    lc_array_init(&mender->files, sizeof(lc_mended));
    lc_text_init(&mender->list, ctx);
    lc_text_init(&mender->codes, ctx);
    return mender->folder != NULL ? LC_OK : LC_MEMORY;
}

void lc_mender_free(lc_mender *mender)
{
    if (mender == NULL)
        return;
    for (size_t i = 0; i < mender->files.count; i++)
        free(((lc_mended *)lc_array_at(&mender->files, i))->path);
    lc_array_clear(&mender->files);
    lc_text_clear(&mender->list);
    lc_text_clear(&mender->codes);
    free(mender->folder);
    free(mender);
}

const lc_mended *lc_mender_find(const lc_mender *mender, const lc_source *source)
{
    for (size_t i = 0; i < mender->files.count; i++) {
        const lc_mended *file = lc_array_at(&mender->files, i);
        if (file->source == source)
            return file;
    }
    return NULL;
}

int64_t lc_mender_count(const lc_mender *mender)
{
    return mender->count;
}

int64_t lc_mender_code_count(const lc_mender *mender)
{
    return mender->code_count;
}

static lc_status close_file(lc_ctx *ctx, FILE *file, const char *path)
{
    errno = 0;
    bool whole = ferror(file) == 0;
    whole = fclose(file) == 0 && whole;
    return whole ? LC_OK : lc_fail_write(ctx, path, errno != 0 ? errno : EIO);
}

lc_status lc_mender_write_list(const lc_mender *mender, const char *path)
{
    if (lc_text_status(&mender->list) != LC_OK || lc_text_status(&mender->codes) != LC_OK)
        return lc_fail_memory(mender->ctx);
    FILE *file = fopen(path, "wxe");
    if (file == NULL)
        return lc_fail_write(mender->ctx, path, errno);
    (void)fputs("\xEF\xBB\xBF"
                "file,row,field,old,new,reason\r\n",
                file);
    if (mender->list.size > 0)
        (void)fwrite(mender->list.bytes, 1, mender->list.size, file);
    if (mender->codes.size > 0)
        (void)fwrite(mender->codes.bytes, 1, mender->codes.size, file);
    return close_file(mender->ctx, file, path);
}

/* --- one file --- */

static bool is_ours(lc_role role)
{
    return role == LC_ROLE_REGIONS || role == LC_ROLE_FACILITIES || role == LC_ROLE_POPULATION;
}

static bool has_copy(const lc_feed *feed)
{
    return feed->study->mender != NULL && feed->source->bytes == NULL &&
           (is_ours(feed->source->role) || feed->source->role == LC_ROLE_TARGETS ||
            feed->source->role == LC_ROLE_OBSERVATIONS) &&
           lc_mender_find(feed->study->mender, feed->source) == NULL;
}

/* A GeoPackage holds no two columns of one name, and takes two names for itself. */
static bool layer_can_hold(const lc_layer_info *info)
{
    for (size_t i = 0; i < info->field_count; i++) {
        if (strcasecmp(info->fields[i], "fid") == 0 || strcasecmp(info->fields[i], "geom") == 0)
            return false;
        for (size_t j = 0; j < i; j++)
            if (strcasecmp(info->fields[i], info->fields[j]) == 0)
                return false;
    }
    return true;
}

static const char as_code[] = LC_N("the word that lifecircle has for it");

static void add_change(lc_feed *feed, const char *row, const char *field, const char *old,
                       const char *new, const char *reason)
{
    const bool code = reason == as_code;
    lc_text *list = code ? &feed->mend->codes : &feed->mend->list;
    const char *const cells[] = {feed->source->written,   row, field, old, new,
                                 lc_tr(feed->ctx, reason)};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        lc_text_add(list, i > 0 ? "," : "");
        lc_text_add_csv(list, cells[i]);
    }
    lc_text_add(list, "\r\n");
    feed->mend->count++;
    feed->mend->code_count += code;
}

static void add_row_change(lc_feed *feed, const char *field, const char *old, const char *new,
                           const char *reason)
{
    char row[24];
    (void)snprintf(row, sizeof row, "%lld", (long long)feed->record->row);
    add_change(feed, row, field, old, new, reason);
}

static lc_status write_line(const lc_feed *feed, const char *const *cells)
{
    lc_text text;
    lc_text_init(&text, feed->ctx);
    for (size_t i = 0; i < feed->mend->columns; i++) {
        lc_text_add(&text, i > 0 ? "," : "");
        lc_text_add_csv_data(&text,
                             cells[i]); /* a copy is data, also where it looks like a formula */
    }
    lc_text_add(&text, "\n");
    char *line = lc_text_take(&text);
    if (line == NULL)
        return LC_MEMORY;
    lc_status status = fputs(line, feed->mend->table) >= 0
                           ? LC_OK
                           : lc_fail_write(feed->ctx, feed->mend->path, errno);
    free(line);
    return status;
}

static lc_status begin_copy(lc_feed *feed)
{
    lc_mend *mend = feed->mend;
    bool layer = feed->where == LC_WHERE_GEOMETRY;
    mend->path = lc_format(feed->ctx, "%s/%d.%s", mend->of->folder, ++mend->of->next,
                           layer ? "gpkg" : "csv");
    if (mend->path == NULL)
        return LC_MEMORY;
    if (layer) {
        mend->given_up = !layer_can_hold(feed->info);
        return LC_OK;
    }
    mend->table = fopen(mend->path, "wxe");
    if (mend->table == NULL)
        return lc_fail_write(feed->ctx, mend->path, errno);
    return write_line(feed, feed->info->fields);
}

lc_status lc_mend_open(lc_feed *feed)
{
    if (!has_copy(feed))
        return LC_OK;
    size_t columns = feed->info->field_count;
    lc_mend *mend = lc_alloc(feed->ctx, 1, sizeof *mend);
    if (mend == NULL)
        return LC_MEMORY;
    feed->mend = mend;
    *mend = (lc_mend){.of = feed->study->mender, .columns = columns};
    lc_array_init(&mend->seen, sizeof(uint64_t));
    lc_text_init(&mend->list, feed->ctx);
    lc_text_init(&mend->codes, feed->ctx);
    mend->read = lc_alloc(feed->ctx, columns + 1, sizeof *mend->read);
    mend->mended = lc_alloc(feed->ctx, columns + 1, sizeof *mend->mended);
    mend->kept = lc_alloc(feed->ctx, columns + 1, sizeof *mend->kept);
    if (mend->read == NULL || mend->mended == NULL || mend->kept == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < feed->source->condition_count; i++)
        mend->kept[feed->where_column[i]] = true;
    if (strcmp(feed->info->driver, "CSV") == 0 && strcmp(feed->info->encoding, "UTF-8") != 0)
        add_change(feed, NULL, NULL, feed->info->encoding, "UTF-8", LC_N("the text is UTF-8 now"));
    return begin_copy(feed);
}

/* --- the row that waits --- */

static void forget_row(lc_mend *mend)
{
    for (size_t i = 0; i < mend->columns; i++) {
        free(mend->read[i]);
        free(mend->mended[i]);
        mend->read[i] = mend->mended[i] = NULL;
    }
    lc_wkb_clear(&mend->shape);
    mend->waits = mend->drops = false;
}

static lc_status begin_layer(lc_feed *feed)
{
    lc_mend *mend = feed->mend;
    lc_field *fields = lc_alloc(feed->ctx, mend->columns + 1, sizeof *fields);
    if (fields == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < mend->columns; i++)
        fields[i] = (lc_field){.name = feed->info->fields[i], .type = LC_FIELD_TEXT};
    const lc_layer_spec spec = {.name = feed->info->layer,
                                .geometry =
                                    mend->point ? LC_GEOMETRY_POINT : LC_GEOMETRY_MULTIPOLYGON,
                                .fields = fields,
                                .field_count = mend->columns};
    const lc_writer_options options = {.driver = "GPKG", .stamp = feed->study->as_of};
    lc_status status = lc_writer_create(feed->ctx, mend->path, &options, &mend->writer);
    if (status == LC_OK)
        status = lc_writer_layer(mend->writer, &spec);
    free(fields);
    return status;
}

static const char *cell_of(const lc_mend *mend, size_t i)
{
    return mend->mended[i] != NULL ? mend->mended[i] : mend->read[i];
}

static lc_status write_feature(lc_feed *feed)
{
    lc_mend *mend = feed->mend;
    bool point = mend->shape.size > 1 && mend->shape.bytes[1] == 1;
    bool polygon = mend->shape.size > 1 && (mend->shape.bytes[1] == 3 || mend->shape.bytes[1] == 6);
    if (mend->writer == NULL)
        mend->point = point;
    if (!point && !polygon)
        mend->given_up = true; /* a row without a shape that is understood cannot be moved over */
    if (point != mend->point)
        mend->given_up = true;
    if (mend->given_up)
        return LC_OK;
    lc_value *values = lc_alloc(feed->ctx, mend->columns + 1, sizeof *values);
    lc_status status = values == NULL ? LC_MEMORY : LC_OK;
    if (status == LC_OK && mend->writer == NULL)
        status = begin_layer(feed);
    for (size_t i = 0; status == LC_OK && i < mend->columns; i++)
        values[i] = (lc_value){.is_null = cell_of(mend, i) == NULL, .text = cell_of(mend, i)};
    if (status == LC_OK)
        status = lc_writer_row(mend->writer, values, mend->shape.bytes, mend->shape.size);
    free(values);
    return status;
}

static lc_status write_waiting(lc_feed *feed)
{
    lc_mend *mend = feed->mend;
    lc_status status = LC_OK;
    if (mend->waits && !mend->drops && !mend->given_up && mend->table == NULL) {
        status = write_feature(feed);
    } else if (mend->waits && !mend->drops && !mend->given_up) {
        const char **cells = lc_alloc(feed->ctx, mend->columns + 1, sizeof *cells);
        if (cells == NULL)
            return LC_MEMORY;
        for (size_t i = 0; i < mend->columns; i++)
            cells[i] = cell_of(mend, i);
        status = write_line(feed, cells);
        free(cells);
    }
    forget_row(mend);
    return status;
}

/* The first 64 bits of the SHA-256 of all cells. */
static lc_status remember_row(lc_feed *feed)
{
    lc_mend *mend = feed->mend;
    char hex[65];
    uint64_t *digest = lc_array_push(feed->ctx, &mend->seen);
    lc_hash *hash = digest != NULL ? lc_hash_new(feed->ctx) : NULL;
    if (hash == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < mend->columns; i++)
        lc_hash_text(hash, mend->read[i]);
    lc_hash_end(hash, hex);
    hex[16] = '\0';
    *digest = strtoull(hex, NULL, 16);
    return LC_OK;
}

/* A figure of merged cells stands once, where it is read; names and codes go to every row. */
static bool repeats_figure(const lc_feed *feed, size_t column)
{
    static const lc_source_field names[] = {LC_F_CODE, LC_F_NAME,  LC_F_LEVEL, LC_F_PARENT,
                                            LC_F_TYPE, LC_F_CLASS, LC_F_X,     LC_F_Y};
    double number;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (feed->column[names[i]] == (int)column)
            return false;
    return feed->record->filled != NULL && feed->record->filled[column] &&
           lc_text_number(feed->record->values[column], &number);
}

static lc_status keep_cell(lc_feed *feed, size_t column)
{
    const char *value = feed->record->error == NULL ? feed->record->values[column] : NULL;
    if (value != NULL && repeats_figure(feed, column)) {
        add_row_change(feed, feed->info->fields[column], value, NULL,
                       LC_N("a figure of merged cells, kept in the first row alone"));
        return LC_OK;
    }
    feed->mend->read[column] = lc_strdup(feed->ctx, value);
    return value != NULL && feed->mend->read[column] == NULL ? LC_MEMORY : LC_OK;
}

lc_status lc_mend_row(lc_feed *feed)
{
    lc_mend *mend = feed->mend;
    if (mend == NULL)
        return LC_OK;
    lc_status status = write_waiting(feed);
    mend->waits = true;
    mend->given_up |= feed->record->bad_encoding;
    if (feed->record->own_encoding != NULL)
        add_row_change(feed, NULL, feed->record->own_encoding, "UTF-8",
                       LC_N("the text is UTF-8 now"));
    for (size_t i = 0; status == LC_OK && !mend->given_up && i < mend->columns; i++)
        status = keep_cell(feed, i);
    bool facility = feed->source->role == LC_ROLE_FACILITIES;
    return status == LC_OK && facility && !mend->given_up ? remember_row(feed) : status;
}

/* --- corrections --- */

static bool can_mend(const lc_feed *feed, int column)
{
    const lc_mend *mend = feed->mend;
    return mend != NULL && !mend->given_up && column >= 0 && mend->waits &&
           is_ours(feed->source->role) && !mend->kept[column] && mend->read[column] != NULL;
}

static lc_status change_cell(lc_feed *feed, int column, const char *text, const char *reason)
{
    lc_mend *mend = feed->mend;
    if (strcmp(mend->read[column], text) == 0 || mend->mended[column] != NULL)
        return LC_OK;
    mend->mended[column] = lc_strdup(feed->ctx, text);
    if (mend->mended[column] == NULL)
        return LC_MEMORY;
    add_row_change(feed, feed->info->fields[column], mend->read[column], text, reason);
    return LC_OK;
}

static bool is_plain_number(const char *text)
{
    return text[strspn(text, "0123456789.-eE+")] == '\0';
}

lc_status lc_mend_number(lc_feed *feed, int column, double number)
{
    char plain[40];
    if (!can_mend(feed, column) || !isfinite(number) || is_plain_number(feed->mend->read[column]))
        return LC_OK;
    lc_print(plain, sizeof plain, "%.15g", number);
    if (lc_read_double(plain) != number)
        lc_print(plain, sizeof plain, "%.17g", number);
    return change_cell(feed, column, plain, LC_N("a plain number"));
}

lc_status lc_mend_date(lc_feed *feed, int column, const char *day)
{
    if (!can_mend(feed, column))
        return LC_OK;
    return change_cell(feed, column, day, LC_N("a day as year-month-day"));
}

/* Would the study's `map` take the code for something else? */
static bool is_mapped(const lc_source *source, const char *field, const char *code)
{
    for (size_t i = 0; i < source->value_count; i++)
        if (strcmp(source->values[i].field, field) == 0 &&
            strcmp(source->values[i].theirs, code) == 0 &&
            strcmp(source->values[i].ours, code) != 0)
            return true;
    return false;
}

lc_status lc_mend_code(lc_feed *feed, int column, lc_source_field field, const char *code)
{
    if (!can_mend(feed, column) || is_mapped(feed->source, lc_field_name(field), code))
        return LC_OK;
    return change_cell(feed, column, code, as_code);
}

lc_status lc_mend_swap(lc_feed *feed)
{
    int x = feed->column[LC_F_X], y = feed->column[LC_F_Y];
    if (feed->where != LC_WHERE_XY || !can_mend(feed, x) || !can_mend(feed, y))
        return LC_OK;
    static const char reason[] = LC_N("latitude and longitude exchanged");
    lc_mend *mend = feed->mend;
    char *as_x = lc_strdup(feed->ctx, cell_of(mend, (size_t)y));
    char *as_y = lc_strdup(feed->ctx, cell_of(mend, (size_t)x));
    free(mend->mended[x]);
    free(mend->mended[y]);
    mend->mended[x] = as_x;
    mend->mended[y] = as_y;
    if (as_x == NULL || as_y == NULL)
        return LC_MEMORY;
    add_row_change(feed, feed->info->fields[x], mend->read[x], as_x, reason);
    add_row_change(feed, feed->info->fields[y], mend->read[y], as_y, reason);
    return LC_OK;
}

lc_status lc_mend_repeated(lc_feed *feed)
{
    lc_mend *mend = feed->mend;
    if (mend == NULL || mend->given_up || !mend->waits || mend->seen.count == 0)
        return LC_OK;
    const uint64_t *seen = mend->seen.items;
    size_t last = mend->seen.count - 1, i = 0;
    while (i < last && seen[i] != seen[last])
        i++;
    if (i == last)
        return LC_OK;
    mend->drops = true;
    add_row_change(feed, NULL, NULL, NULL,
                   LC_N("row left out: the same in every cell as an earlier one"));
    return LC_OK;
}

lc_status lc_mend_unreadable(lc_feed *feed)
{
    if (feed->mend == NULL || feed->mend->given_up)
        return LC_OK;
    feed->mend->drops = true;
    add_row_change(feed, NULL, feed->record->error, NULL, LC_N("row left out: it cannot be read"));
    return LC_OK;
}

lc_status lc_mend_shape(lc_feed *feed, const lc_wkb *shape, bool repaired)
{
    lc_mend *mend = feed->mend;
    if (mend == NULL || mend->given_up || !mend->waits || feed->where != LC_WHERE_GEOMETRY)
        return LC_OK;
    unsigned char *bytes = lc_alloc(feed->ctx, shape->size, 1);
    if (bytes == NULL)
        return LC_MEMORY;
    memcpy(bytes, shape->bytes, shape->size);
    lc_wkb_clear(&mend->shape);
    mend->shape = (lc_wkb){bytes, shape->size};
    if (repaired)
        add_row_change(feed, NULL, NULL, NULL, LC_N("shape repaired"));
    return LC_OK;
}

/* --- the end --- */

lc_status lc_mend_end(lc_feed *feed)
{
    lc_mend *mend = feed->mend;
    if (mend == NULL)
        return LC_OK;
    lc_status status = write_waiting(feed);
    if (mend->table != NULL) {
        lc_status closed = close_file(feed->ctx, mend->table, mend->path);
        mend->table = NULL;
        status = status == LC_OK ? closed : status;
    }
    if (status == LC_OK && mend->writer != NULL) {
        status = lc_writer_close(mend->writer);
        mend->writer = NULL;
    }
    if (status != LC_OK || mend->given_up || mend->count == 0)
        return status;
    lc_mended *file = lc_array_push(feed->ctx, &mend->of->files);
    if (file == NULL)
        return LC_MEMORY;
    *file = (lc_mended){feed->source, mend->path, feed->where == LC_WHERE_GEOMETRY};
    mend->path = NULL;
    mend->of->list.failed |= mend->list.failed;
    if (mend->list.size > 0)
        lc_text_add_bytes(&mend->of->list, mend->list.bytes, mend->list.size);
    mend->of->codes.failed |= mend->codes.failed;
    if (mend->codes.size > 0)
        lc_text_add_bytes(&mend->of->codes, mend->codes.bytes, mend->codes.size);
    mend->of->code_count += mend->code_count;
    mend->of->count += mend->count;
    return LC_OK;
}

void lc_mend_close(lc_feed *feed)
{
    lc_mend *mend = feed->mend;
    if (mend == NULL)
        return;
    if (mend->read != NULL && mend->mended != NULL)
        forget_row(mend);
    if (mend->table != NULL)
        (void)fclose(mend->table);
    lc_writer_abandon(mend->writer);
    if (mend->path != NULL)
        (void)unlink(mend->path);
    free(mend->path);
    free(mend->read);
    free(mend->mended);
    free(mend->kept);
    lc_array_clear(&mend->seen);
    lc_text_clear(&mend->list);
    lc_text_clear(&mend->codes);
    free(mend);
    feed->mend = NULL;
}
