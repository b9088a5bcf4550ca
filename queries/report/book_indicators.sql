-- Every indicator that the study has figures of: id, name, the file of an own one, unit.
-- params: :zh 1 for Chinese names, 0 for English ones
-- reads: indicator
-- writes: none
SELECT indicator, CASE :zh WHEN 1 THEN name_zh ELSE name_en END, made_by, unit FROM indicator ORDER BY made_by IS NOT NULL, indicator;
