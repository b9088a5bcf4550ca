/* The table that says what the layers beside it are. For room report alone. */
#ifndef LC_REPORT_README_H
#define LC_REPORT_README_H

#include "report/layer_table.h"
#include "store/store.h"

/* Its fields; its rows are made here, it has no query. Static. */
const lc_layer_table *lc_readme_table(void);
/* Its rows, into the layer begun last: the study with its day, the layers, the sources, what it was
 * made with. `styled`: the styles of the layers are there too. */
lc_status lc_readme_write(lc_store *store, lc_writer *writer, bool styled);

#endif
