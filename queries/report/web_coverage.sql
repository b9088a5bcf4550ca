-- How many people of each group have a facility of a set within each limit, region by region; the rows of indicators.csv.
-- params: :types code of a set, :level
-- reads: indicator_value, region, measure
-- writes: none
SELECT v.group_code, v.mode, v.limit_min, v.region_id, v.numerator, v.denominator
FROM indicator_value v -- the order of its key: nothing is left to sort
CROSS JOIN region r ON r.region_id = v.region_id
WHERE v.indicator = 'coverage' AND v.types = :types AND v.variant = '' AND v.mode IN (SELECT label FROM measure)
  AND (r.level = :level OR r.parent_id IS NULL)
ORDER BY v.group_code, v.mode, v.limit_min, v.region_id;
