-- Facilities that count on the study's day.
-- params: none
-- reads: facility
-- writes: none
SELECT count(*) FROM facility WHERE counts = 1;
