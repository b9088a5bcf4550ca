-- The box around the administrative regions: west, south, east, north in degrees; NULL without regions.
-- params: none
-- reads: region
-- writes: none
SELECT MIN(MbrMinX(geom)), MIN(MbrMinY(geom)), MAX(MbrMaxX(geom)), MAX(MbrMaxY(geom)) FROM region WHERE level <> 'circle';
