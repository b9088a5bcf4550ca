-- Before the stage fills reach_nearest afresh.
-- params: none
-- reads: none
-- writes: reach_nearest
DELETE FROM reach_nearest;
