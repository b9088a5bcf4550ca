/* The graph as it was searched, as four CSV tables that any graph program can read. */
#include "report/file.h"
#include "report/report.h"

static lc_status write_table(lc_store *store, const char *folder, const char *name,
                             const char *query)
{
    lc_stmt *stmt = NULL;
    lc_out out;
    bool row = false;
    lc_status status = lc_out_open(lc_store_ctx(store), folder, name, &out);
    if (status == LC_OK)
        status = lc_store_query(store, query, &stmt);
    for (int column = 0; status == LC_OK && column < lc_stmt_column_count(stmt); column++)
        lc_text_addf(&out.text, "%s%s", column > 0 ? "," : "", lc_stmt_column_name(stmt, column));
    while (status == LC_OK && (status = lc_stmt_step(stmt, &row)) == LC_OK && row) {
        lc_text_add(&out.text, "\n");
        for (int column = 0; column < lc_stmt_column_count(stmt); column++) {
            lc_text_add(&out.text, column > 0 ? "," : "");
            lc_text_add_csv(&out.text, lc_stmt_text(stmt, column));
        }
        status = lc_out_flush(&out);
    }
    lc_text_add(&out.text, "\n");
    lc_stmt_free(stmt);
    return lc_out_close(&out, status);
}

lc_status lc_report_graph(lc_store *store, const char *folder)
{
    static const char *const tables[][2] = {{"nodes.csv", "report/graph_nodes"},
                                            {"edges.csv", "report/graph_edges"},
                                            {"demand.csv", "report/graph_demand"},
                                            {"facilities.csv", "report/graph_facilities"}};
    lc_status status = LC_OK;
    for (size_t i = 0; status == LC_OK && i < sizeof tables / sizeof *tables; i++)
        status = write_table(store, folder, tables[i][0], tables[i][1]);
    return status;
}
