/* Squares: walked along their outline, and straight across between the places where other streets
 * meet it, as far as the straight line stays within. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geom/lines.h"
#include "source/streets.h"

/* Of more meeting places than this every n-th is taken; of more links those stay that save the
 * most. A square with twenty streets needs 190. */
enum { ENTRANCES_MAX = 100, LINKS_MAX = 200 };
static const double SAVES_LEAST_M = 1; /* what is shorter by less follows the outline */

typedef struct square_link {
    size_t a, b;  /* vertices of the outline */
    double saves; /* metres, against walking along the outline */
} square_link;

lc_status lc_squares_add(lc_streets_writer *writer, const lc_street_row *row)
{
    lc_ctx *ctx = writer->ctx;
    lc_square *square = lc_array_push(ctx, &writer->squares);
    if (square == NULL)
        return LC_MEMORY;
    square->input_id = writer->input_id;
    square->source_id = row->source_id;
    square->name = lc_strdup(ctx, row->name);
    square->road_class = lc_strdup(ctx, row->foot.road_class);
    square->ids = lc_alloc(ctx, row->count, sizeof *square->ids);
    square->lonlat = lc_alloc(ctx, 2 * row->count, sizeof *square->lonlat);
    square->foot = row->foot;
    square->foot.road_class = square->road_class;
    square->count = row->count;
    if (square->ids == NULL || square->lonlat == NULL ||
        (row->name != NULL && square->name == NULL) ||
        (row->foot.road_class != NULL && square->road_class == NULL))
        return LC_MEMORY;
    memcpy(square->ids, row->node_ids, row->count * sizeof *square->ids);
    memcpy(square->lonlat, row->lonlat, 2 * row->count * sizeof *square->lonlat);
    for (size_t i = 0; i < row->count; i++)
        if (lc_id_map_at(ctx, &writer->corners, row->node_ids[i]) == NULL)
            return LC_MEMORY;
    return LC_OK;
}

void lc_squares_clear(lc_streets_writer *writer)
{
    for (size_t i = 0; i < writer->squares.count; i++) {
        lc_square *square = lc_array_at(&writer->squares, i);
        free(square->name);
        free(square->road_class);
        free(square->ids);
        free(square->lonlat);
    }
    lc_array_clear(&writer->squares);
}

/* Vertices that a street other than the outline itself shares: the outline counts once. */
static lc_status find_entrances(const lc_streets_writer *writer, const lc_square *square,
                                lc_array *entrances)
{
    for (size_t i = 0; i + 1 < square->count; i++) {
        const int64_t *met = lc_id_map_find(&writer->corners, square->ids[i]);
        if (met == NULL || *met < 2)
            continue;
        size_t *slot = lc_array_push(writer->ctx, entrances);
        if (slot == NULL)
            return LC_MEMORY;
        *slot = i;
    }
    size_t step = (entrances->count + ENTRANCES_MAX - 1) / ENTRANCES_MAX, kept = 0;
    size_t *items = entrances->items;
    for (size_t i = 0; step > 1 && i < entrances->count; i += step)
        items[kept++] = items[i];
    entrances->count = step > 1 ? kept : entrances->count;
    return LC_OK;
}

static lc_lonlat corner(const lc_square *square, size_t i)
{
    return (lc_lonlat){square->lonlat[2 * i], square->lonlat[2 * i + 1]};
}

static int most_first(const void *a, const void *b)
{
    const square_link *s = a, *t = b;
    if (s->saves != t->saves)
        return s->saves > t->saves ? -1 : 1;
    if (s->a != t->a)
        return s->a < t->a ? -1 : 1;
    return (s->b > t->b) - (s->b < t->b);
}

/* Every pair of entrances that saves a walk. along_m[i] is the way along the outline up to i. */
static lc_status find_links(lc_ctx *ctx, const lc_square *square, const lc_array *entrances,
                            const double *along_m, lc_array *links)
{
    const size_t *at = entrances->items;
    double round_m = along_m[square->count - 1];
    for (size_t i = 0; i < entrances->count; i++)
        for (size_t j = i + 1; j < entrances->count; j++) {
            double one = along_m[at[j]] - along_m[at[i]];
            double straight = lc_geodesic_distance_m(corner(square, at[i]), corner(square, at[j]));
            double saves = fmin(one, round_m - one) - straight;
            if (saves < SAVES_LEAST_M)
                continue;
            square_link *link = lc_array_push(ctx, links);
            if (link == NULL)
                return LC_MEMORY;
            link->a = at[i];
            link->b = at[j];
            link->saves = saves;
        }
    return LC_OK;
}

static lc_status write_link(lc_streets_writer *writer, const lc_square *square,
                            const square_link *link)
{
    const int64_t ids[2] = {square->ids[link->a], square->ids[link->b]};
    const double *a = square->lonlat + 2 * link->a, *b = square->lonlat + 2 * link->b;
    const double lonlat[4] = {a[0], a[1], b[0], b[1]};
    const lc_street_row row = {square->source_id, square->name, square->foot, lonlat, ids, 2};
    writer->input_id = square->input_id;
    return lc_streets_write(writer, &row);
}

/* Writes those of the links that stay within the square. */
static lc_status write_seen(lc_streets_writer *writer, const lc_square *square,
                            const lc_array *links)
{
    lc_ctx *ctx = writer->ctx;
    size_t *pairs = lc_alloc(ctx, 2 * links->count, sizeof *pairs), written = 0;
    bool *within = lc_alloc(ctx, links->count, sizeof *within);
    lc_status status = pairs != NULL && within != NULL ? LC_OK : LC_MEMORY;
    const square_link *items = links->items;
    for (size_t i = 0; status == LC_OK && i < links->count; i++) {
        pairs[2 * i] = items[i].a;
        pairs[2 * i + 1] = items[i].b;
    }
    if (status == LC_OK)
        status = lc_geom_seen_across(lc_area_geom(writer->area), square->lonlat, square->count,
                                     pairs, links->count, within);
    for (size_t i = 0; status == LC_OK && i < links->count && written < LINKS_MAX; i++)
        if (within[i]) {
            status = write_link(writer, square, &items[i]);
            written++;
        }
    free(pairs);
    free(within);
    return status;
}

static lc_status cross_square(lc_streets_writer *writer, const lc_square *square)
{
    lc_array entrances, links;
    lc_array_init(&entrances, sizeof(size_t));
    lc_array_init(&links, sizeof(square_link));
    double *along_m = lc_alloc(writer->ctx, square->count, sizeof *along_m);
    lc_status status = along_m != NULL ? find_entrances(writer, square, &entrances) : LC_MEMORY;
    for (size_t i = 1; status == LC_OK && entrances.count > 1 && i < square->count; i++)
        along_m[i] =
            along_m[i - 1] + lc_geodesic_distance_m(corner(square, i - 1), corner(square, i));
    if (status == LC_OK && entrances.count > 1)
        status = find_links(writer->ctx, square, &entrances, along_m, &links);
    if (status == LC_OK && links.count > 0) {
        qsort(links.items, links.count, sizeof(square_link), most_first);
        status = write_seen(writer, square, &links);
    }
    free(along_m);
    lc_array_clear(&entrances);
    lc_array_clear(&links);
    return status;
}

lc_status lc_squares_write(lc_streets_writer *writer)
{
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < writer->squares.count; i++)
        status = cross_square(writer, lc_array_at(&writer->squares, i));
    return status;
}
