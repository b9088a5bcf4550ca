-- Where the findings are that tell a place.
-- params: none
-- reads: finding
-- writes: none
INSERT INTO near (west_deg, east_deg, south_deg, north_deg, kind, item_id)
SELECT lon_deg, lon_deg, lat_deg, lat_deg, 'finding', finding_id
FROM finding WHERE lon_deg IS NOT NULL AND lat_deg IS NOT NULL;
