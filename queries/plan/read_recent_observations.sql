-- The latest figure of each question and region not after a day and not before :since, of what could be computed.
-- params: :day YYYY-MM-DD, :since YYYY-MM-DD
-- reads: observation, region
-- writes: none
SELECT observation.input_id, observation.row_no, region.name, observation.indicator, observation.parameters, observation.day,
       region.region_id, observation.value, observation.rounding, observation.unit
FROM observation
JOIN region ON region.code = observation.region_code
WHERE observation.indicator <> 'reported' AND observation.day BETWEEN :since AND :day
  AND NOT EXISTS (SELECT 1
                  FROM observation AS later
                  WHERE later.question = observation.question AND later.region_code = observation.region_code
                    AND later.day > observation.day AND later.day <= :day)
ORDER BY observation.observation_id
