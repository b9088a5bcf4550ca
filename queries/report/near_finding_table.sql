-- The findings of each row of the inputs; those of no row and no feature, which are about inputs as a whole, under input 0. Lives in the connection.
-- params: none
-- reads: none
-- writes: none
CREATE TEMP TABLE row_finding (
    input_id INTEGER NOT NULL, row_no INTEGER NOT NULL, finding_id INTEGER NOT NULL, PRIMARY KEY (input_id, row_no, finding_id)
) WITHOUT ROWID;
