-- Outlines for the map: what lies beside the region that the map is about (0), the regions of one level within it (1),
-- and it itself (2), or all regions without one above them.
-- params: :level, :region_id NULL: the whole study, :west, :east, :south and :north of the map
-- reads: region, region_tree
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL),
     part AS (SELECT r.region_id, iif(r.region_id = :region_id OR (:region_id IS NULL AND r.level <> :level), 2,
                                      iif(r.level = :level AND (:region_id IS NULL OR EXISTS (SELECT 1 FROM region_tree t
                                                                                             WHERE t.region_id = r.region_id AND t.ancestor_id = :region_id)), 1, 0)) AS part
              FROM near n JOIN region r ON r.region_id = n.item_id
              WHERE n.kind = 'region' AND n.west_deg <= :east AND n.east_deg >= :west AND n.south_deg <= :north AND n.north_deg >= :south
                AND (r.level = :level OR r.region_id IN (SELECT region_id FROM top)
                     OR r.level = (SELECT level FROM region WHERE region_id = :region_id)))
SELECT r.name, p.part, AsBinary(r.geom)
FROM part p JOIN region r USING (region_id)
WHERE p.part > 0 OR r.level <> :level
ORDER BY p.part, r.region_id;
