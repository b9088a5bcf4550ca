-- Forgets what a stage had found.
-- params: :stage text
-- reads: finding
-- writes: finding
DELETE FROM finding WHERE stage = :stage;
