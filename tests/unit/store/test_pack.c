/* Packed numbers come back as they were, one by one and all at once; damaged bytes are noticed. */
#include "lc_test.h"
#include "store/pack.h"

/* splitmix64 (Steele, Lea, Flood 2014) */
static uint64_t random_bits(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15U;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
    z = (z ^ z >> 27) * 0x94d049bb133111ebU;
    return z ^ z >> 31;
}

/* Packs, reads back and compares; the size in bytes. */
static size_t round_trip(lc_ctx *ctx, const uint32_t *numbers, size_t count)
{
    uint8_t *bytes = NULL;
    size_t size = 0;
    lc_packed packed;
    assert_ok(ctx, lc_pack(ctx, numbers, count, &bytes, &size));
    assert_true(lc_packed_open(bytes, size, &packed));
    assert_int_equal(packed.count, count);
    uint32_t *all = malloc((count + 1) * sizeof *all);
    assert_non_null(all);
    lc_packed_all(&packed, all);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(all[i], numbers[i]);
        assert_int_equal(lc_packed_at(&packed, i), numbers[i]);
    }
    free(all);
    free(bytes);
    return size;
}

static void numbers_come_back(void **state)
{
    enum { MOST = 2000 };
    static uint32_t numbers[MOST];
    uint64_t seed = 1;
    for (unsigned bits = 0; bits <= 32; bits++)
        for (size_t count = 0; count < MOST; count = count * 3 + 1) {
            uint32_t least = bits == 32 ? 0 : (uint32_t)random_bits(&seed) >> bits;
            for (size_t i = 0; i < count; i++)
                numbers[i] =
                    least + (uint32_t)(random_bits(&seed) & ((UINT64_C(1) << bits) - 1)) / 2;
            (void)round_trip(*state, numbers, count);
            if (count > 0)
                numbers[count / 2] = UINT32_MAX;
            (void)round_trip(*state, numbers, count);
        }
}

static void little_is_stored(void **state)
{
    enum { COUNT = 256 * 40 };
    static uint32_t numbers[COUNT];
    /* Equal numbers: a count, a head for each block, the last 8 bytes. */
    for (size_t i = 0; i < COUNT; i++)
        numbers[i] = 3000000000U;
    assert_int_equal(round_trip(*state, numbers, COUNT), 4 + 8 * 40 + 8);
    /* 0 to 6 take 3 bits, wherever they begin. */
    for (size_t i = 0; i < COUNT; i++)
        numbers[i] = 70000 + (uint32_t)i % 7;
    assert_int_equal(round_trip(*state, numbers, COUNT), 4 + 8 * 40 + COUNT * 3 / 8 + 8);
    assert_int_equal(round_trip(*state, numbers, 0), 4 + 8);
}

static void damage_is_noticed(void **state)
{
    enum { COUNT = 1000 };
    uint32_t numbers[COUNT];
    uint8_t *bytes = NULL;
    size_t size = 0;
    lc_packed packed;
    for (size_t i = 0; i < COUNT; i++)
        numbers[i] = (uint32_t)(i * i);
    assert_ok(*state, lc_pack(*state, numbers, COUNT, &bytes, &size));
    for (size_t cut = 0; cut < size; cut++)
        assert_false(lc_packed_open(bytes, cut, &packed));
    assert_false(lc_packed_open(NULL, 0, &packed));
    /* Any byte of the count or of where a block begins; a smallest number may be anything. */
    for (size_t at = 0; at < 4 + 8 * 4; at++) {
        bytes[at] ^= 0x15;
        bool opened = lc_packed_open(bytes, size, &packed);
        assert_int_equal(opened, at >= 4 && (at - 4) % 8 < 4);
        bytes[at] ^= 0x15;
    }
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LC_TEST(numbers_come_back),
        LC_TEST(little_is_stored),
        LC_TEST(damage_is_noticed),
    };
    return cmocka_run_group_tests_name("store_pack", tests, NULL, NULL);
}
