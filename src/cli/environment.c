/* The environment of the process: what would make the libraries below read, load or fetch something
 * else than the study says is taken out, so that the same study gives the same on every computer.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

extern char **environ;

static const char *const prefixes[] = {"GDAL_", "OGR_", "OSR_",  "CPL_",   "VSI_",
                                       "GML_",  "AWS_", "PROJ_", "SHAPE_", "SPATIALITE_"};
/* Where the libraries' own tables lie, for installations out of the ordinary. */
static const char *const kept[] = {"GDAL_DATA", "PROJ_DATA", "PROJ_LIB"};

static bool is_kept(const char *name)
{
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (strcmp(name, kept[i]) == 0)
            return true;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (strncmp(name, prefixes[i], strlen(prefixes[i])) == 0)
            return false;
    return true;
}

void cli_clean_environment(void)
{
    for (size_t i = 0; environ != NULL && environ[i] != NULL;) {
        char name[128];
        const size_t size = strcspn(environ[i], "=");
        const bool fits = size < sizeof name;
        if (fits) {
            memcpy(name, environ[i], size);
            name[size] = '\0';
        }
        if (!fits || is_kept(name) || unsetenv(name) != 0)
            i++; /* else the next one has moved here */
    }
}
