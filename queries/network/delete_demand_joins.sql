-- Forgets where homes met the streets.
-- params: none
-- reads: none
-- writes: demand_join
DELETE FROM demand_join;
