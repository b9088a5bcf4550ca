-- Where people go in, by facility.
-- params: none
-- reads: facility_entrance
-- writes: none
SELECT facility_id, lon_deg, lat_deg FROM facility_entrance ORDER BY facility_id, entrance_no
