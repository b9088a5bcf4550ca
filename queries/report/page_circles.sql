-- The service circles for the page, existing centres first: name, kind, class, people, elders, ground, facilities, targets missed and all, remark.
-- params: :most rows
-- reads: circle, region, facility_type, people_group, indicator_value, gap
-- writes: none
WITH base AS (SELECT code FROM people_group ORDER BY code <> 'resident', group_id LIMIT 1)
SELECT r.name, r.kind, r.class,
       (SELECT v.value FROM indicator_value v
        WHERE v.indicator = 'people' AND v.types = '' AND v.mode = '' AND v.limit_min = 0 AND v.region_id = r.region_id
          AND v.group_code = (SELECT code FROM base)),
       (SELECT v.value FROM indicator_value v
        WHERE v.indicator = 'people' AND v.types = '' AND v.mode = '' AND v.limit_min = 0 AND v.region_id = r.region_id AND v.group_code = 'age60'),
       r.area_m2 / 1e6,
       (SELECT sum(v.value) FROM indicator_value v
        WHERE v.indicator = 'count' AND v.region_id = r.region_id AND v.types IN (SELECT code FROM facility_type)),
       coalesce(sum(g.status = 'short'), 0), count(g.gap_id), c.remark
FROM circle c
JOIN region r ON r.region_id = c.region_id
LEFT JOIN gap g ON g.region_id = r.region_id
GROUP BY r.region_id
ORDER BY r.region_id
LIMIT :most;
