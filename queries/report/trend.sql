-- trend.csv and the rows of summary.json: as_of and the days of the study's `trend`. Of a set that the register has no facility of, whatever its
-- status, nothing is known: no value, as in the gaps.
-- params: none
-- reads: set_listed, type_set, type_set_member, facility, trend_value, trend_day, indicator, region, people_group
-- writes: none
SELECT v.day AS day, r.code AS region_code, r.name AS region_name, r.level AS level, v.indicator AS indicator, v.types AS types,
       v.group_code AS "group", v.mode AS mode, nullif(v.limit_min, 0) AS "limit", v.variant AS variant,
       iif(v.types = '' OR v.types IN (SELECT code FROM set_listed), v.value, NULL) AS value, v.numerator AS numerator, v.denominator AS denominator, v.missing AS missing, v.low AS low, v.high AS high,
       i.unit AS unit, g.year AS people_year
FROM trend_value v -- the order of its key: nothing is left to sort
CROSS JOIN region r ON r.region_id = v.region_id
CROSS JOIN indicator i ON i.indicator = v.indicator
LEFT JOIN people_group g ON g.code = v.group_code
WHERE v.day NOT IN (SELECT day FROM trend_day WHERE asked = 0)
ORDER BY v.day, v.indicator, v.types, v.group_code, v.mode, v.limit_min, v.variant, v.region_id;
