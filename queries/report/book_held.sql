-- Sheet of beds, places and staff: the sets that have any of them, with the regions of report/book_coverage; a column for each figure, which the
-- figures of all groups go into: each has one base group.
-- params: :zh 1 for Chinese names, 0 for English ones, :level the finest that is told
-- reads: type_set, type_set_member, facility, people_group, region, level, indicator_value, target_asks, target
-- writes: none
WITH named AS (SELECT DISTINCT types FROM target_asks),
     kind (indicator, variant, grouped) AS (VALUES ('beds', '', 0), ('beds', 'bed=nursing', 0), ('beds', 'bed=dementia', 0), ('beds', 'bed=public', 0),
         ('beds_share', 'bed=nursing', 0), ('beds_share', 'bed=dementia', 0), ('beds_share', 'bed=public', 0), ('beds_per_elder', '', 1),
         ('places', '', 0), ('places_per_child', '', 1), ('capacity', 'of=meals_per_day', 0), ('staff_per_1000_elder', '', 1),
         ('staff_per_1000_elder', 'staff=social_workers', 1), ('staff_per_100_beds', '', 0), ('staff_per_100_beds', 'staff=social_workers', 0),
         ('contracted_share', '', 0)),
     place AS (SELECT r.region_id, r.code, r.name, r.level, l.rank FROM region r JOIN level l ON l.level = r.level
               WHERE r.level <> 'circle' AND l.rank <= (SELECT rank FROM level WHERE level = :level)),
     figure AS (SELECT s.set_id, p.region_id, k.indicator, k.variant, v.value, v.low, v.high, v.missing
                FROM type_set s
                CROSS JOIN kind k
                CROSS JOIN (SELECT '' AS code UNION ALL SELECT code FROM people_group) g
                CROSS JOIN place p
                CROSS JOIN indicator_value v ON v.indicator = k.indicator AND v.types = s.code AND v.group_code = g.code AND v.mode = ''
                     AND v.limit_min = 0 AND v.variant = k.variant AND v.region_id = p.region_id
                WHERE k.grouped = (g.code <> '')
                  AND (s.code IN (SELECT types FROM named)
                       OR s.is_single = 1 AND s.set_id IN (SELECT m.set_id FROM facility f JOIN type_set_member m ON m.type_id = f.type_id WHERE f.counts = 1)))
SELECT CASE :zh WHEN 1 THEN s.name_zh ELSE s.name_en END, p.name, p.level,
       (SELECT v.value FROM indicator_value v WHERE v.indicator = 'count' AND v.types = s.code AND v.group_code = '' AND v.mode = ''
        AND v.limit_min = 0 AND v.variant = '' AND v.region_id = p.region_id),
       max(f.value) FILTER (WHERE f.indicator = 'beds' AND f.variant = ''), max(f.low) FILTER (WHERE f.indicator = 'beds' AND f.variant = ''),
       max(f.high) FILTER (WHERE f.indicator = 'beds' AND f.variant = ''), max(f.missing) FILTER (WHERE f.indicator = 'beds' AND f.variant = ''),
       max(f.value) FILTER (WHERE f.indicator = 'beds' AND f.variant = 'bed=nursing'),
       max(f.value) FILTER (WHERE f.indicator = 'beds' AND f.variant = 'bed=dementia'),
       max(f.value) FILTER (WHERE f.indicator = 'beds' AND f.variant = 'bed=public'),
       max(f.value) FILTER (WHERE f.indicator = 'beds_share' AND f.variant = 'bed=nursing'),
       max(f.value) FILTER (WHERE f.indicator = 'beds_share' AND f.variant = 'bed=dementia'),
       max(f.value) FILTER (WHERE f.indicator = 'beds_share' AND f.variant = 'bed=public'),
       max(f.value) FILTER (WHERE f.indicator = 'beds_per_elder'),
       max(f.value) FILTER (WHERE f.indicator = 'places'), max(f.low) FILTER (WHERE f.indicator = 'places'),
       max(f.high) FILTER (WHERE f.indicator = 'places'), max(f.missing) FILTER (WHERE f.indicator = 'places'),
       max(f.value) FILTER (WHERE f.indicator = 'places_per_child'), max(f.value) FILTER (WHERE f.indicator = 'capacity'),
       max(f.value) FILTER (WHERE f.indicator = 'staff_per_1000_elder' AND f.variant = ''),
       max(f.value) FILTER (WHERE f.indicator = 'staff_per_1000_elder' AND f.variant <> ''),
       max(f.value) FILTER (WHERE f.indicator = 'staff_per_100_beds' AND f.variant = ''),
       max(f.value) FILTER (WHERE f.indicator = 'staff_per_100_beds' AND f.variant <> ''),
       max(f.value) FILTER (WHERE f.indicator = 'contracted_share'), p.code, s.code
FROM figure f
JOIN type_set s ON s.set_id = f.set_id
JOIN place p ON p.region_id = f.region_id
GROUP BY f.set_id, f.region_id
ORDER BY s.code NOT IN (SELECT types FROM named WHERE types IS NOT NULL), s.set_id, p.rank, p.code;
