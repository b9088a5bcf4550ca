-- The regions of one target, the worst first.
-- params: :target_id
-- reads: gap, region
-- writes: none
SELECT g.gap_id, r.name, g.value, g.low, g.high, g.gap, g.status, g.lacks, g.pace, g.basis, g.observed_on, g.observed_source, g.planned_value
FROM gap g JOIN region r ON r.region_id = g.region_id
WHERE g.target_id = :target_id
ORDER BY CASE g.status WHEN 'short' THEN 0 WHEN 'no data' THEN 1 WHEN 'not yet due' THEN 2 WHEN 'awaiting' THEN 3 ELSE 4 END,
         g.gap DESC, g.gap_id;
