-- A set is reported for the groups that one of its types serves, as far as there are figures.
-- params: none
-- reads: type_set_member, type_group, people_group
-- writes: set_group
INSERT OR IGNORE INTO set_group (set_id, group_id)
SELECT set_id, group_id
FROM type_set_member JOIN type_group USING (type_id) JOIN people_group ON people_group.code = group_code;
