-- How many homes and entrances there are to join, for the progress.
-- params: none
-- reads: demand, facility_entrance
-- writes: none
SELECT (SELECT COUNT(*) FROM demand) + (SELECT COUNT(*) FROM facility_entrance);
