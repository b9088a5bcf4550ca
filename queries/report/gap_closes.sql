-- What closes one gap, in order, with the facility type's names; and whether that is the least, because the value is only bounded.
-- params: :gap_id
-- reads: gap, gap_closes, facility_type
-- writes: none
SELECT c.kind, c.amount, y.name_zh, y.name_en, g.value IS NULL AND g.gap > 0
FROM gap_closes c JOIN gap g ON g.gap_id = c.gap_id
LEFT JOIN facility_type y ON y.code = c.type_code
WHERE c.gap_id = :gap_id
ORDER BY c.position;
