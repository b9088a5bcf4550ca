-- The targets of one plan in its order: how the regions of each stand, which is the worst, and the figures of the only one where there is one. A
-- target of "all" is a share: told in % where the plan has no unit.
-- params: :first a target of the plan, :region_id NULL: the whole study, else it and what is within
-- reads: target, gap, region, region_tree
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL),
     here AS (SELECT g.target_id, g.gap_id FROM region_tree t CROSS JOIN region_gap g ON g.region_id = t.region_id
              WHERE t.ancestor_id IN (SELECT region_id FROM top)),
     place (status, place) AS (VALUES ('short', 0), ('no data', 1), ('not yet due', 2), ('awaiting', 3), ('met', 4)),
     turn AS (SELECT g.*, p.place, row_number() OVER (PARTITION BY g.target_id ORDER BY p.place, g.gap DESC, g.gap_id) AS turn
              FROM here h CROSS JOIN gap g ON g.gap_id = h.gap_id JOIN place p USING (status)),
     stand AS (SELECT target_id, count(*) AS parts, sum(status = 'met') AS met, sum(status = 'no data') AS lacking,
                      min(coalesce(value, low)) AS least, max(coalesce(value, high, low)) AS most, max(gap) AS worst,
                      max(value IS NOT NULL OR low IS NOT NULL) AS known, total(basis = 'reported') AS reported,
                      total(planned_status = 'met' AND status <> 'met') AS planned
               FROM turn GROUP BY target_id)
SELECT t.target_id, t.plan, coalesce(nullif(t.item, ''), t.indicator), nullif(t.item_en, ''), t.item_no, t.scope, t.op, t.value,
       CASE WHEN t.op = 'all' AND coalesce(t.unit, '') = '' THEN '%' ELSE t.unit END, t.year, t.nature, t.source, t.responsible,
       t.indicator, t.parameters, s.parts, s.met, s.lacking, s.least, s.most, s.worst, s.known, s.reported, s.planned, r.level,
       g.gap_id, r.name, g.value, g.low, g.high, g.gap, g.status, g.lacks, g.pace, g.basis, g.observed_on, g.observed_source, g.planned_value
FROM target t
JOIN target f ON f.target_id = :first AND f.plan = t.plan AND f.plan_code IS t.plan_code
JOIN stand s ON s.target_id = t.target_id
JOIN turn g ON g.target_id = t.target_id AND g.turn = 1
JOIN region r ON r.region_id = g.region_id
ORDER BY t.target_id;
