#include "gio/quiet.h"

#include <cpl_error.h>
#include <gdal.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "gio/gio.h"
#include "gio/seal.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void note(CPLErr level, CPLErrorNum number, const char *words)
{
    gio_quiet *quiet = CPLGetErrorHandlerUserData();
    if (level < CE_Failure || quiet->failed)
        return;
    quiet->failed = true;
    quiet->no_memory = number == CPLE_OutOfMemory;
    (void)snprintf(quiet->words, sizeof(quiet->words), "%s", words);
    for (char *c = quiet->words; *c != '\0'; c++) /* a server speaks in lines */
        *c = *c == '\n' ? ' ' : *c;
    (void)lc_text_trim(quiet->words);
    if (lc_text_is_utf8(quiet->words, strlen(quiet->words)))
        return;
    for (char *c = quiet->words; *c != '\0'; c++) /* it quoted raw bytes of the file, or was cut */
        if ((unsigned char)*c >= 0x80)
            *c = '?';
}

void gio_quiet_begin(gio_quiet *quiet)
{
    *quiet = (gio_quiet){.failed = false};
    CPLPushErrorHandlerEx(note, quiet);
}

void gio_quiet_end(gio_quiet *quiet)
{
    (void)quiet;
    CPLPopErrorHandler();
    CPLErrorReset();
}

static void register_all(void)
{
    gio_quiet quiet; /* a plugin that does not load is no news to anybody */
    gio_quiet_begin(&quiet);
    gio_seal();
    GDALAllRegister();
    gio_quiet_end(&quiet);
}

void gio_start(void)
{
    (void)pthread_once(&once, register_all);
}

static char version[64];

static void fill_version(void)
{
    (void)snprintf(version, sizeof(version), "%s", GDALVersionInfo("RELEASE_NAME"));
}

const char *lc_gio_version(void)
{
    static pthread_once_t filled = PTHREAD_ONCE_INIT;
    (void)pthread_once(&filled, fill_version);
    return version;
}
