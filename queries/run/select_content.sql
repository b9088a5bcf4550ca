-- What the store's content depends on: each finished stage with its fingerprint, each parameter, each version; for the fingerprint of the whole.
-- params: none
-- reads: stage, parameter, version
-- writes: none
SELECT 'stage', name, fingerprint FROM stage
UNION ALL SELECT 'parameter', name, value FROM parameter
UNION ALL SELECT 'version', component, version FROM version
ORDER BY 1, 2;
