-- How many rows of facilities were left out because their type is not known.
-- params: none
-- reads: finding
-- writes: none
SELECT coalesce(sum(iif(code = 'more_rows', CAST(value AS INTEGER), 1)), 0)
FROM finding
WHERE iif(code = 'more_rows', detail, code) = 'unknown_type';
