#include "report/report.h"

#include "report/set.h"
#include "study/study.h"

typedef struct output {
    unsigned format;
    const char *name;
} output;

static const output outputs[] = {
    {LC_FORMAT_CSV, "indicators.csv"},
    {LC_FORMAT_CSV, "gaps.csv"},
    {LC_FORMAT_CSV, "circles.csv"},
    {LC_FORMAT_CSV, "findings.csv"},
    {LC_FORMAT_JSON, "summary.json"},
    {LC_FORMAT_GPKG, "lifecircle.gpkg"},
    {LC_FORMAT_SHAPEFILE, "shapefile"},
    {LC_FORMAT_GEOJSON, "geojson"},
    {LC_FORMAT_HTML, "index.html"},
    {LC_FORMAT_XLSX, "lifecircle.xlsx"},
    {LC_FORMAT_PDF, "lifecircle.pdf"},
    {LC_FORMAT_CSV, "trend.csv"}, /* where the study has a trend */
};

const char *lc_report_name(unsigned formats, size_t i)
{
    for (size_t k = 0; k < sizeof outputs / sizeof *outputs; k++)
        if ((outputs[k].format & formats) != 0 && i-- == 0)
            return outputs[k].name;
    return NULL;
}

lc_status lc_report_write(lc_store *store, const lc_report_wanted *options)
{
    const unsigned formats = options->formats;
    const char *folder = options->folder;
    lc_status status = LC_OK;
    if (formats & LC_FORMAT_CSV)
        status = lc_report_tables(store, folder, options->csv_bom);
    if (status == LC_OK && (formats & LC_FORMAT_JSON))
        status = lc_report_summary(store, folder);
    if (status == LC_OK && (formats & LC_FORMAT_GPKG))
        status = lc_report_layers(store, folder, LC_LAYERS_GPKG);
    if (status == LC_OK && (formats & LC_FORMAT_SHAPEFILE))
        status = lc_report_layers(
            store, folder, options->shapefile_gbk ? LC_LAYERS_SHAPEFILE_GBK : LC_LAYERS_SHAPEFILE);
    if (status == LC_OK && (formats & LC_FORMAT_GEOJSON))
        status = lc_report_layers(store, folder, LC_LAYERS_GEOJSON);
    if (status == LC_OK && (formats & LC_FORMAT_HTML))
        status = lc_report_page(store, folder);
    if (status == LC_OK && (formats & LC_FORMAT_XLSX))
        status = lc_report_workbook(store, folder);
    if (status == LC_OK && (formats & LC_FORMAT_PDF))
        status = lc_report_pdf(store, lc_scope_whole(), folder);
    return status;
}
