-- What further circles do not cross.
-- params: none
-- reads: context_feature
-- writes: none
SELECT kind, wkb
FROM context_feature
WHERE kind = 'water' OR kind = 'railway' OR kind = 'expressway'
ORDER BY context_id
