-- Floor area of a set per 1000 people of each group, region by region; the rows of indicators.csv.
-- params: :types code of a set, :level
-- reads: indicator_value, region
-- writes: none
SELECT v.group_code, v.region_id, v.value, v.missing, v.low, v.high
FROM indicator_value v
CROSS JOIN region r ON r.region_id = v.region_id
WHERE v.indicator = 'area_per_1000' AND v.types = :types AND v.mode = '' AND v.limit_min = 0 AND v.variant = ''
  AND (r.level = :level OR r.parent_id IS NULL)
ORDER BY v.group_code, v.region_id;
