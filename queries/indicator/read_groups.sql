-- Groups of people, in the order the tally numbers them.
-- params: none
-- reads: people_group
-- writes: none
SELECT group_id FROM people_group ORDER BY group_id
