/* Ten thousand small random graphs against a brute force that shares no code and no method: every
 * edge is split by hand at the places on it, places at an end hang on the node, and Floyd and
 * Warshall (1962) do the rest. Small numbers make ties and zero lengths common. */
#include "graph/graph.h"
#include "lc_test.h"

enum { GRAPHS = 10000, NODES = 9, EDGES = 14, PLACES = 7, SPOTS = NODES + 4 * PLACES };
enum { LINKS = 2 * (EDGES + 2 * PLACES) + 3 * 2 * PLACES + PLACES * PLACES };
#define FAR (UINT64_C(1) << 40)

typedef struct city {
    uint32_t nodes, edges, froms, tos, owners, limit_mm;
    lc_edge edge[EDGES];
    lc_join from[PLACES], to[PLACES];
    uint32_t owner[PLACES];
    uint64_t walk[PLACES][PLACES]; /* brute force: from -> to, legs included */
    uint64_t node_walk[NODES];     /* node -> cheapest to */
} city;

static uint64_t seed_now;

/* splitmix64 (Steele, Lea, Flood 2014) */
static uint32_t below(uint32_t n)
{
    uint64_t z = seed_now += 0x9e3779b97f4a7c15U;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
    z = (z ^ z >> 27) * 0x94d049bb133111ebU;
    return (uint32_t)((z ^ z >> 31) % n);
}

static uint32_t whole(const lc_edge *e)
{
    return e->forward_mm != LC_UNREACHED ? e->forward_mm : e->backward_mm;
}

static void random_edge(city *c, lc_edge *e, uint32_t scale)
{
    e->from = below(c->nodes);
    e->to = below(c->nodes);
    e->forward_mm = below(4) == 0 ? 0 : below(scale);
    e->backward_mm = below(6) == 0 ? below(3 * scale) : e->forward_mm;
    uint32_t closed = below(10);
    if (closed == 0 || closed == 2)
        e->forward_mm = LC_UNREACHED;
    if (closed == 1 || closed == 2)
        e->backward_mm = LC_UNREACHED;
}

static lc_join random_place(const city *c)
{
    if (c->edges == 0 || below(12) == 0)
        return (lc_join){LC_UNREACHED, 0, 0};
    uint32_t edge = below(below(2) ? c->edges : 1 + c->edges / 4), length = whole(&c->edge[edge]);
    uint32_t offset = 0;
    if (length != LC_UNREACHED)
        offset = below(4) == 0 ? (below(2) ? length : 0) : below(length + 1);
    return (lc_join){edge, offset, below(3) == 0 ? below(6) : 0};
}

static void random_city(city *c)
{
    uint32_t scale = below(3) == 0 ? 5 : below(2) ? 40 : 40000;
    *c = (city){.nodes = 1 + below(NODES), .edges = below(EDGES + 1), .froms = below(PLACES + 1)};
    c->tos = below(PLACES + 1);
    c->limit_mm = below(scale * 6);
    for (uint32_t e = 0; e < c->edges; e++)
        random_edge(c, &c->edge[e], scale);
    for (uint32_t i = 0; i < c->froms; i++)
        c->from[i] = random_place(c);
    for (uint32_t j = 0; j < c->tos; j++) {
        c->to[j] = random_place(c);
        c->owner[j] = c->owners + below(2);
        c->owners = c->owner[j] + (below(3) == 0);
    }
    c->owners += 2; /* some without any place */
}

/* The city with every place a spot of its own, and the links of which that is made. */
typedef struct net {
    uint32_t spots, links;
    uint32_t spot[2 * PLACES]; /* of each place, froms first */
    uint64_t d[SPOTS][SPOTS];
    lc_edge link[LINKS];
} net;

static void shorten(net *n, uint32_t a, uint32_t b, uint64_t cost)
{
    if (cost < n->d[a][b])
        n->d[a][b] = cost;
}

static void link_spots(net *n, uint32_t a, uint32_t b, uint64_t cost)
{
    shorten(n, a, b, cost);
    n->link[n->links++] = (lc_edge){a, b, (uint32_t)cost, LC_UNREACHED};
}

static uint64_t back_cost(const lc_edge *e, uint32_t offset)
{
    if (e->forward_mm == LC_UNREACHED || e->forward_mm == 0)
        return offset;
    /* half up, in exact arithmetic of another shape than the room's */
    uint64_t doubled = 2 * (uint64_t)offset * e->backward_mm;
    return (doubled + e->forward_mm) / (2 * (uint64_t)e->forward_mm);
}

/* Hangs a place on the net: `out` says who walks away from it, else who walks to it. Gives its
 * spot. */
static uint32_t hang(net *n, const city *c, const lc_join *p, const uint32_t *inner, bool out)
{
    const lc_edge *e = &c->edge[p->edge];
    uint32_t spot = n->spots++;
    uint32_t ends[3] = {UINT32_MAX, UINT32_MAX, UINT32_MAX};
    if (p->offset_mm == 0)
        ends[0] = e->from;
    if (p->offset_mm == whole(e))
        ends[1] = e->to;
    ends[2] = *inner;
    for (int k = 0; k < 3; k++)
        if (ends[k] != UINT32_MAX)
            link_spots(n, out ? spot : ends[k], out ? ends[k] : spot, p->leg_mm);
    return spot;
}

/* Splits edge e at every offset strictly inside it; inner[k] gets the spot of place k (froms
 * first), if it lies there. */
static void split(net *n, const city *c, uint32_t edge, uint32_t *inner)
{
    const lc_edge *e = &c->edge[edge];
    uint32_t before = e->from, at = 0, length = whole(e);
    for (;;) {
        uint32_t next = length;
        for (uint32_t k = 0; k < c->froms + c->tos; k++) {
            const lc_join *p = k < c->froms ? &c->from[k] : &c->to[k - c->froms];
            if (p->edge == edge && p->offset_mm > at && p->offset_mm < next)
                next = p->offset_mm;
        }
        uint32_t here = next == length ? e->to : n->spots++;
        if (e->forward_mm != LC_UNREACHED)
            link_spots(n, before, here, next - at);
        if (e->backward_mm != LC_UNREACHED)
            link_spots(n, here, before,
                       (next == length ? e->backward_mm : back_cost(e, next)) - back_cost(e, at));
        if (next == length)
            return;
        for (uint32_t k = 0; k < c->froms + c->tos; k++) {
            const lc_join *p = k < c->froms ? &c->from[k] : &c->to[k - c->froms];
            if (p->edge == edge && p->offset_mm == next)
                inner[k] = here;
        }
        before = here;
        at = next;
    }
}

static void floyd_warshall(net *n)
{
    for (uint32_t k = 0; k < n->spots; k++)
        for (uint32_t i = 0; i < n->spots; i++)
            for (uint32_t j = 0; n->d[i][k] < FAR && j < n->spots; j++)
                shorten(n, i, j, n->d[i][k] + n->d[k][j]);
}

static void brute_force(city *c, net *n)
{
    uint32_t inner[2 * PLACES], *spot = n->spot;
    n->spots = c->nodes;
    n->links = 0;
    for (uint32_t i = 0; i < SPOTS; i++)
        for (uint32_t j = 0; j < SPOTS; j++)
            n->d[i][j] = i == j ? 0 : FAR;
    for (uint32_t k = 0; k < 2 * PLACES; k++)
        inner[k] = UINT32_MAX;
    for (uint32_t e = 0; e < c->edges; e++)
        split(n, c, e, inner);
    for (uint32_t k = 0; k < c->froms + c->tos; k++) {
        const lc_join *p = k < c->froms ? &c->from[k] : &c->to[k - c->froms];
        if (p->edge != LC_UNREACHED)
            spot[k] = hang(n, c, p, &inner[k], k < c->froms);
    }
    for (uint32_t i = 0; i < c->froms; i++)
        for (uint32_t j = 0; j < c->tos; j++)
            if (c->from[i].edge != LC_UNREACHED && c->from[i].edge == c->to[j].edge &&
                c->from[i].offset_mm == c->to[j].offset_mm)
                link_spots(n, spot[i], spot[c->froms + j], c->from[i].leg_mm + c->to[j].leg_mm);
    floyd_warshall(n);
    for (uint32_t v = 0; v < c->nodes; v++)
        c->node_walk[v] = FAR;
    for (uint32_t j = 0; j < c->tos; j++) {
        bool joined = c->to[j].edge != LC_UNREACHED;
        for (uint32_t i = 0; i < c->froms; i++)
            c->walk[i][j] =
                joined && c->from[i].edge != LC_UNREACHED ? n->d[spot[i]][spot[c->froms + j]] : FAR;
        for (uint32_t v = 0; joined && v < c->nodes; v++)
            if (n->d[v][spot[c->froms + j]] < c->node_walk[v])
                c->node_walk[v] = n->d[v][spot[c->froms + j]];
    }
}

static void check_nearest(lc_ctx *ctx, lc_graph_demand *demand, const city *c, uint32_t limit_mm)
{
    uint32_t cost_mm[PLACES], which[PLACES];
    assert_ok(ctx, lc_graph_demand_nearest(ctx, demand, c->to, c->tos, limit_mm, cost_mm, which));
    for (uint32_t i = 0; i < c->froms; i++) {
        uint64_t best = (uint64_t)limit_mm + 1;
        uint32_t who = LC_UNREACHED;
        for (uint32_t j = 0; j < c->tos; j++)
            if (c->walk[i][j] < best) {
                best = c->walk[i][j];
                who = j;
            }
        assert_int_equal(which[i], who);
        assert_int_equal(cost_mm[i], who == LC_UNREACHED ? LC_UNREACHED : best);
    }
}

static uint64_t owner_walk(const city *c, uint32_t from, uint32_t owner)
{
    uint64_t best = FAR;
    for (uint32_t j = 0; j < c->tos; j++)
        if (c->owner[j] == owner && c->walk[from][j] < best)
            best = c->walk[from][j];
    return best;
}

static void check_catchments(lc_ctx *ctx, lc_graph_demand *demand, const city *c, uint32_t limit_mm)
{
    lc_catchments rows;
    assert_ok(ctx, lc_graph_demand_catchments(ctx, demand, c->to, c->owner, c->tos, c->owners,
                                              limit_mm, &rows));
    size_t row = 0;
    for (uint32_t o = 0; o < c->owners; o++) {
        assert_int_equal(rows.start[o], row);
        for (uint32_t i = 0; i < c->froms; i++) {
            uint64_t best = owner_walk(c, i, o);
            if (best > limit_mm)
                continue;
            assert_true(row < rows.row_count);
            assert_int_equal(rows.rows[row].from, i);
            assert_int_equal(rows.rows[row].cost_mm, best);
            row++;
        }
    }
    assert_int_equal(rows.start[c->owners], row);
    assert_int_equal(rows.row_count, row);
    lc_catchments_clear(&rows);
}

/* The k cheapest owners by choosing the best that is left, k times. */
static void check_k_nearest(lc_ctx *ctx, lc_graph_demand *demand, const city *c)
{
    enum { K_MAX = 4 };
    uint32_t cost_mm[PLACES * K_MAX], which[PLACES * K_MAX], k = 1 + below(K_MAX);
    assert_ok(ctx, lc_graph_demand_k_nearest(ctx, demand, c->to, c->owner, c->tos, k, c->limit_mm,
                                             cost_mm, which));
    for (uint32_t i = 0; i < c->froms; i++) {
        bool taken[2 * PLACES + 2] = {false};
        for (uint32_t r = 0; r < k; r++) {
            uint64_t best = (uint64_t)c->limit_mm + 1;
            uint32_t who = LC_UNREACHED;
            for (uint32_t o = 0; o < c->owners; o++)
                if (!taken[o] && owner_walk(c, i, o) < best) {
                    best = owner_walk(c, i, o);
                    who = o;
                }
            assert_int_equal(which[i * k + r], who);
            assert_int_equal(cost_mm[i * k + r], who == LC_UNREACHED ? LC_UNREACHED : best);
            if (who != LC_UNREACHED)
                taken[who] = true;
        }
    }
}

/* Whether a walker who stands at a node, or (at = UINT32_MAX) at an offset of an edge, stands at
 * the place. */
static bool stands_at(const city *c, uint32_t at, uint32_t edge, uint32_t offset_mm,
                      const lc_join *p)
{
    const lc_edge *e = &c->edge[p->edge];
    if (at == UINT32_MAX)
        return edge == p->edge && offset_mm == p->offset_mm;
    return (p->offset_mm == 0 && e->from == at) || (p->offset_mm == whole(e) && e->to == at);
}

/* The node where a piece begins or ends; UINT32_MAX in mid-edge. */
static uint32_t node_at(const lc_edge *e, uint32_t offset_mm, bool start_of_edge)
{
    if (start_of_edge)
        return offset_mm == 0 ? e->from : UINT32_MAX;
    return offset_mm == whole(e) ? e->to : UINT32_MAX;
}

static uint64_t piece_cost(const lc_edge *e, const lc_path_piece *p)
{
    uint32_t open = p->backward ? e->backward_mm : e->forward_mm, length = whole(e);
    assert_int_not_equal(open, LC_UNREACHED);
    if (!p->backward)
        return p->end_mm - p->begin_mm;
    return (p->begin_mm == length ? e->backward_mm : back_cost(e, p->begin_mm)) -
           (p->end_mm == 0 ? 0 : back_cost(e, p->end_mm));
}

/* Every piece may be walked that way and costs what it says, each begins where the last has ended,
 * and with the legs they add up. */
static void check_walk(const city *c, const lc_join *from, const lc_join *to, const lc_path *path)
{
    uint64_t sum_mm = (uint64_t)from->leg_mm + to->leg_mm;
    uint32_t at = UINT32_MAX;
    for (size_t i = 0; i < path->count; i++) {
        const lc_path_piece *p = &path->pieces[i];
        const lc_edge *e = &c->edge[p->edge];
        uint32_t begins = node_at(e, p->begin_mm, !p->backward);
        if (i == 0)
            assert_true(stands_at(c, begins, p->edge, p->begin_mm, from));
        else
            assert_true(at != UINT32_MAX && begins == at);
        assert_int_equal(p->cost_mm, piece_cost(e, p));
        sum_mm += p->cost_mm;
        at = node_at(e, p->end_mm, p->backward);
    }
    assert_int_equal(path->cost_mm, sum_mm);
    if (path->count > 0) {
        const lc_path_piece *last = &path->pieces[path->count - 1];
        assert_true(stands_at(c, at, last->edge, last->end_mm, to));
        return;
    }
    const lc_edge *e = &c->edge[from->edge];
    assert_true(stands_at(c, UINT32_MAX, from->edge, from->offset_mm, to) ||
                (from->offset_mm == 0 && stands_at(c, e->from, 0, 0, to)) ||
                (from->offset_mm == whole(e) && stands_at(c, e->to, 0, 0, to)));
}

static void check_paths(lc_ctx *ctx, const lc_graph *graph, const city *c)
{
    lc_path path;
    for (uint32_t i = 0; i < c->froms; i++)
        for (uint32_t j = 0; j < c->tos; j++) {
            assert_ok(ctx, lc_graph_path(ctx, graph, &c->from[i], &c->to[j], c->limit_mm, &path));
            if (c->walk[i][j] <= c->limit_mm) {
                assert_int_equal(path.cost_mm, c->walk[i][j]);
                check_walk(c, &c->from[i], &c->to[j], &path);
            } else {
                assert_int_equal(path.cost_mm, LC_UNREACHED);
                assert_int_equal(path.count, 0);
            }
            lc_path_clear(&path);
        }
}

/* The place that a spot of the net is: an end of any of its links, nowhere when it has none. */
static lc_join place_at(const net *n, uint32_t spot, bool out)
{
    for (uint32_t l = 0; l < n->links; l++)
        if ((out ? n->link[l].from : n->link[l].to) == spot)
            return (lc_join){l, out ? 0 : n->link[l].forward_mm, 0};
    return (lc_join){LC_UNREACHED, 0, 0};
}

/* The same question put to the graph in which the splits were made by hand. */
static void check_split(lc_ctx *ctx, const lc_graph *graph, const city *c, const net *n)
{
    lc_graph *cut;
    lc_join from[PLACES], to[PLACES], nowhere = {LC_UNREACHED, 0, 0};
    uint32_t cost_mm[PLACES], which[PLACES], cut_cost_mm[PLACES], cut_which[PLACES];
    for (uint32_t i = 0; i < c->froms; i++)
        from[i] = c->from[i].edge != LC_UNREACHED ? place_at(n, n->spot[i], true) : nowhere;
    for (uint32_t j = 0; j < c->tos; j++)
        to[j] = c->to[j].edge != LC_UNREACHED ? place_at(n, n->spot[c->froms + j], false) : nowhere;
    assert_ok(ctx, lc_graph_new(ctx, n->spots, n->link, n->links, &cut));
    assert_ok(ctx, lc_graph_nearest(ctx, graph, c->from, c->froms, c->to, c->tos, c->limit_mm,
                                    cost_mm, which));
    assert_ok(ctx, lc_graph_nearest(ctx, cut, from, c->froms, to, c->tos, c->limit_mm, cut_cost_mm,
                                    cut_which));
    assert_memory_equal(cost_mm, cut_cost_mm, c->froms * sizeof *cost_mm);
    assert_memory_equal(which, cut_which, c->froms * sizeof *which);
    lc_graph_free(cut);
}

static void check_node_costs(lc_ctx *ctx, const lc_graph *graph, const city *c)
{
    uint32_t cost_mm[NODES];
    assert_ok(ctx, lc_graph_node_costs(ctx, graph, c->to, c->tos, c->limit_mm, cost_mm));
    for (uint32_t v = 0; v < c->nodes; v++)
        assert_int_equal(cost_mm[v],
                         c->node_walk[v] <= c->limit_mm ? c->node_walk[v] : LC_UNREACHED);
}

static void agrees_with_brute_force(void **state)
{
    lc_ctx *ctx = *state;
    static city c;
    static net n;
    uint64_t reached = 0, pairs = 0;
    for (int g = 0; g < GRAPHS; g++) {
        seed_now = (uint64_t)g * 1000003;
        random_city(&c);
        brute_force(&c, &n);
        lc_graph *graph;
        lc_graph_demand *demand;
        /* Few of them on several threads, which wait for each other longer than they work. */
        lc_ctx_set_threads(ctx, g % 50 == 0 ? 4 : g % 50 == 25 ? 2 : 1);
        assert_ok(ctx, lc_graph_new(ctx, c.nodes, c.edge, c.edges, &graph));
        assert_ok(ctx, lc_graph_demand_new(ctx, graph, c.from, c.froms, &demand));
        /* Nothing of one question is left for the next. */
        check_catchments(ctx, demand, &c, c.limit_mm / 2);
        check_nearest(ctx, demand, &c, c.limit_mm);
        check_catchments(ctx, demand, &c, c.limit_mm);
        check_nearest(ctx, demand, &c, c.limit_mm / 3);
        check_k_nearest(ctx, demand, &c);
        check_paths(ctx, graph, &c);
        check_split(ctx, graph, &c, &n);
        check_node_costs(ctx, graph, &c);
        for (uint32_t i = 0; i < c.froms; i++)
            for (uint32_t j = 0; j < c.tos; j++, pairs++)
                reached += c.walk[i][j] <= c.limit_mm;
        lc_graph_demand_free(demand);
        lc_graph_free(graph);
    }
    /* The cases are worth something: neither nearly all nor nearly none of the pairs are reached.
     */
    assert_in_range(reached, pairs / 10, pairs / 10 * 9);
}

enum { SIDE = 40, GRID = SIDE * SIDE, MANY = 3000, DOORS = 300 };

/* A town of 40 x 40 crossings with lengths that tie often, and places anywhere. */
static void threads_change_no_byte(void **state)
{
    lc_ctx *ctx = *state;
    static lc_edge edges[2 * GRID];
    static lc_join from[MANY], to[DOORS];
    static uint32_t owner[DOORS];
    uint32_t count = 0;
    seed_now = 7;
    for (uint32_t v = 0; v < GRID; v++) {
        uint32_t right = 1000 * below(30), down = 1000 * below(30);
        if (v % SIDE != SIDE - 1)
            edges[count++] = (lc_edge){v, v + 1, right, right};
        if (v + SIDE < GRID)
            edges[count++] = (lc_edge){v, v + SIDE, down, below(20) ? down : LC_UNREACHED};
    }
    for (uint32_t i = 0; i < MANY + DOORS; i++) {
        uint32_t e = below(count);
        lc_join place = {e, below(edges[e].forward_mm + 1), below(2000)};
        if (i < MANY)
            from[i] = place;
        else
            to[i - MANY] = place;
    }
    for (uint32_t j = 0; j < DOORS; j++)
        owner[j] = j * 2 / 3;
    lc_graph *graph;
    lc_catchments one, many;
    assert_ok(ctx, lc_graph_new(ctx, GRID, edges, count, &graph));
    lc_ctx_set_threads(ctx, 1);
    assert_ok(ctx,
              lc_graph_catchments(ctx, graph, from, MANY, to, owner, DOORS, 200, 150000, &one));
    assert_true(one.row_count > 10000);
    for (int threads = 2; threads <= 4; threads += 2) {
        lc_ctx_set_threads(ctx, threads);
        assert_ok(
            ctx, lc_graph_catchments(ctx, graph, from, MANY, to, owner, DOORS, 200, 150000, &many));
        assert_int_equal(many.row_count, one.row_count);
        assert_memory_equal(many.start, one.start, 201 * sizeof *one.start);
        assert_memory_equal(many.rows, one.rows, one.row_count * sizeof *one.rows);
        lc_catchments_clear(&many);
    }
    lc_catchments_clear(&one);
    lc_graph_free(graph);
}

enum { WIDE = 300, LARGE = WIDE * WIDE, SHOPS = 400 };

/* 300 x 300 crossings, numbered row by row or anyhow. */
static lc_graph *large_town(lc_ctx *ctx, lc_join *from, bool anyhow)
{
    lc_edge *edges = calloc(2 * (size_t)LARGE, sizeof *edges);
    uint32_t count = 0, *number = calloc(LARGE, sizeof *number);
    lc_graph *graph;
    for (uint32_t v = 0; v < LARGE; v++) {
        uint32_t other = anyhow ? below(v + 1) : v;
        number[v] = number[other];
        number[other] = v;
    }
    for (uint32_t v = 0; v < LARGE; v++) {
        uint32_t right = 1000 * below(30), down = 1000 * below(30);
        if (v % WIDE != WIDE - 1)
            edges[count++] = (lc_edge){number[v], number[v + 1], right, right};
        if (v + WIDE < LARGE)
            edges[count++] = (lc_edge){number[v], number[v + WIDE], down, below(9) ? down : 0};
    }
    assert_ok(ctx, lc_graph_new(ctx, LARGE, edges, count, &graph));
    for (uint32_t i = 0; i < LARGE; i++) {
        uint32_t e = below(count);
        from[i] = (lc_join){e, below(edges[e].forward_mm + 1), below(2000)};
    }
    free(edges);
    free(number);
    return graph;
}

/* More nodes than a tile holds: the one search all over the town must say what the many small ones
 * say, which know of no tiles. */
static void a_large_town_is_searched_tile_by_tile(void **state)
{
    lc_ctx *ctx = *state;
    static lc_join from[LARGE];
    static uint32_t cost_mm[LARGE], which[LARGE], owner[SHOPS];
    static uint64_t best[LARGE];
    for (int anyhow = 0; anyhow < 2; anyhow++) {
        lc_catchments rows;
        seed_now = 11;
        lc_graph *graph = large_town(ctx, from, anyhow);
        for (uint32_t j = 0; j < SHOPS; j++)
            owner[j] = j;
        assert_ok(ctx, lc_graph_catchments(ctx, graph, from, LARGE, from, owner, SHOPS, SHOPS,
                                           150000, &rows));
        assert_ok(ctx,
                  lc_graph_nearest(ctx, graph, from, LARGE, from, SHOPS, 150000, cost_mm, which));
        memset(best, 0xff, sizeof best);
        for (uint32_t j = 0; j < SHOPS; j++)
            for (size_t r = rows.start[j]; r < rows.start[j + 1]; r++) {
                uint64_t label = (uint64_t)rows.rows[r].cost_mm << 32 | j;
                if (label < best[rows.rows[r].from])
                    best[rows.rows[r].from] = label;
            }
        assert_in_range(rows.row_count, LARGE, 40 * LARGE);
        for (uint32_t i = 0; i < LARGE; i++)
            assert_true(((uint64_t)cost_mm[i] << 32 | which[i]) == best[i]);
        lc_catchments_clear(&rows);
        lc_graph_free(graph);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(agrees_with_brute_force),
        LC_TEST(threads_change_no_byte),
        LC_TEST(a_large_town_is_searched_tile_by_tile),
    };
    return cmocka_run_group_tests_name("graph_random", tests, NULL, NULL);
}
