-- The town, changed to reach what it lacks: nobody left in community 4, half the people where the streets do not go, a centre without a bed
-- count, and points that reach five facilities and more.
UPDATE demand_people SET people_micro = 0 WHERE demand_id = 3;
UPDATE demand_people SET people_micro = 5000000000 WHERE demand_id = 7 AND group_id = 1;
UPDATE facility SET beds = NULL WHERE code = 'P2';
UPDATE hand_count SET facilities = 4 WHERE measure_id = 2 AND type_id = 1 AND demand_id = 1;
UPDATE hand_count SET facilities = 8 WHERE measure_id = 2 AND type_id = 1 AND demand_id = 2;
