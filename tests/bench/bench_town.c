#include "bench_town.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- files --- */

/* Numbers by hand: what the measuring is about must not wait for strtod. Moves over the number and
 * what closes it. */
static double number(const char **at)
{
    const char *s = *at;
    bool minus = *s == '-';
    double value = 0, unit = 1;
    for (s += minus; *s >= '0' && *s <= '9'; s++)
        value = value * 10 + (*s - '0');
    if (*s == '.')
        for (s++; *s >= '0' && *s <= '9'; s++) {
            value = value * 10 + (*s - '0');
            unit *= 10;
        }
    *at = s + (*s == ',' || *s == '\n');
    return (minus ? -value : value) / unit;
}

static const char *next_line(const char *at)
{
    const char *end = strchr(at, '\n');
    return end != NULL ? end + 1 : at + strlen(at);
}

/* The text of a file behind its first line. *text is yours. */
static const char *read_file(lc_ctx *ctx, const char *folder, const char *name, char **text)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    long size = -1;
    *text = NULL;
    if (file != NULL && fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    if (size >= 0 && fseek(file, 0, SEEK_SET) == 0)
        *text = lc_alloc(ctx, (size_t)size + 1, 1);
    if (*text == NULL || fread(*text, 1, (size_t)size, file) != (size_t)size) {
        (void)fprintf(stderr, "%s: %s\n", path, strerror(errno));
        free(*text);
        *text = NULL;
    }
    if (file != NULL)
        (void)fclose(file);
    return *text != NULL ? next_line(*text) : "";
}

static lc_status read_nodes(lc_ctx *ctx, town *t, const char *at)
{
    for (; *at != '\0'; at = next_line(at)) {
        size_t length = strcspn(at, "\n");
        const char *y = memrchr(at, ',', length);
        const char *x = y != NULL ? memrchr(at, ',', (size_t)(y - at)) : NULL;
        lc_lonlat *place = lc_array_push(ctx, &t->places);
        if (place == NULL || x == NULL)
            return LC_INPUT;
        x++;
        y++;
        place->lon_deg = number(&x);
        place->lat_deg = number(&y);
    }
    return LC_OK;
}

static bool is_node(const town *t, double value)
{
    return value >= 0 && value < (double)t->places.count;
}

static lc_status read_edges(lc_ctx *ctx, town *t, const char *at)
{
    while (*at != '\0') {
        double from = number(&at), to = number(&at), length_m = number(&at);
        lc_edge *edge = lc_array_push(ctx, &t->edges);
        if (edge == NULL || !is_node(t, from) || !is_node(t, to) || length_m < 0)
            return LC_INPUT;
        uint32_t length_mm = (uint32_t)(length_m * 1000 + 0.5);
        *edge = (lc_edge){(uint32_t)from, (uint32_t)to, length_mm, length_mm};
    }
    return LC_OK;
}

static lc_status read_facilities(lc_ctx *ctx, town *t, const char *at)
{
    while (*at != '\0') {
        double node = number(&at);
        uint32_t *to = lc_array_push(ctx, &t->facilities);
        if (to == NULL || !is_node(t, node))
            return LC_INPUT;
        *to = (uint32_t)node;
    }
    return LC_OK;
}

static lc_status read_town(lc_ctx *ctx, town *t, const char *folder)
{
    static const struct {
        const char *name;
        lc_status (*read)(lc_ctx *ctx, town *t, const char *at);
    } files[] = {
        {"nodes.csv", read_nodes}, {"edges.csv", read_edges}, {"facilities.csv", read_facilities}};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof files / sizeof *files; i++) {
        char *text;
        const char *at = read_file(ctx, folder, files[i].name, &text);
        status = text != NULL ? files[i].read(ctx, t, at) : LC_INPUT;
        if (status != LC_OK && text != NULL)
            (void)fprintf(stderr, "%s/%s is not as expected\n", folder, files[i].name);
        free(text);
    }
    return status;
}

/* --- a made-up town --- */

/* splitmix64 (Steele, Lea, Flood 2014) */
static uint32_t below(uint64_t *seed, uint32_t n)
{
    uint64_t z = *seed += 0x9e3779b97f4a7c15U;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
    z = (z ^ z >> 27) * 0x94d049bb133111ebU;
    return (uint32_t)((z ^ z >> 31) % n);
}

static lc_status make_grid(lc_ctx *ctx, town *t, uint32_t side)
{
    uint64_t seed = 1;
    uint32_t nodes = side * side, edges = 0;
    lc_lonlat *place = lc_array_push_many(ctx, &t->places, nodes);
    lc_edge *edge = lc_array_push_many(ctx, &t->edges, 2 * (size_t)nodes);
    uint32_t *facility = lc_array_push_many(ctx, &t->facilities, nodes / 126);
    if (place == NULL || edge == NULL || facility == NULL)
        return LC_MEMORY;
    for (uint32_t v = 0; v < nodes; v++) {
        uint32_t right_mm = 80000 + below(&seed, 40000), up_mm = 80000 + below(&seed, 40000);
        place[v] = (lc_lonlat){v % side, (double)(v / side)};
        if (v % side + 1 < side)
            edge[edges++] = (lc_edge){v, v + 1, right_mm, right_mm};
        if (v + side < nodes)
            edge[edges++] = (lc_edge){v, v + side, up_mm, up_mm};
    }
    t->edges.count = edges;
    for (uint32_t i = 0; i < nodes / 126; i++)
        facility[i] = below(&seed, nodes);
    return LC_OK;
}

static lc_status number_nodes(lc_ctx *ctx, town *t)
{
    size_t count = t->places.count;
    lc_edge *edges = t->edges.items;
    uint32_t *facilities = t->facilities.items;
    uint32_t *order = lc_alloc(ctx, count, sizeof *order);
    uint32_t *rank = lc_alloc(ctx, count, sizeof *rank);
    lc_status status = order != NULL && rank != NULL
                           ? lc_graph_hilbert_order(ctx, t->places.items, count, order)
                           : LC_MEMORY;
    for (size_t i = 0; status == LC_OK && i < count; i++)
        rank[order[i]] = (uint32_t)i;
    for (size_t e = 0; status == LC_OK && e < t->edges.count; e++) {
        edges[e].from = rank[edges[e].from];
        edges[e].to = rank[edges[e].to];
    }
    for (size_t j = 0; status == LC_OK && j < t->facilities.count; j++)
        facilities[j] = rank[facilities[j]];
    free(order);
    free(rank);
    return status;
}

lc_status town_load(lc_ctx *ctx, town *t, const char *name)
{
    static const char grid[] = "grid:";
    lc_array_init(&t->places, sizeof(lc_lonlat));
    lc_array_init(&t->edges, sizeof(lc_edge));
    lc_array_init(&t->facilities, sizeof(uint32_t));
    lc_status status;
    if (strncmp(name, grid, sizeof grid - 1) == 0)
        status = make_grid(ctx, t, (uint32_t)strtoul(name + sizeof grid - 1, NULL, 10));
    else
        status = read_town(ctx, t, name);
    return status == LC_OK ? number_nodes(ctx, t) : status;
}

void town_clear(town *t)
{
    lc_array_clear(&t->places);
    lc_array_clear(&t->edges);
    lc_array_clear(&t->facilities);
}
