-- How many streets there are, for the progress.
-- params: none
-- reads: street
-- writes: none
SELECT COUNT(*) FROM street WHERE (foot_forward OR foot_backward) AND access <> 'none';
