-- The box around the regions, and how far beyond it things were read.
-- params: none
-- reads: region, parameter
-- writes: none
SELECT MIN(MbrMinX(geom)), MIN(MbrMinY(geom)), MAX(MbrMaxX(geom)), MAX(MbrMaxY(geom)),
       COALESCE((SELECT CAST(value AS REAL) FROM parameter WHERE name = 'margin_m'), 0)
FROM region
WHERE level <> 'circle';
