-- Facilities that count on a day, in the margin too.
-- params: :day YYYY-MM-DD
-- reads: facility
-- writes: none
SELECT facility_id FROM facility WHERE counts_from <= :day AND :day < counts_until ORDER BY facility_id
