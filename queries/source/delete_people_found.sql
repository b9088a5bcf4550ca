-- Empties the sums of people by file and region before their stage fills them anew.
-- params: none
-- reads: none
-- writes: people_found
DELETE FROM people_found;
