-- Which circle places belong to.
-- params: :rows demand_id, region_id
-- reads: lc_rows
-- writes: demand_circle
INSERT INTO demand_circle (demand_id, region_id) SELECT c0, c1 FROM lc_rows(:rows)
