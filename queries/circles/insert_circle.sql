-- What is known of a circle beside its region.
-- params: :region_id circle, :facility_id its centre or NULL, :remark text, :convexity_01 share
-- reads: none
-- writes: circle
INSERT INTO circle (region_id, facility_id, remark, convexity_01) VALUES (:region_id, :facility_id, :remark, :convexity_01)
