-- The indicators that targets speak of, or the page itself, for the list of what they are.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: indicator, target
-- writes: none
SELECT i.indicator, CASE :zh WHEN 1 THEN i.name_zh ELSE i.name_en END, i.unit, i.made_by
FROM indicator i WHERE i.indicator IN (SELECT indicator FROM target)
   OR i.indicator IN ('people', 'coverage', 'people_uncovered', 'count', 'area_per_1000', 'time_median', 'time_p90')
ORDER BY i.indicator;
