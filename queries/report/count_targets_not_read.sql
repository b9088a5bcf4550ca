-- Rows of the targets files that did not become targets; a row is rejected once, for the first thing that is wrong with it.
-- params: none
-- reads: finding, input
-- writes: none
SELECT count(*) FROM finding f JOIN input i USING (input_id) WHERE i.role = 'targets' AND f.severity = 'error';
