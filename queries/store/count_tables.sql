-- Is the file empty?
-- params: none
-- reads: sqlite_master
-- writes: none
SELECT count(*) FROM sqlite_master;
