-- How many regions of a level there are, in the study or within one region.
-- params: :level, :region_id NULL: the whole study
-- reads: region, region_tree
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL)
SELECT count(*)
FROM region_tree t CROSS JOIN region r ON r.region_id = t.region_id
WHERE t.ancestor_id IN (SELECT region_id FROM top) AND r.level = :level;
