-- The catchment of a place; facilities at the same doors have the same one.
-- params: :measure_id, :doors blob, :steps packed, :costs packed
-- reads: none
-- writes: reach_catchment_kept
INSERT OR IGNORE INTO reach_catchment_kept (measure_id, doors, steps, costs) VALUES (:measure_id, :doors, :steps, :costs)
