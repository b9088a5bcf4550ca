-- Empties the people of demand points before its stage fills it anew.
-- params: none
-- reads: none
-- writes: demand_people
DELETE FROM demand_people;
