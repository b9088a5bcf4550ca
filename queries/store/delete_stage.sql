-- A stage is no longer done.
-- params: :stage text
-- reads: stage
-- writes: stage
DELETE FROM stage WHERE name = :stage;
