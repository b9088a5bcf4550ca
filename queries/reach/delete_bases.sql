-- Forgets what measures were computed from.
-- params: none
-- reads: none
-- writes: reach_basis
DELETE FROM reach_basis
