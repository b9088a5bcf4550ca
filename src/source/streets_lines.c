/* Streets of a line layer: the words of its columns as OSM tags, so that one table of rules decides
 * for both. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "source/source.h"
#include "source/streets.h"

typedef struct layer_reader {
    lc_streets_writer *writer;
    lc_feed feed;
    lc_array lines;     /* lc_layer_line */
    lc_layer_line base; /* of the row in hand, without its texts */
    const char *name;   /* of the row in hand; borrowed */
    size_t near, far;   /* parts of the row in hand */
} layer_reader;

/* A class that no rule names is the office's own: judged as a road of unknown class, which people
 * walk along unless another column says otherwise. */
static const char *tag_of_class(const layer_reader *reader, const char *road_class)
{
    return road_class != NULL && lc_foot_rules_knows_class(reader->writer->rules, road_class)
               ? road_class
               : "road";
}

/* The code of a column that may hold yes/no words of several kinds; a word that is none of them is
 * passed on as it is. */
static const char *word_of(const lc_feed *feed, lc_source_field field)
{
    static const lc_choice words[] = {{"yes", "1|true|是|y|t|可|可步行"},
                                      {"no", "0|false|否|n|f|不可|禁止"},
                                      {"reverse", "反向"}};
    const char *text = lc_feed_text(feed, field);
    const char *code = text != NULL && text[0] != '-'
                           ? lc_choice_find(words, sizeof words / sizeof *words, text)
                           : NULL;
    return code != NULL ? code : text;
}

static int level_of(const lc_feed *feed)
{
    double level;
    const char *text = lc_feed_text(feed, LC_F_LAYER);
    return text != NULL && lc_text_number(text, &level) && fabs(level) <= 100 ? (int)level : 0;
}

static void judge(layer_reader *reader)
{
    enum { TAGS_MAX = 5 };
    const lc_feed *feed = &reader->feed;
    const char *road_class = lc_feed_text(feed, LC_F_CLASS);
    const lc_osm_tag all[TAGS_MAX] = {{"highway", tag_of_class(reader, road_class)},
                                      {"foot", word_of(feed, LC_F_FOOT)},
                                      {"oneway:foot", word_of(feed, LC_F_ONEWAY_FOOT)},
                                      {"name", lc_feed_text(feed, LC_F_NAME)},
                                      {"layer", lc_feed_text(feed, LC_F_LAYER)}};
    lc_osm_tag tags[TAGS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < TAGS_MAX; i++)
        if (all[i].value != NULL)
            tags[count++] = all[i];
    (void)lc_foot_rule(reader->writer->rules, tags, count, &reader->base.foot);
    reader->base.foot.road_class = road_class;
}

static lc_status copy_base(lc_ctx *ctx, const layer_reader *reader, lc_layer_line *line)
{
    const lc_layer_line *base = &reader->base;
    *line = *base;
    line->name = lc_strdup(ctx, reader->name);
    line->road_class = lc_strdup(ctx, base->foot.road_class);
    line->foot.road_class = line->road_class;
    line->lonlat = NULL;
    return (reader->name != NULL && line->name == NULL) ||
                   (base->foot.road_class != NULL && line->road_class == NULL)
               ? LC_MEMORY
               : LC_OK;
}

static void grow(lc_box *box, const double *xy, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        box->west = fmin(box->west, xy[2 * i]);
        box->east = fmax(box->east, xy[2 * i]);
        box->south = fmin(box->south, xy[2 * i + 1]);
        box->north = fmax(box->north, xy[2 * i + 1]);
    }
}

static lc_status take_part(void *user, size_t polygon, size_t ring, const double *xy, size_t count)
{
    (void)polygon;
    (void)ring;
    layer_reader *reader = user;
    lc_ctx *ctx = reader->writer->ctx;
    if (count < 2)
        return LC_OK;
    grow(&reader->writer->extent, xy, count);
    if (!lc_streets_is_near(reader->writer->area, xy, count)) {
        reader->far++;
        return LC_OK;
    }
    lc_layer_line *line = lc_array_push(ctx, &reader->lines);
    if (line == NULL || copy_base(ctx, reader, line) != LC_OK)
        return LC_MEMORY;
    line->lonlat = lc_alloc(ctx, 2 * count, sizeof *line->lonlat);
    if (line->lonlat == NULL)
        return LC_MEMORY;
    memcpy(line->lonlat, xy, 2 * count * sizeof *xy);
    line->count = count;
    reader->near++;
    return LC_OK;
}

static lc_status take_row(void *user)
{
    layer_reader *reader = user;
    lc_feed *feed = &reader->feed;
    lc_wkb wkb = {NULL, 0};
    bool ok = false;
    double id;
    const char *id_text = lc_feed_text(feed, LC_F_ID);
    reader->base = (lc_layer_line){.level = level_of(feed)};
    reader->name = lc_feed_text(feed, LC_F_NAME);
    reader->base.source_id = id_text != NULL && lc_text_number(id_text, &id) && fabs(id) < 9e15
                                 ? (int64_t)id
                                 : feed->record->row;
    reader->near = reader->far = 0;
    judge(reader);
    lc_status status = lc_feed_geometry(feed, reader->writer->area, &wkb, &ok);
    if (status != LC_OK || !ok)
        return status;
    if (lc_wkb_shape(wkb.bytes, wkb.size) == LC_SHAPE_LINE)
        status = lc_wkb_each_part(reader->writer->ctx, wkb.bytes, wkb.size, take_part, reader);
    if (status == LC_OK && reader->near + reader->far == 0)
        status = lc_feed_reject(feed, "bad_street", NULL, NULL, NULL);
    reader->writer->elsewhere += reader->near == 0 && reader->far > 0;
    if (status == LC_OK && reader->near > 0 &&
        (reader->base.foot.forward || reader->base.foot.backward))
        lc_feed_keep(feed);
    lc_wkb_clear(&wkb);
    return status;
}

static lc_status read_rows(layer_reader *reader, const lc_source *source)
{
    lc_streets_writer *writer = reader->writer;
    lc_feed *feed = &reader->feed;
    lc_status status =
        lc_feed_open(feed, writer->store, writer->study, source, lc_area_geom(writer->area), true);
    writer->input_id = feed->input_id;
    if (status == LC_OK)
        status = lc_feed_rows(feed, take_row, reader);
    writer->rows_in = feed->rows_in;
    return status;
}

/* --- writing --- */

static bool is_walked(const lc_layer_line *line)
{
    return line->foot.forward || line->foot.backward;
}

/* Inner vertices of lines that are not on the ground: a line of their level that ends there joins
 * them, and not the ground below. */
static lc_status find_ties(lc_ctx *ctx, const lc_array *lines, lc_id_map *ties)
{
    for (size_t l = 0; l < lines->count; l++) {
        const lc_layer_line *line = lc_array_at(lines, l);
        for (size_t i = 1; line->level != 0 && is_walked(line) && i + 1 < line->count; i++) {
            const double *at = line->lonlat + 2 * i;
            if (lc_id_map_at(ctx, ties, lc_node_key(at[0], at[1], line->level)) == NULL)
                return LC_MEMORY;
        }
    }
    return LC_OK;
}

static lc_status write_line(lc_streets_writer *writer, const lc_layer_line *line,
                            const lc_id_map *ties, lc_array *ids)
{
    ids->count = 0;
    int64_t *items = lc_array_push_many(writer->ctx, ids, line->count);
    if (items == NULL)
        return LC_MEMORY;
    for (size_t i = 0; i < line->count; i++) {
        const double *at = line->lonlat + 2 * i;
        bool tied = line->level != 0 &&
                    lc_id_map_find(ties, lc_node_key(at[0], at[1], line->level)) != NULL;
        items[i] = lc_streets_vertex(writer, line->lonlat, i, line->count, line->level, tied);
    }
    const lc_street_row row = {line->source_id, line->name, line->foot,
                               line->lonlat,    items,      line->count};
    return lc_streets_write(writer, &row);
}

static lc_status write_lines(lc_streets_writer *writer, const lc_array *lines)
{
    lc_id_map ties = {NULL, 0, 0};
    lc_array ids;
    lc_array_init(&ids, sizeof(int64_t));
    lc_status status = find_ties(writer->ctx, lines, &ties);
    for (size_t i = 0; status == LC_OK && i < lines->count; i++)
        status = write_line(writer, lc_array_at(lines, i), &ties, &ids);
    lc_array_clear(&ids);
    lc_id_map_clear(&ties);
    return status;
}

static void clear_lines(lc_array *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        lc_layer_line *line = lc_array_at(lines, i);
        free(line->name);
        free(line->road_class);
        free(line->lonlat);
    }
    lc_array_clear(lines);
}

lc_status lc_streets_read_lines(lc_streets_writer *writer, const lc_source *source)
{
    layer_reader reader = {.writer = writer};
    lc_array_init(&reader.lines, sizeof(lc_layer_line));
    lc_status status = read_rows(&reader, source);
    if (status == LC_OK)
        status = lc_streets_topology(writer, source, &reader.lines);
    if (status == LC_OK)
        status = write_lines(writer, &reader.lines);
    if (status == LC_OK)
        status = lc_feed_finish(&reader.feed, false);
    if (status == LC_OK && writer->kept == 0)
        status = lc_streets_fail_none(writer, source);
    lc_feed_close(&reader.feed);
    clear_lines(&reader.lines);
    return status;
}
