-- Reported figures on the workbench (see 002): the day that figures are looked at for, one row. An observation counts from its own day on.
CREATE TABLE scratch_day (day TEXT PRIMARY KEY) WITHOUT ROWID; -- YYYY-MM-DD

ALTER TABLE observation ADD COLUMN question TEXT;       -- indicator and parameters with their defaults: equal texts ask the same
ALTER TABLE observation ADD COLUMN rounding REAL;       -- half a unit of the last digit written, in the indicator's unit
DROP INDEX observation_by_question;
CREATE INDEX observation_by_question ON observation (question, region_code, day);

ALTER TABLE gap ADD COLUMN observation_id INTEGER REFERENCES observation; -- where basis is 'reported'
