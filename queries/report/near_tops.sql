-- Fills study_top.
-- params: none
-- reads: region
-- writes: none
INSERT INTO study_top (region_id) SELECT region_id FROM region WHERE parent_id IS NULL;
