-- A stage is done.
-- params: :stage text, :fingerprint text
-- reads: none
-- writes: stage
INSERT OR REPLACE INTO stage (name, fingerprint) VALUES (:stage, :fingerprint);
