-- Pairs of circles whose ground overlaps, circles whose ground is no valid shape or leaves the outline, and those without their own tree rows.
SELECT (SELECT count(*) FROM region a JOIN region b ON b.region_id > a.region_id
        WHERE a.level = 'circle' AND b.level = 'circle' AND ST_Area(ST_Intersection(a.geom, b.geom)) > 1e-14)
     + (SELECT count(*) FROM region WHERE level = 'circle' AND (ST_IsValid(geom) <> 1 OR area_m2 <= 0))
     + (SELECT count(*) FROM region c JOIN region o ON o.region_id = 1 WHERE c.level = 'circle' AND ST_Area(ST_Difference(c.geom, o.geom)) > 1e-14)
     + (SELECT count(*) FROM region c WHERE c.level = 'circle'
        AND (SELECT group_concat(ancestor_id || ':' || depth) FROM region_tree t WHERE t.region_id = c.region_id) NOT IN ('1:1,' || c.region_id || ':0'));
