-- The measure by which the layer of demand tells what is within reach: on foot where streets are known, else by circle.
-- params: none
-- reads: measure
-- writes: none
SELECT measure_id FROM measure ORDER BY label = 'network' DESC, measure_id LIMIT 1;
