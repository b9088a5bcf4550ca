-- Does a target ask this indicator on further days? 1 or 0.
-- params: :indicator id
-- reads: trend_asked
-- writes: none
SELECT EXISTS (SELECT 1 FROM trend_asked WHERE indicator = :indicator)
