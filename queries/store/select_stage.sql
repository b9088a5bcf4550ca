-- Is a stage done with this very fingerprint? One row says yes.
-- params: :stage text, :fingerprint text
-- reads: stage
-- writes: none
SELECT 1 FROM stage WHERE name = :stage AND fingerprint = :fingerprint;
