-- The types of a set, for whoever names a set where a type is meant; NULL for no such set.
-- params: :code text
-- reads: type_set, type_set_member, facility_type
-- writes: none
SELECT group_concat(code, ', ')
FROM (SELECT t.code
      FROM type_set AS s
      JOIN type_set_member AS m ON m.set_id = s.set_id
      JOIN facility_type AS t ON t.type_id = m.type_id
      WHERE s.code = :code
      ORDER BY t.type_id);
