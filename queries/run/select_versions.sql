-- What the store was made with.
-- params: none
-- reads: version
-- writes: none
SELECT component, version FROM version ORDER BY component;
