-- The administrative regions with the region above all others that each belongs to, and its class: its own, or that of the nearest region
-- above it.
-- params: none
-- reads: region, region_tree
-- writes: none
SELECT region.region_id,
       (SELECT top.region_id
        FROM region_tree AS way
        JOIN region AS top ON top.region_id = way.ancestor_id
        WHERE way.region_id = region.region_id AND top.parent_id IS NULL),
       (SELECT above.class
        FROM region_tree AS way
        JOIN region AS above ON above.region_id = way.ancestor_id
        WHERE way.region_id = region.region_id AND above.class IS NOT NULL
        ORDER BY way.depth
        LIMIT 1)
FROM region
WHERE region.level <> 'circle'
ORDER BY region.region_id
