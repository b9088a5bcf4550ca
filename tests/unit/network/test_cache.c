/* The file with the ready network: the same as without it, and never trusted. */
#include "town.h"

#include <sys/stat.h>
#include <unistd.h>

#include "network/cache.h"
#include "network/near.h"

static char folder[] = "/tmp/lc_cache_XXXXXX";
static char file_path[64];

static int make_folder(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL)
        return 1;
    snprintf(file_path, sizeof file_path, "%s/a.network", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    (void)unlink(file_path);
    return rmdir(folder);
}

/* A few streets with an islet, a gate and a bend. */
static lc_store *small_town(void **state)
{
    lc_store *store = town_open(state);
    town_street(store, 1, {1, 121.0, 31.0}, {2, 121.001, 31.0}, {3, 121.002, 31.001});
    town_street(store, 2, {2, 121.001, 31.0}, {4, 121.001, 31.002});
    town_street(store, 3, {8, 121.01, 31.0}, {9, 121.011, 31.0});
    assert_ok(*state, lc_db_exec(lc_store_db(store),
                                 "INSERT INTO street_node VALUES (1, 1, 3, 'gate', 1, 7.5, 'r', 0,"
                                 " 0)"));
    return store;
}

static lc_network *built(lc_store *store)
{
    lc_network *network = NULL;
    assert_ok(lc_store_ctx(store), lc_network_build(store, NULL, &network));
    return network;
}

static lc_network *read_back(lc_ctx *ctx, const char *fingerprint)
{
    lc_network *network = NULL;
    assert_ok(ctx, lc_cache_read(ctx, file_path, fingerprint, &network));
    return network;
}

static void assert_same(const lc_network *a, const lc_network *b)
{
    size_t front = sizeof(lc_cache_header);
    assert_int_equal(a->size, b->size);
    assert_memory_equal((const char *)a->block + front, (const char *)b->block + front,
                        a->size - front);
    assert_int_equal(a->streets.node_count, b->streets.node_count);
    assert_int_equal(a->streets.piece_count, b->streets.piece_count);
    assert_int_equal(a->streets.vertex_count, b->streets.vertex_count);
    assert_true(a->twist_rad2 == b->twist_rad2);
}

static void tables_and_streets_give_the_same(void **state)
{
    lc_store *store = small_town(state);
    lc_network *a = built(store), *b = NULL;
    assert_ok(*state, lc_network_open(store, NULL, "f", &b));
    assert_same(a, b);
    lc_network_close(a);
    lc_network_close(b);
    lc_store_close(store);
}

static void the_file_gives_the_same(void **state)
{
    lc_store *store = small_town(state);
    lc_network *a = built(store);
    assert_true(lc_network_save(*state, a, file_path, "f"));
    lc_network *b = read_back(*state, "f");
    assert_non_null(b);
    assert_true(b->mapped);
    assert_same(a, b);
    lc_wish wish = {.place = {121.0004, 31.0003}, .max_m = INFINITY};
    lc_nearest there, here;
    assert_true(lc_network_nearest(a, &wish, &there) && lc_network_nearest(b, &wish, &here));
    assert_int_equal(there.piece, here.piece);
    assert_true(there.distance_m == here.distance_m && there.share == here.share);
    lc_network_close(a);
    lc_network_close(b);
    lc_store_close(store);
}

static void another_fingerprint_is_another_network(void **state)
{
    lc_store *store = small_town(state);
    lc_network *a = built(store), *b = NULL;
    assert_true(lc_network_save(*state, a, file_path, "old"));
    assert_null(read_back(*state, "new"));
    assert_null(read_back(*state, "ol"));
    assert_ok(*state, lc_network_open(store, file_path, "new", &b));
    assert_false(b->mapped);
    assert_same(a, b);
    lc_network_close(b);
    b = read_back(*state, "new"); /* written anew */
    assert_non_null(b);
    lc_network_close(a);
    lc_network_close(b);
    lc_store_close(store);
}

static size_t load(unsigned char *bytes, size_t most)
{
    FILE *file = fopen(file_path, "rb");
    assert_non_null(file);
    size_t size = fread(bytes, 1, most, file);
    fclose(file);
    assert_true(size < most);
    return size;
}

static void put(const unsigned char *bytes, size_t size)
{
    FILE *file = fopen(file_path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

/* Every byte in turn, another bit each time; every length; a byte too many. */
static void damage_is_noticed(void **state)
{
    static unsigned char bytes[1 << 16];
    lc_store *store = small_town(state);
    lc_network *network = built(store), *again = NULL;
    assert_true(lc_network_save(*state, network, file_path, "f"));
    size_t size = load(bytes, sizeof bytes - 1);
    assert_int_equal(size, network->size);
    for (size_t i = 0; i < size; i++) {
        bytes[i] ^= (unsigned char)(1 << i % 8);
        put(bytes, size);
        if (read_back(*state, "f") != NULL)
            fail_msg("a flip in byte %zu of %zu went by", i, size);
        bytes[i] ^= (unsigned char)(1 << i % 8);
    }
    for (size_t i = 0; i < size; i += i < 300 ? 1 : 61) {
        put(bytes, i);
        assert_null(read_back(*state, "f"));
    }
    put(bytes, size + 1);
    assert_null(read_back(*state, "f"));
    assert_ok(*state, lc_network_open(store, file_path, "f", &again));
    assert_same(network, again);
    lc_network_close(again);
    again = read_back(*state, "f"); /* healed */
    assert_non_null(again);
    lc_network_close(again);
    lc_network_close(network);
    lc_store_close(store);
}

/* Whole files whose checksum is right and whose numbers lead out of bounds. */
static void forged_files_are_noticed(void **state)
{
    enum { FORGERIES = 11 };
    lc_store *store = small_town(state);
    for (int i = 0; i < FORGERIES; i++) {
        lc_network *network = built(store);
        lc_image image = lc_image_of(network);
        uint32_t *const wrong[FORGERIES] = {&image.pieces[0].from,
                                            &image.pieces[2].to,
                                            &image.pieces[0].first_vertex,
                                            &image.pieces[1].first_vertex,
                                            &image.pieces[4].first_vertex,
                                            &image.nodes[1].component,
                                            &image.leaves[0].segments[0].vertex,
                                            &image.leaves[0].segments[1].owner,
                                            &image.leaves[0].segments[2].vertex,
                                            &image.leaves[0].segments[2].owner,
                                            NULL};
        assert_int_equal(network->streets.piece_count, 4);
        /* One more than the largest number is 0. */
        if (wrong[i] != NULL)
            *wrong[i] = i % 2 == 0 ? UINT32_MAX : 0x7fffffff;
        else
            image.nodes[0].kind = 200;
        assert_true(lc_cache_write(network, file_path, "f"));
        assert_null(read_back(*state, "f"));
        lc_network_close(network);
    }
    lc_store_close(store);
}

/* What is no index is reckoned with all the same. */
static void forged_measures_are_noticed(void **state)
{
    enum { FORGERIES = 5 };
    lc_store *store = small_town(state);
    for (int i = 0; i < FORGERIES; i++) {
        lc_network *network = built(store);
        lc_image image = lc_image_of(network);
        double *const wrong[FORGERIES] = {&image.nodes[0].at.lat_deg, &image.vertices[1].lon_deg,
                                          &image.vertices[2].lat_deg, &image.along_m[1], NULL};
        if (wrong[i] != NULL)
            *wrong[i] = i % 2 == 0 ? NAN : -1e300;
        else
            image.pieces[1].slope_backward_pm = 0;
        assert_true(lc_cache_write(network, file_path, "f"));
        assert_null(read_back(*state, "f"));
        lc_network_close(network);
    }
    lc_store_close(store);
}

static void random_bytes_are_no_network(void **state)
{
    static unsigned char bytes[4096];
    uint64_t seed = 3;
    for (int turn = 0; turn < 200; turn++) {
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = (unsigned char)(town_random(&seed) * 256);
        put(bytes, (size_t)(town_random(&seed) * sizeof bytes));
        assert_null(read_back(*state, "f"));
    }
}

/* No place to write, no file, a folder: a run goes on. */
static void where_no_file_can_be(void **state)
{
    lc_store *store = small_town(state);
    lc_network *network = built(store), *again = NULL;
    assert_false(lc_network_save(*state, network, "/nowhere/at/all/a.network", "f"));
    (void)unlink(file_path);
    assert_null(read_back(*state, "f"));
    assert_int_equal(mkdir(file_path, 0777), 0);
    assert_null(read_back(*state, "f"));
    assert_false(lc_network_save(*state, network, file_path, "f"));
    assert_ok(*state, lc_network_open(store, file_path, "f", &again));
    assert_same(network, again);
    assert_int_equal(rmdir(file_path), 0);
    char fresh[80];
    snprintf(fresh, sizeof fresh, "%s.new", file_path);
    assert_int_equal(access(fresh, F_OK), -1); /* nothing half written is left */
    lc_network_close(network);
    lc_network_close(again);
    lc_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(tables_and_streets_give_the_same),
        LC_TEST(the_file_gives_the_same),
        LC_TEST(another_fingerprint_is_another_network),
        LC_TEST(damage_is_noticed),
        LC_TEST(forged_files_are_noticed),
        LC_TEST(forged_measures_are_noticed),
        LC_TEST(random_bytes_are_no_network),
        LC_TEST(where_no_file_can_be),
    };
    return cmocka_run_group_tests_name("network_cache", tests, make_folder, remove_folder);
}
