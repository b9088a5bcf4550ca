-- Makes room for the study's profiles.
-- params: none
-- reads: none
-- writes: profile
DELETE FROM profile;
