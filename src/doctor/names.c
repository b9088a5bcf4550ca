#include "doctor/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "geom/geom.h"

/* Two Chinese characters, or four letters: shorter names are found in too many words. */
enum { NAME_BYTES_MIN = 4 };

/* A name with the regions of one level that bear it. */
typedef struct region_name {
    char *text; /* owned */
    size_t size, bare_size;
    int64_t rank;
    size_t first, count;  /* in `regions` */
    lc_locator *outlines; /* NULL until asked for */
} region_name;

struct lc_names {
    lc_store *store;
    lc_geom *geom;
    lc_stmt *outline;
    lc_array items;   /* region_name, by rank and bytes */
    lc_array regions; /* int64_t */
    size_t start[LC_LEVELS_MAX + 1];
};

static region_name *name_at(const lc_names *names, size_t i)
{
    return lc_array_at(&names->items, i);
}

/* Bytes of a name without the word for what it is: Yangpu for Yangpu District. */
static size_t bare_size(const char *text, size_t size)
{
    static const char *const kinds[] = {
        "新区", "街道", "自治县", "自治州",    "地区",         "区",    "县",        "市",
        "镇",   "乡",   "省",     " District", " Subdistrict", " Town", " Township", " County"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t kind_size = strlen(kinds[i]);
        if (size >= kind_size + NAME_BYTES_MIN &&
            memcmp(text + size - kind_size, kinds[i], kind_size) == 0)
            return size - kind_size;
    }
    return size;
}

/* --- loading --- */

static lc_status add_name(lc_names *names, int64_t rank, const char *text)
{
    lc_ctx *ctx = lc_store_ctx(names->store);
    region_name *item = lc_array_push(ctx, &names->items);
    if (item == NULL)
        return LC_MEMORY;
    item->text = lc_strdup(ctx, text);
    item->size = strlen(text);
    item->bare_size = bare_size(text, item->size);
    item->rank = rank;
    item->first = names->regions.count;
    return item->text != NULL ? LC_OK : LC_MEMORY;
}

static lc_status add_region(void *user, lc_stmt *row)
{
    lc_names *names = user;
    int64_t rank = lc_stmt_int(row, 0);
    const char *text = lc_stmt_text(row, 1);
    size_t count = names->items.count;
    const region_name *last = count > 0 ? name_at(names, count - 1) : NULL;
    lc_status status = LC_OK;
    if (rank < 0 || rank >= LC_LEVELS_MAX)
        return LC_OK;
    if (last == NULL || last->rank != rank || strcmp(last->text, text) != 0)
        status = add_name(names, rank, text);
    int64_t *region =
        status == LC_OK ? lc_array_push(lc_store_ctx(names->store), &names->regions) : NULL;
    if (region == NULL)
        return LC_MEMORY;
    *region = lc_stmt_int(row, 2);
    name_at(names, names->items.count - 1)->count++;
    return LC_OK;
}

static void mark_levels(lc_names *names)
{
    size_t i = 0;
    for (int64_t rank = 0; rank < LC_LEVELS_MAX; rank++) {
        names->start[rank] = i;
        while (i < names->items.count && name_at(names, i)->rank == rank)
            i++;
    }
    names->start[LC_LEVELS_MAX] = i;
}

lc_status lc_names_load(lc_store *store, lc_names **out)
{
    *out = NULL;
    lc_names *names = lc_alloc(lc_store_ctx(store), 1, sizeof *names);
    if (names == NULL)
        return LC_MEMORY;
    names->store = store;
    lc_array_init(&names->items, sizeof(region_name));
    lc_array_init(&names->regions, sizeof(int64_t));
    lc_status status = lc_geom_open(lc_store_ctx(store), &names->geom);
    if (status == LC_OK)
        status = lc_store_query(store, "doctor/region_outline", &names->outline);
    if (status == LC_OK)
        status = lc_store_each(store, "doctor/region_names", add_region, names);
    if (status != LC_OK) {
        lc_names_free(names);
        return status;
    }
    mark_levels(names);
    *out = names;
    return LC_OK;
}

void lc_names_free(lc_names *names)
{
    if (names == NULL)
        return;
    for (size_t i = 0; i < names->items.count; i++) {
        free(name_at(names, i)->text);
        lc_locator_free(name_at(names, i)->outlines);
    }
    lc_array_clear(&names->items);
    lc_array_clear(&names->regions);
    lc_stmt_free(names->outline);
    lc_geom_close(names->geom);
    free(names);
}

/* --- names in texts --- */

static bool is_letter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Are two bytes of text in the same word? */
static bool same_word(char a, char b)
{
    return is_letter(a) && is_letter(b);
}

static int compare(const region_name *name, const char *text, size_t size)
{
    int order = memcmp(name->text, text, name->size < size ? name->size : size);
    return order != 0 ? order : (name->size > size) - (name->size < size);
}

/* The longest name of a level that the text begins with, whole words, -1 for none. */
static int32_t find_prefix(const lc_names *names, int rank, const char *text)
{
    size_t size = strlen(text), from = names->start[rank], to = names->start[rank + 1];
    while (size >= NAME_BYTES_MIN) {
        size_t low = from, high = to; /* the first name above the text */
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (compare(name_at(names, middle), text, size) <= 0)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == from)
            return -1;
        const region_name *name = name_at(names, low - 1);
        size_t same = 0;
        while (same < name->size && same < size && name->text[same] == text[same])
            same++;
        if (same == name->size && same >= NAME_BYTES_MIN && !same_word(text[same - 1], text[same]))
            return (int32_t)(low - 1);
        size = same < name->size ? same : same - 1;
    }
    return -1;
}

enum { NO_NAME = -1, TWO_NAMES = -2 };

/* The one name of a level that the text holds. */
static int32_t find_inside(const lc_names *names, int rank, const char *text)
{
    int32_t found = NO_NAME;
    for (size_t i = 0; text[i] != '\0';) {
        int32_t here =
            i > 0 && same_word(text[i - 1], text[i]) ? NO_NAME : find_prefix(names, rank, text + i);
        if (here != NO_NAME && found != NO_NAME && here != found)
            return TWO_NAMES;
        found = here != NO_NAME ? here : found;
        i += here != NO_NAME ? name_at(names, (size_t)here)->size : 1;
        while (((unsigned char)text[i] & 0xC0) == 0x80) /* the rest of a UTF-8 character */
            i++;
    }
    return found;
}

/* The one name of a level that is the word but for what it is: 杨浦 for 杨浦区. */
static int32_t find_bare(const lc_names *names, int rank, const char *word, size_t size)
{
    size_t bare = bare_size(word, size);
    int32_t found = NO_NAME;
    if (bare < NAME_BYTES_MIN)
        return NO_NAME;
    for (size_t i = names->start[rank]; i < names->start[rank + 1]; i++) {
        const region_name *name = name_at(names, i);
        if (name->bare_size != bare || memcmp(name->text, word, bare) != 0)
            continue;
        if (found != NO_NAME)
            return TWO_NAMES;
        found = (int32_t)i;
    }
    return found;
}

static int32_t find_said(const lc_names *names, int rank, const char *said)
{
    static const char between[] = " / ";
    int32_t found = find_inside(names, rank, said);
    for (const char *at = said; found == NO_NAME && at != NULL;) {
        const char *end = strstr(at, between);
        found = find_bare(names, rank, at, end != NULL ? (size_t)(end - at) : strlen(at));
        at = end != NULL ? end + strlen(between) : NULL;
    }
    return found;
}

void lc_names_of_row(const lc_names *names, const lc_row_words *row, int32_t named[LC_LEVELS_MAX])
{
    for (int rank = 0; rank < LC_LEVELS_MAX; rank++) {
        int32_t found = NO_NAME;
        if (names->start[rank] < names->start[rank + 1]) {
            if (row->said != NULL)
                found = find_said(names, rank, row->said);
            if (found == NO_NAME && row->name != NULL)
                found = find_prefix(names, rank, row->name);
            if (found == NO_NAME && row->address != NULL)
                found = find_inside(names, rank, row->address);
        }
        named[rank] = found == TWO_NAMES ? NO_NAME : found;
    }
}

/* --- places --- */

static lc_status add_outline(lc_names *names, lc_locator *outlines, int64_t region_id)
{
    bool row = false;
    lc_stmt_bind_int(names->outline, ":region_id", region_id);
    lc_status status = lc_stmt_step(names->outline, &row);
    if (status == LC_OK && row) {
        size_t size = 0;
        const unsigned char *bytes = lc_stmt_blob(names->outline, 0, &size);
        status = lc_locator_add(outlines, bytes, size);
    }
    lc_stmt_reset(names->outline);
    return status;
}

lc_status lc_names_hold(lc_names *names, int32_t name, lc_lonlat place, bool *holds)
{
    region_name *item = name_at(names, (size_t)name);
    int64_t id = -1;
    lc_status status = LC_OK;
    *holds = false;
    if (item->outlines == NULL) {
        status = lc_locator_new(names->geom, &item->outlines);
        for (size_t i = 0; status == LC_OK && i < item->count; i++)
            status = add_outline(names, item->outlines,
                                 *(int64_t *)lc_array_at(&names->regions, item->first + i));
    }
    if (status == LC_OK)
        status = lc_locator_find(item->outlines, place.lon_deg, place.lat_deg, &id);
    *holds = id >= 0;
    return status;
}
