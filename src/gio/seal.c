#include "gio/seal.h"

#include <cpl_conv.h>
#include <cpl_http.h>
#include <ogr_srs_api.h>

/* Stands before curl: whatever asks for an address, such as the coordinate system of a GeoJSON,
 * gets none. */
static CPLHTTPResult *refuse(const char *url, CSLConstList options, GDALProgressFunc progress,
                             void *progress_user, CPLHTTPFetchWriteFunc write, void *write_user,
                             void *user)
{
    (void)url;
    (void)options;
    (void)progress;
    (void)progress_user;
    (void)write;
    (void)write_user;
    (void)user;
    CPLHTTPResult *result = VSI_CALLOC_VERBOSE(1, sizeof *result);
    if (result != NULL) {
        result->nStatus = 1;
        result->pszErrBuf = VSIStrdup("no network");
    }
    return result;
}

/* Set over the environment and before ~/.gdal/gdalrc would be read: code that is loaded, and ways
 * to the network beside the one above. */
static const struct {
    const char *key, *value;
} SETTINGS[] = {
    {"GDAL_CONFIG_FILE", ""},
    {"GDAL_DRIVER_PATH", "disable"},
    {"GDAL_PYTHON_DRIVER_PATH", "disable"},
    {"GDAL_VRT_ENABLE_PYTHON", "NO"},
    {"OGR_SQLITE_LOAD_EXTENSIONS", ""},
    {"OGR_SQLITE_ALLOW_EXTERNAL_ACCESS", "NO"},
    {"CPL_VSIL_CURL_ALLOWED_FILENAME", "none"},
};

void gio_seal(void)
{
    for (size_t i = 0; i < sizeof SETTINGS / sizeof *SETTINGS; i++)
        CPLSetConfigOption(SETTINGS[i].key, SETTINGS[i].value);
    CPLHTTPSetFetchCallback(refuse, NULL);
    OSRSetPROJEnableNetwork(0);
}
