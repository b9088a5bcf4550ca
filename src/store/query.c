typedef int lc_store_query;
