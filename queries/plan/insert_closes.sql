-- What closes a gap.
-- params: :gap_id gap, :position from 0, :kind text, :amount in the kind's unit, :type_code text
-- reads: none
-- writes: gap_closes
INSERT INTO gap_closes (gap_id, position, kind, amount, type_code) VALUES (:gap_id, :position, :kind, :amount, :type_code)
