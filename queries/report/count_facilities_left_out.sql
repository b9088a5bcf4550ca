-- Rows of the facility files that did not become facilities, because something in them is wrong. Rows beyond the boundary and rows that repeat
-- another are not among them.
-- params: none
-- reads: finding, input
-- writes: none
SELECT count(*)
FROM (SELECT DISTINCT f.input_id, f.row_no FROM finding f JOIN input i USING (input_id) WHERE i.role = 'facilities' AND f.severity = 'error');
