-- Things near a place that nobody walks past: locked gates, walls across a street; with the words of the rule that decided.
-- params: :west degrees, :south degrees, :east degrees, :north degrees, :zh 0/1
-- reads: street_node, foot_rule
-- writes: none
SELECT n.kind, n.rule, n.lon_deg, n.lat_deg, CASE WHEN :zh THEN r.text_zh ELSE r.text_en END
FROM street_node AS n
LEFT JOIN foot_rule AS r ON r.rule = n.rule
WHERE NOT n.passes AND n.lon_deg BETWEEN :west AND :east AND n.lat_deg BETWEEN :south AND :north
ORDER BY n.street_node_id;
