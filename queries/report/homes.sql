-- The homes with people of a group: number, longitude, latitude, people in millionths; each is looked at once, none beyond the scope.
-- params: :group code of a group, :region_id NULL: of the whole study, else of that region
-- reads: region_tree, demand, demand_people, people_group
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL)
SELECT d.demand_id, d.lon_deg, d.lat_deg, p.people_micro
FROM region_tree t
CROSS JOIN demand d ON d.region_id = t.region_id
CROSS JOIN demand_people p ON p.demand_id = d.demand_id AND p.group_id = (SELECT group_id FROM people_group WHERE code = :group)
WHERE t.ancestor_id IN (SELECT region_id FROM top) AND p.people_micro > 0
ORDER BY d.demand_id;
