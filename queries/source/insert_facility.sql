-- A facility; update_facility_counts tells afterwards which count.
-- params: :facility_id id, :code text, :name text, :type_id id, :address text, :region_said text, :area_m2 m2, :site_area_m2 m2, :beds count, :beds_nursing count,
--   :beds_dementia count, :places count, :meals_per_day count, :staff count, :social_workers count, :ownership text, :contracted 0 or 1,
--   :opened YYYY-MM-DD, :closed YYYY-MM-DD, :renovated YYYY-MM-DD, :status text, :region_id id, :input_id id, :row_no row,
--   :lon_deg degrees, :lat_deg degrees
-- reads: none
-- writes: facility
INSERT INTO facility (facility_id, code, name, type_id, address, region_said, area_m2, site_area_m2, beds, beds_nursing, beds_dementia, places,
    meals_per_day, staff, social_workers, ownership, contracted, opened, closed, renovated, status, counts, region_id, input_id, row_no, geom)
VALUES (:facility_id, :code, :name, :type_id, :address, :region_said, :area_m2, :site_area_m2, :beds, :beds_nursing, :beds_dementia, :places,
    :meals_per_day, :staff, :social_workers, :ownership, :contracted, :opened, :closed, :renovated, :status, 0, :region_id, :input_id,
    :row_no, MakePoint(:lon_deg, :lat_deg, 4326));
