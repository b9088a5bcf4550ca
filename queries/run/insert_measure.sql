-- A mode with a profile.
-- params: :mode text, :profile_id, :label text
-- reads: none
-- writes: measure
INSERT INTO measure (mode, profile_id, label) VALUES (:mode, :profile_id, :label);
