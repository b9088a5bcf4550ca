typedef int lc_store_store;
