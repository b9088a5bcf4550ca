-- What the straight leg to a street may not cross, as the study declares it.
-- params: none
-- reads: context_feature
-- writes: none
SELECT wkb FROM context_feature WHERE blocks ORDER BY context_id;
