typedef int lc_store_migrate;
