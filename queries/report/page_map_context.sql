-- What the map shows besides: waters first, so that railways and expressways cross them.
-- params: none
-- reads: context_feature
-- writes: none
SELECT kind, name, wkb FROM context_feature
ORDER BY CASE kind WHEN 'water' THEN 0 WHEN 'railway' THEN 2 ELSE 1 END, context_id;
