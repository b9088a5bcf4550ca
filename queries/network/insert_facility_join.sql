-- Where one entrance meets the streets.
-- params: :facility_id id, :entrance_no from 0, :edge_id id or null, :offset_mm millimetres or null, :leg_mm millimetres, :status text, :blocked 0/1
-- reads: none
-- writes: facility_join
INSERT INTO facility_join (facility_id, entrance_no, edge_id, offset_mm, leg_mm, status, blocked)
VALUES (:facility_id, :entrance_no, :edge_id, :offset_mm, :leg_mm, :status, :blocked);
