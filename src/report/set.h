/* The parts of a report set: what planning offices send around. Each writes one file or folder that
 * must not be there; run knows their order. For room report, and for run. */
#ifndef LC_REPORT_SET_H
#define LC_REPORT_SET_H

#include "report/scope.h"

/* What a page of the set may point to: which other files are made with it. */
typedef struct lc_set {
    const lc_scopes *scopes; /* the regions with a report of their own */
    unsigned formats;        /* lc_output_format bits of the set: HTML, XLSX, PDF, CSV */
} lc_set;

/* lifecircle.xlsx in `folder`: the workbook of the whole study. LC_IO when the disk is full. */
lc_status lc_report_workbook(lc_store *store, const char *folder);

/* <scope->file>.pdf in `folder`: A4, fonts embedded. LC_UNSUPPORTED, with the package to install,
 * where no font has Chinese and the text needs it. Any thread, with a store of its own. */
lc_status lc_report_pdf(lc_store *store, const lc_scope *scope, const char *folder);

/* Of the whole study index.html in `folder`, beside assets/, data/ and regions/; of one region
 * <scope->file>.html in it, which is regions/ then. Any thread, with a store of its own. */
lc_status lc_report_set_page(lc_store *store, const lc_set *set, const lc_scope *scope,
                             const char *folder);

/* assets/ in `folder`: the styles and scripts that all pages share; data/: the layers of the map
 * and the figures that the choosers show. */
lc_status lc_report_set_assets(lc_store *store, const char *folder);
lc_status lc_report_set_data(lc_store *store, const char *folder);
/* What lies in assets/, one by one, to tell two builds apart: text i, NULL past the last. Static.
 */
const char *lc_report_set_asset(size_t i);

#endif
