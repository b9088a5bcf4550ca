-- Sets of types that targets ask who reaches them.
-- params: none
-- reads: scratch_set, type_set, trend_asked
-- writes: none
SELECT scratch_set.set_id
FROM scratch_set
JOIN type_set ON type_set.set_id = scratch_set.set_id
WHERE EXISTS (SELECT 1 FROM trend_asked WHERE trend_asked.types = type_set.code AND trend_asked.walked = 1)
ORDER BY scratch_set.set_id
