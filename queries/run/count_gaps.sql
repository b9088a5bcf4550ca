-- Targets by how far they are met.
-- params: none
-- reads: gap
-- writes: none
SELECT status, count(*) FROM gap GROUP BY status ORDER BY status;
