-- One key of a variant that a target asks of an indicator; several targets may ask the same.
-- params: :indicator id, :variant as in indicator_value, :key text, :value text
-- reads: none
-- writes: scratch_asked
INSERT OR IGNORE INTO scratch_asked (indicator, variant, key, value) VALUES (:indicator, :variant, :key, :value)
