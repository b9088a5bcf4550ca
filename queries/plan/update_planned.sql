-- What planned facilities make of a gap by the end of the target's year.
-- params: :gap_id gap, :value in the indicator's unit, :status met, short or no data
-- reads: gap
-- writes: gap
UPDATE gap SET planned_value = :value, planned_status = :status WHERE gap_id = :gap_id
