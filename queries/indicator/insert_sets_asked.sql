-- The sets that targets ask: what is reported on other days.
-- params: none
-- reads: type_set, trend_asked
-- writes: scratch_set
INSERT INTO scratch_set (set_id)
SELECT type_set.set_id
FROM type_set
WHERE EXISTS (SELECT 1 FROM trend_asked WHERE trend_asked.types = type_set.code)
