-- How many planned facilities have no day on which they are to open.
-- params: none
-- reads: facility
-- writes: none
SELECT count(*) FROM facility WHERE status = 'planned' AND opened IS NULL
