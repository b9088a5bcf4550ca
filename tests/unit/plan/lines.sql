-- What one target says of one region: status, lacks, what closes it, and the members by name.
SELECT gap.status || '|' || coalesce(gap.lacks, '') || '|' || coalesce((
           SELECT group_concat(kind || ' ' || printf('%.10g', amount) || coalesce(' ' || type_code, ''), '; ')
           FROM (SELECT * FROM gap_closes WHERE gap_id = gap.gap_id ORDER BY position)), '') || '|' || coalesce((
           SELECT group_concat(name, '、')
           FROM (SELECT region.name FROM gap_member JOIN region USING (region_id) WHERE gap_id = gap.gap_id ORDER BY region_id)), '')
FROM gap
WHERE gap.target_id = :target_id AND gap.region_id = :region_id
