-- Which circle holds facilities.
-- params: :rows facility_id, region_id
-- reads: lc_rows
-- writes: facility_circle
INSERT INTO facility_circle (facility_id, region_id) SELECT c0, c1 FROM lc_rows(:rows)
