-- Regions whose code has not the official form (GB/T 2260, GB/T 10114 and the statistical codes: 6, 9 or 12 digits, of which trailing zeros tell the
-- level), or one of another level, or one that does not begin as its parent's. Only where the codes of most regions are official ones: other codes have
-- no such meaning. A municipality (310000) may well be called a city, and a city without districts a
-- district, where it is the whole study.
-- params: none
-- reads: region
-- writes: none
WITH coded AS (
         SELECT *, substr(code || '000000000000', 1, 12) AS whole,
                code NOT GLOB '*[^0-9]*' AND (length(code) = 6 OR length(code) = 9 OR length(code) = 12) AS formed
         FROM region WHERE level <> 'circle'),
     said AS (
         SELECT *, CASE WHEN NOT formed THEN NULL
                        WHEN substr(whole, 3) = '0000000000' THEN iif(level = 'city', 'city', 'province')
                        WHEN substr(whole, 5) = '00000000' THEN 'city'
                        WHEN substr(whole, 7) = '000000' THEN 'district'
                        WHEN substr(whole, 10) = '000' THEN 'town'
                        ELSE 'community' END AS says
         FROM coded),
     official AS (SELECT total(says = level) * 2 > count(*) AS holds FROM said)
SELECT 'code_form' AS code, r.input_id, r.row_no, r.name, 'code', r.code, CAST(length(r.code) AS TEXT), NULL, NULL, r.region_id AS place
FROM said r, official WHERE official.holds AND NOT r.formed
UNION ALL
SELECT 'code_level', r.input_id, r.row_no, r.name, 'level', r.code, r.says, NULL, NULL, r.region_id
FROM said r, official
WHERE official.holds AND r.says <> r.level AND NOT (r.parent_id IS NULL AND r.says = 'city' AND r.level = 'district')
UNION ALL
SELECT 'code_parent', r.input_id, r.row_no, r.name, 'parent', r.code, p.name || ' ' || p.code, NULL, NULL, r.region_id
FROM official, said r JOIN said p ON p.region_id = r.parent_id
WHERE official.holds AND p.says = p.level AND r.formed
  AND substr(r.whole, 1, CASE p.says WHEN 'province' THEN 2 WHEN 'city' THEN iif(substr(p.whole, 3, 2) = '00', 2, 4) WHEN 'district' THEN 6 ELSE 9 END) <>
      substr(p.whole, 1, CASE p.says WHEN 'province' THEN 2 WHEN 'city' THEN iif(substr(p.whole, 3, 2) = '00', 2, 4) WHEN 'district' THEN 6 ELSE 9 END)
ORDER BY place, code;
