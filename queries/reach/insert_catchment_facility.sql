-- A facility whose catchments are wanted.
-- params: :facility_id, :places blob, :doors blob
-- reads: none
-- writes: catchment_facility
INSERT INTO catchment_facility (facility_id, places, doors) VALUES (:facility_id, :places, :doors)
