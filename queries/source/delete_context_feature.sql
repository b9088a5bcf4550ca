-- Empties what maps draw besides before its stage fills it anew.
-- params: none
-- reads: none
-- writes: context_feature
DELETE FROM context_feature;
