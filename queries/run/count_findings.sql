-- Findings by how bad they are.
-- params: none
-- reads: finding
-- writes: none
SELECT severity, count(*) FROM finding GROUP BY severity ORDER BY severity;
