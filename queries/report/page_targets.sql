-- One row per target, how its regions stand, and the figures of the only one where there is one. Those that fall short come first, binding
-- before expected. A target of "all" is a share: told in % where the plan has no unit.
-- params: none
-- reads: target, gap, region
-- writes: none
WITH stand AS (
    SELECT target_id, count(*) AS parts, sum(status = 'met') AS met, min(gap_id) AS gap_id, max(region_id) AS region_id,
           min(coalesce(value, low)) AS least, max(coalesce(value, high, low)) AS most, max(gap) AS worst,
           CASE WHEN max(status = 'short') THEN 0 WHEN max(status = 'no data') THEN 1 WHEN max(status = 'not yet due') THEN 2
                WHEN max(status = 'awaiting') THEN 3 ELSE 4 END AS place
    FROM gap GROUP BY target_id)
SELECT t.target_id, t.plan, coalesce(nullif(t.item, ''), t.indicator), t.scope, t.op, t.value,
       CASE WHEN t.op = 'all' AND coalesce(t.unit, '') = '' THEN '%' ELSE t.unit END, t.year, t.nature, t.source, t.text, t.responsible, s.parts, s.met,
       CASE s.place WHEN 0 THEN 'short' WHEN 1 THEN 'no data' WHEN 2 THEN 'not yet due' WHEN 3 THEN 'awaiting' ELSE 'met' END,
       r.level, s.least, s.most, s.worst,
       g.gap_id, r.name, g.value, g.low, g.high, g.gap, g.status, g.lacks, g.pace,
       nullif(t.item_en, ''), t.plan_en
FROM stand s
JOIN target t USING (target_id)
JOIN gap g ON g.gap_id = s.gap_id
JOIN region r ON r.region_id = s.region_id
ORDER BY s.place, t.nature = 'binding' DESC, t.target_id;
