-- Are indicators made for the targets alone? 1 or 0.
-- params: none
-- reads: parameter
-- writes: none
SELECT EXISTS (SELECT 1 FROM parameter WHERE name = 'indicators_for' AND value = 'targets')
