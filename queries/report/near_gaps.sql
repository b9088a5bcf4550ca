-- Fills region_gap.
-- params: none
-- reads: gap
-- writes: none
INSERT INTO region_gap (region_id, target_id, gap_id) SELECT region_id, target_id, gap_id FROM gap ORDER BY 1, 2, 3;
