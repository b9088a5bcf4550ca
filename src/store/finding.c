typedef int lc_store_finding;
