-- Who falls short: "region value".
SELECT coalesce(group_concat(line, '; '), '') FROM (
    SELECT region_id || ' ' || printf('%.6g', value) AS line FROM gap_member WHERE gap_id = :gap_id ORDER BY region_id)
