-- What planned facilities make of one gap of a target that lies ahead: status by then, what is left (in the target's unit), the unit, and
-- whether anything is planned that changes the value. No row where that is not told.
-- params: :gap_id
-- reads: gap, target
-- writes: none
WITH wish AS (
    SELECT g.planned_status AS status, g.planned_value AS value, t.op AS op, coalesce(t.unit, '') AS unit, g.value IS NOT g.planned_value AS changes,
           CASE t.unit WHEN '%' THEN 100 WHEN '‰' THEN 1000 ELSE 1 END AS scale, CASE t.op WHEN 'all' THEN 1 END AS everybody, t.value AS want
    FROM gap g JOIN target t USING (target_id)
    WHERE g.gap_id = :gap_id AND g.status = 'not yet due' AND g.planned_status IN ('met', 'short'))
SELECT status,
       CASE op WHEN '<=' THEN value * scale - want WHEN '=' THEN abs(want - value * scale)
               ELSE coalesce(everybody * scale, want) - value * scale END,
       unit, changes
FROM wish;
