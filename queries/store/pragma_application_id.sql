-- Whose file it is.
-- params: none
-- reads: none
-- writes: none
SELECT application_id FROM pragma_application_id;
