-- The files that streets were asked from, for the message that nothing in them can be walked.
-- params: none
-- reads: input
-- writes: none
SELECT group_concat(path, ', ') FROM (SELECT path FROM input WHERE role = 'streets' GROUP BY path ORDER BY MIN(input_id));
