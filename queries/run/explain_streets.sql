-- Streets near a place that cannot be walked by everybody in both directions, or that some profile cannot take, with the words of the rule
-- that decided.
-- params: :west degrees, :south degrees, :east degrees, :north degrees, :zh 0/1
-- reads: street, foot_rule
-- writes: none
SELECT s.name, s.class, s.rule, s.access, s.kind, s.foot_forward, s.foot_backward, AsBinary(s.geom), CASE WHEN :zh THEN r.text_zh ELSE r.text_en END
FROM street AS s
LEFT JOIN foot_rule AS r ON r.rule = s.rule
WHERE MbrMinX(s.geom) <= :east AND MbrMaxX(s.geom) >= :west AND MbrMinY(s.geom) <= :north AND MbrMaxY(s.geom) >= :south
  AND (s.access <> 'through' OR NOT s.foot_forward OR NOT s.foot_backward OR s.kind = 'steps')
ORDER BY s.street_id;
