-- The places inside the boundary where anybody lives, with their people of one group.
-- params: :group code of a group
-- reads: demand, demand_people, people_group
-- writes: none
SELECT demand.demand_id, demand.region_id, demand.lon_deg, demand.lat_deg, coalesce(counted.people_micro, 0)
FROM demand
LEFT JOIN demand_people AS counted
       ON counted.demand_id = demand.demand_id
      AND counted.group_id = (SELECT group_id FROM people_group WHERE code = :group)
WHERE demand.region_id IS NOT NULL
  AND (counted.people_micro > 0
       OR EXISTS (SELECT 1 FROM demand_people AS anybody WHERE anybody.demand_id = demand.demand_id AND anybody.people_micro > 0))
ORDER BY demand.demand_id
