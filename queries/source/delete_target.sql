-- Empties the targets before its stage fills it anew.
-- params: none
-- reads: none
-- writes: target
DELETE FROM target;
