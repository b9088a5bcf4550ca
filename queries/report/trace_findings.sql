-- The findings, the gravest first: the first four columns are what the words are made of. One of no file is about the study as a whole as far as the
-- role in column 6 goes.
-- params: :region_id NULL: all; else what is about rows of that region, places in it, targets for it, and inputs as a whole
--         :grave codes that make figures of the whole study doubtful, a blank before and behind each
-- reads: finding, input, region_tree, facility, demand, population_unit, region, target, observation
-- writes: none
WITH here AS (SELECT region_id FROM region_tree WHERE ancestor_id = :region_id),
     source (input_id, row_no) AS (
         SELECT f.input_id, f.row_no FROM here h CROSS JOIN facility f ON f.region_id = h.region_id
         UNION SELECT u.input_id, u.row_no FROM here h CROSS JOIN demand d ON d.region_id = h.region_id CROSS JOIN population_unit u ON u.unit_id = d.unit_id
         UNION SELECT r.input_id, r.row_no FROM here h CROSS JOIN region r ON r.region_id = h.region_id
         UNION SELECT t.input_id, t.row_no FROM here h CROSS JOIN region_gap g ON g.region_id = h.region_id CROSS JOIN target t ON t.target_id = g.target_id
         UNION SELECT o.input_id, o.row_no FROM observation o WHERE o.region_code IN (SELECT r.code FROM here h CROSS JOIN region r ON r.region_id = h.region_id)),
     mine AS (
         SELECT x.finding_id FROM source s CROSS JOIN row_finding x ON x.input_id = s.input_id AND x.row_no = s.row_no
         UNION SELECT finding_id FROM row_finding WHERE input_id = 0
         UNION SELECT n.item_id FROM region r
               JOIN near n ON n.kind = 'finding' AND n.west_deg <= MbrMaxX(r.geom) AND n.east_deg >= MbrMinX(r.geom)
                    AND n.south_deg <= MbrMaxY(r.geom) AND n.north_deg >= MbrMinY(r.geom)
               JOIN finding p ON p.finding_id = n.item_id
               WHERE r.region_id = :region_id AND Intersects(r.geom, MakePoint(p.lon_deg, p.lat_deg, 4326)) = 1)
SELECT f.code, f.field, f.value, f.detail, f.severity, i.input_id,
       coalesce(i.role, CASE WHEN f.code = 'margin_missing' THEN f.field WHEN f.stage = 'network' THEN 'streets' ELSE '' END), f.row_no, f.feature
FROM finding f LEFT JOIN input i USING (input_id)
WHERE :region_id IS NULL OR f.finding_id IN (SELECT finding_id FROM mine)
ORDER BY instr(:grave, ' ' || f.code || ' ') = 0, CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
         instr(' types regions population facilities foot_rules streets targets observations context elevation ', ' ' || i.role || ' '), f.input_id, f.row_no, f.stage, f.finding_id;
