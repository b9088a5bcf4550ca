-- How many people of a group live in the study, and how many of them are within the limit by circle and on foot; and the facilities inside.
-- params: :types code of a set, :group code of a group, :limit_min minutes
-- reads: indicator_value, region
-- writes: none
SELECT sum(v.denominator) FILTER (WHERE v.mode IN ('circle', 'network')) / nullif(count(DISTINCT v.mode) FILTER (WHERE v.mode IN ('circle', 'network')), 0),
       sum(v.numerator) FILTER (WHERE v.mode = 'circle'), sum(v.numerator) FILTER (WHERE v.mode = 'network'),
       (SELECT total(c.value) FROM indicator_value c JOIN region cr ON cr.region_id = c.region_id AND cr.parent_id IS NULL
        WHERE c.indicator = 'count' AND c.types = :types AND c.group_code = '' AND c.mode = '' AND c.limit_min = 0)
FROM indicator_value v
JOIN region r ON r.region_id = v.region_id AND r.parent_id IS NULL
WHERE v.indicator = 'coverage' AND v.types = :types AND v.group_code = :group AND v.limit_min = :limit_min;
