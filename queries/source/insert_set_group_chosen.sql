-- A group that the study asks for is reported for every set.
-- params: :group_code text
-- reads: type_set, people_group
-- writes: set_group
INSERT OR IGNORE INTO set_group (set_id, group_id)
SELECT set_id, group_id FROM type_set CROSS JOIN people_group WHERE people_group.code = :group_code;
