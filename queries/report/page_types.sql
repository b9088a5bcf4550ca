-- One row per set of facility types with facilities, over the whole study or one region. The group is the one that the targets on the set
-- speak of (targets of coverage before others), else the one that most of its types serve, else the residents, else the first.
-- A set of which nothing was computed (indicators_for: targets) is left out.
-- Times and bounds cannot be added up, so they are told for a single such region only.
-- params: :zh 1 for Chinese names, 0 for English ones, :limit_min minutes, :mode label of the measure that times are told for,
-- :region_id NULL: the whole study
-- reads: type_set, set_group, people_group, type_set_member, type_group, target, target_asks, indicator_value
-- writes: none
WITH top AS (SELECT :region_id AS region_id WHERE :region_id IS NOT NULL UNION ALL SELECT region_id FROM temp.study_top WHERE :region_id IS NULL),
     used AS (SELECT DISTINCT m.set_id FROM temp.type_stock k JOIN type_set_member m ON m.type_id = k.type_id),
     wanted AS (SELECT sg.set_id, sg.group_id, pg.code,
                       (SELECT min(iif(t.indicator IN ('coverage', 'people_covered', 'people_uncovered'), 0, 1000000) + t.target_id)
                        FROM target t JOIN target_asks a USING (target_id)
                        WHERE a.types = s.code AND a.group_code = pg.code) AS asked,
                       (SELECT count(*) FROM type_set_member m JOIN type_group tg USING (type_id)
                        WHERE m.set_id = s.set_id AND tg.group_code = pg.code) AS serving
                FROM set_group sg JOIN type_set s USING (set_id) JOIN people_group pg USING (group_id)),
     chosen AS (SELECT set_id, group_id,
                       row_number() OVER (PARTITION BY set_id ORDER BY asked NULLS LAST, serving DESC, code <> 'resident', group_id) AS turn
                FROM wanted),
     base AS (SELECT s.set_id, s.code, CASE :zh WHEN 1 THEN s.name_zh ELSE s.name_en END AS name, s.is_single, c.group_id
              FROM type_set s JOIN used USING (set_id) LEFT JOIN chosen c ON c.set_id = s.set_id AND c.turn = 1
              WHERE EXISTS (SELECT 1 FROM indicator_value v WHERE v.indicator IN ('count', 'coverage', 'area_per_1000') AND v.types = s.code)),
     grouped AS (SELECT b.*, g.code AS group_code, CASE :zh WHEN 1 THEN g.name_zh ELSE g.name_en END AS group_name
                 FROM base b LEFT JOIN people_group g USING (group_id))
SELECT b.name, b.group_name, b.is_single,
       (SELECT sum(v.value) FROM indicator_value v
        WHERE v.indicator = 'count' AND v.types = b.code AND v.group_code = '' AND v.mode = '' AND v.limit_min = 0
          AND v.variant = '' AND v.region_id IN (SELECT region_id FROM top)),
       (SELECT sum(v.numerator) / nullif(sum(v.denominator), 0) FROM indicator_value v
        WHERE v.indicator = 'coverage' AND v.types = b.code AND v.group_code = b.group_code AND v.mode = 'circle' AND v.limit_min = :limit_min
          AND v.variant = '' AND v.region_id IN (SELECT region_id FROM top)),
       (SELECT sum(v.numerator) / nullif(sum(v.denominator), 0) FROM indicator_value v
        WHERE v.indicator = 'coverage' AND v.types = b.code AND v.group_code = b.group_code AND v.mode = 'network' AND v.limit_min = :limit_min
          AND v.variant = '' AND v.region_id IN (SELECT region_id FROM top)),
       (SELECT sum(v.numerator) / nullif(sum(v.denominator), 0) FROM indicator_value v
        WHERE v.indicator = 'coverage' AND v.types = b.code AND v.group_code = b.group_code AND v.mode = 'ratio' AND v.limit_min = :limit_min
          AND v.variant = '' AND v.region_id IN (SELECT region_id FROM top)),
       (SELECT iif(count(*) = 1, max(v.value), NULL) FROM indicator_value v
        WHERE v.indicator = 'time_median' AND v.types = b.code AND v.group_code = b.group_code AND v.mode = :mode AND v.limit_min = 0
          AND v.variant = '' AND v.region_id IN (SELECT region_id FROM top)),
       (SELECT iif(count(*) = 1, max(v.value), NULL) FROM indicator_value v
        WHERE v.indicator = 'time_p90' AND v.types = b.code AND v.group_code = b.group_code AND v.mode = :mode AND v.limit_min = 0
          AND v.variant = '' AND v.region_id IN (SELECT region_id FROM top)),
       (SELECT sum(v.value) FROM indicator_value v
        WHERE v.indicator = 'people_uncovered' AND v.types = b.code AND v.group_code = b.group_code AND v.mode = :mode AND v.limit_min = :limit_min
          AND v.variant = '' AND v.region_id IN (SELECT region_id FROM top)),
       (SELECT iif(sum(v.missing) = 0, sum(v.numerator) * 1000 / nullif(sum(v.denominator), 0), NULL) FROM indicator_value v
        WHERE v.indicator = 'area_per_1000' AND v.types = b.code AND v.group_code = b.group_code AND v.mode = '' AND v.limit_min = 0
          AND v.variant = '' AND v.region_id IN (SELECT region_id FROM top)),
       (SELECT sum(v.missing) FROM indicator_value v
        WHERE v.indicator = 'area_per_1000' AND v.types = b.code AND v.group_code = b.group_code AND v.mode = '' AND v.limit_min = 0
          AND v.variant = '' AND v.region_id IN (SELECT region_id FROM top)),
       (SELECT iif(count(*) = 1, max(v.low), NULL) FROM indicator_value v
        WHERE v.indicator = 'area_per_1000' AND v.types = b.code AND v.group_code = b.group_code AND v.mode = '' AND v.limit_min = 0
          AND v.variant = '' AND v.region_id IN (SELECT region_id FROM top)),
       (SELECT iif(count(*) = 1, max(v.high), NULL) FROM indicator_value v
        WHERE v.indicator = 'area_per_1000' AND v.types = b.code AND v.group_code = b.group_code AND v.mode = '' AND v.limit_min = 0
          AND v.variant = '' AND v.region_id IN (SELECT region_id FROM top))
FROM grouped b
ORDER BY b.is_single DESC, b.set_id;
