-- How far one walks in a minute, in metres.
-- params: :mode label
-- reads: measure, profile
-- writes: none
SELECT profile.speed_mps * 60
FROM measure
JOIN profile ON profile.profile_id = measure.profile_id
WHERE measure.label = :mode
