-- The fingerprint that the ready network was made with.
-- params: none
-- reads: stage
-- writes: none
SELECT fingerprint FROM stage WHERE name = 'network';
