-- A set whose groups have no figures at all is reported for residents, or for every group where there are none either.
-- params: none
-- reads: type_set, set_group, people_group
-- writes: set_group
INSERT INTO set_group (set_id, group_id)
SELECT set_id, group_id
FROM type_set CROSS JOIN people_group
WHERE set_id NOT IN (SELECT set_id FROM set_group)
  AND (people_group.code = 'resident' OR NOT EXISTS (SELECT 1 FROM people_group WHERE code = 'resident'));
