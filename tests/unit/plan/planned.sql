SELECT planned_value, planned_status, status, gap, pace
FROM gap
WHERE target_id = :target_id AND region_id = :region_id
