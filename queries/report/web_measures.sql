-- How reach is measured: on foot first, the first profile's before those of others.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: measure, profile
-- writes: none
SELECT m.measure_id, m.label, m.mode = 'network', m.label = m.mode, CASE :zh WHEN 1 THEN p.name_zh ELSE p.name_en END
FROM measure m
JOIN profile p USING (profile_id)
ORDER BY m.label <> m.mode, m.mode = 'circle', m.measure_id;
