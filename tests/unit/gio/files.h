/* Files that live as long as one test: a fresh folder, written bytes, a script to make what C
 * cannot. */
#ifndef LC_TEST_GIO_FILES_H
#define LC_TEST_GIO_FILES_H

#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lc_test.h"

static char files_folder[64];

/* Setup and teardown around those of lc_test.h. */
static inline int files_setup(void **state)
{
    (void)snprintf(files_folder, sizeof(files_folder), "/tmp/lc_gio_XXXXXX");
    return mkdtemp(files_folder) == NULL || lc_test_setup(state);
}

static inline int files_teardown(void **state)
{
    char command[128];
    (void)snprintf(command, sizeof(command), "rm -rf '%s'", files_folder);
    int rc = system(command);
    return lc_test_teardown(state) | rc;
}

#define FILES_TEST(fn) cmocka_unit_test_setup_teardown(fn, files_setup, files_teardown)

/* The path of `name` in the test's folder; four at a time. */
static inline const char *files_path(const char *name)
{
    static char paths[4][256];
    static int turn;
    char *path = paths[turn++ % 4];
    (void)snprintf(path, sizeof(paths[0]), "%s/%s", files_folder, name);
    return path;
}

static inline const char *files_write_bytes(const char *name, const void *bytes, size_t size)
{
    const char *path = files_path(name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    return path;
}

static inline const char *files_write(const char *name, const char *text)
{
    return files_write_bytes(name, text, strlen(text));
}

/* Runs tests/support/make_gio_files.py KIND FOLDER: GDAL's and openpyxl's own writers make what we
 * then read. */
static inline void files_make(const char *kind)
{
    char command[512];
    (void)snprintf(command, sizeof(command),
                   "/usr/bin/python3 '%s/tests/support/make_gio_files.py' %s '%s'", LC_SOURCE_DIR,
                   kind, files_folder);
    assert_int_equal(system(command), 0);
}

/* The whole file. Free with free(). */
static inline char *files_read(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *size = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*size + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    bytes[*size] = '\0';
    (void)fclose(file);
    return bytes;
}

static inline void files_cut(const char *path, double share)
{
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(truncate(path, (off_t)((double)about.st_size * share)), 0);
}

/* cmocka compares floats; we have doubles. */
static inline void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.17g is not %.17g", value, expected);
}

/* Real data beside the project, or a skipped test. */
static inline const char *files_real(const char *name)
{
    static char path[512];
    (void)snprintf(path, sizeof(path), "%s/../shared/data/%s", LC_SOURCE_DIR, name);
    if (access(path, R_OK) != 0) {
        print_message("skipped: %s is not here\n", path);
        skip();
    }
    return path;
}

#endif
