-- Does a target ask for an indicator? 1 or 0.
-- params: :indicator id
-- reads: scratch_question
-- writes: none
SELECT EXISTS (SELECT 1 FROM scratch_question WHERE indicator = :indicator)
