-- The day that figures are looked at for.
-- params: :day YYYY-MM-DD
-- reads: none
-- writes: scratch_day
INSERT INTO scratch_day (day) VALUES (:day)
