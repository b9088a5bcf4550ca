-- A built-in plan is called by its name in the reader's language: plan is the Chinese one.
ALTER TABLE target ADD COLUMN plan_en TEXT;             -- NULL for a plan of the user's own
