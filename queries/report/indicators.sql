-- indicators.csv and the rows of summary.json.
-- params: none
-- reads: indicator_value, indicator, region
-- writes: none
SELECT r.code AS region_code, r.name AS region_name, r.level AS level, v.indicator AS indicator, v.types AS types,
       v.group_code AS "group", v.mode AS mode, nullif(v.limit_min, 0) AS "limit",
       v.value AS value, v.numerator AS numerator, v.denominator AS denominator, v.missing AS missing, i.unit AS unit,
       v.low AS low, v.high AS high, v.variant AS variant
FROM indicator_value v -- the order of its key: nothing is left to sort
CROSS JOIN region r ON r.region_id = v.region_id
CROSS JOIN indicator i ON i.indicator = v.indicator
ORDER BY v.indicator, v.types, v.group_code, v.mode, v.limit_min, v.variant, v.region_id;
