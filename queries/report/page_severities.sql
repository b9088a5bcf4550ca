-- How many findings there are of each severity.
-- params: none
-- reads: finding
-- writes: none
SELECT coalesce(sum(severity = 'error'), 0), coalesce(sum(severity = 'warning'), 0), coalesce(sum(severity = 'note'), 0), count(*) FROM finding;
