/* The junction graph of Porto (OpenStreetMap, ODbL): 500 facilities, walks of up to 1000 m, against
 * figures found by other programs. */
#include "graph/graph.h"
#include "lc_test.h"

static const char folder[] = LC_SOURCE_DIR "/../shared/data/porto/junctions/";

typedef struct porto {
    lc_graph *graph;
    uint32_t nodes, edges, facilities;
    lc_edge *edge;
    lc_join *from, *to; /* every node as demand; the facilities */
    uint32_t *owner;
} porto;

static FILE *open_csv(const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s%s", folder, name);
    FILE *file = fopen(path, "r");
    char header[256];
    if (file != NULL && fgets(header, sizeof header, file) == NULL)
        fail_msg("%s is empty", path);
    return file;
}

static uint32_t count_lines(const char *name)
{
    FILE *file = open_csv(name);
    uint32_t count = 0;
    for (int c = fgetc(file); c != EOF; c = fgetc(file))
        count += c == '\n';
    fclose(file);
    return count;
}

static void read_edges(porto *p)
{
    FILE *file = open_csv("edges.csv");
    p->edge = calloc(p->edges, sizeof *p->edge);
    for (uint32_t e = 0; e < p->edges; e++) {
        unsigned from, to;
        double length_m;
        assert_int_equal(fscanf(file, "%u,%u,%lf", &from, &to, &length_m), 3);
        uint32_t mm = (uint32_t)(length_m * 1000 + 0.5);
        p->edge[e] = (lc_edge){from, to, mm, mm};
    }
    fclose(file);
}

static void read_facilities(porto *p)
{
    FILE *file = open_csv("facilities.csv");
    p->to = calloc(p->facilities, sizeof *p->to);
    p->owner = calloc(p->facilities, sizeof *p->owner);
    for (uint32_t j = 0; j < p->facilities; j++) {
        unsigned node;
        assert_int_equal(fscanf(file, "%u", &node), 1);
        p->to[j] = p->from[node];
        p->owner[j] = j;
    }
    fclose(file);
}

static bool load(lc_ctx *ctx, porto *p)
{
    *p = (porto){0};
    FILE *file = open_csv("edges.csv");
    if (file == NULL) {
        print_message("skipped: no %sedges.csv\n", folder);
        return false;
    }
    fclose(file);
    p->nodes = count_lines("nodes.csv");
    p->edges = count_lines("edges.csv");
    p->facilities = count_lines("facilities.csv");
    read_edges(p);
    assert_ok(ctx, lc_graph_new(ctx, p->nodes, p->edge, p->edges, &p->graph));
    /* A node is the end of any of its edges; the last one named is as good as another. */
    p->from = calloc(p->nodes, sizeof *p->from);
    for (uint32_t v = 0; v < p->nodes; v++)
        p->from[v].edge = LC_UNREACHED;
    for (uint32_t e = 0; e < p->edges; e++) {
        p->from[p->edge[e].from] = (lc_join){e, 0, 0};
        p->from[p->edge[e].to] = (lc_join){e, p->edge[e].forward_mm, 0};
    }
    read_facilities(p);
    return true;
}

static void unload(porto *p)
{
    lc_graph_free(p->graph);
    free(p->edge);
    free(p->from);
    free(p->to);
    free(p->owner);
}

static void nearest_within_1000_m(void **state)
{
    lc_ctx *ctx = *state;
    porto p;
    if (!load(ctx, &p))
        skip();
    uint32_t *cost_mm = calloc(p.nodes, sizeof *cost_mm), *which = calloc(p.nodes, sizeof *which);
    assert_ok(ctx, lc_graph_nearest(ctx, p.graph, p.from, p.nodes, p.to, p.facilities, 1000000,
                                    cost_mm, which));
    uint64_t covered = 0, sum_mm = 0;
    for (uint32_t v = 0; v < p.nodes; v++)
        if (cost_mm[v] != LC_UNREACHED) {
            covered++;
            sum_mm += cost_mm[v];
        }
    assert_int_equal(covered, 37398);
    assert_int_equal(sum_mm, 20115207729);
    free(cost_mm);
    free(which);
    unload(&p);
}

static void catchments_of_1000_m(void **state)
{
    lc_ctx *ctx = *state;
    porto p;
    if (!load(ctx, &p))
        skip();
    lc_catchments rows;
    assert_ok(ctx, lc_graph_catchments(ctx, p.graph, p.from, p.nodes, p.to, p.owner, p.facilities,
                                       p.facilities, 1000000, &rows));
    uint64_t sum_mm = 0;
    for (size_t i = 0; i < rows.row_count; i++)
        sum_mm += rows.rows[i].cost_mm;
    assert_int_equal(rows.row_count, 64673);
    assert_int_equal(sum_mm, 40510526909);
    lc_catchments_clear(&rows);
    unload(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(nearest_within_1000_m),
        LC_TEST(catchments_of_1000_m),
    };
    return cmocka_run_group_tests_name("graph_porto", tests, NULL, NULL);
}
