-- gaps.csv and the rows of summary.json. Shares are shown in the target's own unit: % or ‰, when it says so. Column 0 is for looking up what closes it.
-- params: none
-- reads: gap, target, region
-- writes: none
SELECT g.gap_id, t.plan AS plan, t.item AS item, r.code AS region_code, r.name AS region_name, t.indicator AS indicator, t.op AS op,
       t.value AS target,
       g.value * CASE t.unit WHEN '%' THEN 100 WHEN '‰' THEN 1000 ELSE 1 END AS value,
       g.gap * CASE t.unit WHEN '%' THEN 100 WHEN '‰' THEN 1000 ELSE 1 END AS gap,
       t.unit AS unit, g.status AS status, t.year AS year, t.nature AS nature
FROM gap g
JOIN target t USING (target_id)
JOIN region r ON r.region_id = g.region_id
ORDER BY g.gap_id;
