-- The study's day.
-- params: none
-- reads: parameter
-- writes: none
SELECT value FROM parameter WHERE name = 'as_of';
