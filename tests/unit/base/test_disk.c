/* Names that change in one step, and bringing to the disk. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"
#include "lc_test.h"

static char folder[64];

static int enter(void **state)
{
    (void)state;
    (void)snprintf(folder, sizeof folder, "/tmp/lc-disk-XXXXXX");
    return mkdtemp(folder) != NULL ? chdir(folder) : -1;
}

static int leave(void **state)
{
    (void)state;
    char command[128];
    (void)snprintf(command, sizeof command, "rm -r %s", folder);
    return chdir("/") == 0 ? system(command) : -1;
}

static void put(const char *name, const char *text)
{
    int file = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    assert_true(file >= 0 && lc_disk_write(file, text, strlen(text)));
    close(file);
}

static void assert_is(const char *name, const char *text)
{
    char found[64] = "";
    int file = open(name, O_RDONLY);
    if (text == NULL) {
        assert_int_equal(file, -1);
        return;
    }
    assert_true(read(file, found, sizeof found - 1) >= 0);
    close(file);
    assert_string_equal(found, text);
}

static void test_create(void **state)
{
    (void)state;
    assert_false(lc_disk_is_there("fresh"));
    assert_true(lc_disk_create("fresh", "text", 4));
    assert_is("fresh", "text");
    assert_false(lc_disk_create("fresh", "other", 5)); /* never over another */
    assert_int_equal(errno, EEXIST);
    assert_is("fresh", "text");
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    assert_true(lc_disk_is_there("fresh") && lc_disk_is_there("dangling"));
}

static void test_swap_files(void **state)
{
    (void)state;
    put("a", "new");
    put("b", "old");
    assert_true(lc_disk_swap("a", "b", "aside"));
    assert_is("a", "old");
    assert_is("b", "new");
    assert_true(lc_disk_swap("a", "b", "aside")); /* undone */
    assert_is("a", "new");
    assert_is("b", "old");
    assert_is("aside", NULL);
}

static void test_swap_folders(void **state)
{
    (void)state;
    assert_int_equal(mkdir("f", 0777), 0);
    assert_int_equal(mkdir("g", 0777), 0);
    put("f/x", "new");
    put("g/x", "old");
    assert_true(lc_disk_swap("f", "g", "aside"));
    assert_is("g/x", "new");
    assert_is("f/x", "old");
}

static void test_swap_with_nothing(void **state)
{
    (void)state;
    put("c", "only");
    assert_true(lc_disk_swap("c", "d", "aside"));
    assert_is("c", NULL);
    assert_is("d", "only");
    assert_true(lc_disk_swap("c", "d", "aside")); /* back */
    assert_is("c", "only");
    assert_is("d", NULL);
    assert_true(lc_disk_swap("neither", "nor", "aside"));
}

static void test_swap_that_fails(void **state)
{
    (void)state;
    put("e", "stays");
    assert_false(lc_disk_swap("e", "missing/e", "aside"));
    assert_int_equal(errno, ENOENT);
    assert_is("e", "stays");
}

static void test_sync(void **state)
{
    (void)state;
    char *failed = NULL;
    assert_int_equal(mkdir("tree", 0777), 0);
    assert_int_equal(mkdir("tree/deep", 0777), 0);
    put("tree/deep/x", "x");
    assert_true(lc_disk_sync_tree("tree", &failed));
    assert_null(failed);
    assert_true(lc_disk_sync_parent("tree/deep/x") && lc_disk_sync_parent("tree"));
    assert_int_equal(symlink("tree", "link"), 0);
    assert_false(lc_disk_sync("link"));
    assert_true(lc_disk_sync_folder("link"));
    assert_false(lc_disk_sync_tree("nowhere", &failed));
    assert_int_equal(errno, ENOENT);
    free(failed);
}

static void test_write_to_a_full_device(void **state)
{
    (void)state;
    int file = open("/dev/full", O_WRONLY);
    assert_true(file >= 0);
    assert_false(lc_disk_write(file, "x", 1));
    assert_int_equal(errno, ENOSPC);
    close(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_create),
                                       cmocka_unit_test(test_swap_files),
                                       cmocka_unit_test(test_swap_folders),
                                       cmocka_unit_test(test_swap_with_nothing),
                                       cmocka_unit_test(test_swap_that_fails),
                                       cmocka_unit_test(test_sync),
                                       cmocka_unit_test(test_write_to_a_full_device)};
    return cmocka_run_group_tests_name("base_disk", tests, enter, leave);
}
