-- What would close the gaps of all regions of one target: its first and plainest measure, added up; and whether that is the
-- least, because a value is only bounded.
-- params: :target_id
-- reads: gap, gap_closes, facility_type, target
-- writes: none
SELECT c.kind, sum(c.amount), y.name_zh, y.name_en, max(g.value IS NULL AND g.gap > 0), t.unit
FROM gap g
JOIN target t ON t.target_id = g.target_id
JOIN gap_closes c ON c.gap_id = g.gap_id AND c.position = 0
LEFT JOIN facility_type y ON y.code = c.type_code
WHERE g.target_id = :target_id
GROUP BY c.kind, c.type_code
ORDER BY c.kind;
