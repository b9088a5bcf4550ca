-- Layer regions: what an administrative region is, who lives there, how its targets stand.
-- params: none
-- reads: region, indicator_value, people_group, facility_type, gap
-- writes: none
SELECT r.code, r.name, r.level, p.code, r.class, r.kind, r.area_m2 / 1e6,
       (SELECT v.value FROM indicator_value v
        WHERE v.indicator = 'people' AND v.types = '' AND v.mode = '' AND v.limit_min = 0 AND v.region_id = r.region_id
          AND v.group_code = (SELECT code FROM people_group ORDER BY code <> 'resident', group_id LIMIT 1)),
       (SELECT sum(v.value) FROM indicator_value v
        WHERE v.indicator = 'count' AND v.region_id = r.region_id AND v.types IN (SELECT code FROM facility_type)),
       count(g.gap_id), coalesce(sum(g.status = 'met'), 0), coalesce(sum(g.status = 'short'), 0), coalesce(sum(g.status = 'no data'), 0),
       AsBinary(r.geom)
FROM region r
LEFT JOIN region p ON p.region_id = r.parent_id
LEFT JOIN gap g ON g.region_id = r.region_id
WHERE r.level <> 'circle'
GROUP BY r.region_id
ORDER BY r.region_id;
