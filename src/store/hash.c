typedef int lc_store_hash;
