-- An indicator as its own file describes it; a text that the file does not give is NULL.
-- params: :indicator text, :name_zh text, :name_en text, :unit text, :made_by path of the user's file or NULL, :says_zh, :says_en, :formula_zh and
-- :formula_en text, :inputs roles, :base_group code or NULL, :factor of a ratio or NULL
-- reads: none
-- writes: indicator
INSERT INTO indicator (indicator, name_zh, name_en, unit, made_by, says_zh, says_en, formula_zh, formula_en, inputs, base_group, factor)
VALUES (:indicator, :name_zh, :name_en, :unit, :made_by, :says_zh, :says_en, :formula_zh, :formula_en, :inputs, :base_group, :factor)
