-- Makes room for the study's limits.
-- params: none
-- reads: none
-- writes: reach_limit
DELETE FROM reach_limit;
