-- The gap of a target in a region.
SELECT gap_id, value, low, high, gap, status, lacks, pace FROM gap WHERE target_id = :target_id AND region_id = :region_id
