-- Makes room for the study's measures.
-- params: none
-- reads: none
-- writes: measure
DELETE FROM measure;
