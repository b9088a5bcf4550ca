-- Reported figures on the workbench (see 002): the day that figures are looked at for, one row. An observation counts from its own day on.
CREATE TABLE scratch_day (day TEXT PRIMARY KEY) WITHOUT ROWID; -- YYYY-MM-DD
