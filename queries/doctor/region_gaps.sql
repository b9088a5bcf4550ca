-- Regions of which the regions below leave ground out: how much and where. Areas of all are compared first, as the union of shapes is dear; then what is
-- left must be wider than 40 m somewhere, or it is what two digitisings of one boundary leave. 0.0002 degrees are about 20 m.
-- params: none
-- reads: region
-- writes: none
WITH whole AS (SELECT p.region_id, count(*) AS parts
               FROM region p JOIN region c ON c.parent_id = p.region_id
               WHERE c.level <> 'circle'
               GROUP BY p.region_id HAVING sum(c.area_m2) < 0.999 * max(p.area_m2)),
     gap AS (SELECT p.region_id, w.parts,
                    ST_Buffer(ST_Difference(p.geom, (SELECT ST_Union(c.geom) FROM region c WHERE c.parent_id = p.region_id AND c.level <> 'circle')), -0.0002) AS geom
             FROM whole w JOIN region p ON p.region_id = w.region_id),
     found AS (SELECT region_id, parts, geom, ST_Area(geom) AS area FROM gap WHERE geom IS NOT NULL AND ST_Area(geom) > 0)
SELECT 'region_gap', r.input_id, r.row_no, r.name, NULL,
       printf('%.2f km2 (%.1f %%)', f.area / ST_Area(r.geom) * r.area_m2 / 1e6, 100 * f.area / ST_Area(r.geom)), CAST(f.parts AS TEXT),
       ST_X(ST_PointOnSurface(f.geom)), ST_Y(ST_PointOnSurface(f.geom))
FROM found f JOIN region r ON r.region_id = f.region_id
WHERE f.area > 0.001 * ST_Area(r.geom)
ORDER BY r.region_id;
