-- The facilities that count on the study's day, those of the margin too.
-- params: none
-- reads: facility
-- writes: none
SELECT facility_id FROM facility WHERE counts = 1 ORDER BY facility_id
