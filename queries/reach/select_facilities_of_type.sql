-- Where the facilities of a type were in the last run, in the order of their ranks.
-- params: :type_id
-- reads: reach_facility
-- writes: none
SELECT places, doors FROM reach_facility WHERE type_id = :type_id ORDER BY rank
