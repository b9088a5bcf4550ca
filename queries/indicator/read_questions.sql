-- What targets ask, and what offices report of computed indicators.
-- params: none
-- reads: target
-- writes: none
SELECT indicator, parameters FROM target GROUP BY indicator, parameters ORDER BY indicator, parameters
