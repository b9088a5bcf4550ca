-- The latest figure reported for a question and a region, not after a day.
-- params: :question text, :region_id region, :day YYYY-MM-DD
-- reads: observation, region
-- writes: none
SELECT observation.observation_id, observation.value
FROM region
JOIN observation ON observation.region_code = region.code
WHERE region.region_id = :region_id AND observation.question = :question AND observation.day <= :day
ORDER BY observation.day DESC
LIMIT 1
