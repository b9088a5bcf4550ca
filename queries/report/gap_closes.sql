-- What closes one gap, in order, with the facility type's names.
-- params: :gap_id
-- reads: gap_closes, facility_type
-- writes: none
SELECT c.kind, c.amount, y.name_zh, y.name_en
FROM gap_closes c LEFT JOIN facility_type y ON y.code = c.type_code
WHERE c.gap_id = :gap_id
ORDER BY c.position;
