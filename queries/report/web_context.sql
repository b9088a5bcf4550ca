-- What the interactive map shows besides: kind, name, shape.
-- params: none
-- reads: context_feature
-- writes: none
SELECT kind, name, wkb FROM context_feature ORDER BY context_id;
