-- The sets of facility types that the choosers offer: those with a facility in use that are reported for a group of people; sets of several types
-- first.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: type_set, type_set_member, facility, set_group
-- writes: none
SELECT s.set_id, s.code, CASE :zh WHEN 1 THEN s.name_zh ELSE s.name_en END
FROM type_set s
WHERE EXISTS (SELECT 1 FROM set_group g WHERE g.set_id = s.set_id)
  AND EXISTS (SELECT 1 FROM type_set_member m JOIN facility f ON f.type_id = m.type_id AND f.counts = 1 WHERE m.set_id = s.set_id)
ORDER BY s.is_single, s.set_id;
