-- Every gap on one line.
SELECT group_concat(line, '; ') FROM (
    SELECT target_id || ' ' || region_id || ' ' || status || ' ' || coalesce(printf('%.12g', value), '-') || ' ' ||
           coalesce(printf('%.12g', gap), '-') || ' ' || coalesce(lacks, '') AS line
    FROM gap ORDER BY gap_id)
