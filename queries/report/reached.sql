-- Where people live who reach a facility of a type within the largest limit: on foot where streets are known, else by circle.
-- params: :type_id id
-- reads: reach_nearest, measure
-- writes: none
SELECT n.demand_id
FROM reach_nearest n
WHERE n.measure_id = (SELECT measure_id FROM measure ORDER BY label = 'network' DESC, measure_id LIMIT 1)
  AND n.type_id = :type_id AND n.limit_id IS NOT NULL;
