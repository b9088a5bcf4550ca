-- The reported figures in use that are of a day before :since.
-- params: :since YYYY-MM-DD
-- reads: gap, observation, region
-- writes: none
SELECT observation.input_id, observation.row_no, region.name, observation.indicator, observation.parameters, observation.day
FROM observation
LEFT JOIN region ON region.code = observation.region_code
WHERE observation.day < :since AND observation.observation_id IN (SELECT observation_id FROM gap)
ORDER BY observation.observation_id
