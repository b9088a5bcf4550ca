-- The facilities that were searched from, type by type.
-- params: none
-- reads: reach_facility
-- writes: none
SELECT type_id, rank, facility_id FROM reach_facility ORDER BY type_id, rank
