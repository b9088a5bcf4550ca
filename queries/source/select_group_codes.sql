-- The groups of people that the study has figures for.
-- params: none
-- reads: people_group
-- writes: none
SELECT code FROM people_group ORDER BY group_id;
