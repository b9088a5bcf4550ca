-- Layer circles: each service circle with its people, ground, functions and gaps. A function is reached where at least half of the people reach
-- it.
-- params: none
-- reads: circle, region, facility, facility_type, people_group, reach_limit, measure, indicator_value, gap
-- writes: none
WITH base AS (SELECT code FROM people_group ORDER BY code <> 'resident', group_id LIMIT 1),
     item AS (SELECT v.region_id, substr(v.variant, instr(v.variant, '|function=') + 10) AS item, max(v.value) AS share
              FROM indicator_value v
              WHERE v.indicator = 'function_coverage' AND v.group_code = (SELECT code FROM base)
                AND v.mode = coalesce((SELECT label FROM measure WHERE label = 'network'), 'circle')
                AND v.limit_min = (SELECT max(limit_min) FROM reach_limit)
              GROUP BY v.region_id, item)
SELECT r.code AS code,
       r.name AS name,
       r.kind AS kind,
       r.class AS class,
       p.code AS parent,
       f.code AS centre_code,
       f.name AS centre,
       (SELECT v.value FROM indicator_value v
        WHERE v.indicator = 'people' AND v.types = '' AND v.group_code = (SELECT code FROM base) AND v.mode = '' AND v.limit_min = 0
          AND v.variant = '' AND v.region_id = r.region_id) AS people,
       (SELECT v.value FROM indicator_value v
        WHERE v.indicator = 'people' AND v.types = '' AND v.group_code = 'age60' AND v.mode = '' AND v.limit_min = 0
          AND v.variant = '' AND v.region_id = r.region_id) AS elders,
       (SELECT group_concat(code || '=' || printf('%.12g', value), ';')
        FROM (SELECT pg.code, v.value FROM people_group pg JOIN indicator_value v ON v.indicator = 'people' AND v.types = '' AND v.group_code = pg.code
                   AND v.mode = '' AND v.limit_min = 0 AND v.variant = '' AND v.region_id = r.region_id
              ORDER BY pg.group_id)) AS "groups",
       r.area_m2 / 1e6 AS area_km2,
       c.convexity_01 AS convexity,
       (SELECT sum(v.value) FROM indicator_value v
        WHERE v.indicator = 'count' AND v.region_id = r.region_id AND v.types IN (SELECT code FROM facility_type)) AS facilities,
       (SELECT group_concat(i.item, ';')
        FROM (SELECT item FROM item WHERE region_id = r.region_id AND share >= 0.5 ORDER BY item) i) AS functions_reached,
       (SELECT group_concat(i.item, ';')
        FROM (SELECT item FROM item WHERE region_id = r.region_id AND share < 0.5 ORDER BY item) i) AS functions_missing,
       count(g.gap_id) AS targets,
       coalesce(sum(g.status = 'met'), 0) AS met,
       coalesce(sum(g.status = 'short'), 0) AS short,
       coalesce(sum(g.status = 'no data'), 0) AS no_data,
       coalesce(sum(g.status = 'not yet due'), 0) AS not_yet_due,
       coalesce(sum(g.status = 'awaiting'), 0) AS awaiting,
       c.remark AS remark,
       AsBinary(r.geom)
FROM circle c
JOIN region r ON r.region_id = c.region_id
JOIN region p ON p.region_id = r.parent_id
LEFT JOIN facility f ON f.facility_id = c.facility_id
LEFT JOIN gap g ON g.region_id = r.region_id
GROUP BY r.region_id
ORDER BY r.region_id;
