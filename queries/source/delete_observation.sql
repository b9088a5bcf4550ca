-- Empties the observations before their stage fills them anew.
-- params: none
-- reads: none
-- writes: observation
DELETE FROM observation;
