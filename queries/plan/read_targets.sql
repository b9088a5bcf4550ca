-- The targets in the order they were written, with their region.
-- params: none
-- reads: target, region
-- writes: none
SELECT target.target_id, region.region_id, target.scope, target.indicator, target.parameters, target.op, target.value, target.unit,
       target.year
FROM target
JOIN region ON region.code = target.region_code
ORDER BY target.target_id
