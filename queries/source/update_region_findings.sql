-- Findings about rows that became regions are at a place within these.
-- params: none
-- reads: region, finding
-- writes: finding
UPDATE finding SET (lon_deg, lat_deg) = (ST_X(ST_PointOnSurface(r.geom)), ST_Y(ST_PointOnSurface(r.geom)))
FROM region r
WHERE finding.stage = 'regions' AND finding.lon_deg IS NULL AND r.input_id = finding.input_id AND r.row_no = finding.row_no;
