-- What targets ask, each question once.
-- params: none
-- reads: target
-- writes: none
SELECT indicator, parameters FROM target GROUP BY indicator, parameters ORDER BY indicator, parameters
