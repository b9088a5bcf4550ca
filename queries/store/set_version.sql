-- The version of a component.
-- params: :component text, :version text
-- reads: none
-- writes: version
INSERT OR REPLACE INTO version (component, version) VALUES (:component, :version);
