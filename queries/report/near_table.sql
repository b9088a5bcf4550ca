-- Where things are, for maps of one region of many: kind is region, facility, circle or context, item_id its number; of facilities and circles
-- the type, and the middle. Lives in the connection, not in the file.
-- params: none
-- reads: none
-- writes: none
CREATE VIRTUAL TABLE temp.near USING rtree(near_id, west_deg, east_deg, south_deg, north_deg, +kind, +item_id, +type_id, +lon_deg, +lat_deg, +radius_m);
