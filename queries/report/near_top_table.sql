-- The regions that have none above them. Lives in the connection.
-- params: none
-- reads: none
-- writes: none
CREATE TEMP TABLE study_top (region_id INTEGER PRIMARY KEY);
