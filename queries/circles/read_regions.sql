-- The administrative regions with the region above all others that each belongs to, and its class: its own, or that of the nearest region
-- above it.
-- params: none
-- reads: region, region_tree, region_class
-- writes: none
SELECT region.region_id,
       (SELECT top.region_id
        FROM region_tree AS way
        JOIN region AS top ON top.region_id = way.ancestor_id
        WHERE way.region_id = region.region_id AND top.parent_id IS NULL),
       region_class.class
FROM region
JOIN region_class ON region_class.region_id = region.region_id
WHERE region.level <> 'circle'
ORDER BY region.region_id
