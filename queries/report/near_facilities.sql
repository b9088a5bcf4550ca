-- Where the facilities are that are in use on the study's day.
-- params: none
-- reads: facility
-- writes: none
INSERT INTO near (west_deg, east_deg, south_deg, north_deg, kind, item_id, type_id, lon_deg, lat_deg)
SELECT X(geom), X(geom), Y(geom), Y(geom), 'facility', facility_id, type_id, X(geom), Y(geom)
FROM facility WHERE counts = 1 AND geom IS NOT NULL;
