-- The stages that are done.
-- params: none
-- reads: stage
-- writes: none
SELECT name, fingerprint FROM stage ORDER BY name;
