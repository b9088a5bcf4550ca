/* Facilities that may be one: of one type, open, near each other, with names that are nearly the
 * same; or at the same place under any names. */
#include "doctor/alike.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "crs/crs.h"
#include "doctor/internal.h"

/* Names that are equal but for their writing were placed by other hands, too, perhaps at the other
 * end of the compound; 陆家村 and 周家村 are two villages unless they stand in one house. Two at
 * one place under two names stand within a metre. */
static const double near_m = 200, house_m = 50, same_m = 1;

enum { PLACES_A_TICK = 1024 };
enum { NAME_MAX = 64 }; /* characters; longer names are compared by their beginnings */

typedef struct place {
    int64_t facility_id, type_id, input_id, row;
    int64_t band; /* of latitude, near_m high */
    lc_lonlat at;
    char *name; /* owned */
} place;

typedef struct places {
    lc_store *store;
    lc_array list; /* of place */
} places;

/* --- names --- */

/* What the writing of a name adds to it: spaces, brackets and marks, and the word for the office
 * of a community, which one list has and another leaves out. */
static const char *const dropped[] = {"社区居民委员会",
                                      "居民委员会",
                                      "村民委员会",
                                      "居委会",
                                      "村委会",
                                      "社区",
                                      "居委",
                                      "村委",
                                      " ",
                                      "\t",
                                      "　",
                                      "(",
                                      ")",
                                      "（",
                                      "）",
                                      "[",
                                      "]",
                                      "【",
                                      "】",
                                      "“",
                                      "”",
                                      "\"",
                                      "'",
                                      "·",
                                      "・",
                                      "-",
                                      "—",
                                      "－",
                                      "_",
                                      ",",
                                      "，",
                                      ".",
                                      "。",
                                      "、"};

/* One character of a name, full-width forms (U+FF01 to U+FF5E) and capitals made plain. */
static uint32_t plain(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFEE0;
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

/* The character at `at`, and how many bytes it takes (1 for what is no UTF-8). */
static size_t next(const char *at, uint32_t *out)
{
    const unsigned char *b = (const unsigned char *)at;
    size_t size = b[0] < 0x80 ? 1 : b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : 4;
    uint32_t code = size == 1 ? b[0] : b[0] & (0xFFU >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if ((b[i] & 0xC0) != 0x80) {
            *out = b[0];
            return 1;
        }
        code = code << 6 | (b[i] & 0x3F);
    }
    *out = code;
    return size;
}

static size_t skip_dropped(const char *at)
{
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++) {
        size_t size = strlen(dropped[i]);
        if (strncmp(at, dropped[i], size) == 0)
            return size;
    }
    return 0;
}

static size_t bare(const char *name, uint32_t out[NAME_MAX])
{
    size_t count = 0;
    for (const char *at = name; *at != '\0' && count < NAME_MAX;) {
        size_t skip = skip_dropped(at);
        if (skip == 0) {
            at += next(at, &out[count]);
            out[count] = plain(out[count]);
            count++;
        }
        at += skip;
    }
    return count;
}

/* Is it a character that tells one of a row of places from the next: a number, a letter or a
 * direction? */
static bool tells_apart(uint32_t c)
{
    static const uint32_t words[] = {L'一', L'二', L'三', L'四', L'五', L'六', L'七', L'八', L'九',
                                     L'十', L'百', L'东', L'西', L'南', L'北', L'中', L'上', L'下',
                                     L'前', L'后', L'左', L'右', L'新', L'老', L'大', L'小', L'内',
                                     L'外', L'甲', L'乙', L'丙', L'丁', L'总', L'分'};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i] == c)
            return true;
    return c < 0x80;
}

lc_likeness lc_names_alike(const char *a, const char *b)
{
    enum { LEAST = 4 }; /* of shorter names a character is too much */
    uint32_t x[NAME_MAX], y[NAME_MAX];
    size_t nx = bare(a, x), ny = bare(b, y), head = 0, tail = 0;
    size_t shorter = nx < ny ? nx : ny, longer = nx < ny ? ny : nx;
    while (head < shorter && x[head] == y[head])
        head++;
    if (head == longer)
        return nx > 0 ? LC_NAMES_EQUAL : LC_NAMES_DIFFER;
    while (tail < shorter - head && x[nx - 1 - tail] == y[ny - 1 - tail])
        tail++;
    if (shorter < LEAST || longer - head - tail != 1)
        return LC_NAMES_DIFFER;
    /* it is the one behind the common head; the shorter name has none there */
    bool apart = (nx >= ny && tells_apart(x[head])) || (ny >= nx && tells_apart(y[head]));
    return apart ? LC_NAMES_DIFFER : LC_NAMES_BUT_ONE;
}

/* --- places --- */

static lc_status read_place(void *user, lc_stmt *row)
{
    places *all = user;
    lc_ctx *ctx = lc_store_ctx(all->store);
    place *p = lc_array_push(ctx, &all->list);
    if (p == NULL)
        return LC_MEMORY;
    *p = (place){.facility_id = lc_stmt_int(row, 0),
                 .type_id = lc_stmt_int(row, 1),
                 .at = {lc_stmt_double(row, 3), lc_stmt_double(row, 4)},
                 .input_id = lc_stmt_int(row, 5),
                 .row = lc_stmt_int(row, 6),
                 .name = lc_strdup(ctx, lc_stmt_text(row, 2))};
    p->band = (int64_t)floor(p->at.lat_deg * LC_METRES_OF_A_DEGREE / near_m);
    return p->name != NULL ? LC_OK : LC_MEMORY;
}

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* By type, band and longitude. */
static int in_bands(const void *a, const void *b)
{
    const place *p = a, *q = b;
    int order = compare(p->type_id, q->type_id);
    if (order == 0)
        order = compare(p->band, q->band);
    if (order == 0)
        order = (p->at.lon_deg > q->at.lon_deg) - (p->at.lon_deg < q->at.lon_deg);
    return order != 0 ? order : compare(p->facility_id, q->facility_id);
}

static lc_status tell_pair(const places *all, const place *a, const place *b)
{
    char detail[320], name[240];
    const place *first = a->facility_id < b->facility_id ? a : b;
    const place *second = first == a ? b : a;
    double dist_m = lc_geodesic_distance_m(a->at, b->at);
    lc_likeness likeness = dist_m <= near_m ? lc_names_alike(a->name, b->name) : LC_NAMES_DIFFER;
    bool alike = likeness == LC_NAMES_EQUAL || (likeness == LC_NAMES_BUT_ONE && dist_m <= house_m);
    if (!alike && dist_m > same_m)
        return LC_OK;
    lc_text_cut(name, sizeof name, first->name);
    lc_print(detail, sizeof detail, "%s, %.0f m", name, dist_m);
    return lc_store_finding_add(all->store,
                                &(lc_finding){.code = alike ? "similar_name" : "same_place",
                                              .input_id = second->input_id,
                                              .row = second->row,
                                              .has_row = true,
                                              .feature = second->name,
                                              .field = "name",
                                              .value = second->name,
                                              .detail = detail,
                                              .has_place = true,
                                              .lon_deg = second->at.lon_deg,
                                              .lat_deg = second->at.lat_deg});
}

/* Compares place i with those of its type from j on while they lie in `band` and not too far east;
 * *start (NULL: i + 1) is where those begin that are not too far west. */
static lc_status compare_with(const places *all, size_t i, size_t j, int64_t band, double reach_deg,
                              size_t *start)
{
    const place *p = lc_array_at(&all->list, i);
    lc_status status = LC_OK;
    for (; status == LC_OK && j < all->list.count; j++) {
        const place *q = lc_array_at(&all->list, j);
        if (q->type_id != p->type_id || q->band > band ||
            (q->band == band && q->at.lon_deg > p->at.lon_deg + reach_deg))
            break;
        if (q->band < band || q->at.lon_deg < p->at.lon_deg - reach_deg) {
            if (start != NULL)
                *start = j + 1;
            continue;
        }
        status = tell_pair(all, p, q);
    }
    return status;
}

/* O(n log n) for places that are not all on one spot: a band holds few within reach. */
static lc_status compare_all(const places *all)
{
    lc_status status = LC_OK;
    size_t above = 0;
    for (size_t i = 0; status == LC_OK && i < all->list.count; i++) {
        const place *p = lc_array_at(&all->list, i);
        double reach_deg =
            near_m / (LC_METRES_OF_A_DEGREE * fmax(0.01, cos(p->at.lat_deg * acos(-1) / 180)));
        if (above <= i)
            above = i + 1;
        status = compare_with(all, i, i + 1, p->band, reach_deg, NULL);
        if (status == LC_OK)
            status = compare_with(all, i, above, p->band + 1, reach_deg, &above);
        if (status == LC_OK && i % PLACES_A_TICK == 0)
            status = lc_tick(lc_store_ctx(all->store), 0, 1); /* many on one spot take long */
    }
    return status;
}

lc_status lc_doctor_alike(lc_store *store, const lc_study *study)
{
    (void)study;
    places all = {.store = store};
    lc_array_init(&all.list, sizeof(place));
    lc_status status = lc_store_each(store, "doctor/open_facilities", read_place, &all);
    if (status == LC_OK && all.list.count > 1) {
        qsort(all.list.items, all.list.count, sizeof(place), in_bands);
        status = compare_all(&all);
    }
    for (size_t i = 0; i < all.list.count; i++)
        free(((place *)lc_array_at(&all.list, i))->name);
    lc_array_clear(&all.list);
    return status;
}
