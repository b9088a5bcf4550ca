-- Sets of types to which walks are summed for targets: and whether they are ranked, and told by how many one reaches.
-- params: none
-- reads: scratch_question, type_set
-- writes: none
SELECT type_set.set_id, max(scratch_question.timed), max(scratch_question.reaching)
FROM scratch_question
JOIN type_set ON type_set.code = scratch_question.types
WHERE scratch_question.covered = 1 OR scratch_question.timed = 1 OR scratch_question.reaching = 1
GROUP BY type_set.set_id
ORDER BY type_set.set_id
