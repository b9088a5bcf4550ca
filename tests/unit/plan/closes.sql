-- What closes a gap, in words: "kind amount type".
SELECT coalesce(group_concat(line, '; '), '') FROM (
    SELECT kind || ' ' || printf('%.10g', amount) || coalesce(' ' || type_code, '') AS line
    FROM gap_closes WHERE gap_id = :gap_id ORDER BY position)
