-- Sheet of towns: the regions of one level for one set and group, in the order of their codes: circle and walk, who is in the circle but not within
-- the walk, floor area; people and how their targets stand, the same for every set.
-- params: :types code of a set, :group code of a group, :limit_min minutes, :level
-- reads: region, indicator_value, gap, people_group
-- writes: none
WITH stand AS (SELECT region_id, count(*) AS targets, sum(status = 'met') AS met, sum(status = 'short') AS falls_short FROM gap GROUP BY region_id)
SELECT r.name, r.code,
       (SELECT v.value FROM indicator_value v
        WHERE v.indicator = 'people' AND v.types = '' AND v.mode = '' AND v.limit_min = 0 AND v.variant = '' AND v.region_id = r.region_id
          AND v.group_code = (SELECT code FROM people_group ORDER BY code <> 'resident', group_id LIMIT 1)),
       coalesce(s.targets, 0), coalesce(s.met, 0), coalesce(s.falls_short, 0),
       c.value, n.value, c.numerator - n.numerator, a.value
FROM region r
LEFT JOIN stand s ON s.region_id = r.region_id
LEFT JOIN indicator_value c ON c.indicator = 'coverage' AND c.types = :types AND c.group_code = :group AND c.mode = 'circle'
     AND c.limit_min = :limit_min AND c.variant = '' AND c.region_id = r.region_id
LEFT JOIN indicator_value n ON n.indicator = 'coverage' AND n.types = :types AND n.group_code = :group AND n.mode = 'network'
     AND n.limit_min = :limit_min AND n.variant = '' AND n.region_id = r.region_id
LEFT JOIN indicator_value a ON a.indicator = 'area_per_1000' AND a.types = :types AND a.group_code = :group AND a.mode = ''
     AND a.limit_min = 0 AND a.variant = '' AND a.region_id = r.region_id
WHERE r.level = :level
ORDER BY r.code;
