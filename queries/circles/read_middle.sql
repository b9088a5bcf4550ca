-- The middle of the places inside the boundary, where the plane touches the ground; NULL without any.
-- params: none
-- reads: demand
-- writes: none
SELECT (min(lon_deg) + max(lon_deg)) / 2, (min(lat_deg) + max(lat_deg)) / 2
FROM demand
WHERE region_id IS NOT NULL
