-- Where the people live who have no facility of the set within the limit, in a region with all below it or in a service circle.
-- params: :types code of a set, :group_code group, :mode label, :limit_min minutes, :region_id region, :classes "+a+b+" or ""
-- reads: demand, demand_circle, demand_people, people_group, region, region_tree, reach_nearest, reach_limit, measure, type_set, type_set_member, region_class
-- writes: none
SELECT demand.lon_deg, demand.lat_deg, demand_people.people_micro
FROM (
    SELECT demand.demand_id
    FROM region_tree
    JOIN demand ON demand.region_id = region_tree.region_id
    WHERE region_tree.ancestor_id = :region_id
    UNION ALL
    SELECT demand_id FROM demand_circle WHERE region_id = :region_id
) AS living
JOIN demand ON demand.demand_id = living.demand_id
JOIN people_group ON people_group.code = :group_code
JOIN demand_people ON demand_people.demand_id = demand.demand_id AND demand_people.group_id = people_group.group_id
WHERE demand_people.people_micro > 0
  AND (:classes = '' OR instr(:classes, '+' || coalesce((SELECT class FROM region_class WHERE region_class.region_id = demand.region_id), '?') || '+') > 0)
  AND NOT EXISTS (
      SELECT 1
      FROM type_set -- the order is told, because without statistics SQLite would scan all of reach_nearest
      CROSS JOIN type_set_member ON type_set_member.set_id = type_set.set_id
      CROSS JOIN measure ON measure.label = :mode
      CROSS JOIN reach_nearest ON reach_nearest.measure_id = measure.measure_id
                        AND reach_nearest.type_id = type_set_member.type_id
                        AND reach_nearest.demand_id = demand.demand_id
      CROSS JOIN reach_limit ON reach_limit.limit_id = reach_nearest.limit_id
      WHERE type_set.code = :types AND reach_limit.limit_min <= :limit_min)
ORDER BY demand.demand_id
