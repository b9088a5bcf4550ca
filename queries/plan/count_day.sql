-- Are there figures of a day beside the study's own? 1 or 0.
-- params: :day YYYY-MM-DD
-- reads: trend_day
-- writes: none
SELECT EXISTS (SELECT 1 FROM trend_day WHERE day = :day)
