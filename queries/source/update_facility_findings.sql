-- Findings about rows that became facilities are where these are.
-- params: none
-- reads: facility, finding
-- writes: finding
UPDATE finding SET (lon_deg, lat_deg) = (ST_X(f.geom), ST_Y(f.geom))
FROM facility f
WHERE finding.stage = 'facilities' AND finding.lon_deg IS NULL AND f.input_id = finding.input_id AND f.row_no = finding.row_no;
