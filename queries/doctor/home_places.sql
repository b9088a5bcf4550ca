-- Every so many-th of all points where people live, those of one file: where it is, and what tells its region. A file of points has a point a row.
-- params: :input_id id, :step count
-- reads: demand, population_unit
-- writes: none
WITH RECURSIVE pick (demand_id) AS (
    SELECT min(demand_id) FROM demand
    UNION ALL
    SELECT demand_id + :step FROM pick WHERE demand_id + :step <= (SELECT max(demand_id) FROM demand))
SELECT demand.lon_deg, demand.lat_deg, population_unit.region_said, population_unit.name, NULL
FROM pick
CROSS JOIN demand ON demand.demand_id = pick.demand_id
CROSS JOIN population_unit ON population_unit.unit_id = demand.unit_id
WHERE demand.input_id = :input_id
ORDER BY demand.demand_id;
