-- The indicators that targets speak of, for the list of what they are.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: indicator, target
-- writes: none
SELECT i.indicator, CASE :zh WHEN 1 THEN i.name_zh ELSE i.name_en END, i.unit, i.made_by
FROM indicator i WHERE i.indicator IN (SELECT indicator FROM target)
ORDER BY i.indicator;
