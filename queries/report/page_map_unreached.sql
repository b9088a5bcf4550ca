-- Homes inside the boundary from where no facility of the set is within the largest limit, with their people of a group.
-- params: :set_id, :group code of a group, :mode label of a measure,
-- :region_id NULL: of the whole study, else of that region
-- reads: region_tree, demand, demand_people, people_group, type_set_member, reach_nearest, measure
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL)
SELECT d.lon_deg, d.lat_deg, p.people_micro / 1e6
FROM region_tree t
CROSS JOIN demand d ON d.region_id = t.region_id
CROSS JOIN demand_people p ON p.demand_id = d.demand_id AND p.group_id = (SELECT group_id FROM people_group WHERE code = :group)
WHERE t.ancestor_id IN (SELECT region_id FROM top) AND p.people_micro > 0
  AND NOT EXISTS (SELECT 1 FROM type_set_member m
                  CROSS JOIN reach_nearest n ON n.measure_id = (SELECT measure_id FROM measure WHERE label = :mode)
                       AND n.type_id = m.type_id AND n.demand_id = d.demand_id
                  WHERE m.set_id = :set_id AND n.limit_id IS NOT NULL)
ORDER BY d.demand_id;
