-- How many circles have a centre and how many are further ones, the people of each kind, and those in no circle, of the residents or the first
-- group; no row without circles.
-- params: none
-- reads: circle, region, people_group, indicator_value
-- writes: none
SELECT sum(r.kind = 'centre'), sum(r.kind = 'further'), total(v.value) FILTER (WHERE r.kind = 'centre'),
       total(v.value) FILTER (WHERE r.kind = 'further'),
       (SELECT total(w.value) FROM indicator_value w JOIN region t ON t.region_id = w.region_id AND t.parent_id IS NULL
        WHERE w.indicator = 'people' AND w.types = '' AND w.mode = '' AND w.limit_min = 0 AND w.group_code = v.group_code) - total(v.value),
       sum(c.remark IS NOT NULL)
FROM circle c
JOIN region r ON r.region_id = c.region_id
JOIN indicator_value v ON v.region_id = c.region_id AND v.indicator = 'people' AND v.types = '' AND v.mode = '' AND v.limit_min = 0
     AND v.group_code = (SELECT code FROM people_group ORDER BY code <> 'resident', group_id LIMIT 1)
HAVING count(*) > 0;
