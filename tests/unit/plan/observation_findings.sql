-- What was found about reported figures, a line each.
SELECT coalesce(group_concat(line, char(10)), '') FROM (
    SELECT code || '|' || severity || '|' || row_no || '|' || feature || '|' || field || '|' || value || '|' || detail AS line
    FROM finding WHERE code LIKE 'observation_%' ORDER BY finding_id)
