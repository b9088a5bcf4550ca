/* The homes of a page and their ways, against the joins of tables that say the same. */
#include "report/homes.h"

#include "report/near.h"
#include "report_store.h"

typedef struct place {
    lc_store *store;
    lc_page page;
    lc_scope scope;
} place;

static place place_of(lc_ctx *ctx, int64_t region_id)
{
    place p = {.store = lc_town_open(ctx), .scope = {.region_id = region_id}};
    assert_ok(ctx, lc_near_make(p.store));
    p.page = (lc_page){.store = p.store, .ctx = ctx};
    return p;
}

static void clear(place *p)
{
    for (size_t i = 0; i < LC_PAGE_LAYERS_MAX; i++)
        lc_homes_free(p->page.homes[i]);
    lc_store_close(p->store);
}

/* How many homes there are; each way is the one that the joins give. */
static size_t assert_ways(lc_ctx *ctx, place *p, int64_t set_id, char *group, const char *mode)
{
    const lc_page_layer layer = {.set_id = set_id, .group = group};
    const lc_homes *homes = NULL;
    lc_home_way *ways = NULL;
    bool row = false;
    size_t count = 0;
    p->page.scope = &p->scope;
    assert_ok(ctx, lc_page_homes(&p->page, &layer, &homes));
    assert_ok(ctx, lc_page_home_ways(&p->page, &layer, mode, homes, &ways));
    lc_stmt *stmt = lc_town_stmt(ctx, p->store, "unit/report/home_ways.sql");
    lc_stmt_bind_int(stmt, ":set_id", set_id);
    lc_stmt_bind_text(stmt, ":group", group);
    lc_stmt_bind_text(stmt, ":mode", mode);
    lc_stmt_bind_int(stmt, ":region_id", p->scope.region_id != 0 ? p->scope.region_id : 1);
    while (lc_stmt_step(stmt, &row) == LC_OK && row) {
        const lc_home *home = lc_array_at(&homes->items, count);
        assert_int_equal(home->people_micro, lc_stmt_int(stmt, 1));
        assert_int_equal(isnan(ways[count].walk_min), lc_stmt_is_null(stmt, 2));
        if (!isnan(ways[count].walk_min))
            assert_true(ways[count].walk_min == lc_stmt_double(stmt, 2));
        assert_int_equal(ways[count].is_within, lc_stmt_int(stmt, 3) > 0);
        count++;
    }
    assert_int_equal(count, homes->items.count);
    lc_stmt_free(stmt);
    free(ways);
    return count;
}

static void every_way_is_the_one_that_joins_give(void **state)
{
    char resident[] = "resident", old[] = "age60";
    const int64_t regions[] = {0, 2, 4, 5};
    const size_t homes[] = {7, 3, 1, 4}, old_homes[] = {6, 3, 1, 3};
    for (size_t i = 0; i < 4; i++) {
        place p = place_of(*state, regions[i]);
        for (int64_t set_id = 1; set_id <= 3; set_id++) {
            assert_int_equal(assert_ways(*state, &p, set_id, resident, "network"), homes[i]);
            assert_int_equal(assert_ways(*state, &p, set_id, old, "circle"), old_homes[i]);
            assert_int_equal(assert_ways(*state, &p, set_id, old, "network"), old_homes[i]);
        }
        clear(&p);
    }
}

static void without_a_measure_or_a_group_there_is_no_way(void **state)
{
    char resident[] = "resident", nobody[] = "nobody";
    place p = place_of(*state, 0);
    assert_int_equal(assert_ways(*state, &p, 3, resident, "helicopter"), 7);
    assert_int_equal(assert_ways(*state, &p, 3, nobody, "network"), 0);
    assert_int_equal(assert_ways(*state, &p, 99, nobody, "network"), 0);
    clear(&p);
}

static void homes_are_read_once_for_each_group(void **state)
{
    char resident[] = "resident", old[] = "age60";
    const lc_page_layer one = {.set_id = 1, .group = resident}, two = {.set_id = 2, .group = old};
    const lc_homes *a, *b, *c;
    place p = place_of(*state, 0);
    p.page.scope = &p.scope;
    assert_ok(*state, lc_page_homes(&p.page, &one, &a));
    assert_ok(*state, lc_page_homes(&p.page, &two, &b));
    assert_ok(*state, lc_page_homes(&p.page, &one, &c));
    assert_ptr_equal(a, c);
    assert_ptr_not_equal(a, b);
    clear(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(every_way_is_the_one_that_joins_give),
        LC_TEST(without_a_measure_or_a_group_there_is_no_way),
        LC_TEST(homes_are_read_once_for_each_group),
    };
    return cmocka_run_group_tests_name("report_homes", tests, NULL, NULL);
}
