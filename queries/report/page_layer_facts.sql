-- How many people of a group live in the study or in one region, and how many of them are within the limit by circle and on foot; and the facilities inside.
-- params: :types code of a set, :group code of a group, :limit_min minutes, :region_id NULL: the whole study
-- reads: indicator_value
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL)
SELECT sum(v.denominator) FILTER (WHERE v.mode IN ('circle', 'network')) / nullif(count(DISTINCT v.mode) FILTER (WHERE v.mode IN ('circle', 'network')), 0),
       sum(v.numerator) FILTER (WHERE v.mode = 'circle'), sum(v.numerator) FILTER (WHERE v.mode = 'network'),
       (SELECT total(c.value) FROM indicator_value c
        WHERE c.indicator = 'count' AND c.types = :types AND c.group_code = '' AND c.mode = '' AND c.limit_min = 0 AND c.variant = ''
          AND c.region_id IN (SELECT region_id FROM top))
FROM indicator_value v
WHERE v.indicator = 'coverage' AND v.types = :types AND v.group_code = :group AND v.mode IN ('circle', 'network')
  AND v.limit_min = :limit_min AND v.variant = '' AND v.region_id IN (SELECT region_id FROM top);
