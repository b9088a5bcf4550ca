/* A folder with the small files that the studies of these tests name. */
#ifndef STUDY_TEST_H
#define STUDY_TEST_H

#include "lc_test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "study/study.h"

/* Three lines that make a study; what a test adds begins in line 4. */
#define BASE                                                                                       \
    "lifecircle: 1\n"                                                                              \
    "facilities: [{file: f.csv}]\n"                                                                \
    "population: [{file: p.csv, form: points, year: 2025, groups: [resident]}]\n"

static char folder[] = "/tmp/lc_study_XXXXXX";
static char study_path[64];
static const char *const names[] = {"f.csv", "p.csv",     "s.osm.pbf", "t.csv",
                                    "r.shp", "w.geojson", "types.csv", "p.tif"};

static inline void write_bytes(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static inline int make_folder(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL || chdir(folder) != 0 || mkdir("sub", 0700) != 0)
        return 1;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        write_bytes(names[i], "x\n", 2);
    snprintf(study_path, sizeof study_path, "%s/study.yaml", folder);
    return 0;
}

static inline int remove_folder(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        (void)unlink(names[i]);
    (void)unlink("study.yaml");
    (void)rmdir("sub");
    return chdir("/") != 0 || rmdir(folder) != 0;
}

static inline lc_status parse(lc_ctx *ctx, const char *text, lc_study **out)
{
    return lc_study_parse(ctx, text, strlen(text), "study.yaml", out);
}

#endif
