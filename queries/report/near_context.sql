-- Where the map's background is; what is damaged is everywhere, so that whoever draws it hears of it.
-- params: none
-- reads: context_feature
-- writes: none
INSERT INTO near (west_deg, east_deg, south_deg, north_deg, kind, item_id)
SELECT coalesce(MbrMinX(shape), -180), coalesce(MbrMaxX(shape), 180), coalesce(MbrMinY(shape), -90), coalesce(MbrMaxY(shape), 90), 'context', context_id
FROM (SELECT context_id, GeomFromWKB(wkb, 4326) AS shape FROM context_feature);
