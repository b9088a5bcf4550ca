-- A region that falls short.
-- params: :gap_id gap, :region_id region, :value in the indicator's unit
-- reads: none
-- writes: gap_member
INSERT INTO gap_member (gap_id, region_id, value) VALUES (:gap_id, :region_id, :value)
