/* The R-tree of a GeoPackage's layer, packed in one piece. Fed row by row, as GDAL 3.6 has SQLite
 * do it, it takes longer than all else of the file together. The nodes are SQLite's (its manual,
 * "The SQLite R*Tree Module", 6 Database Format): big-endian, two bytes of depth (in the root), two
 * bytes of count, then cells of an id and the four sides of its box. Packing is sort-tile-recursive
 * (Leutenegger, Lopez and Edgington, 1997): the same rows give the same bytes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gio/geopackage.h"

enum { NODE_HEAD_BYTES = 4, CELL_BYTES = 24, ROOT = 1, STATEMENT_BYTES = 1 << 17 };

/* Which node holds a row or a node. */
typedef struct holder {
    int64_t id, node;
} holder;

/* The tree while it is being written. */
typedef struct packer {
    lc_ctx *ctx;
    GDALDatasetH dataset;
    const char *name;
    size_t cells, node_bytes; /* of a node */
    int64_t last_node;
    lc_array rows, nodes; /* of holder: what each is held by */
    lc_text values, sql;
} packer;

void gio_rtree_init(gio_rtree *tree)
{
    *tree = (gio_rtree){.name = NULL};
    lc_array_init(&tree->boxes, sizeof(gio_box));
}

void gio_rtree_clear(gio_rtree *tree)
{
    free(tree->name);
    free(tree->trigger);
    lc_array_clear(&tree->boxes);
    gio_rtree_init(tree);
}

lc_status gio_rtree_begin(lc_ctx *ctx, GDALDatasetH dataset, const char *table, gio_rtree *tree)
{
    lc_text sql;
    gio_rtree_clear(tree);
    lc_text_init(&sql, ctx);
    tree->name = lc_format(ctx, "rtree_%s_geom", table);
    char *trigger = lc_format(ctx, "rtree_%s_geom_insert", table);
    if (tree->name != NULL && trigger != NULL) {
        gio_geopackage_run(dataset, &sql, "index_make.sql", &(gio_param){":table", table}, 1, NULL,
                           NULL);
        const gio_param named = {":trigger", trigger};
        gio_geopackage_run(dataset, &sql, "index_trigger.sql", &named, 1, NULL, &tree->trigger);
        gio_geopackage_run(dataset, &sql, "index_drop_trigger.sql", &named, 1, NULL, NULL);
    }
    lc_status status = tree->name != NULL && trigger != NULL ? lc_text_status(&sql) : LC_MEMORY;
    free(trigger);
    lc_text_clear(&sql);
    return status;
}

static float rounded_down(double number)
{
    float near = (float)number;
    return near > number ? nextafterf(near, -INFINITY) : near;
}

static float rounded_up(double number)
{
    float near = (float)number;
    return near < number ? nextafterf(near, INFINITY) : near;
}

lc_status gio_rtree_add(lc_ctx *ctx, gio_rtree *tree, int64_t id, const double low[2],
                        const double high[2])
{
    gio_box *box = lc_array_push(ctx, &tree->boxes);
    if (box == NULL)
        return LC_MEMORY;
    *box = (gio_box){.id = id,
                     .low_x = rounded_down(low[0]),
                     .high_x = rounded_up(high[0]),
                     .low_y = rounded_down(low[1]),
                     .high_y = rounded_up(high[1])};
    return LC_OK;
}

/* --- packing --- */

/* Twice the centre is compared; equals stay in the order of ids. */
static int by_centre(float a, float b, const gio_box *left, const gio_box *right)
{
    if (a != b)
        return a < b ? -1 : 1;
    return (left->id > right->id) - (left->id < right->id);
}

static int by_x(const void *a, const void *b)
{
    const gio_box *left = a, *right = b;
    return by_centre(left->low_x + left->high_x, right->low_x + right->high_x, left, right);
}

static int by_y(const void *a, const void *b)
{
    const gio_box *left = a, *right = b;
    return by_centre(left->low_y + left->high_y, right->low_y + right->high_y, left, right);
}

static int by_holder_id(const void *a, const void *b)
{
    const holder *left = a, *right = b;
    return (left->id > right->id) - (left->id < right->id);
}

/* Brings neighbours together: strips from west to east, each from south to north, as many strips as
 * a strip has nodes. */
static void arrange(gio_box *boxes, size_t count, size_t cells)
{
    size_t nodes = (count + cells - 1) / cells;
    size_t strip = (size_t)ceil(sqrt((double)nodes)) * cells;
    qsort(boxes, count, sizeof *boxes, by_x);
    for (size_t from = 0; from < count; from += strip)
        qsort(boxes + from, count - from < strip ? count - from : strip, sizeof *boxes, by_y);
}

/* --- writing --- */

/* Writes the rows that were gathered, "(1,2),(3,4)", into one of the tree's tables. */
static void flush(packer *p, const char *table, size_t least_bytes)
{
    if (p->values.size <= least_bytes)
        return;
    char *name = lc_format(p->ctx, "%s%s", p->name, table);
    p->values.failed |= name == NULL;
    if (name == NULL)
        return;
    gio_geopackage_run(p->dataset, &p->sql, "index_insert.sql", &(gio_param){":nodes", name}, 1,
                       p->values.bytes, NULL);
    p->values.size = 0;
    free(name);
}

static void add_hex(lc_text *text, uint32_t number, int bytes)
{
    static const char digits[] = "0123456789ABCDEF";
    char out[8];
    for (int i = 0; i < 2 * bytes; i++)
        out[i] = digits[number >> (4 * (2 * bytes - 1 - i)) & 15];
    lc_text_add_bytes(text, out, 2 * (size_t)bytes);
}

static void add_side(lc_text *text, float side)
{
    uint32_t bits;
    memcpy(&bits, &side, sizeof bits);
    add_hex(text, bits, 4);
}

static void write_node(packer *p, int64_t node, int depth, const gio_box *boxes, size_t count)
{
    lc_text *out = &p->values;
    lc_text_addf(out, "%s(%lld,X'", out->size > 0 ? "," : "", (long long)node);
    add_hex(out, node == ROOT ? (uint32_t)depth : 0, 2);
    add_hex(out, (uint32_t)count, 2);
    for (size_t i = 0; i < count; i++) {
        add_hex(out, (uint32_t)((uint64_t)boxes[i].id >> 32), 4);
        add_hex(out, (uint32_t)((uint64_t)boxes[i].id & UINT32_MAX), 4);
        add_side(out, boxes[i].low_x);
        add_side(out, boxes[i].high_x);
        add_side(out, boxes[i].low_y);
        add_side(out, boxes[i].high_y);
    }
    for (size_t at = NODE_HEAD_BYTES + count * CELL_BYTES; at < p->node_bytes; at++)
        add_hex(out, 0, 1);
    lc_text_add(out, "')");
    flush(p, "_node", STATEMENT_BYTES);
}

static void write_holders(packer *p, lc_array *list, const char *table)
{
    if (list->count > 0)
        qsort(list->items, list->count, sizeof(holder), by_holder_id);
    for (size_t i = 0; i < list->count; i++) {
        const holder *held = lc_array_at(list, i);
        lc_text_addf(&p->values, "%s(%lld,%lld)", p->values.size > 0 ? "," : "",
                     (long long)held->id, (long long)held->node);
        flush(p, table, STATEMENT_BYTES);
    }
    flush(p, table, 0);
}

/* One node: writes it, notes whom it holds, and gives its own box. */
static lc_status make_node(packer *p, int64_t node, int depth, const gio_box *boxes, size_t count,
                           gio_box *around)
{
    lc_array *held = depth == 0 ? &p->rows : &p->nodes;
    *around = count > 0 ? boxes[0] : (gio_box){0};
    around->id = node;
    for (size_t i = 0; i < count; i++) {
        around->low_x = fminf(around->low_x, boxes[i].low_x);
        around->high_x = fmaxf(around->high_x, boxes[i].high_x);
        around->low_y = fminf(around->low_y, boxes[i].low_y);
        around->high_y = fmaxf(around->high_y, boxes[i].high_y);
        holder *one = lc_array_push(p->ctx, held);
        if (one == NULL)
            return LC_MEMORY;
        *one = (holder){boxes[i].id, node};
    }
    write_node(p, node, depth, boxes, count);
    return LC_OK;
}

/* Level after level in place: the nodes of one are the boxes of the next. */
static lc_status pack(packer *p, gio_box *boxes, size_t count)
{
    lc_status status = LC_OK;
    gio_box whole;
    int depth = 0;
    for (; status == LC_OK && count > p->cells; depth++) {
        size_t made = 0;
        arrange(boxes, count, p->cells);
        for (size_t from = 0; status == LC_OK && from < count; from += p->cells) {
            size_t size = count - from < p->cells ? count - from : p->cells;
            gio_box around;
            status = make_node(p, ++p->last_node, depth, boxes + from, size, &around);
            boxes[made++] = around;
        }
        count = made;
    }
    return status == LC_OK ? make_node(p, ROOT, depth, boxes, count, &whole) : status;
}

/* The size of the nodes is SQLite's choice; it shows in the empty root. */
static void learn_size(packer *p)
{
    char *nodes = lc_format(p->ctx, "%s_node", p->name), *bytes = NULL;
    p->values.failed |= nodes == NULL;
    if (nodes != NULL)
        gio_geopackage_run(p->dataset, &p->sql, "index_node_bytes.sql",
                           &(gio_param){":nodes", nodes}, 1, NULL, &bytes);
    p->node_bytes = bytes != NULL ? strtoul(bytes, NULL, 10) : 0;
    p->cells = p->node_bytes > NODE_HEAD_BYTES ? (p->node_bytes - NODE_HEAD_BYTES) / CELL_BYTES : 0;
    free(bytes);
    free(nodes);
}

/* Puts back what keeps the index up to date for those who edit the file. */
static void restore_trigger(packer *p, const gio_rtree *tree)
{
    if (tree->trigger == NULL)
        return;
    OGRLayerH rows = GDALDatasetExecuteSQL(p->dataset, tree->trigger, NULL, NULL);
    if (rows != NULL)
        GDALDatasetReleaseResultSet(p->dataset, rows);
}

lc_status gio_rtree_end(lc_ctx *ctx, GDALDatasetH dataset, gio_rtree *tree)
{
    if (tree->name == NULL)
        return LC_OK;
    packer p = {.ctx = ctx, .dataset = dataset, .name = tree->name, .last_node = ROOT};
    lc_array_init(&p.rows, sizeof(holder));
    lc_array_init(&p.nodes, sizeof(holder));
    lc_text_init(&p.values, ctx);
    lc_text_init(&p.sql, ctx);
    learn_size(&p);
    lc_status status = LC_OK;
    if (p.cells >= 2 && tree->boxes.count > 0) { /* else SQLite has said why there is no root */
        status = pack(&p, tree->boxes.items, tree->boxes.count);
        flush(&p, "_node", 0);
        write_holders(&p, &p.rows, "_rowid");
        write_holders(&p, &p.nodes, "_parent");
    }
    restore_trigger(&p, tree);
    if (status == LC_OK && (p.values.failed || p.sql.failed))
        status = LC_MEMORY;
    lc_array_clear(&p.rows);
    lc_array_clear(&p.nodes);
    lc_text_clear(&p.values);
    lc_text_clear(&p.sql);
    gio_rtree_clear(tree);
    return status;
}
