-- What became of the streets of each file: how many and how long by the rule that decided, in the order of the table. Links across squares are on their own.
-- params: none
-- reads: foot_rule, input, street
-- writes: none
SELECT i.path, s.access, s.rule, r.text_zh, r.text_en, COUNT(*), TOTAL(ST_Length(s.geom, 1)) / 1000, s.kind = 'area'
FROM street AS s
JOIN input AS i ON i.input_id = s.input_id
LEFT JOIN foot_rule AS r ON r.rule = s.rule
GROUP BY i.input_id, s.kind = 'area', s.access, s.rule
ORDER BY i.input_id, CASE s.access WHEN 'through' THEN 0 WHEN 'ends' THEN 1 ELSE 2 END, s.kind = 'area', r.foot_rule_id;
