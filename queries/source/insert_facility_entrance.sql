-- A place where people go into a facility.
-- params: :facility_id id, :entrance_no count, :lon_deg degrees, :lat_deg degrees
-- reads: none
-- writes: facility_entrance
INSERT INTO facility_entrance (facility_id, entrance_no, lon_deg, lat_deg)
VALUES (:facility_id, :entrance_no, :lon_deg, :lat_deg);
