-- The limits of the study in minutes, as text, and whether service areas are drawn for them.
-- params: none
-- reads: reach_limit, service_area
-- writes: none
SELECT printf('%.12g', l.limit_min), EXISTS (SELECT 1 FROM service_area a WHERE a.limit_id = l.limit_id)
FROM reach_limit l
ORDER BY l.limit_min;
