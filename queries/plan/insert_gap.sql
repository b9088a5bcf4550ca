-- A target compared with one region.
-- params: :target_id target, :region_id region, :value, :low, :high, :gap in the indicator's unit, :status text, :lacks text,
--   :pace in the indicator's unit per year
-- reads: none
-- writes: gap
INSERT INTO gap (target_id, region_id, value, low, high, gap, status, lacks, pace)
VALUES (:target_id, :region_id, :value, :low, :high, :gap, :status, :lacks, :pace)
