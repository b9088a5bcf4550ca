-- A facility that was searched from.
-- params: :facility_id, :type_id, :rank from 0, :places blob, :doors blob
-- reads: none
-- writes: reach_facility
INSERT INTO reach_facility (facility_id, type_id, rank, places, doors) VALUES (:facility_id, :type_id, :rank, :places, :doors)
