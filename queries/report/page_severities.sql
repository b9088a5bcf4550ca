-- How many findings there are of each severity.
-- params: :region_id NULL: of all; else of those that page_findings tells
-- reads: finding, region_tree, facility, demand, population_unit, region, target, observation
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
SELECT coalesce(sum(severity = 'error'), 0), coalesce(sum(severity = 'warning'), 0), coalesce(sum(severity = 'note'), 0), count(*)
FROM finding f
WHERE :region_id IS NULL OR f.finding_id IN (SELECT finding_id FROM mine);
