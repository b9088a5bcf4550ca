-- What closes one gap, in order, with the names of the facility type, set or function; and whether that is the least, because the value is only
-- bounded; the target's unit.
-- params: :gap_id
-- reads: gap, gap_closes, target, facility_type, function, type_set
-- writes: none
SELECT c.kind, c.amount, coalesce(y.name_zh, f.name_zh, s.name_zh), coalesce(y.name_en, f.name_en, s.name_en), g.value IS NULL AND g.gap > 0,
       t.unit
FROM gap_closes c JOIN gap g ON g.gap_id = c.gap_id JOIN target t ON t.target_id = g.target_id
LEFT JOIN facility_type y ON y.code = c.type_code AND c.kind <> 'function'
LEFT JOIN function f ON f.function_code = c.type_code AND c.kind = 'function'
LEFT JOIN type_set s ON s.code = c.type_code AND c.kind = 'centre'
WHERE c.gap_id = :gap_id
ORDER BY c.position;
