-- How many rows a file gave.
-- params: :input_id, :rows_in rows, :rows_kept rows, :rows_with_findings rows
-- reads: input
-- writes: input
UPDATE input SET rows_in = :rows_in, rows_kept = :rows_kept, rows_with_findings = :rows_with_findings
WHERE input_id = :input_id;
