-- Points where people live.
-- params: :rows demand_id, unit_id, region_id, lon_deg (degrees), lat_deg (degrees), input_id
-- reads: lc_rows
-- writes: demand
INSERT INTO demand (demand_id, unit_id, region_id, lon_deg, lat_deg, input_id, geom)
SELECT c0, c1, c2, c3, c4, c5, MakePoint(c3, c4, 4326) FROM lc_rows(:rows);
