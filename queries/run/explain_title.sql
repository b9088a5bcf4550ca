-- What the study is called, the day it is of, and how far the nearest is looked for.
-- params: :zh 0/1
-- reads: parameter
-- writes: none
SELECT (SELECT value FROM parameter WHERE name = CASE WHEN :zh THEN 'title_zh' ELSE 'title_en' END),
       (SELECT value FROM parameter WHERE name = 'as_of'),
       (SELECT CAST(value AS REAL) FROM parameter WHERE name = 'horizon_min'),
       (SELECT CAST(value AS REAL) FROM parameter WHERE name = 'snap_warn_m'),
       (SELECT CAST(value AS REAL) FROM parameter WHERE name = 'snap_limit_m');
