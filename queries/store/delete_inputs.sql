-- Forgets the files a stage had read.
-- params: :stage text
-- reads: input
-- writes: input
DELETE FROM input WHERE stage = :stage;
