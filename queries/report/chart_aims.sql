-- What targets want to be covered in each of the places of a chart (as in chart_places), by circle and on foot, as a share of 1: the most that any
-- target asks.
-- params: :region_id of the scope, :level, :types code of a set, :group code of a group, :limit_min minutes
-- reads: region, region_tree, target, target_asks, measure
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM region WHERE :region_id IS NULL AND parent_id IS NULL),
     place AS (SELECT t.region_id FROM top CROSS JOIN region_tree t ON t.ancestor_id = top.region_id CROSS JOIN region r ON r.region_id = t.region_id
               WHERE r.level = :level),
     aim AS (SELECT t.target_id, '|' || t.parameters || '|' AS asks,
                    CASE WHEN t.op = 'all' THEN 1.0 WHEN t.unit = '%' THEN t.value / 100 WHEN t.unit = '‰' THEN t.value / 1000 ELSE t.value END AS share
             FROM target t JOIN target_asks a USING (target_id)
             WHERE t.indicator = 'coverage' AND t.op IN ('>=', '=', 'all') AND a.types = :types AND coalesce(a.group_code, 'resident') = :group),
     here AS (SELECT * FROM aim
              WHERE (asks LIKE '%|limit=' || CAST(:limit_min AS INTEGER) || '|%' OR (asks NOT LIKE '%|limit=%' AND :limit_min = 15))
                AND target_id IN (SELECT g.target_id FROM place p CROSS JOIN region_gap g ON g.region_id = p.region_id))
SELECT max(share) FILTER (WHERE mode = 'circle'), max(share) FILTER (WHERE mode = 'network')
FROM (SELECT share, CASE WHEN asks LIKE '%|mode=circle|%' THEN 'circle' WHEN asks LIKE '%|mode=network|%' THEN 'network'
                         WHEN asks NOT LIKE '%|mode=%' THEN iif(EXISTS (SELECT 1 FROM measure WHERE label = 'network'), 'network', 'circle') END AS mode
      FROM here);
