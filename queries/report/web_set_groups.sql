-- The groups of people that a set is reported for.
-- params: :set_id
-- reads: set_group
-- writes: none
SELECT group_id FROM set_group WHERE set_id = :set_id ORDER BY group_id;
