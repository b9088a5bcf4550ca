-- Where the regions are.
-- params: none
-- reads: region
-- writes: none
INSERT INTO near (west_deg, east_deg, south_deg, north_deg, kind, item_id)
SELECT MbrMinX(geom), MbrMaxX(geom), MbrMinY(geom), MbrMaxY(geom), 'region', region_id
FROM region WHERE geom IS NOT NULL;
