-- What a measure was computed from in the last run, beside the facilities.
-- params: :measure_id
-- reads: reach_basis
-- writes: none
SELECT basis FROM reach_basis WHERE measure_id = :measure_id
