-- Some of its floor areas are missing.
UPDATE gap SET value = NULL, low = 1, high = 2 WHERE gap_id = 1;
