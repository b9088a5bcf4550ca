-- How fast each measure walks.
-- params: none
-- reads: measure, profile
-- writes: none
SELECT measure.measure_id, profile.speed_mps
FROM measure JOIN profile ON profile.profile_id = measure.profile_id
ORDER BY measure.measure_id
