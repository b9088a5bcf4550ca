-- A day that the study's `trend` asks for; as_of is looked at anyway.
-- params: :day YYYY-MM-DD, :as_of YYYY-MM-DD
-- reads: none
-- writes: trend_day
INSERT INTO trend_day (day, asked) SELECT :day, 1 WHERE :day <> :as_of
