-- Of each place: d1 to d7, the index of its circle among the codes, 0 for none, as one text.
SELECT group_concat(coalesce(substr(r.code, -1), '0'), '')
FROM (SELECT demand_id FROM demand ORDER BY demand_id) AS d
LEFT JOIN demand_circle AS c ON c.demand_id = d.demand_id
LEFT JOIN region AS r ON r.region_id = c.region_id;
