-- The groups that targets ask of a set to which walks are summed. Where it is reported for none of those asked, all: then what is lacking is
-- told as if all indicators were there.
-- params: :set_id set
-- reads: set_group, people_group, type_set, scratch_question
-- writes: none
SELECT group_id
FROM (
    SELECT set_group.group_id, rank() OVER (ORDER BY NOT EXISTS (
               SELECT 1
               FROM type_set
               JOIN scratch_question ON scratch_question.types = type_set.code
                                    AND (scratch_question.covered = 1 OR scratch_question.timed = 1 OR scratch_question.reaching = 1)
               JOIN people_group ON people_group.code = scratch_question.group_code
               WHERE type_set.set_id = set_group.set_id AND people_group.group_id = set_group.group_id)) AS place
    FROM set_group
    WHERE set_group.set_id = :set_id
)
WHERE place = 1
ORDER BY group_id
