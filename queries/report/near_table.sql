-- Where things with a box are: kind is region, context or finding, item_id its number. Lives in the connection, not in the file.
-- params: none
-- reads: none
-- writes: none
CREATE VIRTUAL TABLE temp.near USING rtree(near_id, west_deg, east_deg, south_deg, north_deg, +kind, +item_id);
