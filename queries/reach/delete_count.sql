-- Before the stage fills reach_count afresh.
-- params: none
-- reads: none
-- writes: reach_count
DELETE FROM reach_count;
