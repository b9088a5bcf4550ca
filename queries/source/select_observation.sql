-- The figure that is there already for a question, a region and a day.
-- params: :question text, :region_code text, :day YYYY-MM-DD
-- reads: observation
-- writes: none
SELECT value, row_no FROM observation WHERE question = :question AND region_code = :region_code AND day = :day LIMIT 1;
