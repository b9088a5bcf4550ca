-- The service circles for the page, existing centres first: name, kind, class, people, elders, ground, facilities, targets missed and all, remark;
-- and how many of their people live in the region asked for.
-- params: :most rows, :region_id NULL: all, else those of people who live there
-- reads: circle, region, region_tree, facility_type, people_group, indicator_value, gap, demand, demand_people, demand_circle
-- writes: none
WITH base AS (SELECT code FROM people_group ORDER BY code <> 'resident', group_id LIMIT 1),
     here AS (SELECT c.region_id, sum(p.people_micro) / 1e6 AS people
              FROM region_tree t
              CROSS JOIN demand d ON d.region_id = t.region_id
              CROSS JOIN demand_circle c ON c.demand_id = d.demand_id
              CROSS JOIN demand_people p ON p.demand_id = d.demand_id AND p.group_id = (SELECT group_id FROM people_group WHERE code = (SELECT code FROM base))
              WHERE t.ancestor_id = :region_id
              GROUP BY c.region_id)
SELECT r.name, r.kind, r.class,
       (SELECT v.value FROM indicator_value v
        WHERE v.indicator = 'people' AND v.types = '' AND v.mode = '' AND v.limit_min = 0 AND v.variant = '' AND v.region_id = r.region_id
          AND v.group_code = (SELECT code FROM base)),
       (SELECT v.value FROM indicator_value v
        WHERE v.indicator = 'people' AND v.types = '' AND v.mode = '' AND v.limit_min = 0 AND v.variant = '' AND v.region_id = r.region_id AND v.group_code = 'age60'),
       r.area_m2 / 1e6,
       (SELECT sum(v.value) FROM indicator_value v
        WHERE v.indicator = 'count' AND v.region_id = r.region_id AND v.types IN (SELECT code FROM facility_type)),
       coalesce(sum(g.status = 'short'), 0), count(g.gap_id), c.remark, h.people
FROM circle c
JOIN region r ON r.region_id = c.region_id
LEFT JOIN here h ON h.region_id = r.region_id
LEFT JOIN region_gap q ON q.region_id = r.region_id
LEFT JOIN gap g ON g.gap_id = q.gap_id
WHERE :region_id IS NULL OR h.region_id IS NOT NULL
GROUP BY r.region_id
ORDER BY r.region_id
LIMIT :most;
