-- The types that the study has facilities of, for the layer of demand.
-- params: none
-- reads: facility_type, facility
-- writes: none
SELECT t.type_id, t.code
FROM facility_type t
WHERE EXISTS (SELECT 1 FROM facility f WHERE f.type_id = t.type_id AND f.counts = 1)
ORDER BY t.type_id;
