-- An indicator as its own file describes it.
-- params: :indicator text, :name_zh text, :name_en text, :unit text, :made_by path of the user's file or NULL
-- reads: none
-- writes: indicator
INSERT INTO indicator (indicator, name_zh, name_en, unit, made_by) VALUES (:indicator, :name_zh, :name_en, :unit, :made_by)
