-- Where people go into facilities.
-- params: none
-- reads: facility_entrance
-- writes: none
SELECT lon_deg, lat_deg, facility_id, entrance_no FROM facility_entrance ORDER BY facility_id, entrance_no;
