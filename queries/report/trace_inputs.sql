-- Every file read, in the order of the stages, whichever of them was done last; of a file of map background whether something in it keeps people
-- from a street, of the others NULL.
-- params: none
-- reads: input, context_feature
-- writes: none
SELECT i.input_id, i.role, i.path, i.layer, i.driver, i.size_bytes, i.sha256, i.crs, i.encoding, i.year, i.rows_in, i.rows_kept, i.rows_with_findings,
       iif(i.role = 'context', EXISTS (SELECT 1 FROM context_feature c WHERE c.input_id = i.input_id AND c.blocks), NULL)
FROM input i
ORDER BY instr(' types regions population facilities foot_rules streets targets observations context elevation ', ' ' || i.role || ' '), i.input_id;
