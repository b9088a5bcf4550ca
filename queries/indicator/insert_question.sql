-- What a target asks; several may ask the same.
-- params: :indicator id, :types code of a set or '', :group_code group, :covered, :timed and :reaching 0 or 1
-- reads: none
-- writes: scratch_question
INSERT OR IGNORE INTO scratch_question (indicator, types, group_code, covered, timed, reaching)
VALUES (:indicator, :types, :group_code, :covered, :timed, :reaching)
