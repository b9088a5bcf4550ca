-- A point where people live.
-- params: :demand_id id, :unit_id id, :region_id id, :lon_deg degrees, :lat_deg degrees, :input_id id
-- reads: demand
-- writes: demand
INSERT INTO demand (demand_id, unit_id, region_id, lon_deg, lat_deg, input_id, geom)
VALUES (:demand_id, :unit_id, :region_id, :lon_deg, :lat_deg, :input_id, MakePoint(:lon_deg, :lat_deg, 4326));
