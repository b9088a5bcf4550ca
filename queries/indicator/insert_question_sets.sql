-- The sets that targets ask of an indicator, or of any.
-- params: :indicator id, NULL for any
-- reads: scratch_question, type_set
-- writes: scratch_set
INSERT OR IGNORE INTO scratch_set (set_id)
SELECT type_set.set_id
FROM type_set
WHERE EXISTS (SELECT 1
              FROM scratch_question
              WHERE scratch_question.types = type_set.code AND (:indicator IS NULL OR scratch_question.indicator = :indicator))
