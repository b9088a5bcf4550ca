-- The regions of the level that is compared, of which each may have a report of its own: number, code, name, level; none where that level has none
-- above it.
-- params: none
-- reads: region, level
-- writes: none
SELECT r.region_id, r.code, r.name, r.level
FROM region r
WHERE r.parent_id IS NOT NULL
  AND r.level = (SELECT c.level FROM region c JOIN level l ON l.level = c.level
                 WHERE c.level <> 'circle'
                 GROUP BY c.level ORDER BY c.level = 'town' DESC, min(c.parent_id IS NULL), l.rank LIMIT 1)
ORDER BY r.code;
