-- What a measure was computed from, and how much of it was searched.
-- params: :measure_id, :basis digest, :types_searched, :facilities_searched
-- reads: none
-- writes: reach_basis
INSERT INTO reach_basis (measure_id, basis, types_searched, facilities_searched)
VALUES (:measure_id, :basis, :types_searched, :facilities_searched)
